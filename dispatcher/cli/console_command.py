"""``dispatcher`` without a command: the console."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dispatcher.cli.early_office import EarlyOffice
from dispatcher.cli.first_run import first_run, is_first_run, read_list
from dispatcher.cli.office import Options
from dispatcher.cli.output import complain
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.store.place import check_file, find, state_folder

if TYPE_CHECKING:
    from dispatcher.console.forms.ways import Way
    from dispatcher.console.likes import Likes
    from dispatcher.console.typeahead import Typed

_LEAST_TERMINALS = ("dumb", "unknown")


def open_console(options: Options) -> int:
    """Open the console on the office the options name; returns the exit code.

    Refuses where there is no terminal to draw on. Raises Trouble where the store cannot be opened and waiting does
    not help.
    """
    if sentence := _no_terminal(os.environ):
        complain(sentence)
        return 1
    lay_keys(options.settings.keymap)
    likes, log = _likes(options), state_folder() / "log" / "faults.log"
    begin, typed = "", None
    if is_first_run(options):
        led = first_run(options, log, likes)
        if isinstance(led, int):
            return led
        options, begin, typed = led
    _refuse_hopeless(options)
    while not isinstance(ended := _on_the_board(options, log, likes, begin, typed), int):
        read_list(options, ended)
        begin, typed = "", None
    return ended


def _no_terminal(environ: Mapping[str, str]) -> str:
    """Why nothing can be drawn here; empty where it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        if environ.get("SSH_CONNECTION"):
            return _("The console needs a terminal: ssh -t gives it one. For a list: dispatcher today")
        return _("The console needs a terminal. For a list: dispatcher today")
    term = environ.get("TERM", "")
    if not term:
        return _("This terminal cannot draw a screen (TERM is not set). For a list: dispatcher today")
    if term in _LEAST_TERMINALS:
        told = _("This terminal cannot draw a screen (TERM is {term}). For a list: dispatcher today")
        return told.format(term=term)
    return ""


def _likes(options: Options) -> Likes:
    from dispatcher.console.likes import Likes

    settled = options.settings
    return Likes(
        theme=settled.theme,
        ascii_only=settled.ascii,
        mouse=settled.mouse,
        clipboard=settled.clipboard,
        plain_output=options.plain_output,
        lock_minutes=settled.lock_minutes,
    )


def _on_the_board(options: Options, log: Path, likes: Likes, begin: str, typed: Sequence[Typed] | None) -> Way | int:
    """The console until it ends: its exit code, or the list that is to be read before it opens again."""
    # Before anything makes a thread, and before signals and terminal are ours.
    office = EarlyOffice(options)
    from dispatcher.console.beginning_frame import BeginningFrame
    from dispatcher.console.terminal.hangup import Hangup
    from dispatcher.console.terminal.keeper import give_back

    # From here on a hang-up waits until there is something that can be ended in order.
    hangup, frame = Hangup(), BeginningFrame(ascii_only=likes.ascii_only)
    if typed is None:
        frame.show()
    try:
        from dispatcher.console.app import run

        return run(office, log, hangup, frame, likes, begin=begin, typed=typed)
    finally:
        give_back()
        office.close()


def lay_keys(keymap: Mapping[str, str]) -> None:
    """Lay the console's keys where the settings want them. Must come before the console is loaded. Raises Trouble with
    a sentence that names what cannot be."""
    if not keymap:
        return
    from dispatcher.console.keymap import choose

    choose(keymap)
    from dispatcher.console.keymap_check import complaints

    if wrong := next(complaints(keymap), None):
        from dispatcher.cli.settings_file import path

        raise Trouble("settings", _("Settings {file}: {sentence}").format(file=path(), sentence=wrong[1]))


def _refuse_hopeless(options: Options) -> None:
    """Without a store there is nothing to show; said before the screen is taken. Imports no database.

    A disk that does not answer is left to the console, which waits for it.
    """
    place = find(options.store)
    try:
        if place.is_file:
            check_file(place)
    except Trouble as trouble:
        if trouble.code != "unreachable":
            raise

"""``dispatcher`` without a command: the console."""

from __future__ import annotations

import os
import sys

import click

from dispatcher.cli.first_run import first_run, is_first_run
from dispatcher.cli.office import Office, Options
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.store.place import check_file, find, state_folder

_LEAST_TERMINALS = ("", "dumb", "unknown")


def open_console(options: Options, *, mouse: bool, ascii_only: bool) -> int:
    """Open the console on the office the options name; returns the exit code.

    Refuses where there is no terminal to draw on. Raises Trouble where the store cannot be opened and waiting does
    not help.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(_("The console needs a terminal. For a list: dispatcher today"), err=True)
        return 1
    if os.environ.get("TERM", "") in _LEAST_TERMINALS:
        click.echo(_("This terminal cannot draw a screen (TERM is not set). For a list: dispatcher today"), err=True)
        return 1
    log = state_folder() / "log" / "faults.log"
    begin = ""
    if is_first_run(options):
        led = first_run(options, log, mouse=mouse, ascii_only=ascii_only)
        if isinstance(led, int):
            return led
        options, begin = led
    _refuse_hopeless(options)
    office = Office(options)
    from dispatcher.console.app import run

    try:
        return run(office, log, mouse=mouse, ascii_only=ascii_only, begin=begin)
    finally:
        office.close()


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

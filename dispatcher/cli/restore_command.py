"""``dispatcher restore``: put a copy in the place of the store; the store that was there is kept beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.in_language import Path as PathType
from dispatcher.cli.office import Options
from dispatcher.cli.output import refuse, say, say_json
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.store.backup import Restored
    from dispatcher.store.place import Place

YES = frozenset({"y", "yes", "j", "ja"})
"""Both languages are understood in both."""


@click.command("restore", cls=Command, help=N_("Put the copy FILE in the place of the store, which is kept beside it."))
@argument("file", type=PathType(path_type=Path))
@option("--yes", "is_sure", is_flag=True, help=N_("Do not ask."))
@option("--other-office", is_flag=True, help=N_("The copy is of another office, and that is meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, file: Path, is_sure: bool, other_office: bool, as_json: bool) -> None:
    """The shape of ``--json``: ``{"store": "...", "entry": 118, "kept": "..." or null}``; ``entry`` is the newest one
    of the restored journal, ``kept`` where the store before lies."""
    from dispatcher.store.place import find

    place = find(options.store)
    done = restored(options, place, file, is_sure, other_office)
    kept = None if done.kept is None else str(done.kept)
    if as_json:
        say_json({"store": place.shown, "entry": done.head.seq, "kept": kept})
        return
    say(_("{where} holds the copy now; its newest entry is {seq}.").format(where=place.shown, seq=done.head.seq))
    if kept is not None:
        say(_("The store before is kept as {kept}.").format(kept=kept))


def restored(options: Options, place: Place, file: Path, is_sure: bool, other_office: bool) -> Restored:
    """Restore unless that is refused or not wanted. Raises StoreTrouble; then nothing was changed."""
    from dispatcher.store.backup import restore

    if options.read_only:
        raise refuse(_("Read-only: {reason}. Nothing was saved.").format(reason=_("opened with the read-only option")))
    if not file.is_file():
        raise refuse(_("There is no file {file}.").format(file=file))
    if place.path is not None and place.path.exists() and not is_sure and not wanted(place, file):
        raise refuse(_("Nothing was changed."))
    return restore(file.absolute(), place, other_office=other_office)


def wanted(place: Place, file: Path) -> bool:
    """Ask whoever sits at the terminal; a program that cannot answer has to say ``--yes``."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise refuse(_("Nobody can be asked here: say --yes. Nothing was changed."))
    question = _("Put {file} in the place of {where}? What is there now is kept beside it. [y/N]")
    click.echo(question.format(file=file, where=place.shown) + " ", nl=False, err=True)
    return sys.stdin.readline().strip().lower() in YES

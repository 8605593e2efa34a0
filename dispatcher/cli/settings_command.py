"""``dispatcher settings``: the commented settings file, on the screen or in its place."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dispatcher.cli import settings_file
from dispatcher.cli.in_language import Command, option
from dispatcher.cli.output import refuse, say
from dispatcher.cli.settings import Filed
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _


@click.command("settings", cls=Command, help=N_("Print the settings with what each is for, or write the file."))
@option("--write", is_flag=True, help=N_("Write the settings file, where there is none yet."))
def command(write: bool) -> None:
    """Print the settings file as it would be written; what is in it already stands there."""
    place = settings_file.path()
    filed = settings_file.read(place)
    if write:
        if place.exists():
            raise refuse(_("{file} is there already: change it with your editor.").format(file=place))
        _write(place, settings_file.written(Filed()))
        say(_("Written: {file}. Change it with your editor.").format(file=place))
        return
    if isinstance(filed, Refusal):
        raise refuse(filed.sentence)
    say(f"# {place}\n{settings_file.written(filed)}".rstrip("\n"))


def _write(place: Path, text: str) -> None:
    """Make the file, readable for its owner alone. Raises Trouble where that is not possible."""
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Trouble("output", _("{file} cannot be written: {reason}.").format(file=place, reason=reason)) from None

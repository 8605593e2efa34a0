"""What the commands print: lines for people, JSON for programs, and the exit code that goes with an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.office import Office, Options
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Done, Outcome


def say(text: str) -> None:
    """One line (or several) for a person; foreign text is made harmless on its way out."""
    click.echo(clean(text))


def say_json(value: Any) -> None:
    """One JSON document, UTF-8, keys in a stable order, instants in ISO 8601 with their zone."""
    import msgspec

    encoded = msgspec.json.encode(value, order="sorted")
    click.echo(msgspec.json.format(encoded, indent=2).decode())


@contextmanager
def opened(options: Options) -> Iterator[Office]:
    """An open office for the length of one command."""
    office = Office(options)
    office.open()
    try:
        yield office
    finally:
        office.close()


def done_or_exit(outcome: Outcome) -> Done:
    """The result of an action; a refusal ends the command with its sentence on stderr and exit code 1."""
    if isinstance(outcome, Refusal):
        click.echo(outcome.sentence, err=True)
        raise click.exceptions.Exit(1)
    return outcome

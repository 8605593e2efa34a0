"""What the commands print: lines for people, JSON for programs, and the exit code that goes with an answer."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.office import Office, Options
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean, escaped, one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Done, Outcome

REFUSED, USAGE, STORE_TROUBLE, INTERRUPTED = 1, 2, 3, 130
"""Exit codes besides 0, which is "done"."""
LONGEST_SENTENCE = 2000


def say(text: str) -> None:
    """One line (or several) for a person; foreign text is made harmless on its way out."""
    _put(clean(text))


def say_page(page: str) -> None:
    """A whole document of ours, always UTF-8, so that no terminal's character set gets into a file."""
    _put(clean(page).encode("utf-8", "replace"))


def say_json(value: Any) -> None:
    """One JSON document, always UTF-8, keys in a stable order, instants in ISO 8601 with their zone; nothing in it acts
    on a terminal, and every text is as it is stored."""
    import msgspec

    encoded = msgspec.json.encode(value, order="sorted")
    _put(escaped(msgspec.json.format(encoded, indent=2).decode()).encode())


def complain(sentence: str) -> None:
    """One sentence on one line of stderr."""
    complain_at_length(brief(sentence))


def brief(sentence: str) -> str:
    """``sentence`` on one line, harmless, its middle cut if it is endless."""
    line = one_line(clean(sentence))
    return line if len(line) <= LONGEST_SENTENCE else f"{line[:1200]} ... {line[-500:]}"


def complain_at_length(text: str) -> None:
    """Any text on stderr, made harmless. Never raises: who closed stderr wants none."""
    with contextlib.suppress(OSError):
        click.echo(clean(text), err=True)


def _put(text: str | bytes) -> None:
    try:
        click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        reason = error.strerror or str(error)
        raise Trouble("output", _("The output cannot be written: {reason}.").format(reason=reason)) from None


def drop_output() -> None:
    """Send what is still to be printed nowhere, so that not even the interpreter's end complains about it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def opened(options: Options) -> Iterator[Office]:
    """An open office for the length of one command."""
    office = Office(options)
    try:
        office.open()
        yield office
    finally:
        office.close()


def refuse(sentence: str) -> click.exceptions.Exit:
    """Say the sentence on stderr; raising what comes back ends the command with exit code 1."""
    complain(sentence)
    return click.exceptions.Exit(REFUSED)


def done_or_exit(outcome: Outcome) -> Done:
    """The result of an action; a refusal ends the command with its sentence on stderr and exit code 1."""
    if isinstance(outcome, Refusal):
        raise refuse(outcome.sentence)
    return outcome

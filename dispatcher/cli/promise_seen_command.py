"""``dispatcher promise-seen``: acknowledge a promise that somebody else put on the own desk (V9)."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import opened
from dispatcher.locale import N_


@click.command(
    "promise-seen", cls=Command, help=N_("Say that you have seen a promise that was put on your desk; it stays open.")
)
@argument("number", metavar=N_("NUMBER"), type=NUMBER)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, number: int, as_json: bool) -> None:
    """Acknowledge a promise. The shape of ``--json``: that of ``promise``."""
    from dispatcher.cli.promise_words import saved, say_promise
    from dispatcher.domain.promise import AcknowledgePromise

    with opened(options) as office:
        row, entry = saved(office, "acknowledge promise", AcknowledgePromise(number), uuid.uuid4().hex)
        say_promise(office, row, entry, as_json=as_json)

"""``dispatcher promise-handed``: a colleague answers for a promise from now on (M7)."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import opened
from dispatcher.locale import N_


@click.command(
    "promise-handed", cls=Command, help=N_("Hand a promise to a colleague, who has to say that he has seen it.")
)
@argument("number", metavar=N_("NUMBER"), type=NUMBER)
@argument("owner", metavar=N_("SIGN"))
@option("--stand-in", default="", metavar=N_("SIGN"), help=N_("Who stands in for the owner."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, number: int, owner: str, stand_in: str, as_json: bool) -> None:
    """Hand a promise over. The shape of ``--json``: that of ``promise``."""
    from dispatcher.cli.promise_words import promise_of, saved, say_promise
    from dispatcher.domain.promise import HandPromise

    with opened(options) as office:
        seen = promise_of(office, number).version
        to = office.find_record("colleague", owner.removeprefix("@"))
        other = office.find_record("colleague", stand_in.removeprefix("@")) if stand_in else None
        row, entry = saved(office, "hand promise", HandPromise(number, to, other, seen), uuid.uuid4().hex)
        say_promise(office, row, entry, as_json=as_json)

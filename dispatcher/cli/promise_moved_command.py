"""``dispatcher promise-moved``: give a promise another time; in time and with a word it is not broken (M5)."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.note_command import channel_letter
from dispatcher.cli.office import Options
from dispatcher.cli.output import opened
from dispatcher.cli.phrase import place_of, understood
from dispatcher.locale import N_


@click.command(
    "promise-moved",
    cls=Command,
    help=N_("Give a promise another time; without a word to the other side it is broken when its time passes."),
)
@argument("number", metavar=N_("NUMBER"), type=NUMBER)
@argument("phrase", metavar=N_("PHRASE"))
@option(
    "--informed", metavar="T", callback=channel_letter, help=N_("On which channel they were told: T M P S V B W 3.")
)
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, number: int, phrase: str, informed: str, insist: bool, as_json: bool) -> None:
    """Move a promise; prints the one in its place. The shape of ``--json``: that of ``promise``."""
    from dispatcher.cli.promise_words import promise_of, saved, say_promise
    from dispatcher.domain.promise import MovePromise

    with opened(options) as office:
        before = promise_of(office, number)
        card = office.card(before.customer) if before.customer is not None else None
        place = place_of(office, card.only_site if card is not None else None)
        meant = understood(phrase, place, takes_days=False, insist=insist)
        move = MovePromise(
            number,
            meant.due,
            meant.starts if meant.is_window else None,
            phrase,
            informed,
            before.version,
            tuple(warned.code for warned in meant.warnings),
        )
        row, entry = saved(office, "move promise", move, uuid.uuid4().hex)
        say_promise(office, row, entry, as_json=as_json)

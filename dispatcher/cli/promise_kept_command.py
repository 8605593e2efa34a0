"""``dispatcher promise-kept``: how an attempt to keep a promise ended; only who was reached counts (M9)."""

from __future__ import annotations

import uuid

import click

from dispatcher.cli.in_language import NUMBER, Command, argument, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import opened
from dispatcher.cli.phrase import place_of, understood
from dispatcher.locale import N_

OUTCOMES = ("reached", "voicemail", "no-answer", "busy")


@click.command(
    "promise-kept",
    cls=Command,
    help=N_("File an attempt to keep a promise: reached, or voicemail with a new date, keeps it."),
)
@argument("number", metavar=N_("NUMBER"), type=NUMBER)
@option("--outcome", type=click.Choice(OUTCOMES), required=True, help=N_("How the attempt ended."))
@option("--text", default="", metavar=N_("TEXT"), help=N_("What was said."))
@option("--person", default="", metavar=N_("NAME"), help=N_("With whom."))
@option("--phone", default="", metavar=N_("NUMBER"), help=N_("Which number was dialled."))
@option("--new", "again", default="", metavar=N_("PHRASE"), help=N_("The new date that was told."))
@option("--next-try", "later", default="", metavar=N_("PHRASE"), help=N_("When it is tried again."))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options,
    number: int,
    outcome: str,
    text: str,
    person: str,
    phone: str,
    again: str,
    later: str,
    insist: bool,
    as_json: bool,
) -> None:
    """File an attempt; prints the promise that is open now. The shape of ``--json``: that of ``promise``."""
    from dispatcher.cli.promise_words import promise_of, saved, say_promise
    from dispatcher.domain.promise import PromiseAttempt

    with opened(options) as office:
        customer = promise_of(office, number).customer
        card = office.card(customer) if customer is not None else None
        place = place_of(office, card.only_site if card is not None else None)
        due = understood(again, place, takes_days=False, insist=insist) if again else None
        next_try = understood(later, place, takes_days=False, insist=insist) if later else None
        attempt = PromiseAttempt(
            number,
            outcome.replace("-", " "),
            phone,
            person,
            text,
            new_due=due.due if due is not None else None,
            phrase=again,
            next_try=next_try.starts if next_try is not None else None,
            new_from=due.starts if due is not None and due.is_window else None,
        )
        row, entry = saved(office, "promise attempt", attempt, uuid.uuid4().hex)
        say_promise(office, row, entry, as_json=as_json)

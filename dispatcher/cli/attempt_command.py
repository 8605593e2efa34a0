"""``dispatcher attempt``: somebody tried to reach the other side of a ticket, and this is how it ended (B9)."""

from __future__ import annotations

import uuid
from typing import Any

import click

from dispatcher.cli.ball_lines import say_ball
from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say
from dispatcher.cli.phrase import when
from dispatcher.locale import N_

OUTCOMES = ("reached", "voicemail", "no-answer", "busy")


@click.command(
    "attempt",
    cls=Command,
    help=N_("File how a call about a ticket ended; the third in vain offers a letter."),
)
@argument("ticket", metavar="T-4711")
@option("--outcome", type=click.Choice(OUTCOMES), required=True, help=N_("How it ended."))
@option("--number", default="", metavar=N_("NUMBER"), help=N_("Which number was called (left out: the first to try)."))
@option("--person", default="", metavar=N_("NAME"), help=N_("Who was called."))
@option("--text", default="", metavar=N_("TEXT"), help=N_("What was left on the voicemail."))
@option("--next", "again", metavar=N_("PHRASE"), help=N_("When it is tried again (else: next working day, 9:00)."))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options,
    ticket: str,
    outcome: str,
    number: str,
    person: str,
    text: str,
    again: str | None,
    insist: bool,
    as_json: bool,
) -> None:
    """File an attempt; ``--json`` as :func:`~dispatcher.cli.ball_lines.say_ball` prints it, with ``"letter"``: null, or
    from the third attempt on what :mod:`dispatcher.cli.reminder_command` prints."""
    from dispatcher.domain.attempt import FileAttempt

    with opened(options) as office:
        row = office.ticket_named(ticket)
        due = when(again, office, takes_days=False, insist=insist)
        if not number and not person:
            number, person = _first(office, row.customer, row.id)
        ended = outcome.replace("-", " ")
        wish = FileAttempt(row.id, ended, number, person, text, due.due if due else None)
        done = done_or_exit(office.save("attempt", wish, uuid.uuid4().hex))
        letter = _letter(office, row.id)
        say_ball(office, row.number, done.seq, as_json, letter=letter)
        if letter is not None and not as_json:
            say(f"\n{letter['subject']}\n\n{letter['text']}")


def _first(office: Office, customer: int, ticket: int) -> tuple[str, str]:
    """Number and person that one tries first."""
    numbers = office.numbers(customer, ticket)
    return (numbers[0].number, numbers[0].name) if numbers else ("", "")


def _letter(office: Office, ticket: int) -> dict[str, Any] | None:
    """The reminder, where so many attempts were in vain that one writes."""
    from dispatcher.cli.reminder_command import document
    from dispatcher.domain.attempt import is_for_letter

    detail = office.ticket(ticket)
    letter = office.reminder(ticket) if detail is not None and is_for_letter(detail.row.attempts) else None
    return document(letter) if letter is not None else None

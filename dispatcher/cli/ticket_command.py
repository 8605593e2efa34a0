"""``dispatcher ticket``: file a fault report from the command line (B1)."""

from __future__ import annotations

import uuid
from typing import Any

import click

from dispatcher.cli.holder import Holder
from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.note_command import channel_letter, from_stdin
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.cli.phrase import when
from dispatcher.domain.ball import BALLS
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

HOLDERS = BALLS[:-1]
"""Who can have the ball of a new ticket: no appointment stands for it yet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A report as it was asked for, every word as typed."""

    customer: str
    text: str
    urgent: bool
    earliest: str | None
    person: str
    channel: str
    skills: str
    minutes: int | None
    ball: str
    who: str
    step: str
    until: str | None
    insist: bool
    is_read: bool


@click.command("ticket", cls=Command, help=N_('File a fault report of a customer; "-" reads the text from stdin.'))
@argument("customer", metavar=N_("CUSTOMER"))
@argument("text", metavar=N_("TEXT"))
@option("--urgent", is_flag=True, help=N_('Urgent by the customer\'s word; a " !" in the text says the same.'))
@option("--earliest", metavar=N_("PHRASE"), help=N_('Earliest access by the customer, like "wed 8-10".'))
@option("--person", default="", help=N_("Who reports it."))
@option("--channel", metavar="T", callback=channel_letter, help=N_("On which channel: T M P S V B W 3."))
@option("--skills", default="", metavar="TK[,SIP]", help=N_("What the technician must be able to do."))
@option("--minutes", type=int, help=N_("How long the work will take."))
@option(
    "--ball",
    type=Holder(HOLDERS),
    default="us",
    help=N_("Who acts next: us (U), customer (C), other (O); without a word it is us."),
)
@option("--who", default="", help=N_("Who has the ball, by name."))
@option("--next", "step", default="", metavar=N_("TEXT"), help=N_("The next step."))
@option("--until", metavar=N_("PHRASE"), help=N_('When we look at it again, like "wed 14".'))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, /, as_json: bool, **asked: Any) -> None:
    """File a report. The shape of ``--json``, ``belongs`` null where no open ticket is likely to be the same matter::

    {"ticket": "T-4730", "customer": "K-1042", "entry": 118, "belongs": "T-4711"}
    """
    is_read = asked["text"] == "-"
    wish = Wish(**asked | {"text": from_stdin() if is_read else asked["text"], "is_read": is_read})
    with opened(options) as office:
        ident = office.customer(wish.customer)
        card = office.card(ident)
        report = _report(office, wish, ident)
        done = done_or_exit(office.save("ticket", report, uuid.uuid4().hex))
        number = card.number if card is not None else 0
        belongs = _belongs(office, done.ref)
        if as_json:
            said = {"ticket": f"T-{done.number}", "customer": f"K-{number}", "entry": done.seq}
            say_json(said | {"belongs": None if belongs is None else f"T-{belongs}"})
        else:
            name = one_line(card.name) if card is not None else ""
            say(_("Filed: T-{ticket} of K-{number} {name}.").format(ticket=done.number, number=number, name=name))
            if belongs is not None:
                told = _("It probably belongs to T-{number}: dispatcher merge T-{ticket} T-{number}")
                say(told.format(number=belongs, ticket=done.number))


def _belongs(office: Office, ticket: int) -> int | None:
    """The number of the open ticket that is probably the same matter (B7); None where none is."""
    found = office.related(ticket)
    return next((one.number for one in found.others if one.score), None) if found is not None else None


def _report(office: Office, wish: Wish, customer: int) -> FileTicket:
    """The ticket that was asked for. Raises Trouble for a time that is none and for marks that cannot all be meant."""
    from dispatcher.domain.report import Report, fault_report

    card = office.card(customer)
    report = Report(
        customer=customer,
        text=wish.text,
        urgent=wish.urgent,
        earliest=when(wish.earliest, office, takes_days=True, insist=wish.insist),
        person=wish.person,
        skills=tuple(wish.skills.replace(",", " ").upper().split()),
        minutes=wish.minutes,
        ball=wish.ball,
        who=wish.who,
        step=wish.step,
        due=when(wish.until, office, takes_days=False, insist=wish.insist),
        channel=wish.channel,
        reads_marks=not wish.is_read,
        people=tuple((person.id, person.name) for person in card.people) if card is not None else (),
    )
    made = fault_report(report, office.clock.now(), office.row.zone, office.row.state)
    if isinstance(made, Refusal):
        raise Trouble("input", made.sentence)
    return made

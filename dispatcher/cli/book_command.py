"""``dispatcher book``: make an appointment for a ticket; nobody is booked twice at the same time (I4)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.instant import in_zone, iso_instant
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.cli.phrase import when
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

USUAL_MINUTES = 60
"""How long a visit takes where neither the ticket nor the command says so."""


@click.command("book", cls=Command, help=N_("Book technicians for a ticket; who is taken is refused."))
@argument("ticket", metavar="T-4711")
@option("--technician", metavar=N_("NAME[,NAME]"), required=True, help=N_("Who goes: codes or names."))
@option(
    "--at", metavar=N_("PHRASE"), required=True, help=N_('When it begins: "2026-11-26 09:00", "wed 14", "thu 8-10".')
)
@option("--minutes", type=int, help=N_("How long it takes (left out: as the ticket says, else 60)."))
@option("--travel", type=int, default=0, metavar=N_("MINUTES"), help=N_("How long the way there takes."))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options,
    ticket: str,
    technician: str,
    at: str,
    minutes: int | None,
    travel: int,
    insist: bool,
    as_json: bool,
) -> None:
    """Propose an appointment. The shape of ``--json``: ``{"appointment": 7, "ticket": "T-4711", "entry": 118}``."""
    from dispatcher.domain.appointment import Book
    from dispatcher.domain.calendar import show_span

    with opened(options) as office:
        number, ident, usual = _ticket(office, ticket)
        crew = tuple(office.technician(name) for name in technician.split(",") if name.strip())
        begin, until = _span(office, at, insist)
        end = until if until is not None and minutes is None else _end(begin, minutes if minutes is not None else usual)
        wish = Book(ident, crew, begin, end, office.row.zone, travel_minutes=travel)
        done = done_or_exit(office.save("appointment", wish, uuid.uuid4().hex))
        if as_json:
            say_json({"appointment": done.ref, "ticket": f"T-{number}", "entry": done.seq})
            return
        span = show_span(begin, end, office.row.zone)
        say(_("Proposed for T-{number}: {span}.").format(number=number, span=span))


def _ticket(office: Office, typed: str) -> tuple[int, int, int]:
    """Number, id and usual minutes of the ticket. Raises Trouble for one that is not there."""
    row = office.ticket_named(typed)
    detail = office.ticket(row.id)
    return row.number, row.id, detail.minutes if detail is not None and detail.minutes else USUAL_MINUTES


def _span(office: Office, at: str, insist: bool) -> tuple[datetime, datetime | None]:
    """When it begins, and when it ends if that was said as well. Raises Trouble for what is no time."""
    if (typed := iso_instant(at)) is not None:
        return in_zone(typed, office.row.zone), None
    meant = when(at, office, takes_days=False, insist=insist)
    assert meant is not None
    return meant.starts, meant.ends


def _end(begin: datetime, minutes: int) -> datetime:
    try:
        return begin + timedelta(minutes=minutes)
    except OverflowError:
        raise Trouble("input", _("An appointment lasts at most 24 hours. Make one for each day.")) from None

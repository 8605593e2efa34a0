"""``dispatcher book``: make an appointment for a ticket; what speaks against the slot is said (I4)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.instant import in_zone, iso_instant
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.cli.phrase import when
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Done
    from dispatcher.domain.appointment import Book
    from dispatcher.domain.placing import Placing

USUAL_MINUTES = 60
"""How long a visit takes where neither the ticket nor the command says so."""


@click.command("book", cls=Command, help=N_("Book technicians for a ticket; what speaks against it is said."))
@argument("ticket", metavar="T-4711")
@option("--technician", metavar=N_("NAME[,NAME]"), required=True, help=N_("Who goes: codes or names."))
@option(
    "--at", metavar=N_("PHRASE"), required=True, help=N_('When it begins: "2026-11-26 09:00", "wed 14", "thu 8-10".')
)
@option("--minutes", type=int, help=N_("How long it takes (left out: as the ticket says, else 60)."))
@option("--window", metavar=N_("8-10"), help=N_("What the customer is told, on the day of the appointment."))
@option("--travel", type=int, metavar=N_("MINUTES"), help=N_("How long the way there takes (left out: reckoned)."))
@option("--override", default="", metavar=N_("REASON"), help=N_("Push it through in spite of what speaks against it."))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options,
    ticket: str,
    technician: str,
    at: str,
    minutes: int | None,
    window: str | None,
    travel: int | None,
    override: str,
    insist: bool,
    as_json: bool,
) -> None:
    """Propose an appointment. The shape of ``--json``: ``{"appointment": 7, "ticket": "T-4711", "entry": 118, "travel":
    50, "hints": ["Nowak: lunch 12:00-12:30"]}``."""
    from dispatcher.domain.appointment import Book

    with opened(options) as office:
        number, ident, usual = _ticket(office, ticket)
        crew = tuple(office.technician(name) for name in technician.split(",") if name.strip())
        begin, until = _span(office, at, insist)
        end = until if until is not None and minutes is None else _end(begin, minutes if minutes is not None else usual)
        told = window_on(window, begin, office.row.zone) if window else None
        wish = Book(ident, crew, begin, end, office.row.zone, window=told, travel_minutes=travel, override=override)
        looked = _look(office, wish)
        done = done_or_exit(office.save("appointment", wish, uuid.uuid4().hex))
        _tell(done, number, wish, looked, as_json=as_json)


def _look(office: Office, wish: Book) -> Placing | None:
    """What there is to say about the slot beside whether it can be; None where the booking says no anyway."""
    from dispatcher.domain.appointment import refuse_book
    from dispatcher.domain.calendar import local_day
    from dispatcher.domain.placing import placed

    now, row = office.clock.now(), office.row
    if refuse_book(wish, now) is not None:
        return None
    first, last = local_day(wish.starts, row.zone), local_day(wish.ends, row.zone)
    found = office.planning(wish.ticket, None, first, (last - first).days + 1)
    if found is None:
        return None
    crew = [worker for worker in found.workers if worker.id in wish.technicians]
    return placed(found.job, crew, wish.starts, wish.ends, wish.travel_minutes, now=now, office_state=row.state)


def _tell(done: Done, number: int, wish: Book, looked: Placing | None, *, as_json: bool) -> None:
    from dispatcher.domain.calendar import show_span

    hints = [one.sentence for one in looked.hints] if looked is not None else []
    travel = looked.travel_minutes if looked is not None else 0
    if as_json:
        say_json(
            {"appointment": done.ref, "ticket": f"T-{number}", "entry": done.seq, "travel": travel, "hints": hints}
        )
        return
    span = show_span(wish.starts, wish.ends, wish.zone)
    say(_("Proposed for T-{number}: {span}.").format(number=number, span=span))
    if looked is not None and looked.job.buffer_minutes and travel:
        sentence = _("The way there: {minutes} min, {buffer} min of it for the site: {why}")
        job = looked.job
        say(sentence.format(minutes=travel, buffer=job.buffer_minutes, why=job.buffer_why or _("buffer")))
    for hint in hints:
        say(hint)


def _ticket(office: Office, typed: str) -> tuple[int, int, int]:
    """Number, id and usual minutes of the ticket. Raises Trouble for one that is not there or was joined in another."""
    from dispatcher.domain.ticket import ticket_number

    row = office.ticket_named(typed)
    if (asked := ticket_number(typed)) != row.number:
        sentence = _("T-{number} was joined in T-{other}. Book it for T-{other}.")
        raise Trouble("input", sentence.format(number=asked, other=row.number))
    detail = office.ticket(row.id)
    return row.number, row.id, detail.minutes if detail is not None and detail.minutes else USUAL_MINUTES


def window_on(typed: str, begin: datetime, zone: str) -> tuple[datetime, datetime]:
    """The window ``8-10`` on the local day of ``begin``. Raises Trouble for what is none."""
    from dispatcher.domain.calendar import local_day, minute_of_day
    from dispatcher.domain.technician import parse_span

    span = parse_span(typed)
    if span is None:
        raise Trouble("input", _('"{value}" is no window. Like: 8-10').format(value=one_line(typed)[:60]))
    day = local_day(begin, zone)
    return minute_of_day(day, zone, span[0]), minute_of_day(day, zone, span[1])


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

"""The service-level clocks of open tickets: what was agreed, what stopped them, and when somebody was on site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from dispatcher.domain.calendar import local_day
from dispatcher.domain.office import OFFICE_HOURS
from dispatcher.domain.service_clock import Agreement, ClockRow, Segment, Stop, clock_row, earliest_stop, segments, used
from dispatcher.domain.technician import Hours, hours_from_text
from dispatcher.queries.office import office_row
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import OfficeRow
from dispatcher.store import merged
from dispatcher.store.jobs import SITE_OF_TICKET
from dispatcher.store.schema import appointment, clock_stop, contract, journal_link, site, ticket
from dispatcher.values import dataclass

MOST_TICKETS = 1000
"""No office works on more open tickets in one list."""
MOST_ROWS = 5000
WENT_IN = ("on site", "done", "interrupted")
"""States of an appointment to which somebody came and was let in."""


@dataclass(frozen=True, slots=True)
class TicketClock:
    """The clock of one ticket in full: its segments up to now (or to its end), and how many minutes of the agreed
    time are used (None: nothing is agreed)."""

    ticket: int
    number: int
    reported: datetime
    row: ClockRow
    segments: tuple[Segment, ...]
    contract: str
    used: int | None


def _tickets(which: ColumnElement[bool]) -> Read:
    columns = (ticket.c.id, ticket.c.number, ticket.c.reported_at, ticket.c.earliest_at, ticket.c.closed_at)
    return Read(select(*columns).where(which).order_by(ticket.c.due_at, ticket.c.id).limit(MOST_TICKETS))


def _along(query: Select[Any]) -> Read:
    """Along the open tickets: without an order SQLite would walk through everything that ever belonged to a ticket."""
    return Read(query.order_by(ticket.c.due_at, ticket.c.id).limit(MOST_ROWS))


def _stops(which: ColumnElement[bool]) -> Read:
    columns = (clock_stop.c.reason, clock_stop.c.starts_at, clock_stop.c.ends_at, clock_stop.c.proof_seq)
    query = select(ticket.c.id, *columns).join(clock_stop, clock_stop.c.ticket_id == ticket.c.id)
    return _along(query.where(which, clock_stop.c.archived.is_(False)))


def _visits(which: ColumnElement[bool]) -> Read:
    came = func.coalesce(appointment.c.on_site_at, appointment.c.starts_at, type_=appointment.c.starts_at.type)
    query = select(ticket.c.id, came.label("came")).join(appointment, appointment.c.ticket_id == ticket.c.id)
    return _along(query.where(which, appointment.c.state.in_(WENT_IN)))


def _agreed(which: ColumnElement[bool]) -> Read:
    columns = (contract.c.name, contract.c.response_minutes, contract.c.hours, contract.c.starts_on, contract.c.ends_on)
    place = (site.c.zone, site.c.state, site.c.country, site.c.municipality)
    query: Select[Any] = (
        select(ticket.c.id, *columns, *place)
        .join(contract, contract.c.customer_id == ticket.c.customer_id)
        .outerjoin(site, site.c.id == SITE_OF_TICKET)
        .where(which, contract.c.response_minutes.is_not(None), contract.c.archived.is_(False))
    )
    return Read(query.order_by(contract.c.response_minutes, contract.c.id).limit(MOST_ROWS))


_OPEN: ColumnElement[bool] = ticket.c.closed_at.is_(None)
_ONE: ColumnElement[bool] = ticket.c.id == bindparam("ticket")
_OF_OPEN = tuple(make(_OPEN) for make in (_tickets, _stops, _visits, _agreed))
_OF_ONE = tuple(make(_ONE) for make in (_tickets, _stops, _visits, _agreed))
_FILED = Read(
    select(journal_link.c.seq)
    .where(journal_link.c.kind == "ticket", journal_link.c.ref == bindparam("ticket"))
    .order_by(journal_link.c.seq)
    .limit(1)
)


def clocks(connection: Connection) -> Mapping[int, ClockRow]:
    """The clocks of the open tickets by the tickets' ids. Indexes ``ix_ticket_open``, ``ix_clock_stop_ticket_id``,
    ``ix_appointment_ticket_id``, ``ix_contract_customer_id``, ``ix_site_customer_id``; at most 1,000 tickets."""
    tickets, stops, came, agreed = _facts(connection, _OF_OPEN)
    office = office_row(connection)
    return {
        row[0]: clock_row(
            row[2],
            (*earliest_stop(row[2], row[3]), *stops.get(row[0], ())),
            came.get(row[0]),
            _agreement(agreed.get(row[0], ()), row[2], office)[1],
        )
        for row in tickets
    }


def ticket_clock(connection: Connection, ticket_id: int, now: datetime) -> TicketClock | None:
    """The clock of one ticket (of the one that stands for it, where it was joined) up to ``now`` or to its end; None
    for an unknown one. Indexes as :func:`clocks`, by the primary key."""
    ident = merged.standing_for(connection, ticket_id)
    tickets, stops, came, agreements = _facts(connection, _OF_ONE, ticket=ident)
    if not tickets:
        return None
    _ident, number, reported, earliest, closed = tickets[0]
    wished = earliest_stop(reported, earliest, _FILED.scalar(connection, ticket=ident))
    all_stops, answered = (*wished, *stops.get(ident, ())), came.get(ident)
    name, agreed = _agreement(agreements.get(ident, ()), reported, office_row(connection))
    parts = segments(reported, max(closed or now, reported), all_stops)
    counted = segments(reported, max(min(closed or now, answered or now), reported), all_stops)
    spent = int(used(counted, agreed).total_seconds() // 60) if agreed is not None else None
    return TicketClock(ident, number, reported, clock_row(reported, all_stops, answered, agreed), parts, name, spent)


def _facts(
    connection: Connection, reads: Sequence[Read], **given: Any
) -> tuple[Sequence[Any], dict[int, list[Stop]], dict[int, datetime], dict[int, list[Any]]]:
    """Tickets, their stops, when somebody was first on site, and the contracts of their customers."""
    tickets, stop_rows, visits, contracts = (read.all(connection, **given) for read in reads)
    stops: dict[int, list[Stop]] = {}
    for ident, *stop in stop_rows:
        stops.setdefault(ident, []).append(Stop(*stop))
    came: dict[int, datetime] = {}
    for ident, at in visits:
        came[ident] = min(at, came.get(ident, at))
    agreed: dict[int, list[Any]] = {}
    for row in contracts:
        agreed.setdefault(row[0], []).append(row)
    return tickets, stops, came, agreed


def _agreement(rows: Iterable[Any], reported: datetime, office: OfficeRow) -> tuple[str, Agreement | None]:
    """Name and terms of the contract that held when the ticket was reported; of several the soonest response."""
    for _ident, name, minutes, hours, starts_on, ends_on, zone, state, country, municipality in rows:
        day = local_day(reported, zone or office.zone).isoformat()
        if (starts_on or day) <= day <= (ends_on or day):
            place = (zone or office.zone, state or office.state, country or "DE", municipality or "")
            return name, Agreement(minutes, _hours(hours, office), *place)
    return "", None


def _hours(stored: str, office: OfficeRow) -> Hours:
    """The service hours; where none were named those of the office."""
    return hours_from_text(stored) if stored else office.hours or OFFICE_HOURS

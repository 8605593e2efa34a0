"""Open tickets and one ticket with its appointments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select

from dispatcher.domain.appointment import RELEASED
from dispatcher.domain.steps import step_words
from dispatcher.queries.moves import own_moves
from dispatcher.queries.raw import Read
from dispatcher.queries.reports import reports
from dispatcher.queries.rows import AppointmentLine, MovedLine, PartRow, TicketDetail, TicketRow
from dispatcher.store.schema import appointment, assignment, customer, part, site, technician, ticket

BOUND = 1000
"""No office works on more open tickets in one list."""

_COLUMNS = (
    ticket.c.id,
    ticket.c.number,
    ticket.c.customer_id,
    customer.c.name,
    ticket.c.title,
    ticket.c.urgent,
    ticket.c.state,
    ticket.c.ball,
    ticket.c.ball_who,
    ticket.c.next_step,
    ticket.c.due_at,
    ticket.c.reported_at,
    ticket.c.skills,
    ticket.c.version,
    ticket.c.earliest_at,
    ticket.c.minutes,
    ticket.c.reports,
    ticket.c.chased,
    ticket.c.attempts,
    ticket.c.ball_since,
    ticket.c.merged_into_id,
)
_ROWS = select(*_COLUMNS).join(customer, customer.c.id == ticket.c.customer_id)
_OPEN: ColumnElement[bool] = ticket.c.closed_at.is_(None)


_OPEN_TICKETS = Read(_ROWS.where(_OPEN).order_by(ticket.c.due_at, ticket.c.id).limit(bindparam("most")))
_OPEN_OF = Read(
    _ROWS.where(ticket.c.customer_id == bindparam("customer"), _OPEN)
    .order_by(ticket.c.reported_at)
    .limit(bindparam("most"))
)
_BY_NUMBER = Read(_ROWS.where(ticket.c.number == bindparam("number")))
_BY_ID = Read(_ROWS.where(ticket.c.id == bindparam("ticket")))
_DEEPEST = 1000
_MORE = (ticket.c.text, ticket.c.source_number, ticket.c.minutes, site.c.name, site.c.street, site.c.place)
_DETAIL = Read(
    select(*_COLUMNS, *_MORE)
    .join(customer, customer.c.id == ticket.c.customer_id)
    .outerjoin(site, site.c.id == ticket.c.site_id)
    .where(ticket.c.id == bindparam("ticket"))
)
_GOES = assignment.c.active.is_(True) | appointment.c.state.in_(sorted(RELEASED))
"""Whoever is down for it; where it blocks nobody's time, whoever was."""
_APPOINTMENTS = Read(
    select(
        appointment.c.id,
        appointment.c.state,
        appointment.c.starts_at,
        appointment.c.ends_at,
        technician.c.code,
        appointment.c.override,
        appointment.c.insisted,
        appointment.c.unconfirmed,
    )
    .outerjoin(assignment, (assignment.c.appointment_id == appointment.c.id) & _GOES)
    .outerjoin(technician, technician.c.id == assignment.c.technician_id)
    .where(appointment.c.ticket_id == bindparam("ticket"))
    .order_by(appointment.c.starts_at, appointment.c.id, technician.c.code)
    .limit(200)
)
_PARTS = Read(
    select(part.c.id, part.c.text, part.c.supplier, part.c.reference, part.c.promised_at, part.c.arrived_at)
    .where(part.c.ticket_id == bindparam("ticket"), part.c.archived.is_(False))
    .order_by(part.c.id)
    .limit(50)
)


def _row(found: Any) -> TicketRow:
    row = TicketRow(*found)
    shown = step_words(row.next_step)
    return row if shown == row.next_step else replace(row, next_step=shown)


def open_tickets(connection: Connection, limit: int = BOUND) -> tuple[TicketRow, ...]:
    """Open tickets, the one due first on top; index ``ix_ticket_open``."""
    return tuple(_row(found) for found in _OPEN_TICKETS.all(connection, most=min(limit, BOUND)))


def open_tickets_of(connection: Connection, customer_id: int, limit: int = 20) -> tuple[TicketRow, ...]:
    """The open tickets of one customer, oldest first; index ``ix_ticket_customer_id``."""
    return tuple(_row(found) for found in _OPEN_OF.all(connection, customer=customer_id, most=limit))


def ticket_by_number(connection: Connection, number: int) -> TicketRow | None:
    """The ticket T-``number``, open or not; where it was joined in another one, the one that stands for it (I17)."""
    return _standing(connection, ticket_as_filed(connection, number))


def ticket_as_filed(connection: Connection, number: int) -> TicketRow | None:
    """The ticket T-``number`` itself, also where it was joined in another one."""
    found = _BY_NUMBER.first(connection, number=number)
    return None if found is None else _row(found)


def ticket_row(connection: Connection, ticket_id: int) -> TicketRow | None:
    """The ticket with that id, or the one that stands for it; by the primary key."""
    found = _BY_ID.first(connection, ticket=ticket_id)
    return None if found is None else _standing(connection, _row(found))


def _standing(connection: Connection, row: TicketRow | None) -> TicketRow | None:
    for _step in range(_DEEPEST):
        if row is None or row.merged_into is None:
            break
        row = _row(_BY_ID.first(connection, ticket=row.merged_into))
    return row


def ticket_detail(connection: Connection, ticket_id: int) -> TicketDetail | None:
    """One ticket in full, with its appointments in their order and every report of it; where it was joined in another
    one, that one. Indexes: primary key, ``ix_appointment_ticket_id``, ``ix_ticket_merged_into_id``,
    ``ix_part_ticket_id``."""
    found = _DETAIL.first(connection, ticket=ticket_id)
    if found is None:
        return None
    row = _row(found[: len(_COLUMNS)])
    if row.merged_into is not None and (standing := _standing(connection, row)) is not None:
        return ticket_detail(connection, standing.id)
    text, source_number, minutes, *place = found[len(_COLUMNS) :]
    return TicketDetail(
        row=row,
        text=text,
        appointments=_appointments(connection, ticket_id),
        site=", ".join(part for part in place if part),
        source_number=source_number,
        minutes=minutes,
        reports=reports(connection, ticket_id) if row.reports + row.chased > 1 else (),
        parts=parts_of(connection, ticket_id),
        moves=tuple(_moved(connection, ticket_id)),
    )


def _moved(connection: Connection, ticket_id: int) -> Iterator[MovedLine]:
    for row in own_moves(connection, ticket_id):
        if row.counts and row.old_starts is not None and row.old_ends is not None:
            yield MovedLine(row.old_starts, row.old_ends, row.asked_by, row.new_starts is None)


def parts_of(connection: Connection, ticket_id: int) -> tuple[PartRow, ...]:
    """The parts of one ticket, at most 50; index ``ix_part_ticket_id``."""
    return tuple(PartRow(*found) for found in _PARTS.all(connection, ticket=ticket_id))


def _appointments(connection: Connection, ticket_id: int) -> tuple[AppointmentLine, ...]:
    lines: dict[int, AppointmentLine] = {}
    for ident, state, starts, ends, code, *doubts in _APPOINTMENTS.all(connection, ticket=ticket_id):
        known = lines.get(ident)
        codes = (*(known.technicians if known else ()), *((code,) if code else ()))
        lines[ident] = AppointmentLine(ident, state, starts, ends, codes, *doubts)
    return tuple(lines.values())

"""Open tickets and one ticket with its appointments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from dispatcher.queries.rows import AppointmentLine, TicketDetail, TicketRow
from dispatcher.store.schema import appointment, assignment, customer, site, technician, ticket

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
)
_ROWS = select(*_COLUMNS).join(customer, customer.c.id == ticket.c.customer_id)
_OPEN: ColumnElement[bool] = ticket.c.closed_at.is_(None)


def _row(found: Any) -> TicketRow:
    return TicketRow(*found)


def open_tickets(connection: Connection, limit: int = BOUND) -> tuple[TicketRow, ...]:
    """Open tickets, the one due first on top; index ``ix_ticket_open``."""
    query = _ROWS.where(_OPEN).order_by(ticket.c.due_at, ticket.c.id).limit(min(limit, BOUND))
    return tuple(_row(found) for found in connection.execute(query))


def open_tickets_of(connection: Connection, customer_id: int, limit: int = 20) -> tuple[TicketRow, ...]:
    """The open tickets of one customer, oldest first; index ``ix_ticket_customer_id``."""
    query = _ROWS.where(ticket.c.customer_id == customer_id, _OPEN).order_by(ticket.c.reported_at).limit(limit)
    return tuple(_row(found) for found in connection.execute(query))


def ticket_by_number(connection: Connection, number: int) -> TicketRow | None:
    """The ticket T-``number``, open or not."""
    found = connection.execute(_ROWS.where(ticket.c.number == number)).first()
    return None if found is None else _row(found)


def ticket_detail(connection: Connection, ticket_id: int) -> TicketDetail | None:
    """One ticket in full, with its appointments in their order; indexes: primary key, ``ix_appointment_ticket_id``."""
    more = (ticket.c.text, ticket.c.earliest_at, ticket.c.source_number, site.c.name, site.c.street, site.c.place)
    query: Select[Any] = select(*_COLUMNS, *more).join(customer, customer.c.id == ticket.c.customer_id)
    found = connection.execute(
        query.outerjoin(site, site.c.id == ticket.c.site_id).where(ticket.c.id == ticket_id)
    ).first()
    if found is None:
        return None
    text, earliest, source_number, *place = found[len(_COLUMNS) :]
    return TicketDetail(
        row=TicketRow(*found[: len(_COLUMNS)]),
        number_of_reports=1,
        text=text,
        appointments=_appointments(connection, ticket_id),
        earliest=earliest,
        site=", ".join(part for part in place if part),
        source_number=source_number,
    )


def _appointments(connection: Connection, ticket_id: int) -> tuple[AppointmentLine, ...]:
    query = (
        select(appointment.c.id, appointment.c.state, appointment.c.starts_at, appointment.c.ends_at, technician.c.code)
        .outerjoin(assignment, assignment.c.appointment_id == appointment.c.id)
        .outerjoin(technician, technician.c.id == assignment.c.technician_id)
        .where(appointment.c.ticket_id == ticket_id)
        .order_by(appointment.c.starts_at, appointment.c.id, technician.c.code)
        .limit(200)
    )
    lines: dict[int, AppointmentLine] = {}
    for ident, state, starts, ends, code in connection.execute(query):
        known = lines.get(ident)
        codes = (*(known.technicians if known else ()), *((code,) if code else ()))
        lines[ident] = AppointmentLine(ident, state, starts, ends, codes)
    return tuple(lines.values())

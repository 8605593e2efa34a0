"""One visit with all that whoever reports about it has to know."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from dispatcher.queries.dial import numbers_to_try
from dispatcher.queries.raw import Read
from dispatcher.queries.tickets import ticket_row
from dispatcher.queries.visit_rows import VisitSheet
from dispatcher.store.schema import appointment, assignment, technician

_VISIT = Read(
    select(
        appointment.c.id,
        appointment.c.version,
        appointment.c.state,
        appointment.c.starts_at,
        appointment.c.ends_at,
        appointment.c.zone,
        appointment.c.window_from,
        appointment.c.window_until,
        appointment.c.travel_minutes,
        appointment.c.on_site_at,
        appointment.c.ticket_id,
    ).where(appointment.c.id == bindparam("appointment"))
)
_CREW = Read(
    select(technician.c.name)
    .join(assignment, assignment.c.technician_id == technician.c.id)
    .where(assignment.c.appointment_id == bindparam("appointment"))
    .order_by(technician.c.code)
)


def visit_sheet(connection: Connection, appointment_id: int, now: datetime) -> VisitSheet | None:
    """One appointment with its ticket and crew, and the numbers to try at ``now`` (aware); None where there is none.
    By primary keys, the unique key of assignments, and what :func:`~dispatcher.queries.dial.numbers_to_try` reads."""
    found = _VISIT.first(connection, appointment=appointment_id)
    ticket = ticket_row(connection, found[10]) if found is not None else None
    if found is None or ticket is None:
        return None
    ident, version, state, starts, ends, zone, first, last, travel, on_site, _ticket = found
    return VisitSheet(
        id=ident,
        version=version,
        state=state,
        starts=starts,
        ends=ends,
        zone=zone,
        window=(first, last) if first is not None and last is not None else None,
        travel_minutes=travel,
        on_site=on_site,
        ticket=ticket,
        crew=tuple(row[0] for row in _CREW.all(connection, appointment=appointment_id)),
        numbers=numbers_to_try(connection, ticket.customer, ticket.id, now),
    )

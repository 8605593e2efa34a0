"""The worklist of a technician's absence: his visits in it, each with who could take it over (X9, X11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from dispatcher.domain.absent import DAYS_AHEAD, LONGEST_LIST
from dispatcher.domain.calendar import local_day
from dispatcher.domain.slots import Offer, replacements
from dispatcher.queries.absent_rows import AbsentRow, Worklist
from dispatcher.queries.planning import planning
from dispatcher.queries.raw import Read
from dispatcher.store.schema import absence, appointment, assignment, customer, technician, ticket
from dispatcher.store.types import UtcInstant

LONGEST_BLOCK = timedelta(days=2)
"""No visit with its way lasts longer, so an earlier one need not be looked at."""
_AHEAD = ("proposed", "confirmed")
_NOW = bindparam("now", type_=UtcInstant())
_ABSENCE = Read(
    select(technician.c.id, technician.c.code, technician.c.name, absence.c.starts_at, absence.c.ends_at)
    .join(absence, absence.c.technician_id == technician.c.id)
    .where(technician.c.id == bindparam("technician"), absence.c.archived.is_(False))
    .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > _NOW))
    .order_by(absence.c.starts_at)
    .limit(1)
)
_VISITS = Read(
    select(
        appointment.c.id,
        ticket.c.id,
        ticket.c.number,
        customer.c.id,
        customer.c.name,
        appointment.c.state,
        appointment.c.starts_at,
        appointment.c.ends_at,
        appointment.c.window_from,
        appointment.c.window_until,
        appointment.c.version,
    )
    .select_from(assignment)
    .join(appointment, appointment.c.id == assignment.c.appointment_id)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .join(customer, customer.c.id == ticket.c.customer_id)
    .where(assignment.c.technician_id == bindparam("technician"), assignment.c.active.is_(True))
    .where(assignment.c.blocked_from >= bindparam("since", type_=UtcInstant()))
    .where(assignment.c.blocked_from < bindparam("until", type_=UtcInstant()))
    .where(appointment.c.ends_at > _NOW, appointment.c.state.in_(_AHEAD))
    .order_by(appointment.c.starts_at, appointment.c.id)
    .limit(LONGEST_LIST)
)


def worklist(
    connection: Connection, technician_id: int, now: datetime, zone: str, office_state: str
) -> Worklist | None:
    """What is to be planned anew because a technician is absent, or will be next; None where no absence of his is
    known. Each visit comes with its best two replacements by skill, way, window and exclusion.

    Indexes ``ix_absence_technician_id``, ``ix_assignment_technician_id_blocked_from``; at most 60 visits.
    """
    found = _ABSENCE.first(connection, technician=technician_id, now=now)
    if found is None:
        return None
    ident, code, name, starts, ends = found
    span = {"since": min(starts, now) - LONGEST_BLOCK, "until": ends or _FOR_EVER}
    rows = _VISITS.all(connection, technician=technician_id, now=now, **span)
    kept = [row for row in rows if row[7] > starts]
    return Worklist(
        ident, code, name, starts, ends, tuple(_row(connection, row, ident, now, zone, office_state) for row in kept)
    )


_FOR_EVER = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


def _row(connection: Connection, found: Sequence[Any], leaves: int, now: datetime, zone: str, state: str) -> AbsentRow:
    visit, job, first = found[0], found[1], local_day(max(found[6], now), zone)
    offers: tuple[Offer, ...] = ()
    if (made := planning(connection, job, visit, first, DAYS_AHEAD, zone)) is not None:
        offers = replacements(made, leaves, now, office_state=state)
    window = (found[8], found[9]) if found[8] is not None else None
    return AbsentRow(*(*found[:8], window, found[10], offers))

"""Decisions of customers that hold: who does not come again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select

from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.queries.decision_rows import DecisionRow, PlannedWith
from dispatcher.queries.raw import Read
from dispatcher.store.schema import appointment, assignment, decision, technician, ticket
from dispatcher.store.types import UtcInstant

MOST_DECISIONS = 50
MOST_PLANNED = 50
_OF_CUSTOMER = Read(
    select(
        decision.c.id,
        decision.c.technician_id,
        technician.c.code,
        technician.c.name,
        decision.c.said_by,
        decision.c.starts_at,
        decision.c.quote,
        decision.c.version,
    )
    .join(technician, technician.c.id == decision.c.technician_id)
    .where(decision.c.customer_id == bindparam("customer"), decision.c.kind == "technician")
    .where(decision.c.lifted_at.is_(None), decision.c.archived.is_(False))
    .where(or_(decision.c.ends_at.is_(None), decision.c.ends_at > bindparam("now", type_=UtcInstant())))
    .order_by(decision.c.starts_at, decision.c.id)
    .limit(MOST_DECISIONS)
)
_PLANNED = Read(
    select(ticket.c.number, appointment.c.starts_at, appointment.c.ends_at)
    .select_from(assignment)
    .join(appointment, appointment.c.id == assignment.c.appointment_id)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .where(assignment.c.technician_id == bindparam("technician"), assignment.c.active.is_(True))
    .where(assignment.c.blocked_from > bindparam("now", type_=UtcInstant()))
    .where(ticket.c.customer_id == bindparam("customer"), appointment.c.state.not_in(OVER | RELEASED))
    .order_by(assignment.c.blocked_from)
    .limit(MOST_PLANNED)
)


def decisions_of(connection: Connection, customer_id: int, now: datetime) -> tuple[DecisionRow, ...]:
    """The decisions of a customer that hold at ``now`` (aware), the oldest first; index ``ix_decision_customer_id``."""
    return tuple(DecisionRow(*row) for row in _OF_CUSTOMER.all(connection, customer=customer_id, now=now))


def planned_with(
    connection: Connection, customer_id: int, technician_id: int, now: datetime
) -> tuple[PlannedWith, ...]:
    """The visits that a technician has still to make at a customer; index
    ``ix_assignment_technician_id_blocked_from``."""
    rows = _PLANNED.all(connection, customer=customer_id, technician=technician_id, now=now)
    return tuple(PlannedWith(*row) for row in rows)

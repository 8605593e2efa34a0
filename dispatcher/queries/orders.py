"""Orders that were sent to technicians and that nobody has acknowledged (X16)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.queries.message_rows import OrderRow
from dispatcher.queries.raw import Read
from dispatcher.store.schema import appointment, assignment, customer, technician, ticket

BOUND = 500
"""No office sends more orders before one of them is acknowledged."""

_SENT = Read(
    select(
        appointment.c.id,
        ticket.c.id,
        ticket.c.number,
        customer.c.id,
        customer.c.name,
        ticket.c.title,
        appointment.c.state,
        appointment.c.starts_at,
        appointment.c.ends_at,
        appointment.c.order_sent_at,
        appointment.c.version,
        technician.c.code,
    )
    .select_from(appointment)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .join(customer, customer.c.id == ticket.c.customer_id)
    .outerjoin(assignment, (assignment.c.appointment_id == appointment.c.id) & assignment.c.active)
    .outerjoin(technician, technician.c.id == assignment.c.technician_id)
    .where(appointment.c.order_sent_at.is_not(None), appointment.c.order_acknowledged_at.is_(None))
    .where(appointment.c.state.not_in(RELEASED | OVER))
    .order_by(appointment.c.order_sent_at, appointment.c.id, technician.c.code)
    .limit(bindparam("most"))
)


def unacknowledged(connection: Connection) -> tuple[OrderRow, ...]:
    """Orders that nobody has acknowledged, the oldest first, however long ago they were sent: what of them is raised
    says :func:`dispatcher.domain.order.is_raised`. Index ``ix_appointment_order``, which holds only those."""
    crews: dict[int, tuple[Any, list[str]]] = {}
    for *head, code in _SENT.all(connection, most=BOUND):
        crew = crews.setdefault(head[0], (head, []))[1]
        crew += [code] if code else []
    return tuple(OrderRow(*(*head, tuple(crew))) for head, crew in crews.values())

"""The order to a technician: when it was sent, and when he had it; what happens to it is an entry (X16)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.order import AcknowledgeOrder, SendOrder
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import ACKNOWLEDGE_ORDER, SEND_ORDER
from dispatcher.locale import _
from dispatcher.store.journal import Link
from dispatcher.store.schema import appointment, assignment, technician, ticket
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork


def send_order(uow: UnitOfWork, command: SendOrder, save_key: str | None = None) -> Outcome:
    """The order went out; whoever sends it anew wants it acknowledged anew.

    Refuses an appointment that nobody drives to any more, and one nobody is down for. Raises Stale where it changed.
    """
    found = _ahead(uow, command.appointment, command.seen)
    if isinstance(found, Refusal):
        return found
    return _told(uow, found, SEND_ORDER, uow.now, None, save_key)


def acknowledge_order(uow: UnitOfWork, command: AcknowledgeOrder, save_key: str | None = None) -> Outcome:
    """A technician has the order; one he was given by word of mouth counts as sent now.

    Refuses what :func:`send_order` refuses, and an order that is acknowledged. Raises Stale where it changed.
    """
    found = _ahead(uow, command.appointment, command.seen)
    if isinstance(found, Refusal):
        return found
    if found.order_acknowledged_at is not None:
        return Refusal("acknowledged", _("That order is acknowledged already."))
    return _told(uow, found, ACKNOWLEDGE_ORDER, found.order_sent_at or uow.now, uow.now, save_key)


def _ahead(uow: UnitOfWork, ident: int, seen: int | None) -> Any:
    """The appointment, or why there is no order for it."""
    found = uow.connection.execute(select(appointment).where(appointment.c.id == ident)).one_or_none()
    if found is None:
        return Refusal("appointment", _("There is no such appointment."))
    if seen not in (None, found.version):
        raise Stale("appointment", ident)
    if found.state in OVER or found.state in RELEASED or found.ends_at <= uow.now:
        return Refusal("over", _("Nobody drives to that appointment any more."))
    if not _crew(uow, ident):
        return Refusal("technician", _("Nobody is down for that appointment; an order needs somebody who goes."))
    return found


def _crew(uow: UnitOfWork, ident: int) -> list[Any]:
    goes = select(technician.c.id, technician.c.code).join(assignment, assignment.c.technician_id == technician.c.id)
    mine = goes.where(assignment.c.appointment_id == ident, assignment.c.active)
    return list(uow.connection.execute(mine.order_by(technician.c.code)))


def _told(
    uow: UnitOfWork, found: Any, verb: str, sent: datetime, acknowledged: datetime | None, save_key: str | None
) -> Done:
    uow.update(appointment, found.id, found.version, order_sent_at=sent, order_acknowledged_at=acknowledged)
    crew = _crew(uow, found.id)
    of = uow.connection.execute(
        select(ticket.c.customer_id, ticket.c.number).where(ticket.c.id == found.ticket_id)
    ).one()
    links: list[Link] = [("appointment", found.id), ("ticket", found.ticket_id), ("customer", of.customer_id)]
    links += [("technician", one.id) for one in crew]
    payload = {
        "direction": "internal",
        "starts": found.starts_at,
        "ends": found.ends_at,
        "technicians": [one.code for one in crew],
        "result": result("appointment", found.id, of.number),
    }
    return Done(uow.record(verb, links, payload, save_key=save_key), "appointment", found.id, of.number)

"""What every report about a visit shares: its row, its crew, and the ball that comes back when it is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.appointment import LONGEST_BLOCK
from dispatcher.actions.ball import next_appointment, put_ball
from dispatcher.actions.here import here
from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.ball import APPOINTMENT, Ball
from dispatcher.domain.calendar import show_span
from dispatcher.domain.next_visit import UNDER_WAY
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import planned_by
from dispatcher.domain.rest import REST, is_outside
from dispatcher.domain.status import refuse_instant
from dispatcher.domain.steps import USUAL
from dispatcher.domain.technician import hours_from_text
from dispatcher.locale import _
from dispatcher.store.journal import Link
from dispatcher.store.schema import appointment, assignment, customer, technician, ticket
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork

_OF_TICKET = (
    ticket.c.number,
    ticket.c.customer_id,
    ticket.c.site_id,
    ticket.c.closed_at,
    customer.c.name.label("customer_name"),
)


def visit_row(uow: UnitOfWork, ident: int, seen: int | None = None) -> Any | Refusal:
    """An appointment to which somebody drives or has driven just now, with the number, customer, site and end of its
    ticket; or why it is none. Raises Stale where it was changed since ``seen``."""
    query = select(appointment, *_OF_TICKET).join(ticket, ticket.c.id == appointment.c.ticket_id)
    query = query.join(customer, customer.c.id == ticket.c.customer_id)
    found = uow.connection.execute(query.where(appointment.c.id == ident)).one_or_none()
    if found is None:
        return Refusal("appointment", _("There is no such appointment."))
    if seen not in (None, found.version):
        raise Stale("appointment", ident)
    if found.state in OVER or found.state in RELEASED:
        return Refusal("over", _("Nobody drives to that appointment any more."))
    return found


def crew_of(uow: UnitOfWork, ident: int) -> list[Any]:
    """The technicians (rows) who are down for an appointment, by their codes."""
    goes = select(technician).join(assignment, assignment.c.technician_id == technician.c.id)
    mine = goes.where(assignment.c.appointment_id == ident, assignment.c.active)
    return list(uow.connection.execute(mine.order_by(technician.c.code)))


def on_site_elsewhere(uow: UnitOfWork, technicians: Collection[int], but_for: int | None) -> Any:
    """Where one of ``technicians`` (ids) is on site, apart from the appointment ``but_for``: names of technician and
    customer; None where nobody is. Index ``ix_assignment_technician_id_blocked_from``, two days of it."""
    query = (
        select(technician.c.name.label("technician_name"), customer.c.name.label("customer_name"))
        .select_from(assignment)
        .join(technician, technician.c.id == assignment.c.technician_id)
        .join(appointment, appointment.c.id == assignment.c.appointment_id)
        .join(ticket, ticket.c.id == appointment.c.ticket_id)
        .join(customer, customer.c.id == ticket.c.customer_id)
        .where(assignment.c.technician_id.in_(technicians), assignment.c.active)
        .where(assignment.c.blocked_from > uow.now - LONGEST_BLOCK, assignment.c.blocked_from < uow.now + LONGEST_BLOCK)
        .where(appointment.c.state == "on site", appointment.c.id != (but_for or 0))
    )
    return uow.connection.execute(query.limit(1)).one_or_none()


def report(uow: UnitOfWork, crew: Iterable[Any], digit: int, at: datetime) -> None:
    """Each of ``crew`` (rows) stands at ``digit`` since ``at``."""
    for one in crew:
        uow.update(technician, one.id, one.version, status=digit, status_since=at)


def report_end(uow: UnitOfWork, crew: Iterable[Any], digit: int, found: Any, left: datetime) -> None:
    """Each of ``crew`` (rows) has left the visit ``found`` with ``digit``; whoever began it outside his hours rests
    from then on (X12)."""
    began = found.on_site_at or found.starts_at
    for one in crew:
        rest = one.rest_until
        if is_outside(hours_from_text(one.hours), found.zone, began):
            rest = max(left + REST, one.rest_until or left)
        uow.update(technician, one.id, one.version, status=digit, status_since=left, rest_until=rest)


def names_of(crew: Iterable[Any]) -> str:
    """Who reports, for a sentence."""
    return ", ".join(one.name for one in crew)


def links_of_visit(found: Any, crew: Iterable[Any]) -> list[Link]:
    """What an entry about the visit ``found`` is found by."""
    links: list[Link] = [("customer", found.customer_id), ("ticket", found.ticket_id), ("appointment", found.id)]
    return links + [("technician", one.id) for one in crew]


def refuse_not_begun(found: Any, at: datetime, now: datetime, zone: str) -> Refusal | None:
    """The no to the end of a visit that nobody was at yet, or at an instant at which it cannot have ended."""
    if refusal := refuse_instant(at, now, found.on_site_at or found.en_route_at, zone):
        return refusal
    if found.state in UNDER_WAY or found.starts_at <= at:
        return None
    sentence = _("That appointment is not yet: {span}.")
    return Refusal("early", sentence.format(span=show_span(found.starts_at, found.ends_at, zone)))


def end_visit_row(uow: UnitOfWork, found: Any, at: datetime, **changes: Any) -> None:
    """Close the visit ``found`` at ``at``; what was left of the time it blocked is free again."""
    uow.update(appointment, found.id, found.version, left_at=at, **changes)
    blocks = select(assignment).where(assignment.c.appointment_id == found.id, assignment.c.active)
    for one in list(uow.connection.execute(blocks)):
        if one.blocked_from < at < one.blocked_until:
            uow.update(assignment, one.id, one.version, blocked_until=at)


def give_back(uow: UnitOfWork, found: Any, step: str, ball: Ball | None = None) -> Ball | Refusal | None:
    """Put the work of the visit ``found`` back among what has no appointment: the ball where ``ball`` says, else with
    the next appointment that stands, else with us for ``step``. What was put, or why not; None where the ticket ended.
    """
    if found.closed_at is not None:
        return None
    row = uow.connection.execute(select(ticket).where(ticket.c.id == found.ticket_id)).one()
    ball = ball or _usual(uow, row, step)
    state = "planned" if ball.holder == APPOINTMENT else "waiting"
    uow.update(ticket, row.id, row.version, state=state)
    row = uow.connection.execute(select(ticket).where(ticket.c.id == found.ticket_id)).one()
    return put_ball(uow, row, ball, uow.now)


def _usual(uow: UnitOfWork, row: Any, step: str) -> Ball:
    if (ends := next_appointment(uow, row.id)) is not None:
        return Ball(APPOINTMENT, USUAL[APPOINTMENT], ends)
    office = here(uow)
    return Ball("us", step, planned_by(uow.now, office.zone, office.state, row.urgent, None))

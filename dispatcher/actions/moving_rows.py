"""What a move changes in the rows: the crew's blocked time, the ledger, and the ball of the ticket (I2, I5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from dispatcher.actions.ball import next_appointment
from dispatcher.actions.ball_owed import settle_by_ball
from dispatcher.actions.here import here
from dispatcher.actions.moving_conflict import changed_meanwhile
from dispatcher.domain.appointment import RELEASED, blocked
from dispatcher.domain.ball import APPOINTMENT, ELSEWHERE, follow_up
from dispatcher.domain.moving import COUNTED, CUSTOMER
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import USUAL
from dispatcher.locale import _
from dispatcher.store.schema import appointment, assignment, customer, move, technician, ticket
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

_TAKEN_BACK = move.alias("taken_back")


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment's row, its ticket's, the customer's name, and the technicians' rows of its crew by code."""

    row: Any
    ticket: Any
    customer: str
    crew: tuple[Any, ...]

    @property
    def window(self) -> tuple[datetime, datetime] | None:
        """The span told to the customer."""
        return (self.row.window_from, self.row.window_until) if self.row.window_from is not None else None

    @property
    def codes(self) -> str:
        """The crew as the ledger tells it."""
        return codes(self.crew)


def codes(crew: Sequence[Any]) -> str:
    """Technicians (rows) as the ledger tells them."""
    return ", ".join(one.code for one in crew)


def visit_of(uow: UnitOfWork, ident: int, seen: int | None) -> Visit | Refusal:
    """An appointment with what belongs to it, or the no where there is none, or where it was changed since it was
    ``seen``: by whom, and from what to what (X2)."""
    uow.flush()
    row = uow.connection.execute(select(appointment).where(appointment.c.id == ident)).one_or_none()
    if row is None:
        return Refusal("appointment", _("There is no such appointment."))
    if seen not in (None, row.version):
        return changed_meanwhile(uow, ident, row.zone)
    found = uow.connection.execute(select(ticket).where(ticket.c.id == row.ticket_id)).one()
    name = uow.connection.scalar(select(customer.c.name).where(customer.c.id == found.customer_id)) or ""
    return Visit(row, found, name, tuple(_crew_of(uow, row)))


def _crew_of(uow: UnitOfWork, row: Any) -> Sequence[Any]:
    query = select(technician).join(assignment, assignment.c.technician_id == technician.c.id)
    query = query.where(assignment.c.appointment_id == row.id)
    if row.state not in RELEASED:
        query = query.where(assignment.c.active.is_(True))
    return uow.connection.execute(query.order_by(technician.c.code)).all()


def technicians_of(uow: UnitOfWork, idents: Sequence[int]) -> tuple[Any, ...] | Refusal:
    """The rows of technicians who work here, by code, or the no where one of them does not."""
    if not idents:
        return Refusal("technicians", _("Who goes? A technician is needed."))
    query = select(technician).where(technician.c.id.in_(set(idents)), technician.c.archived.is_(False))
    found = tuple(uow.connection.execute(query.order_by(technician.c.code)))
    return found if len(found) == len(set(idents)) else Refusal("technician", _("There is no such technician."))


def customer_moves(uow: UnitOfWork, ticket_id: int) -> int:
    """How often the customer moved the appointments of a ticket, not counting what was taken back (B6); index
    ``ix_move_appointment_id``."""
    uow.flush()
    query = (
        select(func.count())
        .select_from(move)
        .join(appointment, appointment.c.id == move.c.appointment_id)
        .where(appointment.c.ticket_id == ticket_id, move.c.asked_by == CUSTOMER, move.c.kind.in_(COUNTED))
        .where(move.c.takes_back_id.is_(None))
        .where(~select(_TAKEN_BACK.c.id).where(_TAKEN_BACK.c.takes_back_id == move.c.id).exists())
    )
    return uow.connection.scalar(query) or 0


def put_crew(uow: UnitOfWork, ident: int, reasons: Mapping[int, str]) -> None:
    """Block the time of the appointment's slot for a crew, and take everybody else off it. ``reasons`` are why each
    technician's time is taken twice, by his id; empty where it is not."""
    row = uow.connection.execute(select(appointment).where(appointment.c.id == ident)).one()
    start, end = blocked(row.starts_at, row.ends_at, row.travel_minutes)
    is_active = row.state not in RELEASED
    values: dict[str, Any] = {"blocked_from": start, "blocked_until": end, "active": is_active}
    known = {one.technician_id: one for one in _assignments(uow, ident)}
    # New ones first: an id is spent only once the entry says so.
    for technician_id in sorted(reasons.keys() - known.keys()):
        uow.insert(
            assignment, appointment_id=ident, technician_id=technician_id, override=reasons[technician_id], **values
        )
    for one in known.values():
        if one.technician_id in reasons:
            uow.update(assignment, one.id, one.version, override=reasons[one.technician_id], **values)
        else:
            uow.delete(assignment, one.id, one.version)


def release_crew(uow: UnitOfWork, ident: int) -> None:
    """Set everybody of an appointment free."""
    for one in _assignments(uow, ident):
        if one.active:
            uow.update(assignment, one.id, one.version, active=False)


def _assignments(uow: UnitOfWork, ident: int) -> Sequence[Any]:
    uow.flush()
    return uow.connection.execute(select(assignment).where(assignment.c.appointment_id == ident)).all()


def ledger_row(uow: UnitOfWork, visit: Visit, kind: str, **values: Any) -> int:
    """Add what became of the slot of ``visit`` (as it was) to the ledger of moves."""
    return uow.insert(
        move,
        appointment_id=visit.row.id,
        kind=kind,
        old_starts_at=visit.row.starts_at,
        old_ends_at=visit.row.ends_at,
        zone=visit.row.zone,
        old_crew=visit.codes,
        author_id=uow.actor.id,
        happened_at=uow.now,
        **values,
    )


def stand(uow: UnitOfWork, ticket_id: int) -> None:
    """Let the ball of an open ticket lie with its next appointment, if one stands (I2)."""
    found = uow.connection.execute(select(ticket).where(ticket.c.id == ticket_id)).one()
    ends = next_appointment(uow, ticket_id)
    if found.closed_at is not None or ends is None:
        return
    uow.update(
        ticket,
        found.id,
        found.version,
        state="planned" if found.state in ("new", "waiting") else found.state,
        ball=APPOINTMENT,
        ball_who="",
        next_step=USUAL[APPOINTMENT],
        due_at=ends,
        ball_since=found.ball_since if found.ball == APPOINTMENT else uow.now,
        attempts=0,
    )
    settle_by_ball(uow, found.id)


def fall_to_us(uow: UnitOfWork, ticket_id: int, step: str) -> None:
    """An appointment of an open ticket is gone: where another one stands the ball lies with that, else it is ours with
    ``step`` on the next working day. Whoever else has the ball already keeps it; we look at it then all the same."""
    found = uow.connection.execute(select(ticket).where(ticket.c.id == ticket_id)).one()
    if found.closed_at is not None:
        return
    if found.ball == APPOINTMENT and next_appointment(uow, ticket_id) is not None:
        stand(uow, ticket_id)
        return
    office = here(uow)
    due = follow_up(uow.now, office.zone, office.state, days=1)
    changes: dict[str, Any] = {"due_at": min(due, found.due_at or due)}
    if found.ball not in ELSEWHERE:
        since = found.ball_since if found.ball == "us" else uow.now
        changes = {"ball": "us", "ball_who": "", "next_step": step, "due_at": due, "ball_since": since, "attempts": 0}
    if found.state == "planned" and next_appointment(uow, ticket_id) is None:
        changes["state"] = "waiting"
    uow.update(ticket, found.id, found.version, **changes)

"""Who has to act next on a ticket, and when we look at it again: the ball and the follow-up (I1, I2, B8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.ball_owed import owe_by_ball
from dispatcher.actions.contacts_gone import refuse_who_left
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.ball import (
    APPOINTMENT,
    ELSEWHERE,
    Ball,
    FollowUp,
    PassBall,
    refuse_ball,
    refuse_date,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import USUAL, step_stored
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import FOLLOW_UP, PASS_BALL
from dispatcher.locale import _
from dispatcher.store.merged import standing_for
from dispatcher.store.schema import appointment, ticket
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork


def pass_ball(uow: UnitOfWork, command: PassBall, save_key: str | None = None) -> Outcome:
    """Put the ball of an open ticket where ``command`` says; attempts to reach the other side count anew.

    Refuses a ticket that ended, a ball without holder, person, step or date (I1), a date in the past, and an
    appointment where none is ahead (I2). Raises Stale where the ticket was changed since ``command.seen``.
    """
    found = open_ticket(uow, command.ticket, command.seen)
    if isinstance(found, Refusal):
        return found
    ball = put_ball(uow, found, command.ball, uow.now)
    if isinstance(ball, Refusal):
        return ball
    payload = {"ball": told_of(ball), **_typed(command.phrase), "result": result("ticket", found.id, found.number)}
    seq = uow.record(PASS_BALL, links_of(found), payload, save_key=save_key)
    return Done(seq, "ticket", found.id, found.number)


def follow_up(uow: UnitOfWork, command: FollowUp, save_key: str | None = None) -> Outcome:
    """Look at an open ticket again when ``command`` says. Whoever has the ball keeps it; what an appointment had that
    is over by now, is ours.

    Refuses a ticket that ended, a date in the past, and one behind the end of an appointment that stands (I2). Raises
    Stale where the ticket was changed since ``command.seen``.
    """
    found = open_ticket(uow, command.ticket, command.seen)
    if isinstance(found, Refusal):
        return found
    changed = dated(uow, found, command.due)
    if isinstance(changed, Refusal):
        return changed
    uow.update(ticket, found.id, found.version, **changed)
    told = told_of(_ball_of(found, changed))
    payload = {"ball": told, **_typed(command.phrase), "result": result("ticket", found.id, found.number)}
    seq = uow.record(FOLLOW_UP, links_of(found), payload, save_key=save_key)
    return Done(seq, "ticket", found.id, found.number)


def open_ticket(uow: UnitOfWork, ticket_id: int, seen: int | None = None) -> Any | Refusal:
    """The row of a ticket that is open (of the one that stands for it, where it was joined), or why it is none. Raises
    Stale where it was changed since ``seen``."""
    meant = standing_for(uow.connection, ticket_id)
    found = uow.connection.execute(select(ticket).where(ticket.c.id == meant)).one_or_none()
    if found is None:
        return Refusal("ticket", _("There is no such ticket."))
    if seen is not None and seen != found.version:
        raise Stale("ticket", found.id)
    if found.closed_at is not None:
        return Refusal("ended", _("T-{number} has ended; nobody has its ball any more.").format(number=found.number))
    return found


def links_of(found: Any) -> list[tuple[str, int]]:
    """What an entry about a ticket is found by."""
    return [("customer", found.customer_id), ("ticket", found.id)]


def told_of(ball: Ball) -> dict[str, object]:
    """A ball as an entry tells it."""
    return {"holder": ball.holder, "who": ball.who, "next_step": ball.next_step, "due": ball.due}


def put_ball(uow: UnitOfWork, found: Any, ball: Ball, since: datetime) -> Ball | Refusal:
    """Put the ball of the open ticket ``found`` (its row) from ``since`` on where ``ball`` says; what was put, or why
    not. With whom it was already, he has it since then (B10)."""
    if ball.holder == APPOINTMENT:
        standing = next_appointment(uow, found.id)
        if standing is None:
            return Refusal("ball", _("No appointment stands yet; the ball lies with somebody else until it does."))
        ball = Ball(APPOINTMENT, USUAL[APPOINTMENT], standing)
    ball = replace(ball, who=clean(ball.who.strip()), next_step=step_stored(clean(ball.next_step.strip())))
    if refusal := refuse_ball(ball) or refuse_date(ball.due, uow.now) or _refuse_who(uow, found, ball):
        return refusal
    uow.update(ticket, found.id, found.version, **ball_values(found, ball, since))
    owe_by_ball(uow, found, ball)
    return ball


def _refuse_who(uow: UnitOfWork, found: Any, ball: Ball) -> Refusal | None:
    """The no to a contact of the customer who left."""
    if ball.holder != "customer":
        return None
    return refuse_who_left(uow.connection, found.customer_id, ball.who, "ball-who")


def ball_values(found: Any, ball: Ball, since: datetime) -> dict[str, Any]:
    """What the row ``found`` of a ticket holds when ``ball`` is where it lies."""
    return {
        "state": "waiting" if found.state == "new" and ball.holder in ELSEWHERE else found.state,
        "ball": ball.holder,
        "ball_who": ball.who,
        "next_step": ball.next_step,
        "due_at": ball.due,
        "ball_since": found.ball_since if ball.holder == found.ball else since,
        "attempts": 0,
    }


def dated(uow: UnitOfWork, found: Any, due: datetime) -> dict[str, Any] | Refusal:
    """What the row of an open ticket holds when we look at it again at ``due``, or why we cannot."""
    if refusal := refuse_date(due, uow.now):
        return refusal
    if found.ball != APPOINTMENT:
        return {"due_at": due}
    ends = next_appointment(uow, found.id)
    if ends is None:
        step = USUAL["us"]
        return {"due_at": due, "ball": "us", "ball_who": "", "next_step": step, "ball_since": uow.now}
    if due > ends:
        return Refusal("due", _("The appointment is over before; then the ball is ours. Name an earlier time."))
    return {"due_at": due}


def next_appointment(uow: UnitOfWork, ticket_id: int) -> datetime | None:
    """When the next appointment ends that is at least proposed (I2); index ``ix_appointment_ticket_id``."""
    ahead = select(appointment.c.ends_at).where(
        appointment.c.ticket_id == ticket_id,
        appointment.c.ends_at > uow.now,
        appointment.c.state.not_in(RELEASED | OVER),
    )
    return uow.connection.scalar(ahead.order_by(appointment.c.ends_at).limit(1))


def _ball_of(found: Any, changed: Mapping[str, Any]) -> Ball:
    row = {**found._mapping, **changed}
    return Ball(row["ball"], row["next_step"], row["due_at"], row["ball_who"])


def _typed(phrase: str) -> dict[str, object]:
    return {"phrase": clean(phrase.strip())} if phrase.strip() else {}

"""The end of a visit: done or interrupted, and what becomes of its ticket, which is another question (X13, X17)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.ball import told_of
from dispatcher.actions.clock import stop_clock
from dispatcher.actions.here import here
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.part import order_part
from dispatcher.actions.visit import (
    crew_of,
    end_visit_row,
    give_back,
    links_of_visit,
    refuse_not_begun,
    report_end,
    visit_row,
)
from dispatcher.domain.ball import Ball, follow_up
from dispatcher.domain.calendar import local_day, minute_of_day, to_local
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.status import STATES_OF, EndVisit, refuse_end
from dispatcher.domain.steps import CLOSE, PLAN_FOLLOW_UP
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import END_VISIT
from dispatcher.store.index import search_text
from dispatcher.store.schema import appointment, assignment, ticket
from dispatcher.store.uow import UnitOfWork


def end_visit(uow: UnitOfWork, command: EndVisit, save_key: str | None = None) -> Outcome:
    """The technicians have left. Where the fault is gone the ticket is fixed and ours to close; where it is not, the
    work is back among what has no appointment, with a ball and a date.

    A part that is missing is on order then, the clock stands for it, and the follow-up visit is drafted (X13). Refuses
    a visit that has not begun or is over, a fault that is gone with something left to do, and what the part or the
    ball refuse. Raises Stale where the appointment was changed since ``command.seen``.
    """
    found = visit_row(uow, command.appointment, command.seen)
    if refusal := refuse_end(command):
        return refusal
    if isinstance(found, Refusal):
        return found
    at, crew = command.at or uow.now, crew_of(uow, found.id)
    if refusal := refuse_not_begun(found, at, uow.now, found.zone):
        return refusal
    end_visit_row(uow, found, at, state=STATES_OF[command.digit])
    report_end(uow, crew, command.digit, found, at)
    left = _left_to_do(uow, command, found, at)
    if isinstance(left, Refusal):
        return left
    text = clean(command.text.strip())
    payload: dict[str, Any] = {
        "text": text,
        "direction": "internal",
        "channel": "V",
        "digit": command.digit,
        "technicians": [one.code for one in crew],
        "state": STATES_OF[command.digit],
        "fixed": command.fixed,
        "result": result("appointment", found.id, found.number),
        **left,
    }
    links = links_of_visit(found, crew)
    seq = uow.record(END_VISIT, links, payload, happened=at, search=search_text(text), save_key=save_key)
    return Done(seq, "appointment", found.id, found.number)


def _left_to_do(uow: UnitOfWork, command: EndVisit, found: Any, at: datetime) -> dict[str, Any] | Refusal:
    """What becomes of the ticket, as the entry tells it."""
    if found.closed_at is not None:
        return {}
    if command.part is not None:
        return _part(uow, command, found, at)
    ball = give_back(uow, found, PLAN_FOLLOW_UP, _closing(uow) if command.fixed else command.ball)
    if isinstance(ball, Refusal) or ball is None:
        return ball or {}
    if command.fixed:
        _fixed(uow, found.ticket_id)
    return {"ball": told_of(ball), **({"phrase": clean(command.phrase)} if command.phrase else {})}


def _closing(uow: UnitOfWork) -> Ball:
    office = here(uow)
    return Ball("us", CLOSE, follow_up(uow.now, office.zone, office.state, days=1))


def _fixed(uow: UnitOfWork, ticket_id: int) -> None:
    row = uow.connection.execute(select(ticket.c.version).where(ticket.c.id == ticket_id)).one()
    uow.update(ticket, ticket_id, row.version, state="fixed")


def _part(uow: UnitOfWork, command: EndVisit, found: Any, at: datetime) -> dict[str, Any] | Refusal:
    """The part on order, the clock that stands for it, and the draft of the follow-up visit."""
    assert command.part is not None
    back = give_back(uow, found, PLAN_FOLLOW_UP)
    if isinstance(back, Refusal):
        return back
    row = uow.connection.execute(select(ticket).where(ticket.c.id == found.ticket_id)).one()
    uow.update(ticket, row.id, row.version, state="waiting")
    row = uow.connection.execute(select(ticket).where(ticket.c.id == found.ticket_id)).one()
    ordered = order_part(uow, row, command.part)
    if isinstance(ordered, Refusal):
        return ordered
    ident, ball, told = ordered
    uow.link("part", ident)
    stop_clock(uow, found.ticket_id, "part", at)
    assert ball.due is not None
    draft = draft_follow_up(uow, found, ball.due)
    uow.link("appointment", draft)
    return {"part": told, "ball": told_of(ball), "person": told["supplier"], "draft": draft}


def draft_follow_up(uow: UnitOfWork, found: Any, not_before: datetime) -> int:
    """Draft the follow-up visit of ``found`` (its row): the same technicians, length and clock time on the local day of
    ``not_before``, asked for only, so that it blocks nobody yet. Its id."""
    begins = to_local(found.starts_at, found.zone)
    starts = minute_of_day(local_day(not_before, found.zone), found.zone, begins.hour * 60 + begins.minute)
    ends = starts + (found.ends_at - found.starts_at)
    ident = uow.insert(
        appointment,
        ticket_id=found.ticket_id,
        state="asked",
        starts_at=starts,
        ends_at=ends,
        zone=found.zone,
        travel_minutes=found.travel_minutes,
    )
    mine = select(assignment.c.technician_id).where(assignment.c.appointment_id == found.id, assignment.c.active)
    for technician_id in list(uow.connection.scalars(mine.order_by(assignment.c.technician_id))):
        uow.insert(
            assignment,
            appointment_id=ident,
            technician_id=technician_id,
            blocked_from=starts,
            blocked_until=ends,
            active=False,
            override="",
        )
    return ident

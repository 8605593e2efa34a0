"""The follow-up visit that was drafted when a part was missing: planned by one key when the part is there (X13)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.appointment import book_in
from dispatcher.actions.here import here
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.domain.appointment import Book
from dispatcher.domain.calendar import local_day, minute_of_day, next_working_day, to_local
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.status import PlanFollowUp
from dispatcher.domain.verbs import BOOK
from dispatcher.locale import _
from dispatcher.store.schema import appointment, assignment
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork


def plan_follow_up(uow: UnitOfWork, command: PlanFollowUp, save_key: str | None = None) -> Outcome:
    """Book the visit that was drafted, with the same technicians and at the time of the draft; where that has passed,
    at its clock time on the next working day. The draft goes.

    Refuses what is no draft, and all that :func:`~dispatcher.actions.appointment.book` refuses. Raises Stale where the
    draft was changed since ``command.seen``.
    """
    draft = uow.connection.execute(select(appointment).where(appointment.c.id == command.draft)).one_or_none()
    if draft is None or draft.state != "asked":
        return Refusal("draft", _("There is no such draft of a visit."))
    if command.seen not in (None, draft.version):
        raise Stale("appointment", draft.id)
    starts = draft.starts_at if draft.starts_at > uow.now else _again(uow, draft)
    crew = _put_away(uow, draft)
    wish = Book(draft.ticket_id, crew, starts, starts + (draft.ends_at - draft.starts_at), draft.zone)
    booked = book_in(uow, wish)
    if isinstance(booked, Refusal):
        return booked
    return Done(uow.record(BOOK, booked.links, booked.told, save_key=save_key), "appointment", booked.appointment)


def _again(uow: UnitOfWork, draft: Any) -> datetime:
    begins = to_local(draft.starts_at, draft.zone)
    day = next_working_day(local_day(uow.now, draft.zone), here(uow).state)
    return minute_of_day(day, draft.zone, begins.hour * 60 + begins.minute)


def _put_away(uow: UnitOfWork, draft: Any) -> tuple[int, ...]:
    """Take the draft away; who was to go."""
    mine = select(assignment).where(assignment.c.appointment_id == draft.id).order_by(assignment.c.technician_id)
    crew = list(uow.connection.execute(mine))
    for one in crew:
        uow.delete(assignment, one.id, one.version)
    uow.delete(appointment, draft.id, draft.version)
    return tuple(one.technician_id for one in crew)

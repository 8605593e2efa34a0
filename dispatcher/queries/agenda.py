"""What lies ahead: the next working day's appointments, visits that nobody drives to, and the load of the week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.appointment import RELEASED
from dispatcher.domain.calendar import day_bounds, is_working_day, local_day, morning_of, next_working_day
from dispatcher.domain.free import left_of, minute_of
from dispatcher.domain.queue_tickets import LONGEST_BALL_DAYS
from dispatcher.domain.stored import span_of
from dispatcher.domain.technician import hours_from_text
from dispatcher.queries.agenda_rows import AgendaRow, LoadRow, VisitRow
from dispatcher.queries.board import LONGEST_BLOCK_DAYS, plan, technicians_away
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import Span
from dispatcher.queries.tickets import BOUND
from dispatcher.queries.visits import DOWN_FOR_IT, MOST_VISITS, NOBODY_DRIVES, STARTS, ahead
from dispatcher.store.schema import appointment, assignment, customer, technician, ticket
from dispatcher.store.types import UtcInstant

WORKING_DAYS = 5
_UNMANNED = Read(
    select(
        appointment.c.id,
        ticket.c.id,
        ticket.c.number,
        customer.c.id,
        customer.c.name,
        ticket.c.title,
        ticket.c.skills,
        appointment.c.state,
        appointment.c.starts_at,
        appointment.c.ends_at,
    )
    .select_from(appointment)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .join(customer, customer.c.id == ticket.c.customer_id)
    .where(STARTS, appointment.c.state.not_in(NOBODY_DRIVES))
    .where(~select(assignment.c.id).where(DOWN_FOR_IT).exists())
    .order_by(appointment.c.starts_at, appointment.c.id)
    .limit(MOST_VISITS)
)
_STANDING = Read(
    select(ticket.c.id)
    .where(ticket.c.closed_at.is_(None))
    .where(
        select(appointment.c.id)
        .join(assignment, DOWN_FOR_IT)
        .where(appointment.c.ticket_id == ticket.c.id, appointment.c.state.not_in(NOBODY_DRIVES))
        .exists()
    )
    .order_by(ticket.c.due_at, ticket.c.id)
    .limit(BOUND)
)
_PLANNED = Read(
    select(appointment.c.starts_at, appointment.c.ends_at)
    .select_from(assignment)
    .join(appointment, appointment.c.id == assignment.c.appointment_id)
    .where(assignment.c.blocked_until > bindparam("starts", type_=UtcInstant()))
    .where(assignment.c.blocked_until < bindparam("last", type_=UtcInstant()))
    .where(appointment.c.starts_at < bindparam("ends", type_=UtcInstant()))
    .where(assignment.c.active.is_(True), appointment.c.state.not_in(RELEASED))
)
_HOURS = Read(select(technician.c.id, technician.c.hours, technician.c.lunch).where(technician.c.archived.is_(False)))


def agenda(connection: Connection, day: date, zone: str, state: str, now: datetime | None = None) -> AgendaRow:
    """What lies ahead of ``day`` in an office of that ``zone`` and federal ``state`` at ``now`` (aware), or at the
    day's beginning.

    Indexes ``ix_appointment_starts_at``, ``ix_ticket_open``, ``ix_appointment_ticket_id``,
    ``ix_assignment_blocked_until``; bounded by the week, the technicians and the open tickets there are.
    """
    following = next_working_day(day, state)
    coming = ahead(connection, day, zone, state, now or morning_of(day, zone, 0))
    return AgendaRow(
        today=plan(connection, day, zone, state),
        next_day=plan(connection, following, zone, state),
        unmanned=_unmanned(connection, day, zone),
        visits=coming.visits,
        unsafe=coming.unsafe,
        standing=frozenset(found[0] for found in _STANDING.all(connection)),
        long_since=morning_of(_working_days_before(day, LONGEST_BALL_DAYS, state), zone, 0),
        load=week_load(connection, day, zone, state),
    )


def _unmanned(connection: Connection, day: date, zone: str) -> tuple[VisitRow, ...]:
    starts, ends = day_bounds(day, zone)
    rows = _UNMANNED.all(connection, starts=starts, ends=ends)
    return tuple(VisitRow(*(*row[:10], "", "", ())) for row in rows)


def week_load(connection: Connection, day: date, zone: str, state: str) -> tuple[LoadRow, ...]:
    """How full the working days of the week around ``day`` are; lunch, absences and holidays do not count. Indexes
    ``ix_assignment_blocked_until``, ``ix_absence_technician_id``."""
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=number) for number in range(WORKING_DAYS)]
    starts, ends = day_bounds(days[0], zone)[0], day_bounds(days[-1], zone)[1]
    planned = dict.fromkeys(days, 0)
    rows = _PLANNED.all(connection, starts=starts, last=ends + timedelta(days=LONGEST_BLOCK_DAYS), ends=ends)
    for first, last in rows:
        if (began := local_day(first, zone)) in planned:
            planned[began] += int((last - first).total_seconds() // 60)
    people, away = _HOURS.all(connection), technicians_away(connection, starts, ends)
    return tuple(
        LoadRow(one, planned[one], _there(people, away, one, zone) if is_working_day(one, state) else 0) for one in days
    )


def _there(people: Sequence[Any], away: Mapping[int, Sequence[Span]], day: date, zone: str) -> int:
    """Minutes in which technicians are there on ``day``, all together."""
    there = 0
    for ident, stored, lunch in people:
        hours = hours_from_text(stored)[day.weekday()]
        if hours is not None:
            gone = [*([span_of(lunch)] if lunch else []), *(_on(one, day, zone) for one in away.get(ident, ()))]
            there += left_of(hours, [span for span in gone if span is not None])
    return there


def _on(absence: Span, day: date, zone: str) -> tuple[int, int]:
    """An absence in minutes after the local midnight of ``day``."""
    since, until = absence
    return minute_of(since, day, zone), minute_of(until, day, zone) if until is not None else 24 * 60


def _working_days_before(day: date, count: int, state: str) -> date:
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day, state)
    return day

"""One technician's days side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, select

from dispatcher.domain.appointment import RELEASED
from dispatcher.domain.calendar import day_bounds, holiday_name
from dispatcher.locale import language
from dispatcher.queries.board import (
    BLOCK_COLUMNS,
    LONGEST_BLOCK_DAYS,
    TECHNICIAN_COLUMNS,
    block_of,
    lane_of,
    technicians_away,
    technicians_on_call,
)
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import BlockRow, Span
from dispatcher.queries.week_rows import WeekDay, WeekRow
from dispatcher.store.schema import appointment, assignment, customer, technician, ticket
from dispatcher.store.types import UtcInstant

MOST_DAYS = 28
_ONE = Read(select(*TECHNICIAN_COLUMNS).where(technician.c.id == bindparam("technician")))
_OTHERS = assignment.alias("others")
_BLOCKS = Read(
    select(
        *BLOCK_COLUMNS,
        exists()
        .where(_OTHERS.c.appointment_id == appointment.c.id, _OTHERS.c.technician_id != assignment.c.technician_id)
        .where(_OTHERS.c.active.is_(True)),
    )
    .select_from(assignment)
    .join(appointment, appointment.c.id == assignment.c.appointment_id)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .join(customer, customer.c.id == ticket.c.customer_id)
    .where(assignment.c.technician_id == bindparam("technician"), assignment.c.active.is_(True))
    .where(assignment.c.blocked_from > bindparam("first", type_=UtcInstant()))
    .where(assignment.c.blocked_from < bindparam("ends", type_=UtcInstant()))
    .where(assignment.c.blocked_until > bindparam("starts", type_=UtcInstant()))
    .where(appointment.c.state.not_in(RELEASED))
    .order_by(appointment.c.starts_at, appointment.c.id)
)


def week(connection: Connection, technician_id: int, first: date, days: int, zone: str, state: str) -> WeekRow | None:
    """``days`` local days of one technician (at most 28) from ``first`` on, in the office ``zone``; holidays of the
    federal ``state``. None for somebody unknown.

    Indexes ``ix_assignment_technician_id_blocked_from``, ``ix_absence_technician_id``, ``ix_on_call_ends_at``; bounded
    by his days.
    """
    found = _ONE.first(connection, technician=technician_id)
    if found is None:
        return None
    span = [first + timedelta(days=number) for number in range(min(days, MOST_DAYS))]
    starts, ends = day_bounds(span[0], zone)[0], day_bounds(span[-1], zone)[1]
    blocks = _blocks(connection, technician_id, starts, ends)
    away = technicians_away(connection, starts, ends).get(technician_id, [])
    calls = technicians_on_call(connection, starts, ends).get(technician_id, [])
    shown = []
    for day in span:
        bounds = day_bounds(day, zone)
        touching = [block for block in blocks if block.starts < bounds[1] and block.ends > bounds[0]]
        lane = lane_of(found, day, bounds, touching, _touching(away, *bounds), _touching(calls, *bounds))
        shown.append(WeekDay(day, holiday_name(day, state, language()), lane))
    return WeekRow(technician_id, found[2] or found[1], tuple(shown))


def _blocks(connection: Connection, technician_id: int, starts: datetime, ends: datetime) -> list[BlockRow]:
    earliest = starts - timedelta(days=LONGEST_BLOCK_DAYS)
    rows = _BLOCKS.all(connection, technician=technician_id, first=earliest, starts=starts, ends=ends)
    return [block_of(row, is_shared=row[-1]) for row in rows]


def _touching(spans: Sequence[Span], starts: datetime, ends: datetime) -> Iterator[Span]:
    return (span for span in spans if span[0] < ends and (span[1] is None or span[1] > starts))

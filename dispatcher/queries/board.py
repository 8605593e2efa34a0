"""The plan of one day: every technician with his blocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.calendar import day_bounds, holiday_name
from dispatcher.domain.stored import span_of
from dispatcher.domain.technician import hours_from_text
from dispatcher.locale import language
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow, Span
from dispatcher.store.schema import absence, appointment, assignment, customer, on_call, technician, ticket
from dispatcher.store.types import UtcInstant

LONGEST_BLOCK_DAYS = 8
"""Blocks longer than this are refused when booked, so earlier ones need not be looked at."""
REST = timedelta(hours=11)
"""So long somebody rests after work while he was on call (§ 5 ArbZG)."""
TECHNICIAN_COLUMNS = (
    technician.c.id,
    technician.c.code,
    technician.c.name,
    technician.c.status,
    technician.c.skills,
    technician.c.region,
    technician.c.hours,
    technician.c.lunch,
    technician.c.reserve,
    technician.c.rest_until,
)
_TECHNICIANS = Read(select(*TECHNICIAN_COLUMNS).where(technician.c.archived.is_(False)).order_by(technician.c.id))
BLOCK_COLUMNS = (
    assignment.c.technician_id,
    appointment.c.id,
    ticket.c.id,
    ticket.c.number,
    customer.c.id,
    customer.c.name,
    appointment.c.state,
    appointment.c.starts_at,
    appointment.c.ends_at,
    appointment.c.travel_minutes,
    assignment.c.override,
    appointment.c.override,
    appointment.c.insisted,
    appointment.c.unconfirmed,
    appointment.c.on_site_at,
    appointment.c.left_at,
)
_BLOCKS = Read(
    select(*BLOCK_COLUMNS)
    .join(appointment, appointment.c.id == assignment.c.appointment_id)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .join(customer, customer.c.id == ticket.c.customer_id)
    .where(assignment.c.active.is_(True))
    .where(assignment.c.blocked_until > bindparam("starts", type_=UtcInstant()))
    .where(assignment.c.blocked_until < bindparam("last", type_=UtcInstant()))
    .where(assignment.c.blocked_from < bindparam("ends", type_=UtcInstant()))
    .where(appointment.c.state.not_in(RELEASED))
    .order_by(appointment.c.starts_at, appointment.c.id)
)
_AWAY = Read(
    select(absence.c.technician_id, absence.c.starts_at, absence.c.ends_at)
    .where(absence.c.technician_id.in_(select(technician.c.id).where(technician.c.archived.is_(False))))
    .where(absence.c.starts_at < bindparam("ends", type_=UtcInstant()))
    .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > bindparam("starts", type_=UtcInstant())))
    .where(absence.c.archived.is_(False))
    .order_by(absence.c.technician_id, absence.c.starts_at)
)


_ON_CALL = Read(
    select(on_call.c.technician_id, on_call.c.starts_at, on_call.c.ends_at)
    .where(on_call.c.ends_at > bindparam("starts", type_=UtcInstant()))
    .where(on_call.c.starts_at < bindparam("ends", type_=UtcInstant()))
    .where(on_call.c.archived.is_(False))
    .order_by(on_call.c.starts_at, on_call.c.technician_id)
)


def plan(connection: Connection, day: date, zone: str, state: str, *, names_holiday: bool = True) -> PlanRow:
    """The plan of a local ``day`` in the office ``zone``; holidays of the federal ``state``, unless nobody wants to
    wait for the calendar, which takes a while the first time.

    Indexes ``ix_assignment_blocked_until``, ``ix_absence_technician_id``, ``ix_on_call_ends_at``; bounded by the day
    and the technicians there are.
    """
    starts, ends = day_bounds(day, zone)
    blocks, away = _blocks(connection, starts, ends), technicians_away(connection, starts, ends)
    calls = technicians_on_call(connection, starts, ends)
    lanes = tuple(
        lane_of(found, day, (starts, ends), blocks.get(found[0], ()), away.get(found[0], ()), calls.get(found[0], ()))
        for found in _TECHNICIANS.all(connection)
    )
    return PlanRow(day, holiday_name(day, state, language()) if names_holiday else "", lanes)


def lane_of(
    found: Any,
    day: date,
    bounds: tuple[datetime, datetime],
    blocks: Iterable[BlockRow],
    away: Iterable[Span],
    calls: Iterable[Span],
) -> LaneRow:
    """One technician's day from what is stored of him (:data:`TECHNICIAN_COLUMNS`)."""
    ident, code, name, status, skills, region, stored, lunch, reserve, rest_until = found
    hours = hours_from_text(stored)[day.weekday()]
    rest = rest_of(rest_until, *bounds)
    return LaneRow(
        ident, code, name, status, tuple(skills.split()), region, hours, tuple(blocks), _within(lunch, hours),
        tuple(sorted([*away, *rest], key=lambda span: span[0])), _within(reserve, hours),
        rest_until if rest else None, tuple(calls),
    )  # fmt: skip


def _within(stored: str, hours: tuple[int, int] | None) -> tuple[int, int] | None:
    """A span of every day, on a day on which it lies in his hours."""
    span = span_of(stored) if hours else None
    return span if hours and span and hours[0] < span[1] and span[0] < hours[1] else None


def rest_of(until: datetime | None, starts: datetime, ends: datetime) -> list[Span]:
    """A rest time that touches a span, as the absence that it is; X12."""
    if until is None or until <= starts or until - REST >= ends:
        return []
    return [(until - REST, until)]


def _blocks(connection: Connection, starts: datetime, ends: datetime) -> dict[int, list[BlockRow]]:
    rows = _BLOCKS.all(connection, starts=starts, last=ends + timedelta(days=LONGEST_BLOCK_DAYS), ends=ends)
    crews: dict[int, int] = {}
    for row in rows:
        crews[row[1]] = crews.get(row[1], 0) + 1
    lanes: dict[int, list[BlockRow]] = {}
    for row in rows:
        lanes.setdefault(row[0], []).append(block_of(row, is_shared=crews[row[1]] > 1))
    return lanes


def block_of(row: Any, *, is_shared: bool) -> BlockRow:
    """An appointment on the plan from what is stored of it (:data:`BLOCK_COLUMNS`)."""
    starts, ends, began, left = row[7], row[8], row[14], row[15]
    # A drive in vain keeps its place on the plan: it says whose slot it was.
    is_left = row[6] in OVER and row[6] != "no access" and left is not None and left > starts and left != ends
    told = (row[10] or row[11], row[12], row[13], began, ends if is_left else None)
    return BlockRow(*(*row[1:8], left if is_left else ends, row[9], is_shared, *told))


def technicians_on_call(connection: Connection, starts: datetime, ends: datetime) -> dict[int, list[Span]]:
    """Who is on call between two instants, when, by technician and in order; index ``ix_on_call_ends_at``."""
    lanes: dict[int, list[Span]] = {}
    for technician_id, since, until in _ON_CALL.all(connection, starts=starts, ends=ends):
        lanes.setdefault(technician_id, []).append((since, until))
    return lanes


def technicians_away(connection: Connection, starts: datetime, ends: datetime) -> dict[int, list[Span]]:
    """The absences between two instants by technician, in order; index ``ix_absence_technician_id``."""
    lanes: dict[int, list[Span]] = {}
    for technician_id, since, until in _AWAY.all(connection, starts=starts, ends=ends):
        lanes.setdefault(technician_id, []).append((since, until))
    return lanes

"""The plan of one day: every technician with his blocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from dispatcher.domain.appointment import RELEASED
from dispatcher.domain.calendar import day_bounds, holiday_name
from dispatcher.domain.stored import span_of
from dispatcher.domain.technician import hours_from_text
from dispatcher.locale import language
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow, Span
from dispatcher.store.schema import absence, appointment, assignment, customer, technician, ticket
from dispatcher.store.types import UtcInstant

LONGEST_BLOCK_DAYS = 8
"""Blocks longer than this are refused when booked, so earlier ones need not be looked at."""
_TECHNICIANS = Read(
    select(
        technician.c.id,
        technician.c.code,
        technician.c.name,
        technician.c.status,
        technician.c.skills,
        technician.c.region,
        technician.c.hours,
        technician.c.lunch,
    )
    .where(technician.c.archived.is_(False))
    .order_by(technician.c.id)
)
_BLOCKS = Read(
    select(
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
    )
    .join(appointment, appointment.c.id == assignment.c.appointment_id)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .join(customer, customer.c.id == ticket.c.customer_id)
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


def plan(connection: Connection, day: date, zone: str, state: str, *, names_holiday: bool = True) -> PlanRow:
    """The plan of a local ``day`` in the office ``zone``; holidays of the federal ``state``, unless nobody wants to
    wait for the calendar, which takes a while the first time.

    Indexes ``ix_assignment_blocked_until``, ``ix_absence_technician_id``; bounded by the day and the technicians there
    are.
    """
    starts, ends = day_bounds(day, zone)
    blocks, away = _blocks(connection, starts, ends), technicians_away(connection, starts, ends)
    lanes = tuple(
        _lane(found, day, blocks.get(found[0], ()), away.get(found[0], ())) for found in _TECHNICIANS.all(connection)
    )
    return PlanRow(day, holiday_name(day, state, language()) if names_holiday else "", lanes)


def _lane(found: Any, day: date, blocks: Iterable[BlockRow], away: Iterable[Span]) -> LaneRow:
    ident, code, name, status, skills, region, stored, break_text = found
    hours = hours_from_text(stored)[day.weekday()]
    lunch = span_of(break_text) if hours else None
    is_within = hours and lunch and hours[0] < lunch[1] and lunch[0] < hours[1]
    words = tuple(skills.split())
    return LaneRow(
        ident, code, name, status, words, region, hours, tuple(blocks), lunch if is_within else None, tuple(away)
    )


def _blocks(connection: Connection, starts: datetime, ends: datetime) -> dict[int, list[BlockRow]]:
    rows = _BLOCKS.all(connection, starts=starts, last=ends + timedelta(days=LONGEST_BLOCK_DAYS), ends=ends)
    crews: dict[int, int] = {}
    for row in rows:
        crews[row[1]] = crews.get(row[1], 0) + 1
    lanes: dict[int, list[BlockRow]] = {}
    for row in rows:
        lanes.setdefault(row[0], []).append(BlockRow(*(*row[1:], crews[row[1]] > 1)))
    return lanes


def technicians_away(connection: Connection, starts: datetime, ends: datetime) -> dict[int, list[Span]]:
    """The absences between two instants by technician, in order; index ``ix_absence_technician_id``."""
    lanes: dict[int, list[Span]] = {}
    for technician_id, since, until in _AWAY.all(connection, starts=starts, ends=ends):
        lanes.setdefault(technician_id, []).append((since, until))
    return lanes

"""The plan of one day: every technician with his blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from dispatcher.domain.appointment import RELEASED
from dispatcher.domain.calendar import day_bounds, holiday_name
from dispatcher.domain.technician import hours_from_text
from dispatcher.locale import language
from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow
from dispatcher.store.schema import appointment, assignment, customer, technician, ticket

LONGEST_BLOCK_DAYS = 8
"""Blocks longer than this are refused when booked, so earlier ones need not be looked at."""


def plan(connection: Connection, day: date, zone: str, state: str) -> PlanRow:
    """The plan of a local ``day`` in the office ``zone``; holidays of the federal ``state``.

    Index ``ix_assignment_blocked_until``; bounded by the day and the technicians there are.
    """
    starts, ends = day_bounds(day, zone)
    blocks = _blocks(connection, starts, ends)
    lanes = tuple(_lane(found, day, blocks.get(found.id, ())) for found in _technicians(connection))
    return PlanRow(day, holiday_name(day, state, language()) or "", lanes)


def _technicians(connection: Connection) -> Iterable[Any]:
    query = (
        select(
            technician.c.id,
            technician.c.code,
            technician.c.name,
            technician.c.status,
            technician.c.skills,
            technician.c.region,
            technician.c.hours,
        )
        .where(technician.c.archived.is_(False))
        .order_by(technician.c.id)
    )
    return connection.execute(query).all()


def _lane(found: Any, day: date, blocks: Iterable[BlockRow]) -> LaneRow:
    hours = hours_from_text(found.hours)[day.weekday()]
    skills = tuple(found.skills.split())
    return LaneRow(found.id, found.code, found.name, found.status, skills, found.region, hours, tuple(blocks))


def _blocks(connection: Connection, starts: datetime, ends: datetime) -> dict[int, list[BlockRow]]:
    query = (
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
        .where(assignment.c.blocked_until > starts, assignment.c.blocked_until < _last(ends))
        .where(assignment.c.blocked_from < ends, appointment.c.state.not_in(RELEASED))
        .order_by(appointment.c.starts_at, appointment.c.id)
    )
    rows: Sequence[Any] = connection.execute(query).all()
    crews: dict[int, int] = {}
    for row in rows:
        crews[row[1]] = crews.get(row[1], 0) + 1
    lanes: dict[int, list[BlockRow]] = {}
    for row in rows:
        lanes.setdefault(row[0], []).append(_block(row, crews[row[1]] > 1))
    return lanes


def _block(row: Any, two_person: bool) -> BlockRow:
    _technician, ident, ticket_id, number, customer_id, name, state, starts, ends, travel = row
    return BlockRow(ident, ticket_id, number, customer_id, name, state, starts, ends, travel, two_person)


def _last(ends: datetime) -> datetime:
    return ends + timedelta(days=LONGEST_BLOCK_DAYS)

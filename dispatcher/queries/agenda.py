"""What lies ahead: the next working day's appointments, visits that nobody drives to, and the load of the week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, select

from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.calendar import day_bounds, is_working_day, local_day, morning_of, next_working_day
from dispatcher.domain.contact import is_called
from dispatcher.domain.extension import with_extensions
from dispatcher.domain.free import left_of, minute_of
from dispatcher.domain.queue_tickets import LONGEST_BALL_DAYS
from dispatcher.domain.stored import span_of
from dispatcher.domain.technician import hours_from_text
from dispatcher.queries.agenda_rows import AgendaRow, LoadRow, VisitRow
from dispatcher.queries.board import LONGEST_BLOCK_DAYS, plan, technicians_away
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import Span
from dispatcher.queries.tickets import BOUND
from dispatcher.store.schema import appointment, assignment, contact_person, customer, number, technician, ticket
from dispatcher.store.types import UtcInstant

MOST_VISITS = 1000
"""No office drives to more appointments on one day."""
MOST_CALLS = 20
"""Unconfirmed appointments of which it is looked up whom to call."""
MOST_PEOPLE = 50
WORKING_DAYS = 5
_NOBODY_DRIVES = sorted(OVER | RELEASED)
_STARTS: ColumnElement[bool] = and_(
    appointment.c.starts_at >= bindparam("starts", type_=UtcInstant()),
    appointment.c.starts_at < bindparam("ends", type_=UtcInstant()),
)
_DOWN_FOR_IT: ColumnElement[bool] = and_(assignment.c.appointment_id == appointment.c.id, assignment.c.active.is_(True))


def _visits(*more: Any) -> Select[Any]:
    return select(
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
        ticket.c.ball_who,
        ticket.c.person_id,
        *more,
    )


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.join(ticket, ticket.c.id == appointment.c.ticket_id)
        .join(customer, customer.c.id == ticket.c.customer_id)
        .where(_STARTS, appointment.c.state.not_in(_NOBODY_DRIVES))
        .order_by(appointment.c.starts_at, appointment.c.id)
        .limit(MOST_VISITS)
    )


_OF_DAY = Read(
    _joined(_visits(technician.c.code).select_from(appointment))
    .outerjoin(assignment, _DOWN_FOR_IT)
    .outerjoin(technician, technician.c.id == assignment.c.technician_id)
)
_UNMANNED = Read(
    _joined(_visits().select_from(appointment)).where(~select(assignment.c.id).where(_DOWN_FOR_IT).exists())
)
_STANDING = Read(
    select(ticket.c.id)
    .where(ticket.c.closed_at.is_(None))
    .where(
        select(appointment.c.id)
        .join(assignment, _DOWN_FOR_IT)
        .where(appointment.c.ticket_id == ticket.c.id, appointment.c.state.not_in(_NOBODY_DRIVES))
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
_PEOPLE = Read(
    select(
        contact_person.c.id,
        contact_person.c.name,
        select(number.c.shown)
        .where(number.c.customer_id == contact_person.c.customer_id, number.c.person_id == contact_person.c.id)
        .where(number.c.kind.in_(("phone", "mobile")), number.c.archived.is_(False))
        .order_by(number.c.id)
        .limit(1)
        .scalar_subquery(),
    )
    .where(contact_person.c.customer_id == bindparam("customer"), contact_person.c.archived.is_(False))
    .order_by(contact_person.c.id)
    .limit(MOST_PEOPLE)
)
_HOURS = Read(select(technician.c.id, technician.c.hours, technician.c.lunch).where(technician.c.archived.is_(False)))


def agenda(connection: Connection, day: date, zone: str, state: str) -> AgendaRow:
    """What lies ahead of ``day`` in an office of that ``zone`` and federal ``state``.

    Indexes ``ix_appointment_starts_at``, ``ix_ticket_open``, ``ix_appointment_ticket_id``,
    ``ix_assignment_blocked_until``; bounded by the week, the technicians and the open tickets there are.
    """
    following = next_working_day(day, state)
    return AgendaRow(
        today=plan(connection, day, zone, state),
        next_day=plan(connection, following, zone, state),
        unmanned=_unmanned(connection, day, zone),
        visits=visits(connection, following, zone),
        standing=frozenset(found[0] for found in _STANDING.all(connection)),
        long_since=morning_of(_working_days_before(day, LONGEST_BALL_DAYS, state), zone, 0),
        load=week_load(connection, day, zone, state),
    )


def visits(connection: Connection, day: date, zone: str) -> tuple[VisitRow, ...]:
    """The appointments of a local ``day`` to which somebody still has to drive, in order; of the first that are not
    confirmed also whom to call. Indexes ``ix_appointment_starts_at``, ``ix_contact_person_customer_id``."""
    starts, ends = day_bounds(day, zone)
    found: dict[int, VisitRow] = {}
    calls = MOST_CALLS
    for row in _OF_DAY.all(connection, starts=starts, ends=ends):
        known, codes = found.get(row[0]), (row[12],) if row[12] else ()
        if known is not None:
            found[row[0]] = replace(known, technicians=(*known.technicians, *codes))
            continue
        is_call = row[7] != "confirmed" and calls > 0
        calls -= is_call
        who = _whom_to_call(connection, row[3], row[10], row[11]) if is_call else ("", "")
        found[row[0]] = VisitRow(*(*row[:10], *who, codes))
    return tuple(found.values())


def _whom_to_call(connection: Connection, customer_id: int, named: str, person: int | None) -> tuple[str, str]:
    """Name and number of whoever has the ball, else of who reported the fault, else of the customer's first person."""
    found = _PEOPLE.all(connection, customer=customer_id)
    spelled = with_extensions([phone or "" for _ident, _name, phone in found])
    people = [(ident, name, phone) for (ident, name, _shown), phone in zip(found, spelled, strict=True)]
    fits = [one for one in people if named and is_called(one[1], named)] or [one for one in people if one[0] == person]
    if named and not fits:
        return named, ""
    name, phone = (fits or [*people, (0, "", "")])[0][1:]
    return named if fits and named else name, phone or ""


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

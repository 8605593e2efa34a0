"""Technicians as they are on record, with their days: visits, absences, weeks on call, who does not want them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from dispatcher.domain.calendar import day_bounds
from dispatcher.domain.decision import exclusion_words
from dispatcher.domain.planning import Job, OpenSpan, Span, Stay, Worker
from dispatcher.domain.stored import span_of
from dispatcher.domain.technician import hours_from_text
from dispatcher.store.jobs import SITE_OF_TICKET, place_of, window_of
from dispatcher.store.schema import (
    absence,
    appointment,
    assignment,
    customer,
    decision,
    on_call,
    site,
    technician,
    ticket,
)

LONGEST_BLOCK_DAYS = 8
"""Blocks longer than this are refused when booked, so later ends need not be looked at."""
REST_DAYS = 2
"""Days before and behind the planned ones whose work decides on rest time."""
_STAYS = (
    select(
        assignment.c.technician_id,
        appointment.c.id.label("appointment"),
        ticket.c.id.label("ticket"),
        ticket.c.number,
        customer.c.id.label("customer"),
        customer.c.name,
        appointment.c.state,
        appointment.c.starts_at,
        appointment.c.ends_at,
        appointment.c.travel_minutes,
        appointment.c.window_from,
        appointment.c.window_until,
        appointment.c.version,
        assignment.c.blocked_until,
        site.c.id.label("site"),
        site.c.latitude,
        site.c.longitude,
        site.c.buffer_minutes,
    )
    .select_from(assignment)
    .join(appointment, appointment.c.id == assignment.c.appointment_id)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .join(customer, customer.c.id == ticket.c.customer_id)
    .outerjoin(site, site.c.id == SITE_OF_TICKET)
    .where(assignment.c.active.is_(True))
    .order_by(appointment.c.starts_at, appointment.c.id)
)


def workers_of(
    connection: Connection, job: Job, first: date, days: int, zone: str, only: Collection[int] = ()
) -> tuple[Worker, ...]:
    """Technicians with all they have to do in ``days`` local days from ``first`` on in the office ``zone``, by their
    codes; ``only`` those where some are named (who left among them), else all who work here.

    Indexes ``ix_assignment_blocked_until``, ``ix_absence_technician_id``, ``ix_on_call_ends_at``,
    ``ix_decision_technician_id``; bounded by the days and the technicians there are.
    """
    query = select(technician).order_by(technician.c.code)
    query = query.where(technician.c.id.in_(only)) if only else query.where(technician.c.archived.is_(False))
    begin = day_bounds(first - timedelta(days=REST_DAYS), zone)[0]
    until = day_bounds(first + timedelta(days=days - 1 + REST_DAYS), zone)[1]
    stays = _stays(connection, (begin, until), only)
    away = _away(connection, (begin, until), only)
    calls = _on_call(connection, (begin, until))
    words = exclusions(connection, begin, zone, job.site)
    return tuple(
        _worker(row, zone, stays.get(row.id, ()), away.get(row.id, ()), calls.get(row.id, ()), words.get(row.id, {}))
        for row in connection.execute(query)
    )


def _worker(
    row: Any,
    zone: str,
    stays: Collection[Stay],
    away: Collection[OpenSpan],
    calls: Collection[Span],
    words: Mapping[int, str],
) -> Worker:
    return Worker(
        id=row.id,
        code=row.code,
        name=row.name or row.code,
        skills=tuple(row.skills.split()),
        region=row.region,
        week=hours_from_text(row.hours),
        lunch=span_of(row.lunch),
        reserve=span_of(row.reserve),
        away=tuple(away),
        on_call=tuple(calls),
        rest_until=row.rest_until,
        stays=tuple(stays),
        excluded=words,
        zone=zone,
        status=row.status,
        has_left=row.archived,
    )


def _between(query: Select[Any], span: Span) -> Select[Any]:
    return query.where(
        assignment.c.blocked_until > span[0],
        assignment.c.blocked_until < span[1] + timedelta(days=LONGEST_BLOCK_DAYS),
        assignment.c.blocked_from < span[1],
    )


def _stays(connection: Connection, span: Span, only: Collection[int]) -> dict[int, list[Stay]]:
    query = _between(_STAYS, span)
    rows = connection.execute(query.where(assignment.c.technician_id.in_(only)) if only else query).all()
    crews: dict[int, list[int]] = {}
    for row in rows:
        crews.setdefault(row.appointment, []).append(row.technician_id)
    found: dict[int, list[Stay]] = {}
    for row in rows:
        found.setdefault(row.technician_id, []).append(_stay(row, tuple(sorted(crews[row.appointment]))))
    return found


def _stay(row: Any, crew: tuple[int, ...]) -> Stay:
    return Stay(
        appointment=row.appointment,
        ticket=row.ticket,
        ticket_number=row.number,
        customer=row.customer,
        customer_name=row.name,
        state=row.state,
        starts=row.starts_at,
        # Whoever was done earlier is free from then on; nothing is blocked behind that.
        ends=min(row.ends_at, max(row.blocked_until, row.starts_at)),
        travel_minutes=row.travel_minutes,
        window=window_of(row),
        place=place_of(row),
        crew=crew,
        version=row.version,
        site=row.site,
        buffer_minutes=row.buffer_minutes or 0,
    )


def _away(connection: Connection, span: Span, only: Collection[int]) -> dict[int, list[OpenSpan]]:
    mine = only or select(technician.c.id).where(technician.c.archived.is_(False))
    query = (
        select(absence.c.technician_id, absence.c.starts_at, absence.c.ends_at)
        .where(absence.c.technician_id.in_(mine), absence.c.starts_at < span[1], absence.c.archived.is_(False))
        .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > span[0]))
        .order_by(absence.c.technician_id, absence.c.starts_at)
    )
    found: dict[int, list[OpenSpan]] = {}
    for ident, since, until in connection.execute(query):
        found.setdefault(ident, []).append((since, until))
    return found


def _on_call(connection: Connection, span: Span) -> dict[int, list[Span]]:
    query = (
        select(on_call.c.technician_id, on_call.c.starts_at, on_call.c.ends_at)
        .where(on_call.c.ends_at > span[0], on_call.c.starts_at < span[1], on_call.c.archived.is_(False))
        .order_by(on_call.c.starts_at)
    )
    found: dict[int, list[Span]] = {}
    for ident, since, until in connection.execute(query):
        found.setdefault(ident, []).append((since, until))
    return found


def exclusions(connection: Connection, since: datetime, zone: str, site_id: int | None) -> dict[int, dict[int, str]]:
    """By technician and customer, the words of the decisions that hold on after ``since``; of those about a single
    site only the one about ``site_id``. Index ``ix_decision_technician_id``."""
    query = (
        select(decision, customer.c.name.label("customer_name"), technician.c.name.label("technician"))
        .join(customer, customer.c.id == decision.c.customer_id)
        .join(technician, technician.c.id == decision.c.technician_id)
        .where(decision.c.technician_id > 0, decision.c.kind == "technician", decision.c.archived.is_(False))
        .where(decision.c.lifted_at.is_(None), or_(decision.c.ends_at.is_(None), decision.c.ends_at > since))
        .where(or_(decision.c.site_id.is_(None), decision.c.site_id == (site_id or 0)))
        .order_by(decision.c.technician_id, decision.c.id)
    )
    found: dict[int, dict[int, str]] = {}
    for row in connection.execute(query):
        words = exclusion_words(row.customer_name, row.technician, row.said_by, row.starts_at, row.quote, zone)
        found.setdefault(row.technician_id, {})[row.customer_id] = words
    return found

"""What is needed to place a job: it, every technician, and the days in question."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection

from dispatcher.domain.calendar import holiday_name
from dispatcher.domain.planning import PlanningRow
from dispatcher.store.jobs import job_of
from dispatcher.store.workers import workers_of


def planning(
    connection: Connection, ticket: int, appointment: int | None, first: date, days: int, zone: str
) -> PlanningRow | None:
    """The job of a ticket, or its ``appointment`` that is carried, with all technicians in ``days`` local days from
    ``first`` on in the office ``zone``; None for an unknown ticket. The calendar of its state is read as well, so that
    no check waits for it.

    Indexes ``ix_assignment_blocked_until``, ``ix_absence_technician_id``, ``ix_on_call_ends_at``,
    ``ix_decision_technician_id``; bounded by the days and the technicians there are.
    """
    job = job_of(connection, ticket, appointment)
    if job is None:
        return None
    span = tuple(first + timedelta(days=number) for number in range(days))
    for day in span:
        holiday_name(day, job.state, country=job.country, municipality=job.municipality)
    return PlanningRow(job, workers_of(connection, job, first, days, zone), span)

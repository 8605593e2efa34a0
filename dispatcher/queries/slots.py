"""The best slots for a ticket, or for an appointment that somebody must leave: read, looked through, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, select

from dispatcher.domain.appointment import OVER
from dispatcher.domain.calendar import local_day
from dispatcher.domain.planning import Job, OpenSpan, PlanningRow, Stay, Worker
from dispatcher.domain.slot_check import Finding
from dispatcher.domain.slots import Offer, best, unable
from dispatcher.queries.planning import planning
from dispatcher.queries.raw import Read
from dispatcher.store.schema import appointment, assignment, ticket
from dispatcher.values import dataclass

DAYS, URGENT_DAYS, FAR = 7, 3, 28
"""Local days that are looked through; so many where it is urgent, and so many where there is not enough in them."""
ENOUGH = 3
MOST_TICKETS = 200
"""The customer's newest tickets, whose visits tell who knows him."""
_NEWEST = (
    select(ticket.c.id)
    .where(ticket.c.customer_id == bindparam("customer"))
    .order_by(ticket.c.reported_at.desc())
    .limit(MOST_TICKETS)
    .subquery()
)
_VISITS = Read(
    select(assignment.c.technician_id, func.count())
    .select_from(_NEWEST)
    .join(appointment, appointment.c.ticket_id == _NEWEST.c.id)
    .join(assignment, assignment.c.appointment_id == appointment.c.id)
    .where(appointment.c.state == "done")
    .group_by(assignment.c.technician_id)
)


@dataclass(frozen=True, slots=True)
class SlotsRow:
    """What can be had for a job: the best slots first, and who cannot do it at all, with the reason."""

    planning: PlanningRow
    offers: tuple[Offer, ...]
    unable: tuple[tuple[Finding, tuple[Worker, ...]], ...]

    now: datetime

    @property
    def job(self) -> Job:
        """What is to be done."""
        return self.planning.job

    @property
    def standing(self) -> Stay | None:
        """The next appointment that the ticket has already in these days, beside the one that is looked for."""
        stays = (stay for worker in self.planning.workers for stay in worker.stays)
        mine = (one for one in stays if one.ticket == self.job.ticket and one.ends > self.now)
        others = (one for one in mine if one.appointment != self.job.appointment and one.state not in OVER)
        return min(others, key=lambda one: one.starts, default=None)


def slots(
    connection: Connection,
    ticket_id: int,
    appointment_id: int | None,
    now: datetime,
    zone: str,
    office_state: str = "",
    leaves: int | None = None,
) -> SlotsRow | None:
    """The best slots from ``now`` on for a ticket; for its appointment, where the technician ``leaves`` (id) must leave
    it or somebody of its crew is away then. None for an unknown ticket. ``zone`` and ``office_state`` are the office's.

    Indexes as of :func:`planning`, and ``ix_ticket_customer_id``, ``ix_appointment_ticket_id`` for who knows the
    customer.
    """
    first = local_day(now, zone)
    found = planning(connection, ticket_id, appointment_id, first, 1, zone)
    if found is None:
        return None
    if leaves is None and found.job.starts is not None:
        there = planning(connection, ticket_id, appointment_id, local_day(found.job.starts, zone), 1, zone)
        leaves = _who_is_out(there) if there is not None else None
        appointment_id = appointment_id if leaves is not None else None
        found = planning(connection, ticket_id, appointment_id, first, 1, zone) or found
    visits = visits_to(connection, found.job.customer)
    offers: tuple[Offer, ...] = ()
    for begin, days in _spans(found.job, first, zone):
        row = planning(connection, ticket_id, appointment_id, begin, days, zone)
        assert row is not None
        found = row
        offers = best(found, now, leaves=leaves, visits=visits, office_state=office_state)
        if len(offers) >= ENOUGH:
            break
    return SlotsRow(found, offers, unable(found, now), now)


def _who_is_out(found: PlanningRow) -> int | None:
    """Who of the crew of the appointment that is carried is away then."""
    starts, ends = found.job.starts, found.job.ends
    if starts is None or ends is None:
        return None
    crew = (worker for worker in found.workers if worker.id in found.job.crew)
    return next((one.id for one in crew if any(_touches(span, starts, ends) for span in one.away)), None)


def _touches(span: OpenSpan, starts: datetime, ends: datetime) -> bool:
    """Whether an absence touches a slot."""
    return span[0] < ends and (span[1] is None or span[1] > starts)


def visits_to(connection: Connection, customer: int) -> dict[int, int]:
    """How often each technician (id) was at a customer and got it done; indexes ``ix_ticket_customer_id`` and
    ``ix_appointment_ticket_id``."""
    return dict(_VISITS.all(connection, customer=customer))


def _spans(job: Job, first: date, zone: str) -> Sequence[tuple[date, int]]:
    """The days that are looked through, the near ones first."""
    begin = max(first, local_day(job.earliest, zone)) if job.earliest is not None else first
    if job.starts is not None:
        begin = max(begin, local_day(job.starts, zone))
    return (begin, URGENT_DAYS if job.urgent else DAYS), (begin, FAR)

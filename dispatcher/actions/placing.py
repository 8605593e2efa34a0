"""Somebody is placed, by whatever verb: those who go, as they are on record, and all that speaks against it (I4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from dispatcher.domain.calendar import local_day
from dispatcher.domain.placing import Placing, placed
from dispatcher.domain.planning import Job
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.schema import office
from dispatcher.store.uow import UnitOfWork
from dispatcher.store.workers import workers_of


def place(
    uow: UnitOfWork,
    job: Job,
    technicians: Iterable[int],
    starts: datetime,
    ends: datetime,
    travel_minutes: int | None = None,
) -> Placing | Refusal:
    """What speaks against these ``technicians`` (ids) doing ``job`` from ``starts`` to ``ends`` (aware).

    ``travel_minutes`` None: the longest way of those who go, with the buffer of the site. Refuses only technicians who
    are not on record; what is found is judged by :meth:`Placing.refusal`.
    """
    zone, state = uow.connection.execute(select(office.c.zone, office.c.state)).one()
    wanted = sorted(set(technicians))
    days = (local_day(ends, zone) - local_day(starts, zone)).days + 1
    workers = workers_of(uow.connection, job, local_day(starts, zone), days, zone, wanted)
    if len(workers) != len(wanted):
        return Refusal("technician", _("There is no such technician."))
    return placed(job, workers, starts, ends, travel_minutes, now=uow.now, office_state=state)

"""Rest time: eleven hours after work on call (X12; § 5 ArbZG).

Work on call is work begun outside his hours, but for an early start of the day. Whoever is on call may be sent out a
second time in the same night; what comes behind it is his day, and that waits.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.domain.calendar import to_local
from dispatcher.domain.planning import Job, Stay, Worker, others
from dispatcher.domain.technician import NO_HOURS

REST_HOURS = 11
REST = timedelta(hours=REST_HOURS)
EARLY_START = 120
"""Minutes before his hours in which a day may begin without being work in the night."""


def is_on_call_work(worker: Worker, starts: datetime) -> bool:
    """Whether work that begins then is work outside his hours; of somebody whose hours nobody knows there is none."""
    if worker.week == NO_HOURS:
        return False
    local = to_local(starts, worker.zone)
    hours = worker.week[local.weekday()]
    minute = local.hour * 60 + local.minute
    return hours is None or not hours[0] - EARLY_START <= minute < hours[1]


def is_on_call(worker: Worker, starts: datetime, ends: datetime) -> bool:
    """Whether he is on call all the time between two instants."""
    return any(first <= starts and ends <= last for first, last in worker.on_call)


def rest_before(worker: Worker, job: Job, sets_out: datetime, starts: datetime) -> datetime | None:
    """Until when (UTC) he rests, where that is later than ``sets_out``; None where nothing is in the way."""
    ends = [worker.rest_until] if worker.rest_until is not None else []
    ends += [stay.ends + REST for stay in others(worker, job) if _tires(worker, stay, sets_out, starts)]
    until = max((end for end in ends if end > sets_out), default=None)
    if until is None or (is_on_call_work(worker, starts) and is_on_call(worker, starts, starts)):
        return None
    return until


def _tires(worker: Worker, stay: Stay, sets_out: datetime, starts: datetime) -> bool:
    return stay.starts < starts and stay.ends + REST > sets_out and is_on_call_work(worker, stay.starts)


def rest_after(worker: Worker, job: Job, starts: datetime, ends: datetime) -> tuple[datetime, Stay] | None:
    """Until when he would rest behind such work from ``starts`` to ``ends``, and the first stay that falls into it."""
    if not is_on_call_work(worker, starts):
        return None
    until = ends + REST
    for stay in others(worker, job):
        if stay.starts >= starts and stay.sets_out < until and not _is_second_call(worker, stay):
            return until, stay
    return None


def _is_second_call(worker: Worker, stay: Stay) -> bool:
    return is_on_call_work(worker, stay.starts) and is_on_call(worker, stay.starts, stay.starts)

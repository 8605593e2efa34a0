"""Rest time: eleven hours after work on call (X12; § 5 ArbZG).

Work on call is work begun outside his hours, but for an early start of the day. Whoever is on call may be sent out a
second time in the same night; what comes behind it is his day, and that waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from dispatcher.domain.calendar import to_local
from dispatcher.domain.planning import Stay, Worker
from dispatcher.domain.technician import NO_HOURS, Hours

REST_HOURS = 11
REST = timedelta(hours=REST_HOURS)
CHANGE_OF_WEEK = 7 * 60
"""On-call weeks change on Monday at this minute of the day."""
EARLY_START = 120
"""Minutes before his hours in which a day may begin without being work in the night."""


def is_on_call_work(worker: Worker, starts: datetime) -> bool:
    """Whether work that begins then is work outside his hours; of somebody whose hours nobody knows there is none."""
    return is_outside(worker.week, worker.zone, starts)


def is_outside(week: Hours, zone: str, starts: datetime) -> bool:
    """Whether work that begins then is outside the hours of a ``week``, on the wall clock of ``zone``."""
    if week == NO_HOURS:
        return False
    local = to_local(starts, zone)
    hours = week[local.weekday()]
    minute = local.hour * 60 + local.minute
    return hours is None or not hours[0] - EARLY_START <= minute < hours[1]


def is_on_call(worker: Worker, starts: datetime, ends: datetime) -> bool:
    """Whether he is on call all the time between two instants."""
    return any(first <= starts and ends <= last for first, last in worker.on_call)


def rest_before(worker: Worker, stays: Iterable[Stay], sets_out: datetime, starts: datetime) -> datetime | None:
    """Until when (UTC) he rests from some of his ``stays``, where that is later than ``sets_out``; None where nothing
    is in the way."""
    until = worker.rest_until if worker.rest_until is not None and worker.rest_until > sets_out else None
    for stay in stays:
        if stay.starts < starts and stay.ends + REST > sets_out and is_on_call_work(worker, stay.starts):
            until = max(until or stay.ends, stay.ends + REST)
    return None if until is None or is_second_call(worker, starts) else until


def rest_after(worker: Worker, stays: Iterable[Stay], starts: datetime, ends: datetime) -> tuple[datetime, Stay] | None:
    """Until when he would rest behind such work from ``starts`` to ``ends``, and the first stay that falls into it."""
    if not is_on_call_work(worker, starts):
        return None
    until = ends + REST
    disturbed = (one for one in stays if one.starts >= starts and one.sets_out < until)
    first = next((one for one in disturbed if not is_second_call(worker, one.starts)), None)
    return None if first is None else (until, first)


def is_second_call(worker: Worker, starts: datetime) -> bool:
    """Whether work that begins then is what he is on call for."""
    return is_on_call_work(worker, starts) and is_on_call(worker, starts, starts)

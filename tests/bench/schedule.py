"""Who is where: four appointments a technician and working day up to today, one in each of the ten days ahead."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dispatcher.domain.calendar import to_utc
from tests.bench.scale import NOW, TODAY, ZONE, Scale

DAYS_AHEAD = 10
STARTS = (time(8), time(10, 15), time(12, 30), time(14, 45))
MINUTES, TRAVEL = 90, 30


@dataclass(frozen=True, slots=True)
class Slot:
    """One appointment in the plan."""

    technician: int
    starts: datetime
    ends: datetime
    state: str


def slots(scale: Scale) -> Iterator[Slot]:
    """As many appointments as the office has, in the order of their days."""
    each_day = len(STARTS) * scale.technicians
    past = scale.appointments - DAYS_AHEAD * scale.technicians
    days = _days_before(math.ceil(past / each_day))
    for number in range(len(days) * each_day - past, len(days) * each_day):
        place = number % each_day // scale.technicians
        yield _slot(days[number // each_day], place, 1 + number % scale.technicians, number)
    for number in range(DAYS_AHEAD * scale.technicians):
        day = _days_ahead()[number // scale.technicians]
        yield _slot(day, number % len(STARTS), 1 + number % scale.technicians, number)


def _days_before(count: int) -> list[date]:
    """So many working days, today the last."""
    days = (TODAY - timedelta(days=n) for n in range(2 * count + 7))
    return [day for day in days if day.weekday() < 5][:count][::-1]


def _days_ahead() -> list[date]:
    days = (TODAY + timedelta(days=n) for n in range(1, 2 * DAYS_AHEAD + 7))
    return [day for day in days if day.weekday() < 5][:DAYS_AHEAD]


def _slot(day: date, place: int, technician: int, number: int) -> Slot:
    starts = to_utc(datetime.combine(day, STARTS[place]), ZONE)
    assert isinstance(starts, datetime)
    ends = starts + timedelta(minutes=MINUTES)
    return Slot(technician, starts, ends, _state(starts, ends, number))


def _state(starts: datetime, ends: datetime, number: int) -> str:
    if ends < NOW:
        return "no access" if number % 23 == 0 else "cancelled" if number % 31 == 0 else "done"
    if starts <= NOW:
        return "on site"
    return "confirmed" if number % 3 else "proposed"

"""Who is free today, and from when: the first minute behind everything that is planned for him."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from dispatcher.domain.calendar import to_local
from dispatcher.domain.queue_visits import ABSENT

SHORTEST = 30
"""Minutes that must be left of a day for it to count as free."""
_A_JOB = 60
"""Minutes before a reserve in which a job and the way there hardly fit: a shorter gap is nothing to offer."""
_MINUTES_OF_DAY = 24 * 60


class Block(Protocol):
    """One appointment of his."""

    @property
    def starts(self) -> datetime:
        """When it begins; UTC."""

    @property
    def ends(self) -> datetime:
        """When it ends; UTC."""

    @property
    def travel_minutes(self) -> int:
        """The way there, before it begins."""


class Day(Protocol):
    """What is known of a technician's day; minutes are those after local midnight."""

    @property
    def status(self) -> int:
        """The digit he reported himself with."""

    @property
    def skills(self) -> Sequence[str]:
        """What he can do."""

    @property
    def hours(self) -> tuple[int, int] | None:
        """When he works; None on a day off."""

    @property
    def lunch(self) -> tuple[int, int] | None:
        """His break."""

    @property
    def reserve(self) -> tuple[int, int] | None:
        """What is kept free for emergencies."""

    @property
    def away(self) -> Sequence[tuple[datetime, datetime | None]]:
        """When he is not there; UTC, the end None where nobody knows it."""

    @property
    def blocks(self) -> Sequence[Block]:
        """What is planned for him, in order."""


OneDay = TypeVar("OneDay", bound=Day)


def free_from(lane: Day, day: date, zone: str, now: datetime) -> int | None:
    """The minute after the local midnight of ``day`` from which he has nothing more to do, and no reserve close ahead;
    None on a day off, a full one, and one on which he is away until its end or reported himself absent."""
    is_today = to_local(now, zone).date() == day
    if lane.hours is None or (is_today and lane.status == ABSENT and not lane.away):
        return None
    ends = [minute_of(block.ends, day, zone) for block in lane.blocks]
    ends += [_end(until, day, zone) for _since, until in lane.away]
    free = max([lane.hours[0], *([minute_of(now, day, zone)] if is_today else []), *ends])
    for span, gap in ((lane.lunch, 1), (lane.reserve, _A_JOB), (lane.lunch, 1)):
        free = _behind(free, span, gap)
    free = -(-free // 15) * 15
    return free if lane.hours[1] - free >= SHORTEST else None


def _behind(minute: int, span: tuple[int, int] | None, gap: int) -> int:
    """The end of a span that a minute lies in or less than ``gap`` minutes before; else that minute."""
    return minute if span is None or span[0] - minute >= gap or minute >= span[1] else span[1]


def free_lanes(
    lanes: Sequence[OneDay], skills: Collection[str], day: date, zone: str, now: datetime
) -> list[tuple[OneDay, int]]:
    """Those who have all the ``skills`` and are free on ``day``, the earliest first, with the minute after local
    midnight."""
    able = [lane for lane in lanes if set(skills) <= set(lane.skills)]
    free = [(lane, minute) for lane in able if (minute := free_from(lane, day, zone, now)) is not None]
    return sorted(free, key=lambda pair: pair[1])


def free_at(
    lanes: Sequence[OneDay], skills: Collection[str], instant: datetime, day: date, zone: str
) -> list[tuple[OneDay, int]]:
    """Those who have all the ``skills`` and nothing to do at ``instant`` on ``day``, with the minute after local
    midnight until which; who has longest first."""
    able = [lane for lane in lanes if set(skills) <= set(lane.skills)]
    at = minute_of(instant, day, zone)
    free = [(lane, until) for lane in able if (until := _free_until(lane, at, day, zone)) is not None]
    return sorted(free, key=lambda pair: -pair[1])


def _free_until(lane: Day, at: int, day: date, zone: str) -> int | None:
    if lane.hours is None or not lane.hours[0] <= at < lane.hours[1] or (lane.status == ABSENT and not lane.away):
        return None
    taken = [(_minutes_before(block, day, zone), minute_of(block.ends, day, zone)) for block in lane.blocks]
    taken += [(minute_of(since, day, zone), _end(until, day, zone)) for since, until in lane.away]
    taken += [lane.lunch] if lane.lunch is not None else []
    if any(first <= at < last for first, last in taken):
        return None
    return min([lane.hours[1], *(first for first, _last in taken if first > at)])


def _minutes_before(block: Block, day: date, zone: str) -> int:
    return minute_of(block.starts, day, zone) - block.travel_minutes


def _end(until: datetime | None, day: date, zone: str) -> int:
    return _MINUTES_OF_DAY if until is None else minute_of(until, day, zone)


def minute_of(instant: datetime, day: date, zone: str) -> int:
    """The minute after the local midnight of ``day`` that the clocks show at ``instant``; below 0 before that day."""
    local = to_local(instant, zone)
    return (local.date() - day).days * _MINUTES_OF_DAY + local.hour * 60 + local.minute


def left_of(hours: tuple[int, int], gone: Sequence[tuple[int, int]]) -> int:
    """The minutes of ``hours`` that lie in none of the spans of ``gone``; those may overlap."""
    left, at = 0, hours[0]
    for first, last in sorted(gone):
        left += max(0, min(first, hours[1]) - at)
        at = max(at, last)
    return left + max(0, hours[1] - at)

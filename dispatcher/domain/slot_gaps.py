"""Where a job fits into somebody's days: the gaps between his visits, and who is pushed back if it is squeezed in.

Instants are whole minutes since 1970 here (UTC), because adding numbers is many times quicker than adding instants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import UTC, date, datetime

from dispatcher.domain.calendar import minute_of_day
from dispatcher.domain.moving import keeps_word, told_span
from dispatcher.domain.planning import USUAL_TRAVEL, Job, Stay, Worker, way_between
from dispatcher.domain.rest import REST_HOURS, is_on_call_work
from dispatcher.domain.slot_rules import OVERTIME
from dispatcher.domain.technician import NO_HOURS
from dispatcher.values import dataclass

QUARTER, FIVE = 15, 5
"""Slots begin on the quarter of an hour; where every minute counts, on the fifth minute."""
FIRST_VISIT = 8 * 60
"""Nobody is visited earlier unless it is urgent: minutes of the day."""
NOTICE = 60
"""Minutes that technician and customer need to hear of it, unless it is urgent."""
USUAL_HOURS = (7 * 60, 17 * 60)
"""Of somebody whose hours nobody knows, on the days from Monday to Friday."""
MOST_BUMPS = 3
"""Whoever would push more people back is better off somewhere else."""
BUMPABLE = frozenset({"proposed", "confirmed"})
NEVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Bump:
    """One who is pushed back: his visit as it stands, its new slot (UTC), and the minutes that are blocked before."""

    stay: Stay
    starts: datetime
    ends: datetime
    travel_minutes: int

    @property
    def minutes(self) -> int:
        """By how much."""
        return int((self.starts - self.stay.starts).total_seconds() // 60)

    @property
    def is_call_needed(self) -> bool:
        """Whether he was told otherwise, and has to hear of it."""
        return not keeps_word(told_span(self.stay.state, self.stay.starts, self.stay.window), self.starts)

    @property
    def is_broken(self) -> bool:
        """Whether a time that was confirmed to him is broken."""
        return self.stay.state == "confirmed" and self.is_call_needed

    @property
    def pushed(self) -> Stay:
        """His visit as it stands afterwards."""
        return replace(self.stay, starts=self.starts, ends=self.ends, travel_minutes=self.travel_minutes)


@dataclass(frozen=True, slots=True)
class Lane:
    """One day of a technician, in minutes: when he works, what stands in it, and when he is away or rests."""

    worker: Worker
    day: date
    begin: int
    end: int
    now: int
    first: int
    """From when on somebody is visited who does not burn."""
    behind_lunch: int
    """When his lunch is over; long ago where he has none."""
    stays: tuple[tuple[int, int, Stay], ...]
    """From and until, in order."""
    shut: tuple[tuple[int, int, str], ...]
    """From and until, and why ("rest", "absent")."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place in somebody's day, in minutes."""

    lane: Lane
    starts: int
    ends: int
    detour: int
    bumps: tuple[Bump, ...]
    waits: str

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """From and until, in UTC."""
        return instant_of(self.starts), instant_of(self.ends)


def minutes_of(instant: datetime) -> int:
    """Whole minutes since 1970."""
    return int(instant.timestamp()) // 60


def instant_of(minutes: int) -> datetime:
    """The instant of so many minutes since 1970, in UTC."""
    return datetime.fromtimestamp(minutes * 60, UTC)


def lanes_of(job: Job, workers: Iterable[Worker], days: Sequence[date], now: datetime) -> Iterator[Lane]:
    """The days on which each of the ``workers`` can be sent out, as far as they are not over."""
    bounds: dict[tuple[date, str, int], int] = {}

    def at(day: date, zone: str, minute: int) -> int:
        """A local minute of a day in a zone, in minutes of the one scale; reckoned once."""
        key = (day, zone, minute)
        if key not in bounds:
            bounds[key] = minutes_of(minute_of_day(day, zone, minute))
        return bounds[key]

    this = minutes_of(now)
    for worker in workers:
        stays = [(minutes_of(one.starts), minutes_of(one.ends), one) for one in worker.stays]
        stays = [one for one in stays if one[2].appointment != job.appointment]
        shut = tuple(sorted(_shut(worker, stays)))
        for day in days:
            first = at(day, worker.zone, FIRST_VISIT)
            lunch = at(day, worker.zone, worker.lunch[1]) if worker.lunch is not None else 0
            opens = _hours(worker, day)
            spans = [(at(day, worker.zone, opens[0]), at(day, worker.zone, opens[1]))] if opens else []
            if job.urgent and worker.on_call:
                spans = _called(worker, at(day, worker.zone, 0), at(day, worker.zone, 24 * 60), spans)
            for begin, end in spans:
                if end > this:
                    inside = tuple(one for one in stays if one[1] > begin - REST_HOURS * 60 and one[0] < end)
                    yield Lane(worker, day, begin, end, this, first, lunch, inside, shut)


def _hours(worker: Worker, day: date) -> tuple[int, int] | None:
    if worker.week == NO_HOURS:
        return USUAL_HOURS if day.weekday() < 5 else None
    return worker.week[day.weekday()]


def _called(worker: Worker, begin: int, end: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The time of a day in which somebody can be sent to an emergency: whoever is on call goes at any hour."""
    calls = ((minutes_of(since), minutes_of(until)) for since, until in worker.on_call)
    inside = [(max(since, begin), min(until, end)) for since, until in calls if since < end and until > begin]
    joined: list[tuple[int, int]] = []
    for since, until in sorted([*spans, *inside]):
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    return joined


def _shut(worker: Worker, stays: Sequence[tuple[int, int, Stay]]) -> Iterator[tuple[int, int, str]]:
    for since, until in worker.away:
        yield minutes_of(since), minutes_of(until) if until is not None else NEVER, "absent"
    if worker.rest_until is not None:
        yield -NEVER, minutes_of(worker.rest_until), "rest"
    for _starts, ends, stay in stays:
        if is_on_call_work(worker, stay.starts):
            yield ends, ends + REST_HOURS * 60, "rest"


@dataclass(slots=True)
class Wish:
    """The job in minutes, and starts worth trying beside the earliest ones."""

    job: Job
    starts: tuple[int, ...] = ()
    earliest: int = field(init=False)
    step: int = field(init=False)
    notice: int = field(init=False)

    def __post_init__(self) -> None:
        job = self.job
        self.earliest = minutes_of(job.earliest) if job.earliest is not None else 0
        self.step, self.notice = (FIVE, 0) if job.urgent else (QUARTER, NOTICE)
        if job.window is not None:
            self.starts = tuple(sorted({*self.starts, minutes_of(job.window[0])}))


def found_in(lane: Lane, wish: Wish, may_bump: bool) -> Iterator[Found]:
    """The places where the job fits into a day: in each gap the earliest one, one at the window told to the customer,
    and those that are wished."""
    before: tuple[int, int, Stay] | None = None
    for number, following in enumerate((*lane.stays, None)):
        yield from _in_gap(_Gap(lane, wish, before, number, following), may_bump)
        if following is not None and (before is None or following[1] > before[1]):
            before = following


@dataclass(slots=True)
class _Gap:
    """The time between two visits of a day; ``number`` is the place of the one that follows."""

    lane: Lane
    wish: Wish
    before: tuple[int, int, Stay] | None
    number: int
    following: tuple[int, int, Stay] | None
    way: int = field(init=False)
    """What is blocked before the job here, the buffer of its site included."""
    base: int = field(init=False)
    """The first minute at which he could set out."""

    def __post_init__(self) -> None:
        lane, job = self.lane, self.wish.job
        self.base = max(lane.begin, lane.now + self.wish.notice)
        self.way = USUAL_TRAVEL + job.buffer_minutes
        if self.before is not None:
            self.base = max(self.base, self.before[1])
            if self.before[1] > lane.begin - REST_HOURS * 60:
                minutes = way_between(self.before[2], job)
                self.way = minutes + (job.buffer_minutes if minutes else 0)


def _in_gap(gap: _Gap, may_bump: bool) -> Iterator[Found]:
    lane, job = gap.lane, gap.wish.job
    limit = lane.end + OVERTIME if gap.following is None or may_bump else gap.following[0]
    earliest = max(gap.base + gap.way, gap.wish.earliest)
    if not job.urgent:
        earliest = max(earliest, lane.first)
    if earliest + job.minutes > limit:
        return
    latest = limit - job.minutes
    starts = {earliest, *(one for one in gap.wish.starts if earliest <= one <= latest)}
    if earliest < lane.behind_lunch <= latest and not job.urgent:
        starts.add(lane.behind_lunch)
    for start in sorted(starts) if len(starts) > 1 else starts:
        if (found := _placed(gap, start, may_bump)) is not None:
            yield found


def _placed(gap: _Gap, start: int, may_bump: bool) -> Found | None:
    """The job in the gap from ``start`` on, or as soon as nothing of his is in the way; None where it does not fit."""
    lane, job, way = gap.lane, gap.wish.job, gap.way
    start, waits = _open(lane, start, way, job.minutes, gap.wish.step)
    ends = start + job.minutes
    if ends > lane.end + (OVERTIME if job.urgent else 0):
        return None
    if gap.following is None:
        return Found(lane, start, ends, way - job.buffer_minutes, (), waits)
    on, planned = _way_on(job, gap.following[2]), gap.following[2].travel_minutes
    detour = way - job.buffer_minutes + on - planned
    if ends + max(on, planned) <= gap.following[0]:
        return Found(lane, start, ends, detour, (), waits)
    if not may_bump or start >= gap.following[0] + QUARTER:
        return None
    bumps = _pushed(gap, ends)
    return Found(lane, start, ends, detour, bumps, waits) if bumps else None


def _open(lane: Lane, start: int, way: int, minutes: int, step: int) -> tuple[int, str]:
    """The first time from ``start`` on, on the ``step``, at which he is there and not at rest; and what he waits for"""
    waits = ""
    start = -(-start // step) * step
    for since, until, why in lane.shut:
        if since < start + minutes and start - way < until:
            start, waits = -(-(until + way) // step) * step, why
    return start, waits


def _pushed(gap: _Gap, ends: int) -> tuple[Bump, ...] | None:
    """Everybody who has to wait if the job ends then, one behind the other; None where somebody cannot."""
    lane, at = gap.lane, ends
    bumps: list[Bump] = []
    for starts, until, stay in lane.stays[gap.number :]:
        way = max(stay.travel_minutes, 0 if bumps else _way_to(gap.wish.job, stay))
        if at + way <= starts:
            break
        if len(bumps) == MOST_BUMPS or starts <= lane.now or not _is_bumpable(stay, gap.wish.job):
            return None
        later = -(-(at + way) // FIVE) * FIVE
        at = later + until - starts
        bumps.append(Bump(stay, instant_of(later), instant_of(at), way))
    return tuple(bumps) if at <= lane.end + OVERTIME else None


def _is_bumpable(stay: Stay, job: Job) -> bool:
    """Whoever is under way stays, and so do two who meet there, and the same matter."""
    return stay.state in BUMPABLE and len(stay.crew) < 2 and stay.ticket != job.ticket


def _way_on(job: Job, stay: Stay) -> int:
    """Minutes from the job to what follows, as far as both places are known."""
    return _way_to(job, stay) if job.place is not None and stay.place is not None else 0


def _way_to(job: Job, stay: Stay) -> int:
    """The same with the usual minutes for a way of which one end is not known: who is pushed back gets time for it."""
    way = way_between(stay, job)
    return way + (stay.buffer_minutes if way else 0)

"""What is known when somebody is placed: who can go and what he has to do, what is to be done, and the way there.

Instants are aware and in UTC; minutes of a day are local ones after midnight; places are degrees (latitude, longitude).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import ceil, cos, hypot, radians

from dispatcher.domain.calendar import local_day
from dispatcher.domain.technician import NO_HOURS, Hours
from dispatcher.values import dataclass

Place = tuple[float, float]
Span = tuple[datetime, datetime]
OpenSpan = tuple[datetime, datetime | None]
"""From and until; the end is None where nobody knows it."""

USUAL_MINUTES = 60
"""How long a visit takes where the ticket does not say."""
USUAL_TRAVEL = 20
"""Minutes of a way of which one end is not known."""
KILOMETRES_OF_A_DEGREE = 111.2
DETOUR = 1.3
"""Roads are so much longer than the straight line."""
TOWN_KILOMETRES, TOWN_SPEED, COUNTRY_SPEED = 10.0, 25.0, 65.0
"""The first kilometres of a way go through a town; speeds in kilometres an hour."""
SETTING_OUT = 5
"""Minutes to the car, and from it to the door."""
STEP = 5
"""Ways are told in steps of so many minutes."""
NEXT_DOOR = 0.05
"""Kilometres within which nobody takes the car."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One appointment of a technician, as it stands in his day. ``window`` is what the customer was told; ``crew`` are
    all who go; ``travel_minutes`` lie before ``starts`` and are blocked as well."""

    appointment: int
    ticket: int
    ticket_number: int
    customer: int
    customer_name: str
    state: str
    starts: datetime
    ends: datetime
    travel_minutes: int = 0
    window: Span | None = None
    place: Place | None = None
    crew: tuple[int, ...] = ()
    version: int = 1
    site: int | None = None
    buffer_minutes: int = 0

    @property
    def sets_out(self) -> datetime:
        """From when on it blocks him: the way there is his time too (I4)."""
        return self.starts - timedelta(minutes=self.travel_minutes)


@dataclass(frozen=True, slots=True)
class Worker:
    """A technician with what he has to do in the days that are planned. ``zone`` is that of his working hours;
    ``excluded`` are the words of customers' decisions that he does not come again, by customer."""

    id: int
    code: str
    name: str
    skills: tuple[str, ...] = ()
    region: str = ""
    week: Hours = NO_HOURS
    lunch: tuple[int, int] | None = None
    reserve: tuple[int, int] | None = None
    away: tuple[OpenSpan, ...] = ()
    on_call: tuple[Span, ...] = ()
    rest_until: datetime | None = None
    stays: tuple[Stay, ...] = ()
    excluded: Mapping[int, str] = field(default_factory=dict)
    zone: str = "Europe/Berlin"
    status: int = 1
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done: a ticket, or its ``appointment`` that is carried (its own stay counts for nobody then, and
    ``crew`` goes). ``zone`` is the site's; ``buffer_minutes`` are what was learned about the site, and why;
    ``openers_away`` are (name, from, until) of those who open; ``window`` is what the customer was told."""

    ticket: int
    number: int
    customer: int
    customer_name: str
    title: str = ""
    skills: tuple[str, ...] = ()
    minutes: int = USUAL_MINUTES
    urgent: bool = False
    earliest: datetime | None = None
    place: Place | None = None
    zone: str = "Europe/Berlin"
    state: str = ""
    municipality: str = ""
    country: str = "DE"
    buffer_minutes: int = 0
    buffer_why: str = ""
    register_hours: int | None = None
    openers_away: tuple[tuple[str, datetime, datetime | None], ...] = ()
    window: Span | None = None
    appointment: int | None = None
    crew: tuple[int, ...] = ()
    is_registered: bool = False
    has_ended: bool = False
    site: int | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    version: int = 0
    """Of the appointment that is carried, else of the ticket."""


@dataclass(frozen=True, slots=True)
class PlanningRow:
    """What is needed to place ``job`` in one of ``days``; ``workers`` are all who work here, by their codes."""

    job: Job
    workers: tuple[Worker, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a job: ``minutes`` on the road, ``buffer`` learned about the site, and behind which stay he sets out
    (None: from home)."""

    minutes: int
    buffer: int
    behind: Stay | None

    @property
    def whole(self) -> int:
        """What is blocked before the job, in minutes."""
        return self.minutes + self.buffer


@lru_cache(maxsize=65536)
def travel(here: Place | None, there: Place | None) -> int:
    """Minutes by car from one place to another, in steps of five; none next door, and a usual value where one of the
    places is not known."""
    if here is None or there is None:
        return USUAL_TRAVEL
    north = (there[0] - here[0]) * KILOMETRES_OF_A_DEGREE
    east = (there[1] - here[1]) * KILOMETRES_OF_A_DEGREE * cos(radians((here[0] + there[0]) / 2))
    road = hypot(north, east) * DETOUR
    if road <= NEXT_DOOR:
        return 0
    town = min(road, TOWN_KILOMETRES)
    driven = 60 * (town / TOWN_SPEED + (road - town) / COUNTRY_SPEED)
    return STEP * ceil((driven + SETTING_OUT) / STEP)


def way_before(worker: Worker, job: Job, starts: datetime) -> Way:
    """How he comes to ``job`` if it begins at ``starts``: from what he did before on that local day, or from home."""
    before = stay_before(worker, job, starts)
    if before is None:
        return Way(USUAL_TRAVEL, job.buffer_minutes, None)
    minutes = way_between(before, job)
    return Way(minutes, job.buffer_minutes if minutes else 0, before)


def travel_before(worker: Worker, job: Job, starts: datetime) -> int:
    """The minutes that are blocked before ``starts``: the way there and the buffer of the site."""
    return way_before(worker, job, starts).whole


def way_between(stay: Stay, job: Job) -> int:
    """Minutes between a visit and ``job``; none where both are at the same site of the same customer."""
    is_there = stay.customer == job.customer and stay.site == job.site
    return 0 if is_there else travel(stay.place, job.place)


def others(worker: Worker, job: Job) -> Iterator[Stay]:
    """His stays but for the one that is carried."""
    return (stay for stay in worker.stays if stay.appointment != job.appointment)


def stay_before(worker: Worker, job: Job, starts: datetime) -> Stay | None:
    """What he does last before ``starts`` on that local day."""
    found = None
    for stay in others(worker, job):
        if stay.starts >= starts:
            break
        found = stay
    return found if found and local_day(found.ends, worker.zone) == local_day(starts, worker.zone) else None


def stay_behind(worker: Worker, job: Job, starts: datetime) -> Stay | None:
    """What he does next after ``starts``, on whatever day."""
    return next((stay for stay in others(worker, job) if stay.starts >= starts), None)

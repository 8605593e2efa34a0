"""The service-level clock of a ticket: it runs in the hours that were agreed, and stands while somebody else is to
blame; each segment names the entry that proves it.

All spans are of elapsed time between UTC instants, so that the nights of the clock change count what really passed. A
holiday counts as a Sunday: who agreed on service hours on Sundays has them on holidays too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from dispatcher.domain.calendar import holiday_name, local_day, minute_of_day
from dispatcher.domain.technician import Hours
from dispatcher.locale import N_
from dispatcher.values import dataclass

WISH, NOT_REACHABLE, NO_ACCESS, PART = "wish", "not reachable", "no access", "part"
REASONS = {
    WISH: N_("customer's wish"),
    NOT_REACHABLE: N_("contact not reachable"),
    NO_ACCESS: N_("no access"),
    PART: N_("waiting for a part"),
}
"""Why a clock stands, in words."""
SHARES = (0.5, 0.75, 1.0)
"""Shares of the agreed time at which the sign of a ticket changes."""
LONGEST_DAYS = 400
"""Days ahead in which the agreed time is looked for; nobody agreed on hours that do not come in a year."""
_SUNDAY = 6
Sign = Literal["", ".", "!", "!!", "="]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How soon somebody is to be on site: ``minutes`` of the service ``hours`` on the wall clock of ``zone``, without
    the holidays of the federal ``state`` (and ``municipality``) in which the site lies."""

    minutes: int
    hours: Hours
    zone: str
    state: str
    country: str = "DE"
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """While a clock stands: why, from when, until when (None: still), and the entry that proves it."""

    reason: str
    starts: datetime
    ends: datetime | None = None
    proof: int | None = None

    def covers(self, instant: datetime) -> bool:
        """Whether the clock stands for it at ``instant``."""
        return self.starts <= instant and (self.ends is None or instant < self.ends)


@dataclass(frozen=True, slots=True)
class Segment:
    """A span in which the clock ran (no ``reason``) or stood for one; ``ends`` is the present where it still does."""

    starts: datetime
    ends: datetime
    reason: str = ""
    proof: int | None = None


@dataclass(frozen=True, slots=True)
class ClockRow:
    """The clock of one ticket: what was ``agreed`` in minutes (None: nothing), the stops in their order, when somebody
    was on site (None: not yet), and the instants at which 50, 75 and 100 % of the agreed time are used: None for those
    that never come unless the clock runs again."""

    agreed: int | None
    stops: tuple[Stop, ...]
    answered: datetime | None
    turns: tuple[datetime | None, ...]

    def standing(self, now: datetime) -> Stop | None:
        """Why the clock stands at ``now``; None while it runs."""
        return next((stop for stop in self.stops if stop.covers(now)), None)

    def sign(self, now: datetime) -> Sign:
        """How much of the agreed time is used at ``now``: nothing below 50 %, ``.`` below 75, ``!`` below 100, ``!!``
        from there on, ``=`` while the clock stands; nothing once somebody was on site."""
        if self.standing(now) is not None:
            return "="
        if self.answered is not None:
            return ""
        signs: tuple[Sign, ...] = ("", ".", "!", "!!")
        return signs[sum(turn is not None and turn <= now for turn in self.turns)]

    def over_since(self, now: datetime) -> datetime | None:
        """When the agreed time was used up, where that lies behind ``now`` and nobody was on site before."""
        breach = self.turns[-1] if self.turns else None
        return breach if breach is not None and breach <= now and self.answered is None else None


def clock_row(
    reported: datetime, stops: Sequence[Stop], answered: datetime | None, agreed: Agreement | None
) -> ClockRow:
    """The clock of a ticket that was ``reported`` at an instant, from all that is known of it."""
    ordered = tuple(sorted(stops, key=lambda stop: (stop.starts, stop.reason)))
    turns = tuple(_turns(reported, ordered, answered, agreed)) if agreed is not None else ()
    return ClockRow(agreed.minutes if agreed is not None else None, ordered, answered, turns)


def earliest_stop(reported: datetime, earliest: datetime | None, proof: int | None = None) -> tuple[Stop, ...]:
    """Before the date that the customer named himself the clock stands at his wish (B1)."""
    return (Stop(WISH, reported, earliest, proof),) if earliest is not None and earliest > reported else ()


def segments(reported: datetime, until: datetime, stops: Sequence[Stop]) -> tuple[Segment, ...]:
    """The segments between two instants, one behind the other without a gap. Where two stops lie over one another, the
    one that began first counts."""
    ordered = sorted(stops, key=lambda stop: (stop.starts, stop.reason))
    edges = {reported, until, *(edge for stop in ordered for edge in (stop.starts, stop.ends) if edge is not None)}
    inside = sorted(edge for edge in edges if reported <= edge <= until)
    found: list[Segment] = []
    for first, last in pairwise(inside):
        stop = next((one for one in ordered if one.covers(first)), None)
        reason, proof = (stop.reason, stop.proof) if stop is not None else ("", None)
        is_same = bool(found) and (found[-1].reason, found[-1].proof) == (reason, proof)
        found.append(Segment(found.pop().starts if is_same else first, last, reason, proof))
    return tuple(found)


def used(parts: Sequence[Segment], agreed: Agreement) -> timedelta:
    """Service time in which the clock ran."""
    spans = (span for part in parts if not part.reason for span in _service(part.starts, part.ends, agreed))
    return sum((last - first for first, last in spans), timedelta())


def _turns(
    reported: datetime, stops: Sequence[Stop], answered: datetime | None, agreed: Agreement
) -> Iterator[datetime | None]:
    """The instants at which the shares of the agreed time are used; only what comes before somebody was on site."""
    horizon = answered or max([reported, *(stop.ends or stop.starts for stop in stops)]) + timedelta(days=LONGEST_DAYS)
    parts = segments(reported, horizon, stops)
    running = (span for part in parts if not part.reason for span in _service(part.starts, part.ends, agreed))
    spent, span = timedelta(), next(running, None)
    for share in SHARES:
        wanted = timedelta(minutes=agreed.minutes * share)
        while span is not None and spent + (span[1] - span[0]) < wanted:
            spent += span[1] - span[0]
            span = next(running, None)
        yield span[0] + (wanted - spent) if span is not None else None


def _service(starts: datetime, ends: datetime, agreed: Agreement) -> Iterator[tuple[datetime, datetime]]:
    """The spans of service time between two instants, day by day."""
    day, last = local_day(starts, agreed.zone), local_day(ends, agreed.zone)
    while day <= last:
        opened = _opened(day, agreed.hours, agreed.zone, agreed.state, agreed.country, agreed.municipality)
        if opened is not None and opened[0] < ends and starts < opened[1]:
            yield max(starts, opened[0]), min(ends, opened[1])
        day += timedelta(days=1)


@lru_cache(maxsize=8192)
def _opened(
    day: date, hours: Hours, zone: str, state: str, country: str, municipality: str
) -> tuple[datetime, datetime] | None:
    is_holiday = bool(holiday_name(day, state, country=country, municipality=municipality))
    span = hours[_SUNDAY if is_holiday else day.weekday()]
    return None if span is None else (minute_of_day(day, zone, span[0]), minute_of_day(day, zone, span[1]))

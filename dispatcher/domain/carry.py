"""An appointment in the hand: where it would go, and what speaks against it there (screen design 3.3).

Pure and quick: every key makes a new value. Instants are aware and in UTC, days those of the site's wall clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dispatcher.domain.calendar import holiday_name, later_by_days, local_day, minute_of_day, to_local
from dispatcher.domain.phrases.values import OFFICE_HOURS
from dispatcher.domain.placing import Placing, placed
from dispatcher.domain.planning import PlanningRow, Span, Worker
from dispatcher.domain.technician import NO_HOURS
from dispatcher.values import dataclass

LONGEST_CLOSED = 31
"""Days after which somebody is taken to work, whatever the hours say."""
USUAL_DAY = OFFICE_HOURS[0] or (0, 0)
"""The day of somebody of whom no hours are known."""


@dataclass(frozen=True, slots=True)
class Carried:
    """``row`` is what is known of its job and of everybody; ``crew`` are those who would go, by id; ``window`` is the
    span that would newly be told to the customer."""

    row: PlanningRow
    starts: datetime
    minutes: int
    crew: tuple[int, ...]
    window: Span | None = None

    @classmethod
    def from_slot(cls, row: PlanningRow, starts: datetime, ends: datetime) -> Carried:
        """As it was grabbed."""
        return cls(row, starts, int((ends - starts).total_seconds() // 60), row.job.crew)

    @property
    def ends(self) -> datetime:
        """Until when it would last; length is what passes, whatever the clocks do (I14)."""
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """The day of the site on which it would begin."""
        return local_day(self.starts, self.row.job.zone)

    @property
    def is_known(self) -> bool:
        """Whether everybody's plan of that day is known; else it has to be read before anything can be said."""
        return self.day in self.row.days

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Those who would go, as they are on record."""
        return tuple(one for one in self.row.workers if one.id in self.crew)

    def later(self, minutes: int) -> Carried:
        """So many minutes later; earlier where they are negative."""
        return replace(self, starts=self.starts + timedelta(minutes=minutes), window=None)

    def by_days(self, by: int, office_state: str) -> Carried:
        """On the next day (or the one before, ``by`` -1) on which somebody works, at the same time on the wall."""
        for days in range(1, LONGEST_CLOSED + 1):
            starts = later_by_days(self.starts, by * days, self.row.job.zone)
            if self._is_worked_on(local_day(starts, self.row.job.zone), office_state):
                return replace(self, starts=starts, window=None)
        return self

    def _is_worked_on(self, day: date, office_state: str) -> bool:
        if holiday_name(day, office_state):
            return False
        weeks = {one.week for one in self.row.workers if one.week != NO_HOURS} or {OFFICE_HOURS}
        return any(week[day.weekday()] is not None for week in weeks)

    def with_technician(self, whom: int | None, by: int, order: Sequence[int]) -> Carried:
        """With the technician behind ``whom`` in ``order`` (``by`` -1: before him) in his place; those who go along
        stay, and nobody goes twice. None: nobody goes yet."""
        free = [one for one in order if one == whom or one not in self.crew]
        if not free:
            return self
        at = free.index(whom) + by if whom in free else (0 if by > 0 else len(free) - 1)
        found = free[max(0, min(len(free) - 1, at))]
        crew = tuple(found if one == whom else one for one in self.crew) if whom in self.crew else (*self.crew, found)
        return replace(self, crew=crew)

    def at(self, starts: datetime, minutes: int | None = None, window: Span | None = None) -> Carried:
        """At another time, as long as ``minutes`` where a length was named."""
        return replace(self, starts=starts, minutes=minutes or self.minutes, window=window)

    def at_edge(self, *, is_end: bool) -> Carried:
        """At the beginning of the day of whoever goes, or so that it is over when that ends."""
        day = self.day
        hours = [one.week[day.weekday()] for one in self.workers if one.week != NO_HOURS]
        first, last = next((span for span in hours if span is not None), USUAL_DAY)
        begins = minute_of_day(day, self.row.job.zone, first)
        ends = minute_of_day(day, self.row.job.zone, last) - timedelta(minutes=self.minutes)
        return replace(self, starts=max(begins, ends) if is_end else begins, window=None)

    def placing(self, now: datetime, office_state: str) -> Placing:
        """The way there, and all that speaks against it."""
        return placed(self.row.job, self.workers, self.starts, self.ends, None, now=now, office_state=office_state)


def shift_between(old: datetime, new: datetime, zone: str) -> tuple[int, int]:
    """How far ``new`` lies behind ``old`` on the wall clock of ``zone``: whole days, and minutes beside them, both of
    one sign."""
    first, last = (to_local(one, zone).replace(tzinfo=None) for one in (old, new))
    minutes = int((last - first).total_seconds() // 60)
    days, rest = divmod(abs(minutes), 24 * 60)
    return (days, rest) if minutes >= 0 else (-days, -rest)

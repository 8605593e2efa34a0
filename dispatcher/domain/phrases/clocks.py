"""The times of day a phrase can name, in minutes after local midnight. Each says what it can mean on a given day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Protocol

from dispatcher.domain.calendar import show_date
from dispatcher.domain.phrases.days import NotMeant
from dispatcher.domain.phrases.office_days import closing
from dispatcher.domain.phrases.values import Office
from dispatcher.locale import _
from dispatcher.values import dataclass

NOON, DAY = 12 * 60, 24 * 60
SPOKEN_FROM, SPOKEN_UNTIL = 7 * 60, 19 * 60
"""A spoken clock time ("half past 4") is the one that lies in these twelve hours."""
MORNING, AFTERNOON = (8 * 60, 12 * 60), (13 * 60, 17 * 60)


@dataclass(frozen=True, slots=True)
class Span:
    """One meaning of a time: a point, or a window where it has an end. ``said`` tells it from the others."""

    starts: int
    ends: int | None = None
    said: str = ""


class Clock(Protocol):
    """A time of day as it was named."""

    @property
    def asks(self) -> bool:
        """Whether it is never taken for granted."""

    @property
    def regional(self) -> str:
        """The same time in words that everybody understands, where the words are not."""

    def spans(self, day: date, office: Office) -> tuple[Span, ...]:
        """What it can mean on ``day``. Raises NotMeant for a time that does not exist."""


@dataclass(frozen=True, slots=True)
class Point:
    """A clock time. ``hour`` of 1 to 6 without ``literal`` (a leading zero) and ``half`` (am, pm) can mean two."""

    hour: int
    minute: int = 0
    literal: bool = False
    half: str = ""
    loose: bool = False
    """Whether the word "am" behind the number may as well be the German preposition of the day that follows."""
    regional: str = ""

    @property
    def asks(self) -> bool:
        """Whether two hours can be meant."""
        return self.is_bare and 1 <= self.hour <= 6

    @property
    def is_bare(self) -> bool:
        """Whether nothing says which half of the day."""
        return not self.literal and not self.half

    @property
    def minutes(self) -> tuple[int, ...]:
        """Each time of day that can be meant."""
        if self.loose and self.half:
            bare = replace(self, half="").minutes
            return tuple(sorted({*bare, *(replace(self, loose=False).minutes if 1 <= self.hour <= 12 else ())}))
        if self.minute > 59 or self.hour > 23 or (self.half and not 1 <= self.hour <= 12):
            raise NotMeant("clock", self._missing())
        if self.half:
            return (self.hour % 12 * 60 + self.minute + (NOON if self.half == "pm" else 0),)
        found = self.hour * 60 + self.minute
        return (found, found + NOON) if self.asks else (found,)

    def _missing(self) -> str:
        if self.minute == 0 and 23 < self.hour < 32 and not self.half:
            return _("{hour} is no time. A date is written with its month: {hour}.{month}").format(
                hour=self.hour, month=12
            )
        shown = f"{self.hour}:{self.minute:02d}" + (f" {self.half}" if self.half else "")
        return _("There is no time {time}.").format(time=shown)

    def spans(self, day: date, office: Office) -> tuple[Span, ...]:
        """The time, on any day."""
        return tuple(Span(minute) for minute in self.minutes)


@dataclass(frozen=True, slots=True)
class Spoken:
    """``half past 4``, ``halb 4``, ``viertel 4``: minutes on the twelve-hour dial, one for each meaning."""

    dial: tuple[tuple[int, str], ...]
    regional: str = ""

    @property
    def asks(self) -> bool:
        """Whether the words mean two times."""
        return len(self.dial) > 1

    def spans(self, day: date, office: Office) -> tuple[Span, ...]:
        """The reading between 07:00 and 18:59 of each meaning."""
        return tuple(Span(by_day(minute), said=said) for minute, said in self.dial)


def by_day(minute: int) -> int:
    """The time between 07:00 and 18:59 that shows ``minute`` on a twelve-hour dial."""
    return (minute - SPOKEN_FROM) % NOON + SPOKEN_FROM


@dataclass(frozen=True, slots=True)
class Window:
    """``8-10``: from a time until a later one on the same day."""

    first: Point
    last: Point
    regional: str = ""

    @property
    def asks(self) -> bool:
        """Whether one of its ends can mean two hours."""
        return self.first.asks or self.last.asks

    def spans(self, day: date, office: Office) -> tuple[Span, ...]:
        """Each pair that ends after it began; of two bare ends, those in the same half of the day if there are any."""
        first, last = self._begins(), self.last.minutes
        pairs = [(starts, ends) for starts in first for ends in last if ends > starts]
        if self.first.asks and self.last.asks:
            pairs = [pair for pair in pairs if (pair[0] < NOON) == (pair[1] < NOON)] or pairs
        if not pairs:
            raise NotMeant("order", _("The time ends before it begins."))
        return tuple(Span(starts, ends) for starts, ends in pairs)

    def _begins(self) -> tuple[int, ...]:
        minutes = set(self.first.minutes)
        if self.last.half and self.first.is_bare and 1 <= self.first.hour <= 12:
            minutes |= set(replace(self.first, half=self.last.half).minutes)
        return tuple(sorted(minutes))


@dataclass(frozen=True, slots=True)
class HalfDay:
    """``am``, ``pm`` alone: 08-12, and 13 to the end of the office day (17, on a short Friday 15)."""

    is_morning: bool
    asks: bool = False
    regional: str = ""

    def spans(self, day: date, office: Office) -> tuple[Span, ...]:
        """The window of that day."""
        if self.is_morning:
            return (Span(*MORNING),)
        ends = closing(day, office)
        return (Span(AFTERNOON[0], ends if ends is not None and ends > AFTERNOON[0] else AFTERNOON[1]),)


@dataclass(frozen=True, slots=True)
class EndOfDay:
    """``eod``, ``fa``: the end of the office day."""

    asks: bool = False
    regional: str = ""

    def spans(self, day: date, office: Office) -> tuple[Span, ...]:
        """The end of that day; refuses a day on which the office is closed."""
        if (ends := closing(day, office)) is None:
            raise NotMeant("closed", _("The office is closed on {date}.").format(date=show_date(day)))
        return (Span(ends),)

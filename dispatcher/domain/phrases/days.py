"""The days a phrase can name. Each says which local days it means, seen from an office's now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from dispatcher.domain.calendar import YEARS, iso_week, show_date
from dispatcher.domain.phrases.values import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

FURTHEST_LEAP = 8
"""Years between two leap days at the most."""


class NotMeant(Exception):
    """A phrase that reads well and means nothing; carries the refusal."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.refusal = Refusal(code, sentence)


@dataclass(frozen=True, slots=True)
class DayMeant:
    """One day a phrase can mean; ``then`` is the next such day, taken when the time on ``first`` is gone by."""

    first: date
    then: date | None = None


class Day(Protocol):
    """A day as it was named."""

    def meant(self, office: Office) -> tuple[DayMeant, ...]:
        """The days it can mean, the nearest first; several are asked. Raises NotMeant for one that does not exist."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """``wed``: the next such day, which may be today."""

    number: int

    def meant(self, office: Office) -> tuple[DayMeant, ...]:
        """Today or the first such day after it; a week later when its time is gone by."""
        first = office.today + timedelta(days=(self.number - office.today.weekday()) % 7)
        return (DayMeant(first, first + timedelta(days=7)),)


@dataclass(frozen=True, slots=True)
class NextWeekday:
    """``wed+``, ``next wed``: people mean two different days by it, so it is asked."""

    number: int

    def meant(self, office: Office) -> tuple[DayMeant, ...]:
        """The coming one, never today, and the one a week later."""
        coming = office.today + timedelta(days=(self.number - office.today.weekday() - 1) % 7 + 1)
        return DayMeant(coming), DayMeant(coming + timedelta(days=7))


@dataclass(frozen=True, slots=True)
class InDays:
    """``tomorrow``, ``+3d``: so many days on from today, or from the grabbed slot."""

    days: int
    from_slot: bool = False
    note: str = ""

    def meant(self, office: Office) -> tuple[DayMeant, ...]:
        """The one day."""
        slot = office.grabbed_wall if self.from_slot else None
        return (DayMeant((slot.date() if slot else office.today) + timedelta(days=self.days)),)


@dataclass(frozen=True, slots=True)
class InWeek:
    """``next week thu``: a day of the week that lies so many ISO weeks ahead."""

    weeks: int
    number: int

    def meant(self, office: Office) -> tuple[DayMeant, ...]:
        """The one day."""
        monday = office.today - timedelta(days=office.today.weekday())
        return (DayMeant(monday + timedelta(days=7 * self.weeks + self.number)),)


@dataclass(frozen=True, slots=True)
class OfIsoWeek:
    """``wk49 thu``: a day of a numbered ISO week, the next one ahead."""

    week: int
    number: int

    def meant(self, office: Office) -> tuple[DayMeant, ...]:
        """This ISO year's and the next one's; a week that neither has is refused."""
        year = iso_week(office.today)[0]
        found = [self._day(candidate) for candidate in (year, year + 1, year + 2)]
        ahead = [day for day in found[:2] if day is not None and day >= office.today]
        if not ahead:
            sentence = _("There is no week {week} ahead this year or next.")
            raise NotMeant("week", sentence.format(week=self.week))
        later = [day for day in found if day is not None and day > ahead[0]]
        return (DayMeant(ahead[0], later[0] if later else None),)

    def _day(self, year: int) -> date | None:
        try:
            return date.fromisocalendar(year, self.week, self.number + 1)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Dated:
    """``25.11``, ``25.11.27``: a date; without a year the next one ahead. A weekday beside it has to agree."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None

    def meant(self, office: Office) -> tuple[DayMeant, ...]:
        """The date, or the next two of that day and month. Refuses one that does not exist."""
        if self.year is not None:
            return (DayMeant(self._agreeing(self._of(self.year))),)
        first = office.today.year
        found = [self._valid(year) for year in range(first, first + 2 * FURTHEST_LEAP + 1)]
        ahead = [day for day in found if day is not None and day >= office.today]
        if not ahead:
            self._of(first)
        return (DayMeant(self._agreeing(ahead[0]), ahead[1] if self.weekday is None else None),)

    def _of(self, year: int) -> date:
        if year not in YEARS:
            raise NotMeant("year", _("The year {year} is out of reach.").format(year=year))
        if (found := self._valid(year)) is None:
            raise NotMeant("date", self._missing())
        return found

    def _missing(self) -> str:
        if self.day < 24 and 12 < self.month < 60:
            sentence = _("{date} is no date. A time is written with a colon: {time}")
            return sentence.format(date=f"{self.day}.{self.month:02d}", time=f"{self.day}:{self.month:02d}")
        shown = f"{self.day:02d}.{self.month:02d}." + (str(self.year) if self.year is not None else "")
        return _("{date} is no day of the calendar.").format(date=shown)

    def _valid(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def _agreeing(self, day: date) -> date:
        if self.weekday is not None and day.weekday() != self.weekday:
            raise NotMeant("weekday", _("That does not agree: it is {date}.").format(date=show_date(day)))
        return day

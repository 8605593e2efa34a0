"""Days, weeks and wall clocks: local days in UTC, holidays by federal state, working days.

Instants are aware and in UTC, wall times are naive and belong to a zone that is named beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.technician import DAYS
from dispatcher.locale import _

WORKING_WEEKDAYS = frozenset(range(5))
YEARS = range(1900, 2200)
"""Years in which a date can be meant; anything else is a slip of the finger."""
OWN_HOLIDAYS = {("DE", "BY", "augsburg"): "Augsburg"}
"""Municipalities with holidays of their own, and the name under which the calendar knows them."""
HOLIDAYS_OF_SOME = frozenset({("DE", "BY"), ("DE", "SN"), ("DE", "TH")})
"""States in which some municipalities have a holiday that others have not."""
_LANGUAGES = {"de": "de", "en": "en_US"}


def to_local(instant: datetime, zone: str) -> datetime:
    """``instant`` on the wall clock of ``zone``; aware. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone has no local time")
    return instant.astimezone(_zone(zone))


def to_utc(wall: datetime, zone: str, fold: int | None = None) -> datetime | Refusal:
    """The instant at which the clocks in ``zone`` show ``wall`` (naive).

    Refuses a wall time that does not exist, and one that exists twice unless ``fold`` says which: 0 the first, 1 the
    second (I14). Refuses years that no calendar here reaches.
    """
    if wall.year not in YEARS:
        return Refusal("year", _("The year {year} is out of reach.").format(year=wall.year))
    instants = occurrences(wall, zone)
    if not instants:
        sentence = _("There is no {time} on {date}: the clocks are put forward.")
        return Refusal("no-such-time", sentence.format(time=f"{wall:%H:%M}", date=show_date(wall.date())))
    if len(instants) == 2 and fold is None:
        sentence = _("{time} on {date} happens twice: the clocks are put back. Say which one.")
        return Refusal("twice", sentence.format(time=f"{wall:%H:%M}", date=show_date(wall.date())))
    return instants[fold or 0] if len(instants) == 2 else instants[0]


def occurrences(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """The instants, in order, at which the clocks in ``zone`` show ``wall``: none, one or two. Refuses an aware time
    with ValueError."""
    if wall.tzinfo is not None:
        raise ValueError("a wall time carries no zone of its own")
    found = (wall.replace(tzinfo=_zone(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    shown = wall.replace(fold=0)
    return tuple(sorted({instant for instant in found if _wall(instant, zone) == shown}))


def _wall(instant: datetime, zone: str) -> datetime:
    return to_local(instant, zone).replace(tzinfo=None, fold=0)


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """The first instant of the local ``day`` and that of the next, in UTC: 23, 24 or 25 hours apart."""
    return _first_instant(day, zone), _first_instant(day + timedelta(days=1), zone)


def _first_instant(day: date, zone: str) -> datetime:
    # Where the clocks skip midnight, the earlier offset leads to the very instant of the change.
    return datetime.combine(day, time(), _zone(zone)).astimezone(UTC)


def local_day(instant: datetime, zone: str) -> date:
    """The day that the calendars in ``zone`` show at ``instant``."""
    return to_local(instant, zone).date()


def later_by_days(instant: datetime, days: int, zone: str) -> datetime:
    """``instant`` moved by whole days, the wall clock of ``zone`` kept (I14); in UTC.

    A wall time that does not exist on that day becomes the one an hour later.
    """
    import pendulum

    later = pendulum.instance(to_local(instant, zone), tz=zone).add(days=days).astimezone(UTC)
    # One of pendulum's own in UTC loses its zone as soon as anything is added to it.
    return datetime.combine(later.date(), later.time(), UTC)


def iso_week(day: date) -> tuple[int, int]:
    """The ISO year and week of ``day``."""
    year, week, _weekday = day.isocalendar()
    return year, week


def holiday_name(day: date, state: str, language: str = "de", country: str = "DE", municipality: str = "") -> str:
    """The name of the public holiday in that federal ``state``, in ``language`` where it is known; empty on none.

    A ``municipality`` with a holiday of its own (Augsburg, 8 August) has that one too. A state that the calendar does
    not know counts with the holidays of the whole country; an unknown country has none.
    """
    place = OWN_HOLIDAYS.get((country, state, municipality.strip().casefold()), state)
    return _holidays(country, place, _LANGUAGES.get(language, language), day.year).get(day, "")


def holiday_of_some(day: date, state: str, language: str = "de", country: str = "DE") -> str:
    """The name of a holiday that only some municipalities of the ``state`` have on ``day``; empty where none has.

    Which ones they are changes with each census (Bavaria) or is listed village by village (Saxony, Thuringia): whoever
    plans for that day has to ask.
    """
    if (country, state) not in HOLIDAYS_OF_SOME:
        return ""
    return _holidays(country, state, _LANGUAGES.get(language, language), day.year, "catholic").get(day, "")


@lru_cache(maxsize=256)
def _holidays(country: str, state: str, language: str, year: int, kind: str = "public") -> Mapping[date, str]:
    import holidays

    for part in (state, None):
        # What the library raises for a country or a state that it does not have.
        with suppress(NotImplementedError):
            return dict(
                holidays.country_holidays(
                    country, subdiv=part, years=year, language=language, expand=False, categories=(kind,)
                )
            )
    return {}


def is_working_day(day: date, state: str, country: str = "DE") -> bool:
    """Monday to Friday, and no public holiday in that federal ``state``."""
    return day.weekday() in WORKING_WEEKDAYS and not holiday_name(day, state, country=country)


def next_working_day(day: date, state: str, country: str = "DE") -> date:
    """The first working day after ``day``."""
    day += timedelta(days=1)
    while not is_working_day(day, state, country):
        day += timedelta(days=1)
    return day


def working_day_before(day: date, state: str, country: str = "DE") -> date:
    """The last working day before ``day``."""
    day -= timedelta(days=1)
    while not is_working_day(day, state, country):
        day -= timedelta(days=1)
    return day


def morning_of(day: date, zone: str, hour: int = 9) -> datetime:
    """The instant of ``hour`` o'clock on a local day; where the clocks skip it, the instant of the change."""
    return datetime.combine(day, time(hour), _zone(zone)).astimezone(UTC)


def minute_of_day(day: date, zone: str, minute: int) -> datetime:
    """The instant at which the clocks in ``zone`` show ``minute`` minutes since midnight of the local ``day`` (1440 is
    the end of it), on days of 23 and 25 hours too (I14)."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    return wall.replace(tzinfo=_zone(zone)).astimezone(UTC)


def show_date(day: date) -> str:
    """A date for a sentence: weekday, day, month and year in the language in use: ``Tue 24.11.2026``."""
    return f"{_(DAYS[day.weekday()])} {day:%d.%m.%Y}"


def show_span(starts: datetime, ends: datetime, zone: str) -> str:
    """A span of time for a sentence, on the wall clock of ``zone``: ``Tue 24.11.2026 09:00-10:30``."""
    first, last = to_local(starts, zone), to_local(ends, zone)
    until = f"{last:%H:%M}" if first.date() == last.date() else f"{show_date(last.date())} {last:%H:%M}"
    return f"{show_date(first.date())} {first:%H:%M}-{until}"


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)

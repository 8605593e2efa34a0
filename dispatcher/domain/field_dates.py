"""Dates and instants in a field: ``27.11.``, ``27.11.2026 12:00``, ``today``, ``wed 12``; shown as Germans do."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from dispatcher.domain.calendar import YEARS, day_bounds, local_day, occurrences, show_date, to_local, to_utc
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _, language

UNKNOWN = "unknown"
"""The code of what is no date at all, and may be a phrase."""
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4}|\d{2})?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOMENT = re.compile(
    r"(?P<day>[\d.\-]+|[^\W\d]+)(?:\s+(?:um\s+|at\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?:\s?(?:uhr|h))?"
    r"(?:\s+(?P<name>[a-z]{3,5}))?)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]|\+")
_DAYS = {"today": 0, "heute": 0, "tomorrow": 1, "morgen": 1, "übermorgen": 2, "uebermorgen": 2, "yesterday": -1}
_DAYS |= {"gestern": -1}
_GERMAN_NAMES = {"CET": "MEZ", "CEST": "MESZ"}
_LEAP_YEARS = 8
"""So far ahead or back lies the next 29.02. at most."""


def read_date(text: str, today: date, *, ahead: bool | None) -> date | Refusal:
    """The day that ``text`` names. Without a year it is the next one from ``today`` on (``ahead``), the last one up to
    today (not ``ahead``), or, where ``ahead`` is None, refused. Where it is not ``ahead``, a weekday is the last one. A
    day that does not exist is refused."""
    if (steps := _DAYS.get(text.casefold())) is not None:
        return today + timedelta(days=steps)
    if ahead is False and (weekday := _weekday(text)) is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    if iso := _ISO.fullmatch(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    dotted = _DOTTED.fullmatch(text)
    if dotted is None:
        return Refusal(UNKNOWN, _("{text} is no date. Like: 27.11.2026").format(text=text))
    day, month = int(dotted[1]), int(dotted[2])
    if dotted[3]:
        return _day(int(dotted[3]) + (2000 if len(dotted[3]) == 2 else 0), month, day)
    if ahead is None:
        return Refusal("date", _("The year is missing. Like: 27.11.2026"))
    return _nearest(day, month, today, ahead)


def _weekday(text: str) -> int | None:
    from dispatcher.domain.phrases.words import WEEKDAYS

    word = text.casefold().rstrip(".")
    return next((day for day, names in enumerate(WEEKDAYS) if word in names), None)


def _nearest(day: int, month: int, today: date, ahead: bool) -> date | Refusal:
    step = 1 if ahead else -1
    for year in range(today.year, today.year + _LEAP_YEARS * step + step, step):
        found = _day(year, month, day)
        if isinstance(found, date) and (found >= today if ahead else found <= today):
            return found
    return Refusal("date", _("There is no {day}.").format(day=f"{day:02d}.{month:02d}"))


def _day(year: int, month: int, day: int) -> date | Refusal:
    if year not in YEARS:
        return Refusal("date", _("The year {year} is out of reach.").format(year=year))
    try:
        return date(year, month, day)
    except ValueError:
        return Refusal("date", _("There is no {day}.").format(day=f"{day:02d}.{month:02d}.{year}"))


def read_moment(text: str, now: datetime, zone: str, *, ahead: bool, day_ends: bool) -> datetime | Refusal:
    """The instant (UTC) that ``text`` names on the wall clock of ``zone``: a day, or a day and a time.

    A day alone is its first instant, or with ``day_ends`` the first one after it. A time that does not exist that day
    is refused, and one that exists twice unless the name of the zone stands behind it (CEST, CET; MESZ, MEZ).
    """
    found = _MOMENT.fullmatch(text)
    day = read_date(found["day"] if found else text, local_day(now, zone), ahead=ahead)
    if ahead and isinstance(day, Refusal) and day.code == UNKNOWN and _WORD.search(text):
        return _phrase(text, now, zone, day, day_ends=day_ends)
    if isinstance(day, Refusal) or found is None or found["hour"] is None:
        return day if isinstance(day, Refusal) else day_bounds(day, zone)[day_ends]
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        return Refusal("time", _("{text} is no time. Like: 27.11.2026 13:00").format(text=text))
    return _instant(datetime.combine(day, time(hour, minute)), zone, found["name"] or "")


def _phrase(text: str, now: datetime, zone: str, unknown: Refusal, *, day_ends: bool) -> datetime | Refusal:
    """A phrase like ``wed``, ``mi 12`` or ``in 3 days``; one with several meanings is not guessed."""
    from dispatcher.domain.phrases import Asked, understand_time

    meant = understand_time(text, now, zone)
    if isinstance(meant, Asked):
        choices = ", ".join(choice.label for choice in meant.choices)
        return Refusal("several", _("{text} can be: {choices}. Type the date.").format(text=text, choices=choices))
    if isinstance(meant, Refusal):
        return unknown if meant.code in ("unknown", "unfinished", "empty") else meant
    if meant.day_only:
        return day_bounds(meant.day, zone)[day_ends]
    return (meant.until or meant.starts) if day_ends else meant.starts


def _instant(wall: datetime, zone: str, name: str) -> datetime | Refusal:
    found = occurrences(wall, zone)
    if not name:
        return to_utc(wall, zone)
    named = [instant for instant in found if name.upper() in _names(instant, zone)]
    return named[0] if len(named) == 1 else Refusal("time", _("There is no {name} then.").format(name=name))


def _names(instant: datetime, zone: str) -> tuple[str, str]:
    name = to_local(instant, zone).tzname() or ""
    return name, _GERMAN_NAMES.get(name, name)


def show_day(day: date) -> str:
    """``27.11.2026``."""
    return f"{day:%d.%m.%Y}"


def show_moment(instant: datetime, zone: str, *, day_ends: bool, weekday: bool = False) -> str:
    """``27.11.2026 13:00``, or the day alone where the instant is its first one (with ``day_ends``: the first one after
    it); with the ``weekday`` before it. A time that exists twice carries the name of the zone."""
    day = local_day(instant, zone)
    shown = show_date if weekday else show_day
    if day_bounds(day, zone)[0] == instant:
        return shown(day - timedelta(days=day_ends))
    local = to_local(instant, zone)
    wall = local.replace(tzinfo=None, fold=0)
    name = f" {_names(instant, zone)[language() == 'de']}" if len(occurrences(wall, zone)) > 1 else ""
    return f"{shown(day)} {local:%H:%M}{name}"

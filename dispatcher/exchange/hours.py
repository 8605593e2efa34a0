"""Working hours and windows as people write them: "Mon-Thu 07:00-17:00, Fri 07:00-15:00", "Mo-Do 7-17", "8-10"."""

from __future__ import annotations

import re
from datetime import time

from dispatcher.exchange.cells import BadCell
from dispatcher.locale import _

Hours = tuple[tuple[int, int] | None, ...]
"""Seven days from Monday on: (from, until) in local minutes after midnight, or None."""

_WEEKDAYS = (
    ("montag", "monday"),
    ("dienstag", "tuesday"),
    ("mittwoch", "wednesday"),
    ("donnerstag", "thursday"),
    ("freitag", "friday"),
    ("samstag", "saturday", "sonnabend"),
    ("sonntag", "sunday"),
)
_DASH = r"\s*(?:[-–—]|bis|to)\s*"
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:uhr|h))?"
_SPAN = re.compile(f"{_CLOCK}{_DASH}{_CLOCK}", re.IGNORECASE)
_DAYS_AND_SPAN = re.compile(rf"(?P<days>[^\d]*?)\s*(?P<span>{_CLOCK}{_DASH}{_CLOCK})?", re.IGNORECASE)


def hours(text: str, column: str) -> Hours:
    """The working week that ``text`` describes; days it does not name are days off. Raises BadCell."""
    week: list[tuple[int, int] | None] = [None] * 7
    waiting: list[int] = []
    for part in re.split(r"[,;\n]", text):
        if not part.strip():
            continue
        found = _DAYS_AND_SPAN.fullmatch(part.strip())
        days = _days(found["days"]) if found else []
        if found is None or not (days or waiting):
            raise _not_understood(column, text)
        waiting += days
        if found["span"]:
            span = _span(found["span"], column, text)
            for day in waiting:
                week[day] = span
            waiting = []
    if waiting:
        raise _not_understood(column, text)
    return tuple(week)


def window(text: str, column: str) -> tuple[time, time] | None:
    """The window a customer was told ("08:00-10:00", "8-10"); None for an empty cell. Raises BadCell."""
    if not text:
        return None
    start, end = _span(text, column, text)
    return time(*divmod(start, 60)), time(*divmod(min(end, 24 * 60 - 1), 60))


def _days(text: str) -> list[int]:
    """The weekdays in "Mon-Thu", "Mo/Mi/Fr" or "Tue"; empty where a word is no weekday."""
    days: list[int] = []
    for part in re.split(r"[/+&\s]+", re.sub(_DASH, "-", text.strip(" :"))):
        ends = [_day(word) for word in part.split("-")]
        if any(day is None for day in ends) or len(ends) > 2:
            return []
        first, last = (ends[0] or 0), (ends[-1] or 0)
        days += [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
    return days


def _day(word: str) -> int | None:
    """The weekday a word begins in German or English, with at least two letters and no other day in question."""
    asked = word.strip(".").casefold()
    fitting = [day for day, names in enumerate(_WEEKDAYS) if any(name.startswith(asked) for name in names)]
    if len(asked) < 2 or not fitting:
        return None
    return fitting[-1] if asked == "so" else fitting[0] if len(fitting) == 1 else None


def _span(text: str, column: str, whole: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise _not_understood(column, whole)
    start_hour, start_minute, end_hour, end_minute = (int(part or 0) for part in found.groups())
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    if max(start_minute, end_minute) > 59 or end > 24 * 60 or start >= end:
        raise BadCell(column, whole, _("These times do not follow each other within one day."))
    return start, end


def _not_understood(column: str, text: str) -> BadCell:
    return BadCell(column, text, _('These are no hours; write them like "Mon-Thu 07:00-17:00, Fri 07:00-15:00".'))

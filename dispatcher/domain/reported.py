"""Times of day as somebody reports them: short, and always just passed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from dispatcher.domain.calendar import local_day, minute_of_day
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})|(\d{1,2})(\d{2})|(\d{1,2})")
_SURE = re.compile(
    r"(\d{1,2}[:.]\d{2}|\d{4})\b(?!-|\s*/|\s+\d{5,}$)\s*(?:uhr\b|h\b)?\s*(.*)", re.IGNORECASE | re.DOTALL
)
"""A time before the number that was tried; four figures before a long number are its area code."""
_NIGHT = timedelta(hours=12)
"""What would lie further ahead than this was yesterday."""
MOST_ATTEMPTS = 20


def reported_at(typed: str, now: datetime, zone: str) -> datetime | None:
    """The instant that ``0905``, ``9:05`` or ``9`` means to somebody who tells what has happened: today, or yesterday
    where that would be more than half a day ahead. None for what is no time of day; one ahead is the caller's to
    refuse."""
    found = _CLOCK.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1] or found[3] or found[5]), int(found[2] or found[4] or 0)
    if hour > 23 or minute > 59:
        return None
    day = local_day(now, zone)
    at = minute_of_day(day, zone, hour * 60 + minute)
    return at if at - now <= _NIGHT else minute_of_day(day - timedelta(days=1), zone, hour * 60 + minute)


def read_attempts(typed: str, now: datetime, zone: str) -> tuple[tuple[datetime, str], ...] | Refusal:
    """Attempts to reach somebody as they are told: ``0904 -117, 0906 Frau Bonnard``; one without a time is of ``now``.
    Refuses a time that is none, and more than anybody makes."""
    parts = [part.strip() for part in re.split(r"[,;\n]", typed) if part.strip()]
    if len(parts) > MOST_ATTEMPTS:
        return Refusal("attempts", _("At most {n} attempts.").format(n=MOST_ATTEMPTS))
    told: list[tuple[datetime, str]] = []
    for part in parts:
        timed = _SURE.fullmatch(part)
        at = reported_at(timed[1], now, zone) if timed is not None else now
        if at is None or at > now:
            return Refusal("attempts", _("That is no time that has passed: {text}").format(text=part))
        told.append((at, timed[2].strip() if timed is not None else part))
    return tuple(told)

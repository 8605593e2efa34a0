"""How the commands write numbers of ours, figures, instants and spans for people and for programs."""

from __future__ import annotations

from datetime import date, datetime

from dispatcher.domain.calendar import to_local
from dispatcher.locale import language


def customer(number: int) -> str:
    """``K-1042``."""
    return f"K-{number}"


def ticket(number: int | None) -> str | None:
    """``T-4711``, or nothing for nothing."""
    return None if number is None else f"T-{number}"


def figure(value: float, places: int = 0) -> str:
    """``value`` with the decimal sign and the grouping of the language in use: 1,234.5 or 1.234,5."""
    text = f"{value:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,")) if language() == "de" else text


def size(count: int) -> str:
    """A number of bytes as people say it."""
    value, unit = float(count), "B"
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if value < 1000 or unit == "TB":
            break
        value /= 1000
    return f"{figure(value, 0 if unit == 'B' else 1)} {unit}"


def iso(instant: datetime, zone: str) -> str:
    """For programs: the wall clock of ``zone`` with its offset, to the second: ``2026-11-23T09:42:00+01:00``."""
    return to_local(instant, zone).isoformat(timespec="seconds")


def moment(instant: datetime, zone: str, today: date) -> str:
    """For people: ``20.11. 10:14``, with the year where it is not that of ``today``."""
    local = to_local(instant, zone)
    return f"{local:%d.%m.%Y %H:%M}" if local.year != today.year else f"{local:%d.%m. %H:%M}"


def span(starts: datetime, ends: datetime, zone: str, day: date) -> str:
    """For people: ``08:00-09:30``; a date stands before what does not lie on ``day``."""
    return "-".join(_clock(to_local(end, zone), day) for end in (starts, ends))


def _clock(local: datetime, day: date) -> str:
    return f"{local:%H:%M}" if local.date() == day else f"{local:%d.%m. %H:%M}"


def minutes(after_midnight: int) -> str:
    """``07:00`` for 420."""
    return f"{after_midnight // 60:02d}:{after_midnight % 60:02d}"

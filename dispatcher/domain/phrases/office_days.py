"""What is special about a day: holidays of the state, company half days, closed hours, bridge days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from dispatcher.domain.calendar import holiday_name, holiday_of_some, minute_of_day, to_local
from dispatcher.domain.phrases.values import OFFICE_HOURS, Away, Office, Understood, Warned
from dispatcher.locale import _

HALF_DAYS = frozenset({(12, 24), (12, 31)})
"""Month and day of the company's half days."""
HALF_DAY_ENDS = 12 * 60
FAR_MONTHS = 6
"""A date further ahead takes a second Enter."""


def hours_on(day: date, office: Office) -> tuple[int, int] | None:
    """From and until of the office on ``day`` in local minutes, half days cut at noon; None on a closed weekday."""
    hours = (office.hours or OFFICE_HOURS)[day.weekday()]
    if hours is None or not is_half_day(day):
        return hours
    return (hours[0], min(hours[1], HALF_DAY_ENDS)) if hours[0] < HALF_DAY_ENDS else None


def closing(day: date, office: Office) -> int | None:
    """The end of the office day in local minutes; None where it is closed."""
    hours = hours_on(day, office)
    return None if hours is None else hours[1]


def is_half_day(day: date) -> bool:
    """Whether the company works half of ``day`` only."""
    return (day.month, day.day) in HALF_DAYS


def holiday_on(day: date, office: Office) -> str:
    """The holiday of the state or the municipality on ``day``, by its German name; empty on none."""
    return holiday_name(day, office.state, country=office.country, municipality=office.municipality)


def with_warnings(meant: Understood, office: Office) -> Understood:
    """``meant`` with all that asks for a second look, and with a hint where the day is a bridge day."""
    notes = (*meant.notes, *([_("bridge day")] if is_bridge(meant.day, office) else []))
    return replace(meant, notes=notes, warnings=(*meant.warnings, *_warned(meant, office)))


def _warned(meant: Understood, office: Office) -> Iterator[Warned]:
    if name := holiday_on(meant.day, office):
        yield Warned("holiday", f"{name} ({_where(meant.day, office)})")
    elif some := holiday_of_some(meant.day, office.state, country=office.country):
        shown = _("{holiday} ({state}, in some municipalities)").format(holiday=some, state=office.state)
        yield Warned("holiday", shown)
    if is_half_day(meant.day):
        yield Warned("half day", _("half day"))
    if not name and (sentence := _closed(meant, office)):
        yield Warned("closed", sentence)
    for name in dict.fromkeys(away.name for away in office.away if _is_away(away, meant, office)):
        yield Warned("absent", _("{name} is absent").format(name=name))
    if meant.is_window and meant.starts <= office.now:
        yield Warned("begun", _("has begun"))
    if meant.day > _in_months(office.today, FAR_MONTHS):
        yield Warned("far", _("more than 6 months ahead"))


def _where(day: date, office: Office) -> str:
    """The state, or the municipality where the holiday is its own."""
    return office.state if holiday_name(day, office.state, country=office.country) else office.municipality.strip()


def _closed(meant: Understood, office: Office) -> str:
    hours = hours_on(meant.day, office)
    if hours is None:
        return _("office closed")
    ends = meant.ends or meant.starts
    if meant.day_only or (
        _minute(meant.starts, meant, office) >= hours[0] and _minute(ends, meant, office) <= hours[1]
    ):
        return ""
    return _("outside office hours {hours}").format(hours=show_window(*hours))


def _is_away(away: Away, meant: Understood, office: Office) -> bool:
    """Whether an absence covers any part of the time; of a day alone, the whole of its office hours."""
    starts, ends = meant.starts, meant.until or meant.starts + timedelta(minutes=1)
    if meant.day_only:
        hours = hours_on(meant.day, office) or (0, 24 * 60)
        starts, ends = (minute_of_day(meant.day, office.zone, end) for end in hours)
        return away.starts <= starts and (away.ends is None or away.ends >= ends)
    return away.starts < ends and (away.ends is None or away.ends > starts)


def _minute(instant: datetime, meant: Understood, office: Office) -> int:
    wall = to_local(instant, office.zone).replace(tzinfo=None)
    return int((wall - datetime.combine(meant.day, datetime.min.time())).total_seconds()) // 60


def show_window(starts: int, ends: int) -> str:
    """A window as people write it: ``08-10``, ``08:30-10:00``; local minutes."""
    if starts % 60 == ends % 60 == 0:
        return f"{starts // 60:02d}-{ends // 60:02d}"
    return f"{starts // 60:02d}:{starts % 60:02d}-{ends // 60:02d}:{ends % 60:02d}"


def is_bridge(day: date, office: Office) -> bool:
    """Whether one free day would join a holiday to the weekend: Friday after a Thursday, Monday before a Tuesday."""
    step = {0: 1, 4: -1}.get(day.weekday())
    if step is None or holiday_on(day, office):
        return False
    return bool(holiday_on(day + timedelta(days=step), office))


def _in_months(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))

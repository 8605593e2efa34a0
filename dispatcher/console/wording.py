"""How instants, ages and spans are written: German dates in both languages, weekdays in the language in use."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dispatcher.domain.calendar import to_local
from dispatcher.locale import N_, _, language

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def weekday(day: date) -> str:
    """The day's short name: "Mon", "Mo"."""
    return _(_WEEKDAYS[day.weekday()])


def day_month(day: date) -> str:
    """ "23.11." """
    return f"{day.day:02d}.{day.month:02d}."


def full_day(day: date) -> str:
    """ "Mon 23.11.2026"."""
    return f"{weekday(day)} {day_month(day)}{day.year:04d}"


def short_day(day: date) -> str:
    """ "Mon 23.11."."""
    return f"{weekday(day)} {day_month(day)}"


def hour_minute(instant: datetime, zone: str) -> str:
    """ "09:42" on the clocks of ``zone``."""
    return f"{to_local(instant, zone):%H:%M}"


def second(instant: datetime | None, zone: str) -> str:
    """ "09:43:07" on the clocks of ``zone``; empty for None."""
    return f"{to_local(instant, zone):%H:%M:%S}" if instant is not None else ""


def parsed(told: object) -> datetime | None:
    """The aware instant that :meth:`datetime.isoformat` wrote, or None for anything else."""
    try:
        instant = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None


def span(starts: datetime, ends: datetime, zone: str) -> str:
    """ "09:00-11:00", whole hours as "09-11"."""
    first, last = to_local(starts, zone), to_local(ends, zone)
    if first.minute == last.minute == 0:
        return f"{first:%H}-{last:%H}"
    return f"{first:%H:%M}-{last:%H:%M}"


def age(since: datetime, now: datetime) -> str:
    """How long something lasts, in at most four cells: "0:42", "22h" on the first day, days "5d", then years "4y"."""
    passed = max(now - since, timedelta(0))
    minutes = int(passed.total_seconds() // 60)
    if minutes < 600:
        return f"{minutes // 60}:{minutes % 60:02d}"
    if passed < timedelta(days=1):
        return _("{n}h").format(n=minutes // 60)
    if passed.days < 1000:
        return _("{n}d").format(n=passed.days)
    return _("{n}y").format(n=passed.days // 365)


def due(instant: datetime | None, now: datetime, zone: str) -> str:
    """When something is due, in at most six cells: the time today, the weekday this week, else the date."""
    if instant is None:
        return ""
    day, today = to_local(instant, zone).date(), to_local(now, zone).date()
    if day == today:
        return hour_minute(instant, zone)
    if timedelta(0) < day - today < timedelta(days=7):
        return weekday(day)
    return day_month(day)


def follow_up(instant: datetime, now: datetime, zone: str) -> str:
    """When something is to be taken up again: "TODAY 10:00", "Tue 24.11. 09:00"."""
    local, today = to_local(instant, zone), to_local(now, zone).date()
    day = _("TODAY") if local.date() == today else short_day(local.date())
    return f"{day} {local:%H:%M}"


def moment(instant: datetime, now: datetime, zone: str) -> str:
    """ "20.11. 10:14", with the year where it is another one."""
    local = to_local(instant, zone)
    year = "" if local.year == to_local(now, zone).year else f"{local.year:04d}"
    return f"{day_month(local.date())}{year} {local:%H:%M}"


def absent_until(until: datetime | None, now: datetime, zone: str) -> str:
    """The end of an absence behind "until": "unknown", "27.11." for the last day of it, today "13:00"."""
    if until is None:
        return _("unknown")
    local, today = to_local(until, zone), to_local(now, zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    last = local.date() if local.hour or local.minute else local.date() - timedelta(days=1)
    return _("today") if last == today else day_month(last) + (f"{last.year:04d}" if last.year != today.year else "")


def decimal(number: float) -> str:
    """A number with at most one figure behind the sign of the language: "1.5", "1,5", "2"."""
    shown = f"{round(number, 1):g}"
    return shown.replace(".", ",") if language() == "de" else shown

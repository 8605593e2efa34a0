"""A meaning in words: the echo beside the field, the labels of a question, the sentence to read aloud.

Dates are written the German way in both languages; the spoken sentence is always made from the stored instant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dispatcher.domain.calendar import iso_week, local_day, occurrences, to_local
from dispatcher.domain.phrases.office_days import show_window
from dispatcher.domain.phrases.values import Asked, Meaning, Understood
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.technician import DAYS
from dispatcher.locale import N_, _, language, ngettext, translated

LONG_DAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")),
)
MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July")),
    *(N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
SUMMER, WINTER = N_("CEST"), N_("CET")
"""The marks of the night in which a time is there twice."""


def echo(value: Meaning, now: datetime, zone: str, *, day_is_enough: bool = False) -> str:
    """What was understood, for the place beside the field: ``Wednesday, 25.11.2026 14:00 (in 2 days, week 48)``.

    A question shows its choices, a refusal its sentence; a day alone asks for its time, unless the ``day_is_enough``.
    ``now`` is an instant; the words are in the language in use.
    """
    if isinstance(value, Refusal | Asked):
        return value.sentence
    day = f"{_(LONG_DAYS[value.day.weekday()])}, {value.day:%d.%m.%Y}"
    if value.day_only and not day_is_enough:
        return "  ".join([_("{day} - time?").format(day=day), *_remarks(value)])
    time = "" if value.day_only else f" {show_time(value, zone)}"
    return "  ".join([f"{day}{time} ({_distance(value.day, local_day(now, zone))})", *_remarks(value)])


def _distance(day: date, today: date) -> str:
    days = (day - today).days
    away = ngettext("in {days} day", "in {days} days", days).format(days=days) if days else _("TODAY")
    return f"{away}, " + _("week {week}").format(week=iso_week(day)[1])


def _remarks(value: Understood) -> list[str]:
    length = [_("{minutes} min").format(minutes=value.length_minutes)] if value.length_minutes else []
    keeps = [_("keeps it free")] if value.keeps_free else []
    return [*length, *keeps, *value.notes, *(f"! {warned.sentence}" for warned in value.warnings)]


def show_time(value: Understood, zone: str) -> str:
    """The time of day of ``value``: ``14:00``, a window ``08-10``; in the night of a clock change with its mark."""
    starts, first = _clock(value.starts, zone)
    if value.ends is None:
        return f"{starts} {first}".rstrip()
    ends, last = _clock(value.ends, zone)
    if first or last:
        return f"{starts} {first}".rstrip() + f"-{ends} {last}".rstrip()
    wall = [to_local(instant, zone) for instant in (value.starts, value.ends)]
    return show_window(*(moment.hour * 60 + moment.minute for moment in wall))


def _clock(instant: datetime, zone: str) -> tuple[str, str]:
    """The time on the wall, and the mark that tells it from the other one of the same name."""
    local = to_local(instant, zone)
    return f"{local:%H:%M}", _(local.tzname() or "") if is_twice(instant, zone) else ""


def is_twice(instant: datetime, zone: str) -> bool:
    """Whether the clocks in ``zone`` show the time of ``instant`` twice."""
    return len(occurrences(to_local(instant, zone).replace(tzinfo=None, fold=0), zone)) == 2


def choice_labels(meant: Sequence[Understood], zone: str, today: date) -> list[str]:
    """What tells some meanings apart: the day, the time, or both."""
    one_day = len({one.day for one in meant}) == 1
    times = ["" if one.day_only else show_time(one, zone) for one in meant]
    if one_day and all(times):
        labels = times
    elif len(set(times)) == 1 and not one_day:
        labels = [_short_day(one.day, today) for one in meant]
    else:
        labels = [f"{_short_day(one.day, today)} {time}".rstrip() for one, time in zip(meant, times, strict=True)]
    return labels


def _short_day(day: date, today: date) -> str:
    year = "" if day.year == today.year else str(day.year)
    return f"{_(DAYS[day.weekday()])} {day:%d.%m.}{year}"


def sentence(value: Understood, now: datetime, zone: str, spoken: str = "", *, familiar: bool = False) -> str:
    """What to read aloud at the end of the call: "I will call you on Wednesday, 25 November, at 14:00."

    ``spoken`` is the contact's language ("de" or "en"), else that of the screen; ``familiar`` says du instead of Sie.
    """
    tongue = spoken or language()
    # English has one word for both.
    pattern = N_("I will call you {when} (du).") if familiar and tongue == "de" else N_("I will call you {when}.")
    return translated(pattern, tongue).format(when=when(value, now, zone, tongue))


def when(value: Understood, now: datetime, zone: str, spoken: str = "") -> str:
    """The time within a sentence: "on Wednesday, 25 November, at 14:00", in German "am Mittwoch, dem 25. November, um
    14 Uhr"; made from the stored instants, with the year where it is not that of ``now``."""
    tongue = spoken or language()
    said = translated(N_("on {weekday}, {day} {month}"), tongue).format(**_spoken_day(value, zone, tongue))
    if (year := local_day(value.starts, zone).year) != local_day(now, zone).year:
        said = f"{said} {year}"
    if value.day_only:
        return said + ("," if tongue == "de" else "")
    if value.ends is None:
        at = translated(N_("{day}, at {time}"), tongue)
        return at.format(day=said, time=_spoken_time(value.starts, zone, tongue))
    between = translated(N_("{day}, between {first} and {last}"), tongue)
    first, last = (_spoken_time(instant, zone, tongue) for instant in (value.starts, value.ends))
    # Full hours share the word: "zwischen 8 und 10 Uhr".
    return between.format(day=said, first=first.removesuffix(" Uhr"), last=last)


def _spoken_day(value: Understood, zone: str, tongue: str) -> dict[str, object]:
    day = local_day(value.starts, zone)
    names = LONG_DAYS[day.weekday()], MONTHS[day.month - 1]
    weekday, month = (translated(name, tongue) for name in names)
    return {"weekday": weekday, "day": day.day, "month": month}


def _spoken_time(instant: datetime, zone: str, tongue: str) -> str:
    local = to_local(instant, zone)
    mark = f" ({translated(local.tzname() or '', tongue)})" if is_twice(instant, zone) else ""
    if tongue != "de":
        return f"{local.hour}:{local.minute:02d}{mark}"
    return (f"{local.hour} Uhr {local.minute}" if local.minute else f"{local.hour} Uhr") + mark

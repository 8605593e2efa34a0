"""What to say to whoever opens: who comes, on which day, between what times; in his language, from the instants that
are stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dispatcher.domain.calendar import local_day, to_local
from dispatcher.domain.phrases.saying import LONG_DAYS, MONTHS
from dispatcher.locale import N_, language, translated

_ONE = N_("{names} will come {when}, {first} to {last}.")
_SEVERAL = N_("Our technicians {names} will come {when}, {first} to {last}.")
_DAYS = {
    0: N_("today, {weekday}, {day} {month}"),
    1: N_("tomorrow, {weekday}, {day} {month}"),
}
"""Days that have a name of their own, by how far ahead they lie."""
_LATER = N_("on {weekday}, {day} {month}")


def coming_sentence(
    crew: Sequence[str], starts: datetime, ends: datetime, zone: str, now: datetime, spoken: str = ""
) -> str:
    """The sentence to read aloud: "Lorenz will come tomorrow, Tuesday, 24 November, 9 to 11."

    ``crew`` are the names of whoever comes, ``starts`` and ``ends`` the span that is told (aware), shown in ``zone``;
    ``spoken`` is the language of whoever listens ("de" or "en"; empty: the one in use)."""
    tongue = spoken if spoken in ("de", "en") else language()
    names = _joined(crew, tongue)
    pattern = translated(_ONE if len(crew) < 2 else _SEVERAL, tongue)
    first, last = (_clock(to_local(instant, zone), tongue) for instant in (starts, ends))
    when = _when(local_day(starts, zone), local_day(now, zone), tongue)
    return pattern.format(names=names, when=when, first=first, last=last)


def _joined(crew: Sequence[str], tongue: str) -> str:
    if not crew:
        return translated(N_("Our technician"), tongue)
    if len(crew) == 1:
        return crew[0]
    both = translated(N_("{names} and {last}"), tongue)
    return both.format(names=", ".join(crew[:-1]), last=crew[-1])


def _when(day: date, today: date, tongue: str) -> str:
    pattern = _DAYS.get((day - today) // timedelta(days=1), _LATER)
    weekday, month = translated(LONG_DAYS[day.weekday()], tongue), translated(MONTHS[day.month - 1], tongue)
    return translated(pattern, tongue).format(weekday=weekday, day=day.day, month=month)


def _clock(local: datetime, tongue: str) -> str:
    if not local.minute:
        return str(local.hour)
    return f"{local.hour}.{local.minute:02d}" if tongue == "de" else f"{local.hour}:{local.minute:02d}"

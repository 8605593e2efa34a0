"""From the parts of a phrase to its meanings: which instants, what has to be asked, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dispatcher.domain.calendar import day_bounds, local_day, occurrences, show_date, to_utc
from dispatcher.domain.phrases.clocks import Clock, Point, Span
from dispatcher.domain.phrases.days import DayMeant, InDays, NotMeant
from dispatcher.domain.phrases.office_days import with_warnings
from dispatcher.domain.phrases.parts import Later, Phrase
from dispatcher.domain.phrases.saying import choice_labels
from dispatcher.domain.phrases.values import Asked, Choice, Meaning, Office, Understood, Warned
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

ROUNDED = 5
"""Minutes to which an offset in hours is rounded up."""

Found = list[Understood | Refusal]


def meaning(phrase: Phrase, typed: str, office: Office) -> Meaning:
    """What ``phrase`` comes to. Several meanings, or one that is never taken for granted, are asked."""
    found = list(dict.fromkeys(_dressed(one, phrase, typed, office) for one in _meanings(phrase, office)))
    meant = [one for one in found if isinstance(one, Understood)]
    if not meant:
        return next(one for one in found if isinstance(one, Refusal))
    if len(meant) == 1 and not (phrase.clock is not None and phrase.clock.asks):
        return meant[0]
    return _asked(found, meant, office)


def _dressed(one: Understood | Refusal, phrase: Phrase, typed: str, office: Office) -> Understood | Refusal:
    if isinstance(one, Refusal):
        return one
    note = phrase.day.note if isinstance(phrase.day, InDays) else ""
    meant = replace(one, phrase=typed, length_minutes=phrase.length, keeps_free=phrase.keeps_free)
    return with_warnings(replace(meant, notes=(*meant.notes, *([note] if note else []))), office)


def _asked(found: Found, meant: list[Understood], office: Office) -> Asked:
    """The question. A meaning that is past keeps its key to itself, so that a key means the same at any hour."""
    labels = iter(choice_labels(meant, office.zone, office.today))
    choices = tuple(
        Choice(str(key), next(labels), one) for key, one in enumerate(found, 1) if isinstance(one, Understood)
    )
    shown = "  ".join(f"{choice.key}) {choice.label}" for choice in choices)
    return Asked(_("Which one?  {choices}").format(choices=shown), choices)


def _meanings(phrase: Phrase, office: Office) -> Found:
    found = list(_one_way(phrase, office))
    return found + list(_one_way(phrase.other, office)) if phrase.other else found


def _one_way(phrase: Phrase, office: Office) -> Iterator[Understood | Refusal]:
    try:
        if phrase.later is not None:
            yield _later(phrase.later, office)
            return
        for day in _days(phrase, office):
            yield from _on(day, _clock(phrase, office), office)
    except NotMeant as refused:
        yield refused.refusal


def _later(later: Later, office: Office) -> Understood:
    begins = (office.grabbed or office.now).astimezone(UTC).replace(second=0, microsecond=0)
    starts = begins + timedelta(minutes=later.minutes)
    if later.in_hours and (over := starts.minute % ROUNDED):
        starts += timedelta(minutes=ROUNDED - over)
    if starts <= office.now:
        raise NotMeant("past", _("{date} is past.").format(date=show_date(local_day(starts, office.zone))))
    return Understood("", local_day(starts, office.zone), starts)


def _days(phrase: Phrase, office: Office) -> tuple[DayMeant, ...]:
    return (phrase.day or InDays(0, from_slot=True)).meant(office)


def _clock(phrase: Phrase, office: Office) -> Clock | None:
    """The time that was named; a day alone keeps the time of the grabbed slot."""
    slot = office.grabbed_wall
    if phrase.clock is not None or slot is None:
        return phrase.clock
    return Point(slot.hour, slot.minute, literal=True)


def _on(day: DayMeant, clock: Clock | None, office: Office) -> Iterator[Understood | Refusal]:
    if clock is None:
        yield _whole_day(day, office)
        return
    for number, span in enumerate(clock.spans(day.first, office)):
        found = list(_at(day.first, span, clock, office))
        if day.then is not None and _is_gone(day.first, span, office):
            found = list(_at(day.then, clock.spans(day.then, office)[number], clock, office))
        yield from found


def _whole_day(day: DayMeant, office: Office) -> Understood:
    meant = day.first if day.first >= office.today or day.then is None else day.then
    if meant < office.today:
        raise NotMeant("past", _("{date} is past.").format(date=show_date(meant)))
    return Understood("", meant, day_bounds(meant, office.zone)[0], day_only=True)


def _is_gone(day: date, span: Span, office: Office) -> bool:
    """Whether the start of ``span`` does not lie ahead any more."""
    found = occurrences(_wall(day, span.starts), office.zone)
    return bool(found) and found[-1] <= office.now


def _wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)


def _at(day: date, span: Span, clock: Clock, office: Office) -> Iterator[Understood | Refusal]:
    """Each instant at which ``span`` is on that day, as far as it lies ahead; why not, where none does."""
    starts = _instants(day, span.starts, office.zone)
    if isinstance(starts, Refusal):
        yield starts
        return
    for begin in starts:
        yield from _until(day, begin, span, clock, office)


def _until(day: date, begin: datetime, span: Span, clock: Clock, office: Office) -> Iterator[Understood | Refusal]:
    warnings = (Warned("regional", _("regional: {words}?").format(words=clock.regional)),) if clock.regional else ()
    notes = (span.said,) if span.said else ()
    meant = Understood("", day, begin, is_window=span.ends is not None, notes=notes, warnings=warnings)
    if span.ends is None:
        yield meant if begin > office.now else _past(day, span.starts)
        return
    ends = _instants(day, span.ends, office.zone)
    for end in [ends] if isinstance(ends, Refusal) else ends:
        if isinstance(end, Refusal):
            yield end
        elif end > begin:
            yield replace(meant, ends=end) if end > office.now else _past(day, span.ends)


def _past(day: date, minute: int) -> Refusal:
    sentence = _("{date} {time} is past.").format(date=show_date(day), time=f"{minute // 60:02d}:{minute % 60:02d}")
    return Refusal("past", sentence)


def _instants(day: date, minute: int, zone: str) -> tuple[datetime, ...] | Refusal:
    wall = _wall(day, minute)
    if found := occurrences(wall, zone):
        return found
    refused = to_utc(wall, zone)
    assert isinstance(refused, Refusal)
    return refused

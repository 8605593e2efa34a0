"""From the tree of the grammar to the parts of a phrase: one reading for each rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from dispatcher.domain.phrases import words
from dispatcher.domain.phrases.clocks import EndOfDay, HalfDay, Point, Spoken, Window
from dispatcher.domain.phrases.days import Dated, InDays, InWeek, NextWeekday, NotMeant, OfIsoWeek, Weekday
from dispatcher.domain.phrases.parts import Later, Phrase
from dispatcher.locale import _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from lark import Token, Tree

LONGEST_LENGTH = 24 * 60
IDIOM = {8: 7, 14: 14}
"""The German idiom: "in 8 Tagen" is one week, "in 14 Tagen" two."""
_PLUS = re.compile(r"\+\s?([0-9]+)\s?([a-z]+)")


def value_of(tree: Tree[Token]) -> object:
    """The value of a tree: that of each branch, handed to the reading of its rule; words stand for themselves."""
    values = [child if isinstance(child, str) else value_of(child) for child in tree.children]
    return READINGS[str(tree.data)](*values)


def _whole(phrase: Phrase, length: int | None = None) -> Phrase:
    other = None if phrase.other is None else replace(phrase.other, length=length)
    return replace(phrase, length=length, other=other)


def _placed(*values: object) -> Phrase:
    """Day and time in either order, prepositions between them. A year without a time may be a time without a year."""
    day = next((value for value in values if isinstance(value, _DAYS)), None)
    clock = next((value for value in values if isinstance(value, _CLOCKS)), None)
    if isinstance(day, _DatedOrTimed):
        if clock is None:
            return Phrase(day.dated, other=Phrase(replace(day.dated, year=None), day.time))
        day = day.dated
    return Phrase(day, clock)


@dataclass(frozen=True, slots=True)
class _DatedOrTimed:
    """``25.11. 2027``: a date with its year, or the next such date at 20:27."""

    dated: Dated
    time: Point

    def meant(self, office: object) -> tuple[()]:
        """Nothing by itself."""
        return ()


def _after(offset: object, clock: object = None) -> Phrase:
    assert clock is None or isinstance(clock, _CLOCKS)
    if isinstance(offset, InDays):
        return Phrase(offset, clock)
    assert isinstance(offset, Later)
    if clock is not None:
        raise NotMeant("both", _("A time and hours or minutes from now do not go together."))
    return Phrase(later=offset)


def _named_day(*values: object) -> object:
    return next(value for value in values if isinstance(value, _DAYS))


def _weekday_of(*tokens: str) -> int:
    return next(words.number_of(t.rstrip("."), words.WEEKDAYS) for t in tokens if _type(t) == "WEEKDAY")


def _type(token: object) -> str:
    return str(getattr(token, "type", ""))


def _in_week(*tokens: str) -> InWeek:
    ahead = {"THIS": 0, "NEXT": 1, "AFTER_NEXT": 2}
    weeks = next(ahead[kind] for token in tokens if (kind := _type(token)) in ahead)
    return InWeek(weeks, _weekday_of(*tokens))


def _iso_week(*tokens: str) -> OfIsoWeek:
    week = next(int(token[2:]) for token in tokens if _type(token) == "KW")
    return OfIsoWeek(week, _weekday_of(*tokens))


def _date(*values: object) -> Dated | _DatedOrTimed:
    found = next((value for value in values if isinstance(value, Dated | _DatedOrTimed)), None)
    texts = {_type(value): str(value) for value in values if not isinstance(value, Dated | _DatedOrTimed)}
    dated = found or _from_digits(texts)
    if "WEEKDAY" not in texts:
        return dated
    weekday = words.number_of(texts["WEEKDAY"].rstrip("."), words.WEEKDAYS)
    if isinstance(dated, Dated):
        return replace(dated, weekday=weekday)
    return replace(dated, dated=replace(dated.dated, weekday=weekday))


def _from_digits(texts: dict[str, str]) -> Dated | _DatedOrTimed:
    if "ISO_DATE" in texts:
        year, month, day = map(int, texts["ISO_DATE"].split("-"))
        return Dated(day, month, year)
    parts = texts.get("FULL_DATE", texts.get("SHORT_DATE", "")).strip(".").split(".")
    dated = Dated(int(parts[0]), int(parts[1]))
    if len(parts) == 3:
        return replace(dated, year=int(parts[2]) + (2000 if len(parts[2]) == 2 else 0))
    return _with_year(dated, texts.get("YEAR"))


def _with_year(dated: Dated, year: str | None) -> Dated | _DatedOrTimed:
    if year is None:
        return dated
    return _DatedOrTimed(replace(dated, year=int(year)), Point(int(year[:2]), int(year[2:]), literal=True))


def _named_date(*tokens: str) -> Dated | _DatedOrTimed:
    texts = {_type(token): str(token) for token in tokens}
    number = next(texts[kind] for kind in ("DAY_OF", "ORDINAL", "HOUR") if kind in texts)
    day = int("".join(sign for sign in number[:2] if sign.isdigit()))
    month = words.number_of(texts["MONTH"].rstrip("."), words.MONTHS) + 1
    return _with_year(Dated(day, month), texts.get("YEAR"))


def _exact(*values: object) -> object:
    return next(value for value in values if isinstance(value, _CLOCKS))


def _window(*values: object) -> Window:
    first, last = (value for value in values if isinstance(value, Point))
    return Window(first, last)


def _hour(hour: str, _uhr: object = None, minute: str = "0") -> Point:
    return Point(int(hour), int(minute), literal=hour.startswith("0"))


def _written(text: str, *_uhr: object) -> Point:
    hour, minute = text.split(":") if ":" in text else (text[:-2], text[-2:])
    if ":" not in text and len(text) == 3 and text.startswith("0"):
        raise NotMeant("clock", _("There is no time {time}.").format(time=text))
    return Point(int(hour), int(minute), literal=hour.startswith("0"))


def _dotted(text: str, _uhr: object) -> Point:
    time = text.strip(".").replace(".", ":")
    raise NotMeant("date", _("A dotted pair is a date. A time is written with a colon: {time}").format(time=time))


def _half_of_clock(text: str, half: str) -> Point:
    hour, _colon, minute = text.partition(":")
    return Point(int(hour), int(minute or 0), half=half[:1] + "m")


def _letter_h(text: str) -> Point:
    hour, _h, minute = text.partition("h")
    return Point(int(hour), int(minute or 0), literal=hour.startswith("0"))


def _worded(number: str, _uhr: object) -> Point:
    return Point(words.number_of(number, words.NUMBERS) + 1)


def _spoken(how: str, named: str) -> Spoken:
    hour = int(named) if named.isdigit() else words.number_of(named, words.NUMBERS) + 1
    if not 1 <= hour <= 12 or named in words.ARTICLES - {"ein"}:
        raise NotMeant("clock", _("A spoken clock has the hours 1 to 12: {text}").format(text=f"{how} {named}"))
    if how == "half":
        past, before = _("half past {hour}").format(hour=hour), f"halb {hour}"
        return Spoken(((hour * 60 + 30, past), (hour * 60 - 30, before)))
    return Spoken(((hour * 60 + SPOKEN_MINUTES[how], ""),), _regional(how, hour))


SPOKEN_MINUTES = {
    "half past": 30,
    "quarter past": 15,
    "quarter to": -15,
    "halb": -30,
    "viertel nach": 15,
    "viertel vor": -15,
    "viertel": -45,
    "dreiviertel": -15,
}
"""Minutes after the hour that is named."""


def _regional(how: str, hour: int) -> str:
    """The same time in words that are the same everywhere; empty where they were used."""
    if how == "viertel":
        return _("quarter past {hour}").format(hour=(hour - 2) % 12 + 1)
    return _("quarter to {hour}").format(hour=hour) if how == "dreiviertel" else ""


def _plus(text: str) -> Later | InDays:
    found = _PLUS.fullmatch(text)
    assert found is not None
    unit = {"min": "m", "std": "h", "t": "d"}.get(found[2], found[2])
    return _offset(int(found[1]), unit)


def _offset(count: int, unit: str, note: str = "") -> Later | InDays:
    if unit in ("d", "w"):
        return InDays(count * (7 if unit == "w" else 1), from_slot=True, note=note)
    return Later(count * (60 if unit == "h" else 1), unit == "h")


def _counted(_in: object, number: str, word: str) -> Later | InDays:
    count = int(number) if number.isdigit() else words.number_of(number, words.NUMBERS) + 1
    unit = next(unit for unit, names in words.UNITS.items() if word in names)
    if word in words.GERMAN_DAYS and count in IDIOM:
        idiom = _("in 8 Tagen = one week") if count == 8 else _("in 14 Tagen = two weeks")
        return _offset(IDIOM[count], unit, idiom)
    return _offset(count, unit)


def _counted_short(_in: object, token: str) -> Later:
    return Later(_minutes(token), _type(token) != "MINUTES")


def _length(*tokens: str) -> int:
    minutes = _minutes(tokens[-1])
    if not 0 < minutes <= LONGEST_LENGTH:
        raise NotMeant("length", _("A length is 1 minute to 24 hours."))
    return minutes


def _minutes(token: str) -> int:
    hours, _h, rest = token.partition("h")
    if _type(token) == "HHMM":
        return int(hours) * 60 + int(rest)
    if _type(token) == "COMMA_HOURS":
        return int(hours.replace(",", "")) * 6
    number = int("".join(sign for sign in token if sign.isdigit()))
    return number if _type(token) == "MINUTES" else number * 60


_DAYS = (Weekday, NextWeekday, InDays, InWeek, OfIsoWeek, Dated, _DatedOrTimed)
_CLOCKS = (Point, Spoken, Window, HalfDay, EndOfDay)
READINGS: dict[str, Callable[..., object]] = {
    "start": _whole,
    "on": _placed,
    "on_at": _placed,
    "at": _placed,
    "at_on": lambda *values: replace(_placed(*values), time_first=True),
    "after": _after,
    "after_at": _after,
    "day": _named_day,
    "weekday": lambda token: Weekday(_weekday_of(token)),
    "next_weekday": lambda *tokens: NextWeekday(_weekday_of(*tokens)),
    "today": lambda word: InDays(words.DAYS_FROM_TODAY[word]),
    "short_day": lambda word: InDays(words.DAYS_FROM_TODAY[word]),
    "in_week": _in_week,
    "iso_week": _iso_week,
    "date": _date,
    "named_date": _named_date,
    "clock": _exact,
    "exact": _exact,
    "half_day": lambda word: HalfDay(_type(word) in ("AM", "MORNING")),
    "window": _window,
    "hour": _hour,
    "hour_minute": _hour,
    "written": _written,
    "half_of_clock": _half_of_clock,
    "letter_h": _letter_h,
    "worded": _worded,
    "dotted": _dotted,
    "noon": lambda _word: Point(12),
    "end_of_day": lambda _word: EndOfDay(),
    "spoken": _spoken,
    "plus": _plus,
    "counted": _counted,
    "counted_short": _counted_short,
    "half_hour": lambda *_words: Later(30, in_hours=False),
    "length": _length,
}
"""What each rule of the grammar comes to."""

"""The times in a sentence: which words name one, in what form the time grammar reads them, and what they mean."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from dispatcher.domain.phrases.values import Asked, Office, Understood
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.spotting.plain import Plain
from dispatcher.values import dataclass

_LONG_DAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?:s|\b)"
)
_SHORT_DAY = r"(?:mo|di|mi|do|fr|sa|so|sat|sun)\b\.?"
_MONTH = (
    r"(?:january|january|jan|januar|february|feb|februar|march|maerz|april|apr|may|mai|june|juni|jun|july|juli|jul"
    r"|august|aug|september|sept|sep|october|oct|oktober|okt|november|nov|december|dec|dezember|dez)\b\.?"
)
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)?(?!\d)|\d{{1,2}}\.?\s{_MONTH}(?:\s20\d\d)?"
    rf"|{_MONTH}\s\d{{1,2}}\b)"
)
_TODAY = r"(?:uebermorgen|heute|morgen|today|tomorrow|day after tomorrow)\b"
_PART = r"(?:frueh|vormittags?|mittags?|nachmittags?|abends?|morning|noon|midday|afternoon|evening)\b"
_NEXT = r"(?:next|naechste[nrs]?|kommende[nrs]?|coming)"
_WEEK = rf"(?:(?:{_NEXT}|diese[rn]?|this|uebernaechste[nr]?)\s(?:woche|week)\b|kw\s?\d{{1,2}}|wk\s?\d{{1,2}})"
_DAY = rf"(?:{_NEXT}\s{_LONG_DAY}|{_LONG_DAY}|{_DATE}|{_TODAY}|{_WEEK}(?:\s{_LONG_DAY})?)"
_END = (
    r"(?:(?:zum\s|the\s)?(?:wochenende|ende der woche|end of (?:the |this )?week|monatsende|ende des monats"
    r"|end of (?:the |this )?month|ende des tages|end of (?:the )?day|tagesende|feierabend|eod|close of business"
    r"|cob)\b)"
)
_HOUR = r"(?:\d{1,2}:\d\d|\d{1,2})"
_UNIT = r"\s?(?:uhr(?:\s\d\d)?|o'clock|h\b|pm\b|p\.m\.|am\b|a\.m\.)"
_SPOKEN = r"(?:halb|dreiviertel|viertel (?:vor|nach)|half past|quarter (?:to|past))\s(?:\d{1,2}|\w+)\b(?:\s?uhr)?"
_WINDOW = rf"(?:(?:zwischen|between|von|from)\s)?{_HOUR}(?:{_UNIT})?\s?(?:-|bis|to|und|and|till)\s?{_HOUR}(?:{_UNIT})?"
_CLOCK = (
    rf"(?:(?:zwischen|between|von|from)\s{_HOUR}\s?(?:-|bis|to|und|and)\s?{_HOUR}(?:{_UNIT})?|{_SPOKEN}"
    rf"|\d{{1,2}}:\d\d(?:\s?uhr)?"
    rf"|\d{{1,2}}{_UNIT}|noon\b|mittags?\b|midday\b)"
)
_BARE = rf"(?:{_WINDOW}|{_CLOCK}|{_HOUR}(?:{_UNIT})?)"
_AT = r"(?:(?:um|gegen|ab|at|around|from|bis|by|before|vor|spaetestens)\s)"
_SOON = (
    r"(?:in\s(?:einer halben stunde|half an hour|(?:\d{1,3}|\w+)\s(?:minuten?|minutes?|min|stunden?|hours?|h"
    r"|tagen?|days?|wochen?|weeks?)\b))"
)
_TIME = re.compile(
    rf"(?<![\w.-])(?:{_SOON}|{_END}"
    rf"|{_DAY}(?:\s{_PART}|,?\s{_AT}*{_BARE}(?!\w)|\s(?:noch|still)\b)?"
    rf"|{_AT}+{_HOUR}(?:{_UNIT})?(?:\s(?:am\s|on\s)?{_DAY})?(?!\w|\.\d)|{_CLOCK}(?:\s(?:am\s|on\s)?{_DAY})?"
    rf"|(?:this|heute)\s{_PART}|{_SHORT_DAY}\s{_AT}*{_BARE}(?!\w)|(?<=bis\s){_SHORT_DAY}|(?<=am\s){_SHORT_DAY}"
    rf"|(?<=bis\s)mittags?\b)"
)
_SMALL = frozenset(("mo", "di", "mi", "do", "fr", "sa", "so"))
_WORDED = (
    (re.compile(r"\b(?:gegen|ab|around|before|vor|spaetestens|noch|still|the)\s|\s(?:noch|still)$|^noch\s"), " "),
    (re.compile(r"\bday after tomorrow\b"), "uebermorgen"),
    (re.compile(r"\bthis (?=morning|afternoon|evening|noon)"), "today "),
    (re.compile(r"\b(?:frueh|vormittags?|morning)\b"), "am"),
    (re.compile(r"\b(?:nachmittags?|afternoon)\b"), "pm"),
    (re.compile(r"\b(?:abends?|evening)\b"), "18:00"),
    (re.compile(r"\b(?:mittags?|midday)\b"), "noon"),
    (re.compile(r"\b(?:close of business|cob|feierabend|tagesende|ende des tages|end of (?:the )?day)\b"), "eod"),
    (re.compile(rf"\b({_NEXT})(?=\s)"), "next"),
    (re.compile(r"\b(\d{1,2})\s?uhr\s(\d\d)\b"), r"\1:\2"),
    (re.compile(r"\b(monday|tuesday|wednesday|thursday|friday|montag|dienstag|mittwoch|donnerstag|freitag)s\b"), r"\1"),
)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A time named in a sentence: where (in its plain words), in which words, and what it means; None: it is past."""

    begin: int
    end: int
    phrase: str
    meant: Understood | Asked | None


def times(sentence: Plain, office: Office) -> tuple[Named, ...]:
    """The times that a sentence names, in its order."""
    named = []
    for found in _TIME.finditer(sentence.words):
        if _is_none(sentence, found):
            continue
        meant = _meaning(found[0], office)
        if not isinstance(meant, Refusal):
            named.append(Named(found.start(), found.end(), sentence.cut(*found.span()), meant))
        elif meant.code == "past":
            named.append(Named(found.start(), found.end(), sentence.cut(*found.span()), None))
    return tuple(named)


def _is_none(sentence: Plain, found: re.Match[str]) -> bool:
    """Whether it only looks like a time: "so" and "do" are words of their own, "Fr. Bonnard" is a lady, and "Guten
    Morgen" a greeting."""
    first = found[0].split()[0].rstrip(".")
    if first in _SMALL and not sentence.cut(found.start(), found.start() + 1).isupper():
        return not any(sign.isdigit() for sign in found[0])
    return found[0].startswith("morgen") and sentence.words[: found.start()].rstrip().endswith("guten")


def _meaning(words: str, office: Office) -> Understood | Asked | Refusal:
    from dispatcher.domain.phrases import understand

    return understand(_phrase(words, office), office)


def _phrase(words: str, office: Office) -> str:
    """``words`` as the time grammar reads them."""
    if (day := _end_of_span(words, office.today)) is not None:
        return f"{day:%Y-%m-%d} eod"
    for pattern, told in _WORDED:
        words = pattern.sub(told, words)
    words = words.strip(" ,")
    return f"today {words}" if words in ("noon", "eod", "am", "pm") else words


def _end_of_span(words: str, today: date) -> date | None:
    """The last working day of a week or month that was named without a day."""
    if re.search(r"\bmonat|\bmonth", words):
        last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
        return last - timedelta(days=max(0, last.weekday() - _FRIDAY))
    if not re.search(r"\bwoche\b|\bweek\b|wochenende", words) or re.search(r"\bin\b|\d", words):
        return None
    if re.search(_LONG_DAY, words):
        return None
    weeks = 2 if "uebernaechste" in words else 1 if re.search(_NEXT, words) else 0
    friday = today + timedelta(days=_FRIDAY - today.weekday(), weeks=weeks)
    return friday if friday >= today else friday + timedelta(weeks=1)

"""The words of the grammar. German and English are always both known; ä ö ü ß are read as ae oe ue ss."""

from __future__ import annotations

import re
from collections.abc import Iterable

WEEKDAYS = (
    ("monday", "mon", "montag", "mo"),
    ("tuesday", "tue", "dienstag", "di"),
    ("wednesday", "wed", "mittwoch", "mi"),
    ("thursday", "thu", "donnerstag", "do"),
    ("friday", "fri", "freitag", "fr"),
    ("saturday", "sat", "samstag", "sonnabend", "sa"),
    ("sunday", "sun", "sonntag", "so"),
)
"""English by three letters or in full, then German by two letters or in full; Monday first."""
MONTHS = (
    ("january", "jan", "januar", "jaenner"),
    ("february", "feb", "februar"),
    ("march", "mar", "maerz", "mrz"),
    ("april", "apr"),
    ("may", "mai"),
    ("june", "jun", "juni"),
    ("july", "jul", "juli"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oct", "oktober", "okt"),
    ("november", "nov"),
    ("december", "dec", "dezember", "dez"),
)
NUMBERS = (
    ("one", "a", "an", "ein", "eine", "einem", "einen", "einer", "eins"),
    ("two", "zwei"),
    ("three", "drei"),
    ("four", "vier"),
    ("five", "fuenf"),
    ("six", "sechs"),
    ("seven", "sieben"),
    ("eight", "acht"),
    ("nine", "neun"),
    ("ten", "zehn"),
    ("eleven", "elf"),
    ("twelve", "zwoelf"),
    ("thirteen", "dreizehn"),
    ("fourteen", "vierzehn"),
    ("fifteen", "fuenfzehn"),
    ("sixteen", "sechzehn"),
    ("seventeen", "siebzehn"),
    ("eighteen", "achtzehn"),
    ("nineteen", "neunzehn"),
    ("twenty", "zwanzig"),
)
ARTICLES = frozenset({"a", "an", "ein", "eine", "einem", "einen", "einer"})
"""Words for one that count but name no hour."""
UNITS = {
    "m": ("minute", "minutes", "minuten", "min"),
    "h": ("hour", "hours", "stunde", "stunden", "std"),
    "d": ("day", "days", "tag", "tage", "tagen"),
    "w": ("week", "weeks", "woche", "wochen"),
}
GERMAN_DAYS = frozenset({"tag", "tage", "tagen"})
"""Days as in the idiom of eight and fourteen."""
ENGLISH_DAYS = frozenset({word for names in WEEKDAYS for word in names[:2]} | {"today", "tomorrow", "tom", "on"})
"""Words behind which "am" can only be English: 5 am wed, 5 am on 25.11."""
NEXT = ("next", "naechsten", "naechste", "naechster", "coming", "kommenden", "kommende", "kommender")
DAYS_FROM_TODAY = {
    "today": 0,
    "heute": 0,
    "tomorrow": 1,
    "tom": 1,
    "morgen": 1,
    "m": 1,
    "uebermorgen": 2,
    "ue": 2,
    "day after tomorrow": 2,
}
"""Days by their distance; the two short ones stand before a time only."""
MORNINGS = ("vm", "vormittag", "vormittags", "morning")
AFTERNOONS = ("nm", "nachmittag", "nachmittags", "afternoon")
SPOKEN = (
    *("half past", "half", "quarter past", "quarter to"),
    *("halb", "viertel nach", "viertel vor", "viertel", "dreiviertel"),
)
"""What stands before the hour on a spoken clock."""
OTHER = (
    *("week", "woche", "kw", "wk", "uebernaechste", "this", "diese", "in", "half an hour", "einer halben stunde"),
    *("noon", "eod", "fa", "feierabend", "uhr", "o'clock", "pm", "am", "um", "at", "on"),
    *("between", "zwischen", "from", "von", "bis", "by", "to", "until", "till", "and", "und", "for", "fuer"),
)
"""Further words, so that one that is not finished can be told from one that is unknown."""


def number_of(word: str, table: Iterable[tuple[str, ...]]) -> int:
    """The place of ``word`` in a table of names, from 0."""
    return next(number for number, names in enumerate(table) if word in names)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, whole."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")(?![a-z])"


def all_of(table: Iterable[tuple[str, ...]]) -> str:
    """A pattern for one word of a table of names, whole."""
    return any_of(word for names in table for word in names)


def every_word() -> frozenset[str]:
    """All words that can stand in a phrase."""
    tables = (WEEKDAYS, MONTHS, NUMBERS, tuple(UNITS.values()))
    named = {word for table in tables for names in table for word in names}
    return frozenset(named | {*NEXT, *DAYS_FROM_TODAY, *MORNINGS, *AFTERNOONS, *SPOKEN, *OTHER})

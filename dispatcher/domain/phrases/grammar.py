"""The grammar of time phrases (LALR), built when the first phrase is read, which takes about 50 ms.

Where one word can be two (am: a half day, a half of the clock, the German preposition), the parser takes the longer
reading; what else the word can mean is asked later.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from dispatcher.domain.phrases import words

if TYPE_CHECKING:
    from lark import Lark

RULES = r"""
start: body length?
body: _by? _day -> on
    | _by? _day _by? clock -> on_at
    | _by? clock -> at
    | exact day -> at_on
    | offset clock? -> after

_day: day | short_day
_by: BY | BIS
day: _on? (weekday | next_weekday | today | in_week | iso_week | date)
_on: ON | AM
weekday: WEEKDAY
next_weekday: WEEKDAY "+" | NEXT WEEKDAY
today: TODAY
short_day: SHORT_DAY
in_week: _ahead WEEK WEEKDAY | WEEKDAY _ahead WEEK
_ahead: NEXT | AFTER_NEXT | THIS
iso_week: KW WEEKDAY | WEEKDAY KW
date: WEEKDAY? (FULL_DATE | ISO_DATE | SHORT_DATE YEAR? | named_date)
named_date: DAY_OF MONTH YEAR? | MONTH (HOUR | ORDINAL)

clock: exact | half_day
half_day: AM | PM | MORNING | AFTERNOON
exact: _at? (point | noon | end_of_day | spoken | window)
_at: UM | AT
window: FROM? point _to point | BETWEEN point AND point
_to: "-" | BIS | TO
point: HOUR UHR? -> hour
    | HOUR UHR HOUR -> hour_minute
    | (TIME | COMPACT) UHR? -> written
    | (HOUR | TIME) (AM | PM) -> half_of_clock
    | (HH | HHMM) -> letter_h
    | NUMBER UHR -> worded
    | SHORT_DATE UHR -> dotted
noon: NOON
end_of_day: EOD
spoken: SPOKEN (HOUR | NUMBER)

offset: PLUS -> plus
    | IN _count UNIT -> counted
    | IN _length -> counted_short
    | IN HALF_HOUR -> half_hour
_count: HOUR | COMPACT | NUMBER
length: FOR? _length
_length: MINUTES | HH | HHMM | HOURS | COMMA_HOURS

%ignore /\s+/
"""

NUMERIC = {
    "ISO_DATE.9": r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])",
    "FULL_DATE.9": r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})(?![0-9.])",
    "SHORT_DATE.8": r"[0-9]{1,2}\.[0-9]{1,2}\.?(?![0-9.])",
    "TIME.8": r"[0-9]{1,2}:[0-9]{2}(?![0-9:])",
    "COMMA_HOURS.8": r"[0-9]{1,2},[0-9]h(?![a-z0-9])",
    "MINUTES.7": r"[0-9]{1,3}(?:m|\s?(?:min|minute|minutes|minuten))(?![a-z])",
    "HOURS.7": r"[0-9]{1,2}\s?(?:std|stunde|stunden|hour|hours)(?![a-z])",
    "HHMM.7": r"[0-9]{1,2}h[0-9]{2}(?![a-z0-9])",
    "HH.6": r"[0-9]{1,2}h(?![a-z0-9])",
    "ORDINAL.6": r"[0-9]{1,2}(?:st|nd|rd|th|\.)(?![a-z0-9])",
    "DAY_OF.6": rf"[0-9]{{1,2}}(?:st|nd|rd|th|\.)?\s*(?:of\s+)?(?={words.all_of(words.MONTHS)})",
    "YEAR.5": r"20[0-9]{2}(?![0-9:.])(?!\s*(?:-|to\b|bis\b|uhr\b))",
    "COMPACT.4": r"[0-9]{3,4}(?![0-9:.])",
    "HOUR.3": r"[0-9]{1,2}(?![0-9:.])",
    "PLUS.9": r"\+\s?[0-9]{1,3}\s?(?:min|m|std|h|d|t|w)(?![a-z])",
    "KW": r"(?:kw|wk)\s?[0-9]{1,2}(?![0-9])",
    "AM.3": r"(?:am(?![a-z])|a\.m\.)",
    "PM.3": r"(?:pm(?![a-z])|p\.m\.)",
}
WORDS = {
    "WEEKDAY": words.all_of(words.WEEKDAYS) + r"\.?",
    "MONTH": words.all_of(words.MONTHS) + r"\.?",
    "NUMBER": words.all_of(words.NUMBERS),
    "UNIT": words.any_of(word for names in words.UNITS.values() for word in names),
    "NEXT": words.any_of(words.NEXT),
    "AFTER_NEXT": words.any_of(["uebernaechste"]),
    "THIS": words.any_of(["this", "diese"]),
    "WEEK": words.any_of(["week", "woche"]),
    "TODAY": words.any_of(words.DAYS_FROM_TODAY),
    "SHORT_DAY": words.any_of(["m", "ue"]),
    "BY": words.any_of(["by"]),
    "BIS": words.any_of(["bis"]),
    "TO": words.any_of(["to", "until", "till"]),
    "ON": words.any_of(["on"]),
    "UM": words.any_of(["um"]),
    "AT": words.any_of(["at"]),
    "IN": words.any_of(["in"]),
    "FOR": words.any_of(["for", "fuer"]),
    "FROM": words.any_of(["from", "von"]),
    "BETWEEN": words.any_of(["between", "zwischen"]),
    "AND": words.any_of(["and", "und"]),
    "UHR": words.any_of(["uhr", "o'clock"]),
    "MORNING": words.any_of(words.MORNINGS),
    "AFTERNOON": words.any_of(words.AFTERNOONS),
    "NOON": words.any_of(["noon"]),
    "EOD": words.any_of(["eod", "fa", "feierabend"]),
    "HALF_HOUR": words.any_of(["half an hour", "einer halben stunde"]),
    "SPOKEN": words.any_of(words.SPOKEN),
}


_ONE_BUILDS = Lock()


def parser() -> Lark:
    """The parser; building it is the only slow part. Whoever comes while it is built waits for the same one."""
    with _ONE_BUILDS:
        return _built()


@lru_cache(maxsize=1)
def _built() -> Lark:
    from lark import Lark

    terminals = (f"{name}: /{pattern}/" for table in (NUMERIC, WORDS) for name, pattern in table.items())
    return Lark("\n".join([RULES, *terminals]), parser="lalr", lexer="contextual", propagate_positions=False)

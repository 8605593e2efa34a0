"""A technician: working hours by weekday, and the digit that tells where he stands."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _

Hours = tuple[tuple[int, int] | None, ...]
"""Seven entries from Monday on: (from, until) in local minutes after midnight, None is a day off."""
NO_HOURS: Hours = (None,) * 7
STATUS = {
    1: N_("free"),
    2: N_("confirmed"),
    3: N_("en route"),
    4: N_("on site"),
    5: N_("asks for a call"),
    6: N_("absent"),
    7: N_("interrupted/parts"),
    8: N_("done"),
    9: N_("no access"),
    0: N_("cancelled"),
}
"""The digits a technician reports himself with, and their names."""
DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""Short names of the weekdays, Monday first."""

_DAY_WORDS = (
    ("monday", "montag"),
    ("tuesday", "dienstag"),
    ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"),
    ("friday", "freitag"),
    ("saturday", "samstag", "sonnabend"),
    ("sunday", "sonntag"),
)
_EVERY_DAY = ("daily", "täglich", "taeglich")
_RANGE = re.compile(r"\s*(?:[-‐‑‒–—]|\bbis\b|\bto\b)\s*")
_CLOCK_WORDS = re.compile(r"\buhr\b|\bh\b|\bvon\b|\bfrom\b")
_PART = re.compile(r"(?P<days>[^\d]*)(?P<times>\d.*)?")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


def parse_hours(text: str) -> Hours | Refusal:
    """Working hours as people write them: ``Mon-Thu 07:00-17:00, Fri 07:00-15:00``, in German ``Mo-Do 7-17 Uhr``.

    Refuses what is no day, no time, a span that does not end after it began, and a day named twice. Empty text means
    that no hours are known: every day off.
    """
    found: dict[int, tuple[int, int]] = {}
    waiting: list[int] = []
    for part in re.split(r"[,;\n]", _CLOCK_WORDS.sub(" ", text.lower())):
        read = _read(part.strip())
        if read is None:
            return Refusal("hours", _("These are no working hours: {text}").format(text=part.strip()))
        days, span = read
        waiting += days
        if twice := [day for day in waiting if day in found or waiting.count(day) > 1]:
            return Refusal("hours", _("{day} is named twice.").format(day=_(DAYS[twice[0]])))
        if span is not None:
            found |= dict.fromkeys(waiting, span)
            waiting = []
    if waiting:
        return Refusal("hours", _("{day} has no hours.").format(day=_(DAYS[waiting[0]])))
    return tuple(found.get(day) for day in range(7))


def _read(part: str) -> tuple[list[int], tuple[int, int] | None] | None:
    """The days and the span of one part ("Mo-Do 7-17"); days alone wait for the next part; None where it is neither."""
    match = _PART.fullmatch(part)
    if match is None:
        return None
    if not part:
        return [], None
    days = _days(match["days"].strip(" :."))
    span = parse_span(match["times"]) if match["times"] else None
    if not days or (match["times"] and span is None):
        return None
    return days, span


def _days(text: str) -> list[int]:
    if text in _EVERY_DAY:
        return list(range(7))
    ends = [_day(word.strip(" .")) for word in _RANGE.split(text)]
    if len(ends) > 2 or None in ends:
        return []
    first, last = ends[0] or 0, ends[-1] or 0
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _day(word: str) -> int | None:
    if word == "so":
        return 6  # Sonntag, though Sonnabend begins so too
    fits = [day for day, names in enumerate(_DAY_WORDS) if any(name.startswith(word) for name in names)]
    return fits[0] if len(word) >= 2 and len(fits) == 1 else None


def parse_span(text: str) -> tuple[int, int] | None:
    """A span of one day in local minutes after midnight: ``12:00-12:30``, ``12 bis 13 Uhr``; None where it is none."""
    ends = [_minutes(word.strip()) for word in _RANGE.split(_CLOCK_WORDS.sub(" ", text.lower()).strip())]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return None
    return ends[0], ends[1]


def _minutes(word: str) -> int | None:
    match = _TIME.fullmatch(word)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= 24 * 60 else None


def hours_to_text(hours: Hours) -> str:
    """The form in which hours are stored: a list of seven, each [from, until] in minutes or null."""
    return json.dumps(hours, separators=(",", ":"))


@lru_cache(maxsize=256)
def hours_from_text(text: str) -> Hours:
    """The hours behind :func:`hours_to_text`; empty text means that no hours are known. Kept, because most technicians
    of an office have the same."""
    if not text:
        return NO_HOURS
    return tuple((span[0], span[1]) if span else None for span in json.loads(text))


def show_hours(hours: Hours) -> str:
    """Working hours for people, days with the same hours together: ``Mon-Thu 07:00-17:00, Fri 07:00-15:00``."""
    shown: list[str] = []
    day = 0
    while day < 7:
        last = day
        while last < 6 and hours[last + 1] == hours[day]:
            last += 1
        if (span := hours[day]) is not None:
            days = _(DAYS[day]) if day == last else f"{_(DAYS[day])}-{_(DAYS[last])}"
            shown.append(f"{days} {show_daytime(span)}")
        day = last + 1
    return ", ".join(shown)


def show_daytime(span: tuple[int, int]) -> str:
    """A span of one day for people: ``12:00-12:30``."""
    return "-".join(map(_clock, span))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def span_to_text(span: tuple[int, int]) -> str:
    """The form in which a span of one day is stored: ``[720,750]``."""
    return f"[{span[0]},{span[1]}]"


def refuse_lunch(lunch: tuple[int, int] | None) -> Refusal | None:
    """The sentence why this is no break of a day, or None."""
    if lunch is not None and not 0 <= lunch[0] < lunch[1] <= 24 * 60:
        return Refusal("lunch", _("A break is from an earlier to a later time of a day."))
    return None


def refuse_reserve(reserve: tuple[int, int] | None) -> Refusal | None:
    """The sentence why this cannot be kept free for emergencies, or None."""
    if reserve is not None and not 0 <= reserve[0] < reserve[1] <= 24 * 60:
        return Refusal("reserve", _("A reserve is from an earlier to a later time of a day."))
    return None


def refuse_hours(hours: Hours) -> Refusal | None:
    """The sentence why these are no working hours of a week, or None."""
    spans = [span for span in hours if span is not None]
    if len(hours) != 7 or any(not 0 <= start < end <= 24 * 60 for start, end in spans):
        return Refusal("hours", _("Working hours are seven days, each from an earlier to a later time."))
    return None

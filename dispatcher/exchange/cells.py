"""One cell becomes one value, or the reason why not."""

from __future__ import annotations

import hashlib
import math
import re
from datetime import time

from dispatcher.domain.ticket import LONGEST_MINUTES
from dispatcher.locale import _

LONGEST_KEY = 200
_KEPT_OF_A_LONG_KEY = 160
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_DURATION = re.compile(
    r"(?P<minutes>\d+) ?(?:min|minuten|minutes|m|')?|(?P<h>\d+):(?P<m>[0-5]\d)|(?P<hours>\d+(?:[.,]\d+)?) ?(?:h|std)"
)
_OUR_NUMBER = re.compile(r"(?:[kKtT][- ]?|#)?0*(\d{1,9})")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_WINDOW = re.compile(rf"{_CLOCK}\s*(?:[-‐‑‒–—]|bis|to)\s*{_CLOCK}(?:\s*(?:uhr|h))?", re.IGNORECASE)


class BadCell(Exception):
    """A cell that cannot become what it should; ``column`` and ``value`` as in the file, ``reason`` a sentence."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(column, value, reason)
        self.column, self.value, self.reason = column, value, reason


def key(text: str, column: str) -> str:
    """``text`` as a key: on one line, at most 200 characters (a longer one keeps its beginning and a fingerprint)."""
    plain = " ".join(text.split())
    if not plain:
        raise BadCell(column, text, _("The key is empty."))
    if len(plain) <= LONGEST_KEY:
        return plain
    return f"{plain[:_KEPT_OF_A_LONG_KEY]} #{hashlib.sha256(plain.encode()).hexdigest()[:32]}"


def needed(text: str, column: str) -> str:
    """``text``, which must not be empty."""
    if not text:
        raise BadCell(column, text, _("Something must stand here."))
    return text


def number(text: str, column: str, decimal: str) -> float | None:
    """A number with ``decimal`` as its decimal sign (either where empty); None for an empty cell."""
    if not text:
        return None
    signs = {".": ".", ",": ",", "": ".,"}[decimal]
    if _NUMBER.fullmatch(text) is None or any(sign in text for sign in ".," if sign not in signs):
        raise BadCell(column, text, _("This is no number."))
    return float(text.replace(",", "."))


def degrees(text: str, column: str, decimal: str, most: int) -> float | None:
    """A latitude or longitude of at most ``most`` degrees; None for an empty cell."""
    value = number(text, column, decimal)
    if value is not None and not (math.isfinite(value) and abs(value) <= most):
        raise BadCell(column, text, _("This is no place on the globe."))
    return value


def minutes(text: str, column: str) -> int | None:
    """A length in minutes from "90", "90 min", "1:30" or "1.5 h"; None for an empty cell, at most 30 days."""
    if not text:
        return None
    found = _DURATION.fullmatch(text.lower())
    if found is None:
        raise BadCell(column, text, _('This is no length; write minutes ("90") or hours ("1:30").'))
    if found["minutes"]:
        length = int(found["minutes"])
    elif found["h"]:
        length = int(found["h"]) * 60 + int(found["m"])
    else:
        length = round(float(found["hours"].replace(",", ".")) * 60)
    if length > LONGEST_MINUTES:
        raise BadCell(column, text, _("This is longer than 30 days."))
    return length


def window(text: str, column: str) -> tuple[time, time] | None:
    """The span of a day a customer was told ("08:00-10:00", "8-10"); None for an empty cell. Raises BadCell."""
    if not text:
        return None
    if found := _WINDOW.fullmatch(text):
        hour, minute, end_hour, end_minute = (int(part or 0) for part in found.groups())
        if (hour, minute) < (end_hour, end_minute) <= (23, 59) and max(minute, end_minute) <= 59:
            return time(hour, minute), time(end_hour, end_minute)
    raise BadCell(column, text, _('This is no window of a day; write it like "08:00-10:00".'))


def our_number(text: str, column: str) -> int | None:
    """Our own number of a customer or ticket ("K-1042", "t4711", "1042"); None for an empty cell."""
    if not text:
        return None
    found = _OUR_NUMBER.fullmatch(text)
    if found is None:
        raise BadCell(column, text, _('This is none of our numbers; write it like "K-1042".'))
    return int(found.group(1))


def names(text: str, separators: str) -> tuple[str, ...]:
    """The names in ``text``, each once, separated by any sign of ``separators``."""
    parts = re.split(f"[{re.escape(separators)}]", text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def short(text: str, column: str, most: int) -> str:
    """``text`` of at most ``most`` characters."""
    if len(text) > most:
        raise BadCell(column, text, _("This is longer than {number} characters.").format(number=most))
    return text

"""A telephone system's list of calls nobody took: one call a line, its time and its number in any order (N6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from dispatcher.values import dataclass

MOST_LINES = 10_000
"""Lines that are read; no system lists more calls of a day."""
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)\D{1,3}(\d{1,2}):(\d\d)(?::(\d\d))?")
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?![\d:])")
_CELLS = re.compile(r"[;\t\"|]|,(?=\s|\D)|(?<=\d),(?=[+0])")
_NUMBER = re.compile(
    r"\+?\(?\d[\d\s()/+.-]*\d|\b(?:anonym|anonymous|withheld|unterdrückt|unbekannt|unknown)\b", re.IGNORECASE
)
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class ListedCall:
    """One line: when (naive: on the office's wall clock) and from which number; ``number`` None where none is in it."""

    line: int
    at: datetime | None
    number: str | None


def calls_in(text: str, today: date) -> Iterator[ListedCall]:
    """The calls of a list; a time without a day is one of ``today``. A heading and empty lines are passed over."""
    for line, row in enumerate(text.splitlines()[:MOST_LINES], 1):
        at, rest = _taken(row, today)
        number = _NUMBER.search(" ".join(_CELLS.sub(" ; ", rest).split(" ; "))) if rest.strip() else None
        if row.strip() and not (line == 1 and at is None and number is None):
            is_number = number is not None and (len(re.sub(r"\D", "", number[0])) >= _SHORTEST or number[0].isalpha())
            yield ListedCall(line, at, number[0].strip() if is_number and number is not None else None)


def _taken(row: str, today: date) -> tuple[datetime | None, str]:
    """The time in a line, and the line without it."""
    for pattern, read in ((_ISO, _iso), (_GERMAN, _german), (_CLOCK, lambda found: _clock(found, today))):
        if (found := pattern.search(row)) is not None:
            try:
                return read(found), row[: found.start()] + " " + row[found.end() :]
            except ValueError:
                return None, row[: found.start()] + " " + row[found.end() :]
    return None, row


def _iso(found: re.Match[str]) -> datetime:
    return datetime.fromisoformat(found[0].replace(" ", "T").replace(",", "."))


def _german(found: re.Match[str]) -> datetime:
    day, month, year, hour, minute, second = (int(part) for part in found.groups(default="0"))
    on = date(year + (2000 if year < 100 else 0), month, day)
    return datetime.combine(on, time(hour, minute, second))


def _clock(found: re.Match[str], today: date) -> datetime:
    hour, minute, second = found.groups(default="0")
    return datetime.combine(today, time(int(hour), int(minute), int(second)))

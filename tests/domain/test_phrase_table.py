"""M14 and section 9 of the screen's rules: hundreds of phrases at awkward instants, none of them guessed.

The expected meanings stand in ``phrases.txt``, written by hand from the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dispatcher.domain.calendar import to_local, to_utc
from dispatcher.domain.phrases import Asked, Meaning, Office, Understood, understand
from dispatcher.domain.phrases.saying import is_twice
from dispatcher.domain.refusal import Refusal

BERLIN = "Europe/Berlin"
TABLE = Path(__file__).with_name("phrases.txt")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table under the heading of its instant."""

    place: str
    office: Office
    typed: str
    expected: str


def rows() -> Iterator[Row]:
    heading, office = "", None
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            heading = line[3:]
            office = office_at(heading)
        elif " | " in line and not line.startswith("#"):
            typed, expected = line.rsplit(" | ", 1)
            assert office is not None
            yield Row(heading, office, typed, expected)


def office_at(heading: str) -> Office:
    """An office in Berlin at ``2026-11-23 09:42``; with an offset where the wall shows that time twice."""
    day, time, *state = heading.split()
    wall = datetime.fromisoformat(f"{day} {time}")
    now = wall.astimezone(UTC) if wall.tzinfo else to_utc(wall, BERLIN)
    assert isinstance(now, datetime), now
    return Office(now, BERLIN, state[0] if state else "BE")


def shown(meaning: Meaning) -> str:
    """A meaning in the signs of the table."""
    if isinstance(meaning, Refusal):
        return f"no {meaning.code}"
    if isinstance(meaning, Asked):
        return "? " + " / ".join(f"{choice.key} {_meant(choice.meant)}" for choice in meaning.choices)
    return _meant(meaning)


def _meant(meant: Understood) -> str:
    time = "-" if meant.day_only else _clock(meant.starts) + ("" if meant.ends is None else f"-{_clock(meant.ends)}")
    length = "" if meant.length_minutes is None else f" {meant.length_minutes}m"
    warned = ",".join(warned.code for warned in meant.warnings)
    keeps = " keep" if meant.keeps_free else ""
    return f"{meant.day:%d.%m.%Y} {time}{length}{keeps}" + (f" !{warned}" if warned else "")


def _clock(instant: datetime) -> str:
    local = to_local(instant, BERLIN)
    return f"{local:%H:%M}" + (local.isoformat()[-6:] if is_twice(instant, BERLIN) else "")


ROWS = list(rows())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.place}: {row.typed}")
def test_m14_the_phrase_means_what_the_rules_say(row: Row) -> None:
    assert shown(understand(row.typed, row.office)) == row.expected


def test_the_table_is_as_long_as_it_has_to_be() -> None:
    assert len(ROWS) >= 300
    assert len({row.place for row in ROWS}) >= 8
    assert len({(row.place, row.typed) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.place}: {row.typed}")
def test_the_typed_phrase_is_kept_word_for_word_and_the_day_is_the_local_day(row: Row) -> None:
    meaning = understand(row.typed, row.office)
    choices = meaning.choices if isinstance(meaning, Asked) else ()
    for meant in [meaning] if isinstance(meaning, Understood) else [choice.meant for choice in choices]:
        assert meant.phrase == row.typed
        assert to_local(meant.starts, BERLIN).date() == meant.day

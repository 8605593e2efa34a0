"""The week's honesty counted (M13): by ISO week on the office's clocks, broken by the clock alone, never by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from dispatcher import locale
from dispatcher.domain.honesty import Tally, week_bounds, week_named, week_of
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.honesty_words import bar, week_lines, week_title

DUE = datetime(2026, 11, 25, 13, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 14, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Owed:
    side: str = "ours"
    state: str = "kept"
    colleague: int | None = None
    due: datetime = DUE
    told: datetime | None = None
    what: str = "call-back"
    to: str = "Ladenwerk Thiele"


def test_m13_given_is_the_sum_of_what_became_of_it() -> None:
    rows = [*[Owed()] * 38, *[Owed(state="moved")] * 2, Owed(state="broken", told=DUE + timedelta(minutes=140))]
    week = week_of(rows, 2026, 48, FRIDAY)
    assert week.tallies["ours"] == Tally(kept=38, moved=2, broken=1)
    assert week.tallies["ours"].given == 41
    assert [(one.to, one.minutes) for one in week.broken] == [("Ladenwerk Thiele", 140)]


def test_m13_an_open_one_is_broken_by_the_clock_alone_and_counted_as_told_when_it_is() -> None:
    rows = [Owed(state="open")]
    before = week_of(rows, 2026, 48, DUE + timedelta(seconds=59))
    after = week_of(rows, 2026, 48, DUE + timedelta(minutes=1))
    assert (before.tallies["ours"].open, before.broken) == (1, ())
    assert (after.tallies["ours"].broken, after.broken[0].minutes) == (1, None)


def test_m13_promises_of_customers_and_notes_among_us_are_counted_apart() -> None:
    week = week_of([Owed(), Owed("theirs", "open"), Owed(colleague=3, state="open")], 2026, 48, FRIDAY)
    assert [week.tallies[group].given for group in ("ours", "theirs", "notes")] == [1, 1, 1]
    assert week.tallies["notes"].broken == 1
    assert week.broken == ()


def test_i14_a_week_is_the_offices_own_also_where_the_clocks_are_put_back() -> None:
    starts, ends = week_bounds(2026, 43, "Europe/Berlin")
    assert (starts, ends) == (datetime(2026, 10, 18, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC))
    assert ends - starts == timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("typed", "today", "week"),
    [
        ("", date(2026, 11, 27), (2026, 48)),
        ("48", date(2026, 11, 27), (2026, 48)),
        ("kw47", date(2026, 11, 27), (2026, 47)),
        ("W 3", date(2026, 11, 27), None),
        ("52", date(2026, 11, 27), (2025, 52)),
        ("2026-W53", date(2026, 11, 27), (2026, 53)),
        ("2025-53", date(2026, 11, 27), None),
        ("53", date(2027, 1, 2), (2026, 53)),
        ("0", date(2026, 11, 27), None),
        ("9999999999", date(2026, 11, 27), None),
        ("99999-1", date(2026, 11, 27), None),
    ],
)
def test_a_week_is_named_by_its_number(typed: str, today: date, week: tuple[int, int] | None) -> None:
    found = week_named(typed, today)
    assert isinstance(found, Refusal) if week is None else found == week


def test_m13_the_bars_are_plain_and_what_is_there_is_seen() -> None:
    rows = [*[Owed()] * 99, Owed(state="broken", told=DUE + timedelta(minutes=140))]
    week = week_of(rows, 2026, 48, FRIDAY)
    assert week_title(week) == "WEEK 48  Mon 23.11.-Sun 29.11.2026"
    lines = list(week_lines(week, "Europe/Berlin", 60))
    assert lines[1] == f"kept            99 {'#' * 40}"
    assert lines[3] == "broken           1 #"
    assert lines[-1] == "broken Wed 25.11. 14:00: call-back, Ladenwerk Thiele - told after 2:20 h"
    assert [bar(count, 10, 40) for count in (0, 1, 5, 10)] == [0, 1, 5, 10]


def test_m13_many_that_were_broken_are_counted_where_there_is_no_room() -> None:
    locale.use("de")
    week = week_of([Owed(state="open")] * 9, 2026, 48, FRIDAY)
    lines = list(week_lines(week, "Europe/Berlin", 60, 3))
    assert lines[-3:] == [
        "gebrochen Mi 25.11. 14:00: call-back, Ladenwerk Thiele - noch nicht gesagt",
        "gebrochen Mi 25.11. 14:00: call-back, Ladenwerk Thiele - noch nicht gesagt",
        "... noch 7",
    ]

"""What can be booked, and how its state is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dispatcher.domain.appointment import (
    BRACKETS,
    OVER,
    RELEASED,
    STATES,
    Book,
    blocked,
    brackets,
    refuse_book,
    refuse_span,
    taken,
)

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
VISIT = Book(1, (1,), NINE, NINE + HOUR, "Europe/Berlin")


def test_an_appointment_tomorrow_at_nine_can_be_booked() -> None:
    assert refuse_book(VISIT, NOW) is None
    assert refuse_book(replace(VISIT, window=(NINE, NINE + HOUR), travel_minutes=25, technicians=(1, 2)), NOW) is None


@pytest.mark.parametrize(
    ("visit", "code"),
    [
        (replace(VISIT, state="confirmed"), "state"),
        (replace(VISIT, state="no such"), "state"),
        (replace(VISIT, technicians=()), "technicians"),
        (replace(VISIT, technicians=tuple(range(21))), "technicians"),
        (replace(VISIT, ends=NINE), "span"),
        (replace(VISIT, ends=NINE - HOUR), "span"),
        (replace(VISIT, ends=NINE + 25 * HOUR), "too-long"),
        (replace(VISIT, travel_minutes=-1), "travel"),
        (replace(VISIT, travel_minutes=1441), "travel"),
        (replace(VISIT, starts=NOW - 2 * HOUR, ends=NOW - HOUR), "past"),
        (replace(VISIT, window=(NINE + HOUR, NINE + 2 * HOUR)), "window"),
        (replace(VISIT, window=(NINE - HOUR, NINE)), "window"),
        (replace(VISIT, zone="Berlin"), "zone"),
    ],
)
def test_what_cannot_be_booked_has_its_reason(visit: Book, code: str) -> None:
    refusal = refuse_book(visit, NOW)
    assert refusal is not None
    assert refusal.code == code


def test_one_that_is_under_way_can_still_be_put_down() -> None:
    assert refuse_book(replace(VISIT, starts=NOW - HOUR, ends=NOW + HOUR), NOW) is None


def test_a_whole_day_is_the_longest() -> None:
    assert refuse_span(NINE, NINE + 24 * HOUR, 0) is None


def test_travel_is_blocked_before_the_slot() -> None:
    assert blocked(NINE, NINE + HOUR, 25) == (NINE - timedelta(minutes=25), NINE + HOUR)


def test_the_no_to_a_second_booking_can_be_read_out() -> None:
    refusal = taken("Lorenz", "Tue 24.11.2026 09:00-10:00", 1001, "Praxis Hahn")
    assert refusal.code == "overlap"
    assert refusal.sentence == "Lorenz is booked already: Tue 24.11.2026 09:00-10:00, T-1001 Praxis Hahn."


def test_every_state_on_the_plan_has_its_brackets() -> None:
    assert set(BRACKETS) | RELEASED == set(STATES)
    assert set(STATES) >= OVER
    assert (brackets("proposed"), brackets("confirmed"), brackets("on site")) == ("()", "[]", "{}")

"""What somebody on the road tells of times: short, and always just passed (B13)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.reported import read_attempts, reported_at

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("typed", "minutes"), [("0905", 5), ("905", 5), ("9:05", 5), ("9.05", 5), ("9", 0), (" 09 ", 0), ("10", 60)]
)
def test_a_time_of_this_morning(typed: str, minutes: int) -> None:
    assert reported_at(typed, NOW, BERLIN) == NINE + timedelta(minutes=minutes)


def test_what_would_be_half_a_day_ahead_was_yesterday() -> None:
    assert reported_at("2350", NOW, BERLIN) == datetime(2026, 11, 22, 22, 50, tzinfo=UTC)
    assert reported_at("1530", NOW, BERLIN) == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "x", "24", "9:60", "12345", "9-10"])
def test_no_time_of_day(typed: str) -> None:
    assert reported_at(typed, NOW, BERLIN) is None


def test_b13_attempts_with_time_and_number() -> None:
    assert read_attempts("0904 -117, 9:06 Frau Bonnard; 030 23125-118", NOW, BERLIN) == (
        (NINE + timedelta(minutes=4), "-117"),
        (NINE + timedelta(minutes=6), "Frau Bonnard"),
        (NOW, "030 23125-118"),
    )


def test_a_number_that_begins_like_a_time_is_a_number() -> None:
    assert read_attempts("0351 4567890, 0351/4567890, 0351-456", NOW, BERLIN) == (
        (NOW, "0351 4567890"),
        (NOW, "0351/4567890"),
        (NOW, "0351-456"),
    )


def test_attempts_ahead_and_too_many_are_refused() -> None:
    no = read_attempts("1015 -117", NOW, BERLIN)
    assert isinstance(no, Refusal)
    assert (no.code, no.sentence) == ("attempts", "That is no time that has passed: 1015 -117")
    assert isinstance(read_attempts("a," * 21, NOW, BERLIN), Refusal)
    assert read_attempts(" , ", NOW, BERLIN) == ()

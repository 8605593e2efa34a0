"""Working hours as people write them, and as they are stored and shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher import locale
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.technician import (
    NO_HOURS,
    STATUS,
    Hours,
    hours_from_text,
    hours_to_text,
    parse_hours,
    refuse_hours,
    show_hours,
)

SEVEN_TO_FIVE = (7 * 60, 17 * 60)
SEVEN_TO_THREE = (7 * 60, 15 * 60)
OFFICE_WEEK: Hours = (SEVEN_TO_FIVE,) * 4 + (SEVEN_TO_THREE, None, None)


@pytest.mark.parametrize(
    "written",
    [
        "Mon-Thu 07:00-17:00, Fri 07:00-15:00",
        "Mo-Do 7-17 Uhr; Fr 7-15 Uhr",
        "Montag bis Donnerstag von 7.00 bis 17.00, Freitag 7:00–15:00",
        "monday to thursday from 7 to 17\nfriday 7-15",
        "Mo, Di, Mi, Do 07:00-17:00, Fr. 7-15",
        "Fr 7-15, Mo-Do 7-17",
    ],
)
def test_one_week_in_many_spellings(written: str) -> None:
    assert parse_hours(written) == OFFICE_WEEK


def test_days_off_are_those_nobody_names() -> None:
    assert parse_hours("Sa 8-12") == (None, None, None, None, None, (480, 720), None)
    assert parse_hours("") == NO_HOURS


def test_every_day_and_over_the_weekend() -> None:
    assert parse_hours("täglich 0-24") == ((0, 1440),) * 7
    assert parse_hours("Sa-Mo 8-9") == ((480, 540), None, None, None, None, (480, 540), (480, 540))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Xy 7-17", "xy 7-17"),
        ("Mo 17-7", "mo 17-7"),
        ("Mo 7-25", "mo 7-25"),
        ("Mo 7:75-9", "mo 7:75-9"),
        ("Mo 7", "mo 7"),
        ("7-17", "7-17"),
        ("T 7-17", "t 7-17"),
        ("Mo-Di-Mi 7-17", "mo-di-mi 7-17"),
    ],
)
def test_what_is_no_hours_is_named(written: str, said: str) -> None:
    answer = parse_hours(written)
    assert isinstance(answer, Refusal)
    assert answer.sentence == f"These are no working hours: {said}"


def test_a_day_named_twice_or_without_hours_is_named() -> None:
    assert parse_hours("Mo-Fr 8-16, Mi 8-12") == Refusal("hours", "Wed is named twice.")
    assert parse_hours("Mo 8-16, Di") == Refusal("hours", "Tue has no hours.")


def test_the_days_are_named_in_the_language_in_use() -> None:
    locale.use("de")
    assert show_hours(OFFICE_WEEK) == "Mo-Do 07:00-17:00, Fr 07:00-15:00"
    answer = parse_hours("Mo-Fr 8-16, Mi 8-12")
    assert isinstance(answer, Refusal)
    assert "Mi" in answer.sentence


SPANS = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda span: span[0] < span[1])
WEEKS = st.tuples(*[st.none() | SPANS] * 7)


@given(WEEKS)
def test_hours_come_back_from_the_store_and_from_the_screen(hours: Hours) -> None:
    assert hours_from_text(hours_to_text(hours)) == hours
    assert parse_hours(show_hours(hours)) == hours
    assert refuse_hours(hours) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    answer = parse_hours(text)
    assert isinstance(answer, Refusal) or len(answer) == 7


def test_hours_that_are_none() -> None:
    assert hours_from_text("") == NO_HOURS
    assert refuse_hours((None,) * 6) is not None
    assert refuse_hours(((540, 480), *NO_HOURS[1:])) is not None
    assert refuse_hours(((0, 1441), *NO_HOURS[1:])) is not None


def test_every_digit_has_a_name() -> None:
    assert sorted(STATUS) == list(range(10))
    assert len(set(STATUS.values())) == 10


def test_so_is_sunday_though_sonnabend_begins_so() -> None:
    assert parse_hours("Sa-So 8-12") == (None,) * 5 + ((480, 720),) * 2
    assert parse_hours("Sonn 8-12") != parse_hours("So 8-12")

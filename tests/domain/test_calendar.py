"""Local days, wall clocks at daylight saving, holidays by federal state, working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher import locale
from dispatcher.domain.calendar import (
    day_bounds,
    holiday_name,
    is_working_day,
    iso_week,
    later_by_days,
    local_day,
    morning_of,
    next_working_day,
    occurrences,
    show_date,
    show_span,
    to_local,
    to_utc,
)
from dispatcher.domain.refusal import Refusal


def wall(text: str) -> datetime:
    """A time as a clock on a wall shows it: without a zone."""
    return datetime.fromisoformat(text)


BERLIN = "Europe/Berlin"
ZONES = st.sampled_from([BERLIN, "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"])
DAYS = st.dates(date(1990, 1, 1), date(2037, 12, 31))
WALLS = st.datetimes(wall("1990-01-01"), wall("2037-12-31")).map(lambda time: time.replace(microsecond=0))
INSTANTS = WALLS.map(lambda time: time.replace(tzinfo=UTC))


def test_the_day_the_clocks_are_put_forward_has_23_hours_and_the_other_25() -> None:
    spring, autumn = day_bounds(date(2026, 3, 29), BERLIN), day_bounds(date(2026, 10, 25), BERLIN)
    assert spring[1] - spring[0] == timedelta(hours=23)
    assert autumn[1] - autumn[0] == timedelta(hours=25)
    assert autumn[0] == datetime(2026, 10, 24, 22, tzinfo=UTC)


def test_a_day_that_begins_at_one_because_midnight_was_skipped() -> None:
    first, following = day_bounds(date(2018, 11, 4), "America/Sao_Paulo")
    assert to_local(first, "America/Sao_Paulo").hour == 1
    assert following - first == timedelta(hours=23)


@given(DAYS, ZONES)
def test_days_follow_one_another_without_gap(day: date, zone: str) -> None:
    first, following = day_bounds(day, zone)
    assert following == day_bounds(day + timedelta(days=1), zone)[0]
    assert local_day(first, zone) == day
    assert local_day(following - timedelta(microseconds=1), zone) == day
    assert timedelta(hours=22) < following - first < timedelta(hours=26)


def test_a_wall_time_that_does_not_exist_is_refused() -> None:
    assert to_utc(wall("2026-03-29 02:30"), BERLIN) == Refusal(
        "no-such-time", "There is no 02:30 on Sun 29.03.2026: the clocks are put forward."
    )
    assert occurrences(wall("2026-03-29 02:30"), BERLIN) == ()


def test_a_wall_time_that_exists_twice_is_asked_for() -> None:
    twice = wall("2026-10-25 02:30")
    answer = to_utc(twice, BERLIN)
    assert isinstance(answer, Refusal)
    assert answer.code == "twice"
    assert to_utc(twice, BERLIN, fold=0) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert to_utc(twice, BERLIN, fold=1) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_fold_changes_nothing_on_other_days() -> None:
    assert to_utc(wall("2026-11-23 09:42"), BERLIN, fold=1) == datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_years_that_nobody_means_are_refused(year: int) -> None:
    answer = to_utc(wall(f"{year:04d}-01-01"), BERLIN)
    assert answer == Refusal("year", f"The year {year} is out of reach.")


@given(INSTANTS, ZONES)
def test_an_instant_survives_the_wall_clock(instant: datetime, zone: str) -> None:
    local = to_local(instant, zone)
    assert to_utc(local.replace(tzinfo=None, fold=0), zone, fold=local.fold) == instant


@given(WALLS, ZONES)
def test_a_wall_time_is_shown_again_by_each_of_its_instants(shown: datetime, zone: str) -> None:
    found = occurrences(shown, zone)
    assert list(found) == sorted(set(found))
    assert all(to_local(instant, zone).replace(tzinfo=None, fold=0) == shown for instant in found)


def test_naive_and_aware_are_not_mixed_up() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        to_local(wall("2026-11-23"), BERLIN)
    with pytest.raises(ValueError, match="no zone of its own"):
        occurrences(datetime(2026, 11, 23, tzinfo=UTC), BERLIN)


@given(INSTANTS, st.integers(-400, 400), ZONES)
def test_days_later_keep_the_wall_clock(instant: datetime, days: int, zone: str) -> None:
    wanted = to_local(instant, zone).replace(tzinfo=None, fold=0) + timedelta(days=days)
    found = occurrences(wanted, zone)
    later = later_by_days(instant, days, zone)
    if found:
        assert later in found
    else:
        assert timedelta() < to_local(later, zone).replace(tzinfo=None) - wanted <= timedelta(hours=1)


def test_a_week_later_over_the_change_is_the_same_hour() -> None:
    before = datetime(2026, 10, 19, 6, tzinfo=UTC)
    after = later_by_days(before, 7, BERLIN)
    assert after - before == timedelta(days=7, hours=1)
    assert to_local(after, BERLIN).hour == to_local(before, BERLIN).hour == 8


def test_weeks_are_iso_weeks() -> None:
    assert iso_week(date(2026, 11, 23)) == (2026, 48)
    assert iso_week(date(2021, 1, 3)) == (2020, 53)


def test_a_holiday_counts_where_it_is_one_and_in_the_language_asked_for() -> None:
    day = date(2026, 11, 18)
    assert holiday_name(day, "SN") == "Buß- und Bettag"
    assert holiday_name(day, "SN", "en") == "Repentance and Prayer Day"
    assert holiday_name(day, "BE") == ""
    assert holiday_name(date(2026, 10, 26), "9", country="AT") == "Nationalfeiertag"


def test_an_unknown_state_has_the_country_s_holidays_and_an_unknown_country_none() -> None:
    assert holiday_name(date(2026, 10, 3), "??") == "Tag der Deutschen Einheit"
    assert holiday_name(date(2026, 10, 3), "BE", country="XX") == ""


def test_the_next_working_day_skips_weekends_and_the_state_s_holidays() -> None:
    assert next_working_day(date(2026, 10, 23), "BE") == date(2026, 10, 26)
    assert next_working_day(date(2026, 11, 17), "SN") == date(2026, 11, 19)
    assert next_working_day(date(2026, 11, 17), "BE") == date(2026, 11, 18)
    assert next_working_day(date(2026, 12, 24), "BE") == date(2026, 12, 28)


@given(DAYS, st.sampled_from(["BE", "BY", "SN", "NW"]))
def test_the_next_working_day_is_one_and_none_lies_between(day: date, state: str) -> None:
    found = next_working_day(day, state)
    assert is_working_day(found, state)
    between = (day + timedelta(days=n) for n in range(1, (found - day).days))
    assert not any(is_working_day(other, state) for other in between)


def test_nine_in_the_morning_is_nine_on_that_wall() -> None:
    assert morning_of(date(2026, 11, 24), BERLIN) == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert morning_of(date(2026, 7, 1), "America/New_York") == datetime(2026, 7, 1, 13, tzinfo=UTC)


def test_spans_are_said_with_weekday_and_year() -> None:
    start = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert show_span(start, start + timedelta(minutes=90), BERLIN) == "Tue 24.11.2026 09:00-10:30"
    assert show_span(start, start + timedelta(hours=20), BERLIN) == "Tue 24.11.2026 09:00-Wed 25.11.2026 05:00"
    locale.use("de")
    assert show_date(date(2026, 11, 24)) == "Di 24.11.2026"


def test_an_instant_that_is_so_many_days_later_stays_one_when_minutes_are_taken_off() -> None:
    later = later_by_days(datetime(2026, 11, 23, 9, tzinfo=UTC), 1, BERLIN)
    assert type(later) is datetime
    assert (later - timedelta(minutes=5)).tzinfo is UTC

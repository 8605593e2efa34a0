"""The service-level clock: what runs, what stands, and how much of the agreed time is used."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher.domain.office import OFFICE_HOURS
from dispatcher.domain.service_clock import (
    NO_ACCESS,
    PART,
    WISH,
    Agreement,
    Stop,
    clock_row,
    earliest_stop,
    segments,
    used,
)
from dispatcher.domain.technician import Hours

BERLIN = ZoneInfo("Europe/Berlin")
ALWAYS: Hours = ((0, 24 * 60),) * 7
EIGHT_HOURS = Agreement(480, OFFICE_HOURS, "Europe/Berlin", "BE")
TWO_HOURS = Agreement(120, ALWAYS, "Europe/Berlin", "BE")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def test_the_sign_follows_the_share_of_the_agreed_time() -> None:
    row = clock_row(at(23, 9), (), None, EIGHT_HOURS)
    assert row.turns == (at(23, 13), at(23, 15), at(23, 17))
    signs = [row.sign(at(23, *clock)) for clock in ((12, 59), (13, 0), (14, 59), (15, 0), (16, 59), (17, 0))]
    assert signs == ["", ".", ".", "!", "!", "!!"]
    assert (row.over_since(at(23, 16, 59)), row.over_since(at(24, 8))) == (None, at(23, 17))


def test_only_the_agreed_hours_count_and_a_friday_ends_earlier() -> None:
    row = clock_row(at(20, 14), (), None, EIGHT_HOURS)  # a Friday, open until 15
    assert row.turns == (at(23, 10), at(23, 12), at(23, 14))


def test_a_holiday_of_the_sites_state_counts_as_a_sunday() -> None:
    saxony = Agreement(480, OFFICE_HOURS, "Europe/Berlin", "SN")
    assert clock_row(at(17, 15), (), None, saxony).turns[-1] == at(19, 13)  # the 18th is Buß- und Bettag there
    assert clock_row(at(17, 15), (), None, EIGHT_HOURS).turns[-1] == at(18, 13)
    christmas = clock_row(at(24, 23, 30, month=12), (), None, TWO_HOURS)
    assert christmas.turns[-1] == at(25, 1, 30, month=12)  # whoever is served on Sundays is served on holidays


def test_while_it_stands_no_time_is_used_and_the_sign_says_so() -> None:
    stop = Stop(NO_ACCESS, at(23, 11), at(24, 9), 118)
    row = clock_row(at(23, 9), (stop,), None, EIGHT_HOURS)
    assert (row.sign(at(23, 12)), row.standing(at(23, 12))) == ("=", stop)
    assert row.turns == (at(24, 11), at(24, 13), at(24, 15))
    open_end = clock_row(at(23, 9), (Stop(PART, at(23, 11)),), None, EIGHT_HOURS)
    assert (open_end.turns, open_end.sign(at(30, 9))) == ((None, None, None), "=")


def test_b1_before_his_own_date_the_clock_stands_at_the_customers_wish() -> None:
    stops = earliest_stop(at(12, 8, 15, month=10), at(19, 8, month=10), 3)
    row = clock_row(at(12, 8, 15, month=10), stops, None, EIGHT_HOURS)
    assert row.sign(at(15, 9, month=10)) == "="
    assert row.turns[-1] == at(19, 16, month=10)
    assert earliest_stop(at(12, 9), at(12, 8)) == ()


def test_once_somebody_was_on_site_the_share_is_told_no_more() -> None:
    row = clock_row(at(23, 9), (), at(23, 12), EIGHT_HOURS)
    assert (row.sign(at(25, 9)), row.over_since(at(25, 9))) == ("", None)
    assert row.turns == (None, None, None)


def test_nothing_agreed_has_no_sign_but_stands_all_the_same() -> None:
    row = clock_row(at(23, 9), (Stop(PART, at(23, 10), at(23, 11)),), None, None)
    assert [row.sign(at(23, hour)) for hour in (9, 10, 11)] == ["", "=", ""]


@pytest.mark.parametrize(("month", "day", "hours"), [(10, 25, 25), (3, 28, 23)])
def test_the_nights_of_the_clock_change_count_what_really_passed(month: int, day: int, hours: int) -> None:
    year = 2026 if month == 10 else 2027
    starts = datetime(year, month, day, tzinfo=BERLIN).astimezone(UTC)
    ends = (datetime(year, month, day, tzinfo=BERLIN) + timedelta(days=1)).astimezone(UTC)
    assert used(segments(starts, ends, ()), TWO_HOURS) == timedelta(hours=hours)


def test_the_stop_that_began_first_counts_where_two_lie_over_one_another() -> None:
    stops = (Stop(PART, at(23, 10), at(23, 14), 7), Stop(NO_ACCESS, at(23, 12), at(23, 16), 8))
    told = [(part.reason, part.proof) for part in segments(at(23, 9), at(23, 17), stops)]
    assert told == [("", None), (PART, 7), (NO_ACCESS, 8), ("", None)]


minutes = st.integers(min_value=0, max_value=60 * 24 * 60)


@st.composite
def lives(draw: st.DrawFn) -> tuple[datetime, datetime, tuple[Stop, ...]]:
    reported = at(1, 0, month=10) + timedelta(minutes=draw(minutes))
    until = reported + timedelta(minutes=draw(minutes))
    stops = []
    for _number in range(draw(st.integers(min_value=0, max_value=5))):
        starts = reported + timedelta(minutes=draw(minutes) - 600)
        lasts = draw(st.none() | minutes)
        ends = None if lasts is None else starts + timedelta(minutes=lasts)
        stops.append(Stop(draw(st.sampled_from((WISH, PART, NO_ACCESS))), starts, ends, draw(st.integers(1, 99))))
    return reported, until, tuple(stops)


@given(lives())
def test_segments_tile_the_span_and_their_sums_match(life: tuple[datetime, datetime, tuple[Stop, ...]]) -> None:
    reported, until, stops = life
    parts = segments(reported, until, stops)
    edges = [edge for part in parts for edge in (part.starts, part.ends)]
    assert edges == sorted(edges)
    assert all(one.ends == other.starts for one, other in itertools.pairwise(parts))
    assert (edges[0], edges[-1]) == (reported, until) if parts else reported == until
    assert sum((part.ends - part.starts for part in parts), timedelta()) == until - reported
    for part in parts:
        middle = part.starts + (part.ends - part.starts) / 2
        assert bool(part.reason) == any(stop.covers(middle) for stop in stops)
    always = Agreement(1, ALWAYS, "Europe/Berlin", "BE")
    running = sum((part.ends - part.starts for part in parts if not part.reason), timedelta())
    assert used(parts, always) == running


@given(lives(), st.integers(min_value=1, max_value=3000))
def test_a_turn_is_the_instant_at_which_that_much_was_used(
    life: tuple[datetime, datetime, tuple[Stop, ...]], agreed: int
) -> None:
    reported, until, stops = life
    terms = Agreement(agreed, OFFICE_HOURS, "Europe/Berlin", "BE")
    row = clock_row(reported, stops, None, terms)
    spent = used(segments(reported, until, stops), terms)
    breach = row.turns[-1]
    assert (breach is not None and breach <= until) == (spent >= timedelta(minutes=agreed))
    if breach is not None:
        assert used(segments(reported, breach, stops), terms) == timedelta(minutes=agreed)

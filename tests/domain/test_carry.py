"""An appointment in the hand: where each key puts it, by the clock on the wall (B5, I14, X11)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher.domain.calendar import to_local
from dispatcher.domain.carry import Carried, shift_between
from dispatcher.domain.planning import Job, PlanningRow, Stay, Worker

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = ((420, 1020),) * 4 + ((420, 900), None, None)
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
DAYS = tuple(date(2026, 11, 20) + timedelta(days=n) for n in range(17))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def worker(ident: int, code: str, *stays: Stay) -> Worker:
    return Worker(ident, code, code, week=WEEK, stays=stays)


def stay(starts: datetime, ends: datetime) -> Stay:
    return Stay(90, 9, 4709, 9, "Museum", "confirmed", starts, ends)


def carried(*workers: Worker, crew: tuple[int, ...] = (1,), starts: datetime | None = None) -> Carried:
    starts = starts or at(23, 10)
    job = Job(1, 4711, 1, "Botschaft", appointment=7, crew=crew, starts=starts, ends=starts + timedelta(hours=2))
    row = PlanningRow(job, workers or (worker(1, "Wolff"), worker(2, "Demir"), worker(3, "Fuchs")), DAYS)
    return Carried.from_slot(row, starts, starts + timedelta(hours=2))


def wall(hand: Carried) -> str:
    return f"{to_local(hand.starts, 'Europe/Berlin'):%a %d.%m. %H:%M}"


def test_a_day_on_is_the_same_time_on_the_next_day_on_which_somebody_works() -> None:
    hand = carried(starts=at(27, 10))
    assert wall(hand.by_days(1, "BE")) == "Mon 30.11. 10:00"
    assert wall(hand.by_days(1, "BE").by_days(-1, "BE")) == "Fri 27.11. 10:00"


def test_a_holiday_of_the_office_is_passed_over() -> None:
    hand = carried(starts=at(24, 10, month=12))
    assert wall(hand.by_days(1, "BE")) == "Mon 28.12. 10:00"


def test_where_nobody_has_hours_the_usual_ones_count() -> None:
    hand = carried(Worker(1, "Wolff", "Wolff"), starts=at(27, 10))
    assert wall(hand.by_days(1, "BE")) == "Mon 30.11. 10:00"


@pytest.mark.parametrize(("by", "crew"), [(1, (2,)), (-1, (1,)), (5, (3,))])
def test_another_technician_takes_the_place_in_the_order_of_the_plan(by: int, crew: tuple[int, ...]) -> None:
    assert carried().with_technician(1, by, (1, 2, 3)).crew == crew


def test_x11_whoever_goes_along_stays_and_nobody_goes_twice() -> None:
    hand = carried(crew=(1, 2))
    assert hand.with_technician(1, 1, (1, 2, 3)).crew == (3, 2)
    assert hand.with_technician(1, 1, (1, 2)).crew == (1, 2)


def test_work_without_technician_gets_the_first_one() -> None:
    hand = carried(crew=())
    assert hand.with_technician(None, 1, (2, 1, 3)).crew == (2,)
    assert hand.with_technician(None, -1, (2, 1, 3)).crew == (3,)


def test_the_ends_of_the_day_are_those_of_whoever_goes() -> None:
    hand = carried(starts=at(27, 10))
    assert wall(hand.at_edge(is_end=False)) == "Fri 27.11. 07:00"
    assert wall(hand.at_edge(is_end=True)) == "Fri 27.11. 13:00"
    assert hand.at_edge(is_end=True).ends == at(27, 15)


def test_i4_what_is_carried_is_in_nobody_s_way_but_others_are() -> None:
    mine = Stay(7, 1, 4711, 1, "Botschaft", "proposed", at(23, 10), at(23, 12), crew=(1,))
    hand = carried(worker(1, "Wolff", mine), worker(2, "Demir", stay(at(23, 11), at(23, 13))))
    assert not [one for one in hand.later(15).placing(NOW, "BE").findings if one.weight != "hint"]
    codes = {one.code for one in hand.with_technician(1, 1, (1, 2)).placing(NOW, "BE").findings}
    assert "overlap" in codes


def test_a_day_that_was_not_read_is_known_to_be_unknown() -> None:
    assert carried().is_known
    assert not carried().later(40 * 24 * 60).is_known


def test_i14_a_day_over_the_change_of_the_clocks_keeps_the_time_on_the_wall() -> None:
    hand = carried(starts=at(23, 10, month=10))
    later = hand.by_days(1, "BE")
    assert wall(later) == "Mon 26.10. 10:00"
    assert later.starts - hand.starts == timedelta(hours=73)
    assert shift_between(hand.starts, later.starts, "Europe/Berlin") == (3, 0)


@pytest.mark.parametrize(
    ("old", "new", "shift"),
    [((24, 9), (25, 10, 15), (1, 75)), ((24, 9), (23, 8), (-1, -60)), ((24, 9), (24, 8, 45), (0, -15))],
)
def test_how_far_it_was_carried_is_told_by_days_and_minutes(
    old: tuple[int, ...], new: tuple[int, ...], shift: tuple[int, int]
) -> None:
    assert shift_between(at(*old), at(*new), "Europe/Berlin") == shift


@given(st.lists(st.sampled_from(["later", "earlier", "day", "back", "down", "up", "start", "end"]), max_size=30))
def test_whatever_is_pressed_it_lasts_as_long_and_whoever_goes_is_on_record(keys: list[str]) -> None:
    hand = carried(starts=at(23, 10, month=10))
    for key in keys:
        hand = {
            "later": lambda one: one.later(15),
            "earlier": lambda one: one.later(-60),
            "day": lambda one: one.by_days(1, "BE"),
            "back": lambda one: one.by_days(-1, "BE"),
            "down": lambda one: one.with_technician(one.crew[0], 1, (1, 2, 3)),
            "up": lambda one: one.with_technician(one.crew[0], -1, (1, 2, 3)),
            "start": lambda one: one.at_edge(is_end=False),
            "end": lambda one: one.at_edge(is_end=True),
        }[key](hand)
        assert hand.ends - hand.starts == timedelta(hours=2)
        assert len(hand.crew) == 1
        assert {one.id for one in hand.workers} == set(hand.crew)
        assert hand.starts.tzinfo is not None

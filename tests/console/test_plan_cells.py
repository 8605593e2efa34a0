"""A technician's day as cells: states by their brackets, reserve and rest by their signs, days of 23 and 25 hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.console.panes.plan_cells import Axis, axis_for, lane_spans, scale
from dispatcher.console.panes.plan_notes import lane_note
from dispatcher.domain.appointment import RELEASED, STATES
from dispatcher.domain.delay import minutes_ahead, slip
from dispatcher.domain.queue import Rank, Situation, queue
from dispatcher.queries.rows import BlockRow, LaneRow
from dispatcher.store.schema import on_call, technician
from tests.console.office_of import NOW as MONDAY
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played
from tests.domain.test_queue import DAY, HOUR, NOW, ZONE, block, lane

AXIS = Axis(DAY, ZONE, 420, 40)


def cells(one: LaneRow, axis: Axis = AXIS, now: datetime = NOW) -> str:
    return "".join(text for text, _mark in lane_spans(one, axis, now, None))


def one_block(**values: Any) -> BlockRow:
    """An appointment of six cells."""
    return replace(block(1, begins=2.05, ends=3.55), customer_name="Amt Mitte", **values)


def drawn(**values: Any) -> str:
    """The six cells of that appointment."""
    line = cells(lane(one_block(**values), lunch=None))
    start = AXIS.at(NOW + 2.05 * HOUR)
    return line[start : start + 6]


def test_every_state_has_its_brackets() -> None:
    shown = {state: drawn(state=state) for state in STATES if state not in RELEASED}
    assert shown == {
        "proposed": "(Amt )",
        "confirmed": "[Amt ]",
        "en route": "[Amt ]",
        "on site": "{Amt }",
        "done": "<Amt >",
        "interrupted": "<Amt >",
        "no access": "/Amt /",
    }


def test_what_was_pushed_through_has_its_mark_and_what_was_lost_another() -> None:
    assert drawn(override="he knows the house") == "[Amt!]"
    assert drawn(state="proposed", insisted="fire") == "(Amt!)"
    assert drawn(state="proposed", unconfirmed="opener away") == "(Amt?)"
    short = lane(replace(one_block(override="x"), ends=NOW + 2.55 * HOUR), lunch=None)
    assert "[!" in cells(short)


def test_a_reserve_has_its_sign_and_work_in_it_stands_over_it() -> None:
    reserved = lane(one_block(), lunch=None, reserve=(13 * 60, 14 * 60))
    assert cells(reserved)[26:28] == "::"
    assert cells(replace(reserved, reserve=(12 * 60, 14 * 60)))[AXIS.at(NOW + 2.05 * HOUR)] == "["


def test_a_rest_time_says_until_when_and_is_no_absence() -> None:
    until = NOW + 4 * HOUR
    resting = lane(away=((until - 11 * HOUR, until),), rest_until=until, lunch=None)
    assert f"rest until {until.astimezone(ZoneInfo(ZONE)):%H:%M}" in cells(resting)
    assert "absent" not in cells(resting)
    locale.use("de")
    assert "Ruhe bis" in cells(resting)


def test_a_whole_day_away_says_how_much_is_to_be_planned_anew_until_the_cursor_is_there() -> None:
    away = lane(block(1), block(2, begins=4, ends=5), away=((NOW - 3 * HOUR, None),))
    assert cells(away) == "absent until unknown - 2 to re-plan xxxx"
    narrow = Axis(DAY, ZONE, 480, 31)
    assert cells(away, narrow) == "absent - 2 to re-plan xxxxxxxxx"
    drawn_out = "".join(text for text, _mark in lane_spans(away, AXIS, NOW, 1))
    assert ("[Cus]" in drawn_out, "re-plan" in drawn_out) == (True, False)
    done = lane(block(1, "done", -2, -1), block(2), away=((NOW - HOUR / 2, None),))
    assert "re-plan" not in cells(done)
    locale.use("de")
    assert cells(away).startswith("abwesend bis unbekannt - 2 umzuplanen")


# --- late and ahead ---


def test_who_arrived_late_will_be_late_at_the_next() -> None:
    here = replace(block(1, "on site", -1, 1), began=NOW - HOUR / 2)
    following = replace(block(2, begins=1.2, ends=2), travel_minutes=10)
    assert lane_note(lane(here, following), DAY, ZONE, NOW, 0) == ("-28 min !", "due")
    assert lane_note(lane(here, block(2, begins=3, ends=4)), DAY, ZONE, NOW, 0)[0] != "-28 min !"
    cards = queue(Situation(lanes=[lane(here, following)]), NOW)
    assert [(card.rank, card.appointment) for card in cards] == [(Rank.LATE, 2)]


def test_who_goes_on_longer_is_late_as_soon_as_it_is_worth_a_call() -> None:
    here, following = block(1, "on site", -2, -0.1), block(2, begins=0, ends=1)
    assert slip((here, following), NOW) is None
    assert slip((here, following), NOW + HOUR / 4) == (following, 15)


def test_who_left_earlier_is_ahead_until_the_next_begins() -> None:
    left = replace(block(1, "done", -2, -0.5), was_to_end=NOW)
    following = block(2, begins=0.5, ends=1)
    assert lane_note(lane(left, following), DAY, ZONE, NOW, 0) == ("+30 min", "plain")
    assert minutes_ahead((left, following), NOW + HOUR) == 0
    assert minutes_ahead((left,), NOW) == 0


def test_who_is_on_call_has_it_beside_his_day() -> None:
    called = lane(on_call=((NOW - HOUR, NOW + 100 * HOUR),))
    assert lane_note(called, DAY, ZONE, NOW, 0) == ("on call", "plain")
    assert lane_note(lane(on_call=((NOW + HOUR, NOW + 2 * HOUR),)), DAY, ZONE, NOW, 0)[0].startswith("free")


# --- days on which the clocks change (I14) ---

BACK, FORWARD = date(2026, 10, 25), date(2027, 3, 28)


def at(day: date, hour: int, fold: int = 0) -> datetime:
    """An hour of that day by the clock on the wall; ``fold`` 1 is the second one of the same name."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(ZONE), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(("day", "hours"), [(BACK, 25), (FORWARD, 23), (DAY, 24)])
def test_a_day_has_as_many_hours_as_it_has(day: date, hours: int) -> None:
    axis = axis_for(day, ZONE, 200, NOW, ())
    named = scale(axis).split()
    assert (axis.cells, len(named)) == (hours * 4, hours)
    assert (named.count("02"), named[0], named[-1]) == ({25: 2, 24: 1, 23: 0}[hours], "00", "23")


def test_a_visit_through_the_hour_that_comes_twice_is_as_long_as_it_lasts() -> None:
    night = replace(block(1), starts=at(BACK, 1), ends=at(BACK, 3))
    axis = axis_for(BACK, ZONE, 44, NOW, [lane(night)])
    assert scale(axis).split()[:5] == ["01", "02", "02", "03", "04"]
    assert cells(lane(night, lunch=None), axis).split("]")[0].strip() == "[Customer 1"
    assert axis.until(night.ends) - axis.at(night.starts) == 12


def test_work_of_last_night_does_not_push_the_day_off_the_edge() -> None:
    midnight = at(DAY, 0)
    night = lane(replace(block(1), starts=midnight, ends=midnight + 2 * HOUR))
    assert axis_for(DAY, ZONE, 44, midnight + 9 * HOUR, [night]).first == 7 * 60
    assert axis_for(DAY, ZONE, 44, midnight + HOUR, [night]).first == 0, "he is there just now"


def test_both_hours_of_one_name_are_apart_and_the_one_left_out_has_no_cell() -> None:
    axis = axis_for(BACK, ZONE, 100, NOW, ())
    assert axis.at(at(BACK, 2, fold=1)) - axis.at(at(BACK, 2)) == 4
    spring = axis_for(FORWARD, ZONE, 92, NOW, ())
    assert spring.at(at(FORWARD, 3)) - spring.at(at(FORWARD, 1)) == 4


@pytest.mark.parametrize("day", [BACK, FORWARD])
@pytest.mark.parametrize("cells_there", [31, 44])
def test_working_hours_begin_when_the_clock_on_the_wall_says_so(day: date, cells_there: int) -> None:
    axis = axis_for(day, ZONE, cells_there, NOW, ())
    line = cells(lane(lunch=None), axis, NOW - timedelta(days=400))
    assert axis.clock(line.index(".")) == 420
    assert scale(axis).split()[0] == "07"


@pytest.mark.parametrize(("days", "told", "hours"), [(-29, "go back: 25 hours", 25), (125, "forward: 23 hours", 23)])
@played
async def test_the_plan_of_such_a_day_says_so(office: Path, days: int, told: str, hours: int) -> None:
    async with on_stage(office, size=LARGE) as stage:
        stage.board.action_day(days)
        await stage.shows(told)
        await stage.press("f6", "f6")
        await stage.shows("00  01  ")
        assert stage.line_with("00  01  ").count("02  ") == hours - 23


# --- on the screen ---


def called_office(path: Path) -> None:
    """Wolff is on call until Monday, Demir keeps hours free, Schulte rests."""
    desk = Office(Options(str(path), now=MONDAY))
    desk.open()
    with desk.store.engine.begin() as connection:
        wolff, demir, *_others, schulte = (row[0] for row in connection.execute(technician.select()).all()[:5])
        monday = datetime(2026, 11, 30, 7, tzinfo=ZoneInfo(ZONE))
        connection.execute(
            on_call.insert().values(id=1, version=1, technician_id=wolff, starts_at=MONDAY, ends_at=monday)
        )
        for ident, values in ((demir, {"reserve": "[840,900]"}), (schulte, {"rest_until": MONDAY + 4 * HOUR})):
            connection.execute(technician.update().where(technician.c.id == ident).values(**values))
    desk.close()


@pytest.mark.parametrize(
    ("size", "told"),
    [(LARGE, "on call: Wolff until Mon 30.11. 07:00"), (MIDDLE, "on call Wolff"), (SMALL, "on call Wolff")],
)
@played
async def test_the_header_says_who_is_on_call(office: Path, size: tuple[int, int], told: str) -> None:
    called_office(office)
    async with on_stage(office, size=size) as stage:
        await stage.shows(told, "::::", "rest 13:42")
        assert all(cell_len(line) == size[0] for line in stage.lines())

"""One technician's days below each other: to see when he is free, and to go far without turning day by day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from dispatcher.console.panes.plan_cells import scale, week_axes
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played
from tests.domain.test_queue import ZONE, block, lane


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_a_technicians_days_stand_below_each_other(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size) as stage:
        await stage.press("f6", "g", *"jjjjj")
        await stage.shows(">Bran")
        await stage.press("W")
        await stage.shows("WEEK Brandt L.", "Mon 23.11|Mon23", "Sat")
        pane = stage.board.plan_pane
        assert pane.week is not None
        assert [one.day for one in pane.week.days] == [date(2026, 11, 23) + timedelta(days=n) for n in range(14)]
        assert pane.day_at(pane.cursor) == date(2026, 11, 23)
        await stage.press("j")
        await stage.shows(">Tue")
        await stage.until(lambda: "phone system" in str(stage.board.detail))
        target = stage.board.target()
        assert (target.technician, target.appointment is not None) == (pane.week.technician, True)
        await stage.press("escape")
        await stage.shows("PLAN Mon", ">Bran")


@played
async def test_plus_and_minus_turn_the_weeks_and_the_day_under_the_cursor_can_be_gone_to(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6", "g", "W")
        await stage.shows("WEEK Wolff T.", ">Mon 23.11.")
        await stage.press("j", "j", "plus", "plus")
        await stage.shows(">Wed 09.12.")
        await stage.press("minus")
        await stage.shows(">Wed 02.12.")
        await stage.press("W")
        await stage.shows("PLAN Wed 02.12.", ">Wolff T.")
        await stage.press("W", "full_stop")
        await stage.shows("WEEK Wolff T.", ">Mon 23.11.")
        await stage.press("escape", "full_stop")
        await stage.shows("PLAN Mon 23.11.")


@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_a_holiday_is_named_in_its_line(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size) as stage:
        await stage.press("f6", "g", "W", *["plus"] * 4)
        await stage.shows("Fri.?25.*(Christmas|Weihnacht)")


@played
async def test_it_follows_what_is_written_and_goes_when_somebody_else_is_gone_to(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6", "g", "j", "W")
        await stage.shows("WEEK Demir A.", "Meyer")
        stage.board.read_all()
        await stage.settles()
        await stage.shows("WEEK Demir A.")
        plan = stage.board.plan_pane.plan
        assert plan is not None
        stage.board.go_to_technician(next(one for one in plan.lanes if one.code == "Okafor").technician)
        await stage.shows("PLAN Mon 23.11.", ">Okafor C.")
        stage.board.read_all()
        await stage.settles()
        assert stage.board.plan_pane.week is None


@played
async def test_a_line_below_has_no_week(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6", "G", "W")
        await stage.shows("No technician under the cursor.")


def test_all_days_begin_at_the_same_time_on_the_clock() -> None:
    days = [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)]
    axes = week_axes(days, ZONE, 44, [lane() for _day in days])
    assert [axis.clock(0) for axis in axes] == [420, 420, 420]
    assert len({scale(axis) for axis in axes}) == 1


def test_a_visit_early_in_the_morning_moves_all_days() -> None:
    monday = date(2026, 11, 23)
    early = lane(block(1, begins=-5, ends=-4))
    axes = week_axes([monday, monday + timedelta(days=1)], ZONE, 44, [early, lane()])
    assert [axis.clock(0) for axis in axes] == [240, 240]


def test_a_narrow_week_shows_the_whole_working_day_in_half_hours() -> None:
    monday = date(2026, 11, 23)
    axis = week_axes([monday], ZONE, 31, [lane()])[0]
    assert (axis.step, axis.clock(0), axis.clock(20)) == (30, 420, 17 * 60)
    assert scale(axis).split()[:3] == ["07", "09", "11"]

"""What lies under the cursor: a technician's block, a ticket with its next appointment, a line below the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher.console.target import Target
from dispatcher.domain.next_visit import next_visit
from dispatcher.queries.agenda_rows import VisitRow
from dispatcher.queries.rows import BlockRow
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.domain.test_queue import HOUR, NOW, ZONE, block


def named(stage: Stage, target: Target) -> tuple[str, str, str]:
    """The target in words: code of the technician, state of the appointment, title of the ticket."""
    board = stage.board
    assert board.plan_pane.plan is not None
    assert board.agenda is not None
    lanes = board.plan_pane.plan.lanes
    visits: list[BlockRow | VisitRow] = [one for lane in lanes for one in lane.blocks]
    visits += [*board.agenda.visits, *board.agenda.unmanned]
    code = next((lane.code for lane in lanes if lane.technician == target.technician), "")
    state = next((one.state for one in visits if one.appointment == target.appointment), "")
    title = next((one.title for one in board.tickets_pane.all_rows() if one.id == target.ticket), "")
    return code, state, title


@played
async def test_in_the_plan_it_is_the_technician_with_the_block_that_is_chosen(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6")
        await stage.shows("┌═ PLAN", ">Wolff T.")
        assert named(stage, stage.board.target()) == ("Wolff", "proposed", "visit proposed")
        await stage.press("l")
        assert named(stage, stage.board.target()) == ("Wolff", "confirmed", "visit confirmed")
        await stage.press("j", "j")
        assert named(stage, stage.board.target()) == ("Petersen", "on site", "visit on site")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_below_the_technicians_the_cursor_goes_on_into_work_and_tomorrow(
    office: Path, size: tuple[int, int]
) -> None:
    async with on_stage(office, size=size) as stage:
        await stage.shows(r"\(9\)|no techn. 9")
        await stage.press("f6", "g", *"jjjjj")
        await stage.shows(">Bran")
        await stage.press("j")
        await stage.shows(r">  ?T-1002 ", "TEXTB|Kantstr|Albers")
        await stage.until(lambda: stage.board.card is not None and stage.board.card.name == "Textbüro Albers")
        assert named(stage, stage.board.target()) == ("", "", "check line [urgent]")
        await stage.press("G")
        await stage.shows(">! 09-11 ")
        await stage.until(lambda: stage.board.card is not None and "Tarvonien" in stage.board.card.name)
        assert named(stage, stage.board.target()) == ("", "proposed", "phone system, gatehouse")
        await stage.press("k")
        await stage.shows(r">.. ?T-10\d\d ")
        await stage.press("g")
        await stage.shows(">Wolf")
        assert stage.board.target().technician is not None


@played
async def test_a_ticket_is_meant_with_its_next_appointment(office: Path) -> None:
    async with on_stage(office) as stage:
        board = stage.board
        await stage.until(lambda: board.detail is not None)
        gate = next(row for row in board.tickets_pane.all_rows() if row.title.startswith("phone system"))
        await stage.press("number_sign", *str(gate.number), "enter")
        await stage.until(lambda: board.detail is not None and board.detail.row.id == gate.id)
        assert named(stage, board.target()) == ("", "proposed", "phone system, gatehouse")


@played
async def test_a_number_that_was_typed_is_meant_until_a_cursor_moves(office: Path) -> None:
    async with on_stage(office) as stage:
        board = stage.board
        await stage.press("f6")
        await stage.shows("┌═ PLAN")
        await stage.press("number_sign", *"1002", "enter")
        await stage.shows("T-1002  Textbüro")
        assert named(stage, board.target()) == ("", "", "check line [urgent]")
        await stage.press("j")
        assert named(stage, board.target())[0] == "Demir"


@played
async def test_a_verb_waits_for_the_appointments_of_its_ticket(office: Path) -> None:
    async with on_stage(office) as stage:
        board, seen = stage.board, list[Target]()

        async def verb() -> None:
            seen.append(board.target())

        board.detail = None
        assert board.waits_for_target(verb)
        await stage.until(lambda: seen)
        assert seen[0].ticket == board.tickets_pane.rows[0].id
        assert not board.waits_for_target(verb)


def test_the_next_appointment_is_the_one_under_way_then_the_coming_then_the_forgotten() -> None:
    forgotten, coming, later = block(1, begins=-5, ends=-4), block(2, begins=1, ends=2), block(3, begins=4, ends=5)
    there, over = block(4, "on site", begins=-3, ends=-2), block(5, "done", begins=-1, ends=3)
    assert next_visit([later, forgotten, over, coming, there], NOW) == there
    assert next_visit([later, forgotten, over, coming], NOW) == coming
    assert next_visit([forgotten, over], NOW) == forgotten
    assert next_visit([later], NOW + timedelta(hours=9)) == later
    assert next_visit([over], NOW - 2 * HOUR) is None


@played
async def test_another_day_of_the_plan_is_about_what_lies_under_the_cursor_there(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6", "g", *"jjjjj")
        await stage.shows(">Brandt", "T-1007")
        await stage.press("plus")
        await stage.shows("PLAN Tue 24", "T-1001  Botschaft")
        assert named(stage, stage.board.target()) == ("Brandt", "proposed", "phone system, gatehouse")


@played
async def test_x4_a_block_that_goes_away_leaves_none_chosen(office: Path) -> None:
    async with on_stage(office) as stage:
        board, pane = stage.board, stage.board.plan_pane
        await stage.press("f6", "g", "l")
        await stage.until(lambda: named(stage, board.target())[1] == "confirmed")
        assert pane.plan is not None
        wolff, *others = pane.plan.lanes
        pane.show_plan(replace(pane.plan, lanes=(replace(wolff, blocks=wolff.blocks[:1]), *others)), NOW, ZONE)
        assert board.target() == Target(wolff.technician)
        await stage.press("h")
        assert named(stage, board.target())[:2] == ("Wolff", "proposed")


@played
async def test_whoever_the_filter_leaves_is_meant_with_his_current_block(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6", "g", "l", "slash", *"petersen", "enter")
        await stage.shows("1 of 6 /petersen")
        assert named(stage, stage.board.target()) == ("Petersen", "on site", "visit on site")

"""Sixty technicians in the plan: they are paged and sifted, and what needs a hand stays below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dispatcher.actions.importing import import_rows
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.imported import ImportedRow, ImportedTechnician, RejectedRow
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from tests.console.office_of import MADE
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played

WEEK = ((420, 1020),) * 5 + (None, None)


def many(office: Path) -> Path:
    """Fifty-four more technicians: every third can BMA and works in the north, every tenth asks for a call."""
    store = open_store(find(str(office)))
    import_rows(store, _technicians(), Actor(1, "mh", "dispatcher"), Clock(MADE), on_reject=list[RejectedRow]().append)
    store.close()
    return office


def _technicians() -> Iterator[ImportedRow]:
    for number in range(54):
        is_third = number % 3 == 0
        skills, region = (("BMA",), "Nord") if is_third else (("TK",), "Berlin")
        yield ImportedTechnician(
            "more", f"n{number}", number + 1, f"N{number:02d}", f"Neu {number:02d}", skills, region, WEEK,
            status=5 if number % 10 == 0 else 1,
        )  # fmt: skip


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_sixty_are_paged_and_what_needs_a_hand_stays_below(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(many(office), size=size) as stage:
        pane = stage.board.plan_pane
        await stage.press("f6", "g")
        await stage.shows(r"PLAN Mon.* 1-\d+/60 F6", ">Wolf", r"WITHOUT TECHNICIAN \(9\)|no techn. 9")
        await stage.press("pagedown")
        assert pane.cursor == pane.area().height
        await stage.press(*["pagedown"] * 12)
        await stage.shows(r"-60/60 F6")
        await stage.press("G")
        await stage.shows(">! 09-11 ")
        await stage.press("g")
        await stage.shows(">Wolf", r" 1-\d+/60 F6")


@played
async def test_they_are_sifted_by_skill_region_and_trouble(office: Path) -> None:
    async with on_stage(many(office)) as stage:
        await stage.press("f6", "slash", *"bma")
        await stage.shows("18 of 60 /bma")
        await stage.press(*" !")
        await stage.shows("2 of 60 /bma !")
        await stage.press("escape", "slash", *"nord", "enter")
        await stage.shows("18 of 60 /nord")
        assert stage.board.target().technician == stage.board.plan_pane.lanes[0].technician


# --- a list is frozen while the cursor is in it (X4) ---


@played
async def test_x4_below_the_plan_no_line_moves_while_the_cursor_is_there(office: Path) -> None:
    async with on_stage(office) as stage:
        board, pane = stage.board, stage.board.plan_pane
        await stage.press("f6", "g", *"jjjjjj", "j")
        await stage.shows(r">  T-1006 ")
        outlook = pane.below.outlook
        assert outlook is not None
        tickets = board.tickets_pane.all_rows()
        newcomer = replace(tickets[0], id=999, number=1999, urgent=True, ball="us", state="new")
        rest = [one for one in tickets if one.number != 1002]
        fewer = replace(outlook, situation=replace(outlook.situation, tickets=[newcomer, *rest]))
        pane.show_outlook(fewer)
        await stage.shows(r">  T-1006 ", r"   T-1002 ", r"WITHOUT TECHNICIAN \(9\)  1 new \(F5\)")
        assert "T-1999" not in stage.text()
        assert board.target().ticket == next(row.id for row in tickets if row.number == 1006)
        pane.take_over()
        await stage.shows(r">  T-1006 ", r"   T-1999 ")
        assert "   T-1002   " not in "\n".join(line[:71] for line in stage.lines())


@played
async def test_x4_leaving_takes_over_what_waited(office: Path) -> None:
    async with on_stage(office) as stage:
        pane = stage.board.plan_pane
        await stage.press("f6", "g", *"jjjjjj")
        await stage.shows(r">  T-1002 ")
        outlook = pane.below.outlook
        assert outlook is not None
        rest = [one for one in outlook.situation.tickets if one.number != 1006]
        pane.show_outlook(replace(outlook, situation=replace(outlook.situation, tickets=rest)))
        assert pane.below.listed.gone
        await stage.press("k")
        await stage.shows(">Brandt")
        await stage.until(lambda: not pane.below.listed.gone)


@played
async def test_what_follows_a_line_that_is_done_is_talked_about_when_the_focus_comes_back(office: Path) -> None:
    async with on_stage(office) as stage:
        board, pane = stage.board, stage.board.plan_pane
        await stage.press("f6", "g", *"jjjjjj")
        await stage.shows(r">  T-1002 ", "T-1002  Textbüro")
        await stage.press("s")
        await stage.shows("SEARCH")
        outlook = pane.below.outlook
        assert outlook is not None
        rest = [one for one in outlook.situation.tickets if one.number != 1002]
        pane.show_outlook(replace(outlook, situation=replace(outlook.situation, tickets=rest)))
        await stage.press("escape")
        await stage.shows("T-1006  Sandner")
        assert board.wanted_ticket is not None

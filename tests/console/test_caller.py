"""The caller who was taken stays until somebody moves a cursor; and what the hours bring by themselves."""

from __future__ import annotations

from pathlib import Path

from dispatcher.cli.office import Office
from dispatcher.console.unfiled import Unfiled
from dispatcher.domain.clock import Clock
from dispatcher.store.drafts import Drafts
from tests.console.office_of import at
from tests.console.stage import on_stage, played


@played
async def test_looking_for_a_slot_puts_nobody_in_the_callers_place(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"471")
        await stage.shows("K-1002")
        await stage.press("enter", "escape", "f6")
        await stage.press("n")
        await stage.shows("NOTE K-1002 Textbüro Albers")


@played
async def test_the_strip_speaks_of_the_caller_too(office: Path) -> None:
    async with on_stage(office) as stage:
        before = stage.board.wanted_ticket
        await stage.press("f2", *"471")
        await stage.shows("K-1002")
        await stage.press("enter", "escape")
        await stage.until(lambda: stage.board.card is not None and stage.board.card.number == 1002)
        detail = stage.board.detail
        assert stage.board.wanted_ticket != before
        assert detail is None or detail.row.customer == stage.board.wanted


@played
async def test_a_cursor_that_is_moved_takes_over(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"471")
        await stage.shows("K-1002")
        await stage.press("enter", "escape")
        assert stage.board.caller is not None
        await stage.press("G")
        await stage.until(lambda: stage.board.caller is None)
        await stage.shows("MEYER ELEKTRO")


@played
async def test_the_plan_goes_on_to_the_new_day_at_midnight(office: Path) -> None:
    async with on_stage(office, now=at(23, 59)) as stage:
        plan = stage.board.plan_pane.plan
        assert plan is not None
        desk = stage.board.desk
        assert isinstance(desk, Office)
        desk.clock = Clock(at(0, 1, day=24))
        stage.board._minute()
        await stage.until(lambda: stage.board.plan_pane.plan is not None and stage.board.plan_pane.plan.day > plan.day)
        await stage.shows("PLAN Tue 24.11.")


def test_two_consoles_of_one_person_leave_each_other_their_drafts(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    first, second = Unfiled(lambda: drafts, "mh"), Unfiled(lambda: drafts, "mh")
    first.keep("note/customer/1", {"text": "from A"})
    first.write()
    assert second.load("note/customer/1") == {"text": "from A"}
    second.keep("note/customer/1", {"text": "from A plus B"})
    second.write()
    first.keep("note/customer/1", None)
    first.write()
    assert [draft.data for draft in drafts.all_of("mh")] == [{"text": "from A plus B"}]
    first.keep("note/customer/1", {"text": "A again"})
    first.write()
    assert {draft.data["text"] for draft in drafts.all_of("mh")} == {"from A plus B", "A again"}
    first.keep("note/customer/1", None)
    first.write()
    second.keep("note/customer/1", None)
    second.write()
    assert drafts.all_of("mh") == []

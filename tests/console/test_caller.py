"""The caller who was taken stays until somebody moves a cursor; and what the hours bring by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher.cli.office import Office
from dispatcher.console.unfiled import Unfiled
from dispatcher.domain.clock import Clock
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.store.drafts import Drafts
from tests.console.office_of import at
from tests.console.promise_office import office_at, promises_in
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


BONNARD = "25118"
"""The end of her own number; whom one usually calls there is Calvet."""


@pytest.mark.parametrize(
    ("key", "form", "proposed"),
    [
        ("n", "NOTE K-1001", "person Bonnard"),
        ("t", "FAULT REPORT K-1001", "Reported by +Bonnard"),
        ("p", "PROMISE K-1001", r"To +Bonnard 030 90125-118"),
        ("d", "DIAL", r">030 90125-118 +Bonnard"),
    ],
)
@played
async def test_x3_whose_own_number_was_looked_up_is_proposed(office: Path, key: str, form: str, proposed: str) -> None:
    async with on_stage(office) as stage:
        await stage.burst("s", *BONNARD, "enter", "escape", key)
        await stage.shows(form, proposed)


@pytest.mark.parametrize(
    ("key", "proposed"), [("n", "person Bonnard"), ("t", "Reported by +Bonnard"), ("p", "To +Bonnard 030 90125-118")]
)
@played
async def test_x3_he_is_proposed_on_the_callers_sheet_too(office: Path, key: str, proposed: str) -> None:
    async with on_stage(office) as stage:
        await stage.burst("f2", *BONNARD, "enter", key)
        await stage.shows("K-1001 Botschaft", proposed)


@played
async def test_x3_a_promise_to_the_caller_is_filed_as_his(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("f2", *BONNARD, "enter", "p", *"wed 14", "enter")
        await stage.shows("Filed: promise Botschaft")
    assert [row.person_name for row in promises_in(office)] == ["Bonnard"]


@played
async def test_x3_the_switchboard_is_nobodys_and_another_customer_forgets_who_called(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("f2", *BONNARD, "enter", "escape", "n")
        await stage.shows("person Bonnard")
        await stage.burst("escape", "f2", *"125100", "enter", "p")
        await stage.shows(r"To +Calvet 030 90125-117")
        await stage.burst("escape", "f2", *BONNARD, "enter", "escape", "s", *"471", "enter", "escape", "d")
        await stage.shows(r"DIAL .*T-\d+ Textbüro")
        await stage.burst("escape", ",", *"k 1001", "enter", "p")
        await stage.shows(r"PROMISE K-1001", r"To +Calvet 030 90125-117")


@played
async def test_x3_the_caller_stays_proposed_while_his_customer_is_read_anew(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("f2", *BONNARD, "enter", "escape", "f5")
        await stage.settles()
        await stage.burst("p")
        await stage.shows(r"To +Bonnard 030 90125-118")


@played
async def test_x3_whoever_has_just_called_is_called_back_first_though_he_is_said_to_be_away(office: Path) -> None:
    desk = office_at(office)
    away = SaveRecord("absence", {"starts": "20.11.2026"}, parent=("person", 2))
    assert not isinstance(desk.save("save record", away, "away"), Refusal)
    desk.close()
    async with on_stage(office) as stage:
        await stage.burst("s", *BONNARD, "enter", "escape", "d")
        await stage.shows(r"DIAL", r">030 90125-118 +Bonnard.*ABSENT")
        await stage.burst("escape", "escape", "G", "g", "d")
        await stage.shows(r"DIAL .*T-1001", r">030 90125-117 +Calvet")

"""What was built on top of notes, while the store is in trouble: nothing is lost, the keys answer, the end is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher.console.messages import SaveWaits, Troubled
from dispatcher.store import trouble
from tests.console.stage import on_stage, played
from tests.console.test_notes import drafts_on_disk, history_of
from tests.console.test_records import another_desk, kept
from tests.console.test_trouble import fails, held

BUSY = r"STORE BUSY for [1-9]\d* s"


@played
async def test_every_form_waits_for_a_busy_store_and_lands(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"to be taken back", "enter")
        await stage.shows("Filed: note Botschaft")
        with held(office) as let_go:
            await stage.press("t", *"gate dead", "enter")
            await stage.shows(BUSY)
            await stage.press("i", "n", *"Lager", "enter")
            await stage.press("escape", "w")
            await stage.shows(">Calvet")
            await stage.press("x", "escape")
            await stage.press("s", *"sandner")
            await stage.shows(">K-1007")
            await stage.press("escape")
            await stage.until(lambda: len(drafts_on_disk(home)) == 2)
            let_go()
            await stage.until(lambda: not stage.board._under_way)
            await stage.hides("STORE BUSY")
        await stage.until(lambda: drafts_on_disk(home) == [])
    assert kept(office, "person", 1).archived
    with another_desk(office) as desk:
        assert [row.title for row in desk.tickets()].count("gate dead") == 1
        assert [row.title for row in desk.records("site", ("customer", 1))].count("Lager") == 1


@played
async def test_an_undo_waits_for_a_busy_store(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"to be taken back", "enter")
        await stage.shows("Filed: note Botschaft")
        with held(office) as let_go:
            await stage.press("u")
            await stage.shows(BUSY)
            await stage.press("j")
            await stage.shows("TEXTBÜRO ALBERS +K-1002")
            let_go()
            await stage.shows("Undone: ")
            await stage.hides("STORE BUSY")


@pytest.mark.parametrize("form", ["report", "site"])
@pytest.mark.parametrize("code", ["full", "read_only"])
@played
async def test_what_waiting_does_not_cure_brings_every_form_back(
    office: Path, monkeypatch: pytest.MonkeyPatch, home: Path, form: str, code: str
) -> None:
    async with on_stage(office) as stage:
        fails(stage.board, monkeypatch, "save", getattr(trouble, code)())
        await stage.press(*(["t", *"gate dead"] if form == "report" else ["i", "n", *"gate dead"]), "enter")
        await stage.shows("FAULT REPORT K-1001" if form == "report" else "NEW: SITE", "gate dead", "NOT SAVED")
        assert [data["values"]["text" if form == "report" else "name"] for data in drafts_on_disk(home)] == [
            "gate dead"
        ]
        await stage.press("enter")
        await stage.shows("Filed: fault report" if form == "report" else "Filed: site gate dead")
        await stage.hides("NOT SAVED")
        await stage.until(lambda: drafts_on_disk(home) == [])


@played
async def test_keys_go_on_when_a_record_or_a_number_is_not_answered(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        fails(stage.board, monkeypatch, "record", *[trouble.unreachable("the server")] * 2)
        await stage.press("ctrl+p", *"edit customer")
        await stage.shows("edit customer|change customer|customer")
        await stage.press("escape")
        stage.board.action_edit_customer()
        await stage.shows("NOT REACHABLE")
        await stage.press("j")
        await stage.shows("TEXTBÜRO ALBERS +K-1002")
        await stage.hides("NOT REACHABLE")
        fails(stage.board, monkeypatch, "customer_with_number", trouble.unreachable("the server"))
        stage.seen.clear()
        await stage.burst("comma", *"k 1001", "enter", "j")
        await stage.until(lambda: [seen for seen in stage.seen if isinstance(seen, Troubled)])
        await stage.shows("SANDNER +K-1007|SANDNER DRUCK")


@played
async def test_a_save_that_comes_back_at_the_end_has_not_landed(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(office) as stage:
        fails(stage.board, monkeypatch, "save", *[trouble.busy()] * 50)
        await stage.press("n", *"rang twice", "enter")
        await stage.until(lambda: any(isinstance(seen, SaveWaits) for seen in stage.seen))
    assert not stage.board.runner.finish(0)
    assert [filing.name for filing in stage.board.runner.not_landed()] == ["Botschaft der Republik Tarvonien"]


READ_ONLY = {
    "note": ["n"], "report": ["t"], "undo": ["u"],
    "new person": ["w", "n"], "person": ["w", "enter"], "absence": ["w", "a"], "rights": ["w", "p"], "hide": ["w", "x"],
    "new site": ["i", "n"], "site": ["i", "enter"],
    "new customer": ["s", *"nobody at all", "enter", "enter"],
    "caller's report": ["s", *"nobody at all", "enter", "t"],
    "caller's note": ["s", *"nobody at all", "enter", "n"],
    "known caller's report": ["s", *"5471", "enter", "t"],
    "command": ["comma", *"note x", "enter"],
    "undo by command": ["comma", *"undo", "enter"],
}  # fmt: skip


@pytest.mark.parametrize("verb", READ_ONLY)
@played
async def test_a_viewer_is_told_before_a_form_opens(office: Path, verb: str) -> None:
    async with on_stage(office, read_only=True) as stage:
        for key in READ_ONLY[verb]:
            await stage.press(key)
            await stage.settles()
            if key in "wi" and len(READ_ONLY[verb]) == 2:
                await stage.shows(">Calvet" if key == "w" else "SITES")
        await stage.shows("Read-only: ")
        assert not [box for box in stage.board._boxes if hasattr(box, "subject")]
    assert history_of(office, 1)

"""A contact is logged in ten seconds; what is typed is a draft until the store has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.geometry import Region
from textual.widgets import TextArea

from dispatcher.cli.office import Office, Options
from dispatcher.console.screens.board import BoardScreen
from dispatcher.domain.contact import Note
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.history_rows import HistoryRow
from tests.console.office_of import NOW
from tests.console.stage import LARGE, SMALL, Stage, on_stage, played
from tests.kept import kept_in


def history_of(store: Path, customer: int) -> tuple[HistoryRow, ...]:
    """What the store holds, read by another program."""
    office = Office(Options(str(store), now=NOW))
    office.open()
    rows = office.history(customer, 0, 400).rows
    office.close()
    return rows


def drafts_on_disk(home: Path) -> list[dict[str, Any]]:
    """The drafts as they lie in the state folder."""
    return kept_in(home / "XDG_STATE_HOME")


def form(board: BoardScreen) -> Any:
    """The form that is seen."""
    return board.box_now()


async def filed(stage: Stage) -> None:
    """Wait until nothing is on its way any more."""
    await stage.shows("Filed: note ", r"last 09:4\d mh note filed   saved 09:4\d|Filed")
    await stage.until(lambda: not stage.board._under_way)


@played
async def test_a_note_is_two_keys_and_its_text(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"switchboard: Calvet is out", "enter")
        await stage.shows("Filed: note Botschaft", "<T mh switchboard: Calvet is")
        assert stage.board.box_now() is None
        assert stage.board.card is not None
        newest = history_of(office, stage.board.card.id)[0]
        assert (newest.text, newest.direction, newest.channel) == ("switchboard: Calvet is out", "in", "T")
        assert newest.ticket_number == 1001


@played
async def test_several_lines_and_every_field_by_keys(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("n", *"first", "ctrl+o", *"second", "ctrl+n", *"third")
        await stage.press("shift+tab", "f4")
        await stage.shows("no ticket")
        await stage.press("down", "shift+tab", "f4", "f4", "shift+tab", *"m", "shift+tab", "greater_than_sign")
        await stage.shows(r"> out +mail +person \w+ +T-1001 phone")
        await stage.press("tab", "tab", "tab", "tab", *"!", "enter")
        await stage.shows("Filed: note Botschaft")
        assert stage.board.card is not None
        newest = history_of(office, stage.board.card.id)[0]
        assert newest.text == "first\nsecond\nthird!"
        assert (newest.direction, newest.channel) == ("out", "M")
        assert newest.person == stage.board.card.people[1].name


@played
async def test_a_person_is_typed_and_a_field_has_a_letter(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("n", *"x", "tab", "i", "tab", *"v", "tab", *"Frau Weiß.", "backspace", "tab")
        await stage.shows("i internal +on site +person Frau Weiß")
        await stage.press("tab", "enter")
        await stage.shows("Filed: note")
        assert stage.board.card is not None
        newest = history_of(office, stage.board.card.id)[0]
        assert (newest.person, newest.channel, newest.direction) == ("Frau Weiß", "V", "internal")


@played
async def test_a_refusal_keeps_the_text(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", "enter")
        await stage.shows(r"The note is empty\.", "NOTE K-1001")
        await stage.press(*"now")
        await stage.shows("Enter file", "│ now +│")
        stage.app.post_message(Paste("x" * 200_001))
        await stage.shows("The note is too long: at most 20000 signs")
        kept = form(stage.board).text.text
        assert (kept[:6], kept[-1]) == ("nowxxx", "…")


@played
async def test_a_refusal_of_the_store_brings_the_note_back(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(office) as stage:
        answers: list[Refusal | None] = [Refusal("ticket", "That ticket belongs to another customer."), None]
        save = stage.board.desk.save
        monkeypatch.setattr(stage.board.desk, "save", lambda *told: answers.pop(0) or save(*told))
        await stage.press("n", *"told twice", "enter")
        await stage.shows("NOTE K-1001", "│ told twice +│", "│ That ticket belongs to another customer")
        await stage.press("enter")
        await stage.shows("Filed: note Botschaft")


@played
async def test_f2_parks_a_note_and_escape_brings_it_back_as_it_was(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"Lager 7", "left", "left", "f2", *"sandner")
        await stage.shows("CALL 0:0", 'draft "note Botschaft der Repub" parked, Esc = back to it', ">K-1007")
        await stage.press("enter", "n", *"press stands", "enter")
        await stage.shows("NOTE K-1001 Botschaft", "│ Lager 7 +│", "Filed: note Sandner Druck")
        await stage.press("f2", "escape")
        await stage.shows("NOTE K-1001 Botschaft", "│ Lager 7 +│")
        assert form(stage.board).text.cursor_location == (0, 5)
        await stage.press("enter")
        await stage.shows("Filed: note Botschaft")
        assert stage.board.box_now() is None


@played
async def test_a_call_of_the_same_customer_leads_back_into_the_parked_note(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"half", "f2", *"k1001")
        await stage.shows(">K-1001")
        await stage.press("enter", "n", *" whole")
        await stage.shows("│ half whole +│")
        await stage.press("enter")
        await stage.shows("Filed: note Botschaft")
        assert stage.board.box_now() is None


@played
async def test_x1_a_draft_waits_at_the_next_start(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("j", "n", *"she calls back", "tab", "greater_than_sign", "tab", *"m")
        await stage.shows(r"draft saved 09:4\d:\d\d")
        await stage.press("escape")
        await stage.shows(r"1 draft: note Textbüro Albers 09:4\d\.  Enter = go on")
    assert [data["text"] for data in drafts_on_disk(home)] == ["she calls back"]
    async with on_stage(office) as stage:
        await stage.shows(r"1 draft: note Textbüro Albers 09:4\d\.  Enter = go on")
        await stage.press("enter")
        await stage.shows(
            "NOTE K-1002 Textbüro Albers", "│ she calls back +│", "> out +mail +person +T-1002 check line"
        )
        await stage.until(lambda: stage.board.card is not None and stage.board.card.number == 1002)
        await stage.press("shift+tab", "f4")
        await stage.shows("T-1003 fax dead")
        await stage.press("tab", "enter")
        await stage.shows("Promise. p = today 17:00, Enter = no")
        await stage.press("enter")
        await stage.shows("Filed: note Textbüro Albers")
        await stage.hides("1 draft")
    assert drafts_on_disk(home) == []


@played
async def test_the_last_keys_are_on_the_disk_when_the_end_comes(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"to the last key")
        stage.board.save_now()
        assert [data["text"] for data in drafts_on_disk(home)] == ["to the last key"]
        await stage.press(*"!", "f2")
        stage.board.save_now()
        assert [data["text"] for data in drafts_on_disk(home)] == ["to the last key!"]


@played
async def test_an_emptied_note_leaves_nothing_behind(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"ab")
        await stage.shows("draft saved")
        await stage.press("backspace", "backspace", "escape")
        await stage.until(lambda: drafts_on_disk(home) == [])
        await stage.press("n")
        await stage.shows("NOTE K-1001")
        assert form(stage.board).text.text == ""


@played
async def test_keys_behind_enter_are_the_boards(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("n", *"one", "enter", "s", *"albers", "enter", "n", *"two", "enter")
        await stage.shows("Filed: note Textbüro Albers")
        await stage.until(lambda: not stage.board._under_way)
        assert stage.board.box_now() is None
    told = [row.text for number in (1, 2) for row in history_of(office, number)]
    assert "one" in told
    assert "two" in told


@played
async def test_x5_a_resize_keeps_focus_text_and_selection(office: Path) -> None:
    async with on_stage(office, size=LARGE) as stage:
        await stage.press("n", *"first line", "ctrl+o", *"second", "shift+left", "shift+left")
        before = (form(stage.board).text.text, form(stage.board).text.selection)
        for size, seen in (
            (SMALL, "NOTE K-1001"),
            ((60, 20), r"Needs at least 80 x 24 \(now 60 x 20\)"),
            (LARGE, "NOTE"),
        ):
            await stage.pilot.resize_terminal(*size)
            await stage.shows(seen)
            assert stage.board.focused is form(stage.board).text
            assert (form(stage.board).text.text, form(stage.board).text.selection) == before
        await stage.press("f2")
        await stage.pilot.resize_terminal(*SMALL)
        await stage.shows("CALL")
        await stage.press("escape")
        await stage.shows("│ first line +│", "│ second +│")
        assert "NOTE" not in stage.lines()[0]


@played
async def test_too_small_a_screen_hides_the_form_and_keeps_it(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("n", *"kept")
        await stage.pilot.resize_terminal(60, 20)
        await stage.shows(r"Needs at least 80 x 24 \(now 60 x 20\)\.")
        assert "NOTE" not in stage.text()
        await stage.press(*" whole")
        await stage.pilot.resize_terminal(*SMALL)
        await stage.shows("│ kept whole +│")


@played
async def test_a_note_of_a_reading_right_is_refused_before_it_is_typed(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.shows(r"READ-ONLY \(opened with the read-only option\)")
        await stage.press("n")
        await stage.shows("Read-only: opened with the read-only option")
        assert stage.board.box_now() is None
        bar = stage.board.lines("keys").lines
        marks = {text.strip(): mark for line in bar for text, mark in line}
        assert (marks["n"], marks["note"], marks["s"]) == ("done", "done", "head")
        await stage.press("s", *"albers")
        await stage.shows(">K-1002")
        await stage.press("enter", "n")
        await stage.shows("Read-only: ", "n note   t fault report   p promise   Esc back")


@played
async def test_a_form_that_has_gone_can_still_be_drawn(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"gone", "escape")
        text = next(one.text_area for one in stage.seen if isinstance(one, TextArea.Changed))
        await stage.until(lambda: not text.is_attached)
        assert [strip.text for strip in text.render_lines(Region(0, 0, 5, 2))] == [" " * 5] * 2


@played
async def test_the_same_text_is_the_same_save_and_a_changed_one_another(office: Path) -> None:
    from dispatcher.console.filing import save_key

    note = Note(1, "said", "in", "T")
    assert save_key("a", note) == save_key("a", Note(1, "said", "in", "T"))
    assert len({save_key("a", note), save_key("b", note), save_key("a", Note(1, "said!", "in", "T"))}) == 3
    assert len(save_key("f" * 32, note)) <= 64

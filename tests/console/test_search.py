"""A caller is found while he speaks: by his number, by half a name, and the answer is there before Enter."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.events import Paste

from dispatcher.cli.office import Office
from dispatcher.console.forms.call import CallBox
from dispatcher.console.widgets.marks import Line
from dispatcher.queries.card_rows import Answer
from tests.console.stage import MIDDLE, SMALL, Stage, drawn_rows, on_stage, played
from tests.console.test_beginning import slow


@played
async def test_n2_a_name_half_understood_is_found_within_six_keys(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"zandn")
        await stage.shows(r">K-1007 +~ Sandner Druck", " K-1007 Sandner Druck  Ring 5, 10969 Berlin", "T-1006 press")


@pytest.mark.parametrize("size", [MIDDLE, SMALL])
@played
async def test_the_answer_is_seen_before_enter_without_scrolling(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size) as stage:
        await stage.press("f2", *"5471")
        await stage.shows("CALL 0:0", r">K-1002 +Textbüro Albers .* 030 23125-471", r"! +T-1002 check line \[urgent\]")
        await stage.shows(
            "Next step: names a date", "customer added: Textbüro Albers", "Enter = take, then: n note t ticket"
        )
        assert stage.board.card is not None
        assert stage.board.card.number == 1001


@pytest.mark.parametrize(
    "typed",
    ["(030) 23125/471", "+49 30 23125471", "0049 30 23125-471", "030 23125\u2011471", "030\u00a023125\u202f471"],
)
@played
async def test_x8_a_number_is_found_however_it_is_written(office: Path, typed: str) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2")
        stage.app.post_message(Paste(typed))
        await stage.shows(r">K-1002 +Textbüro Albers .* 030 23125-471")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mueller", "K-1003 +Müller Heizung"),
        ("MÜLLER", "K-1003 +Müller Heizung"),
        ("muller hauptstrasse", "K-1003 +Müller Heizung"),
        ("01067", "K-1008 +Kanzlei Weber .*Dresden"),
        ("k1007", "K-1007 +Sandner Druck"),
        ("t1006", "T-1006 +Sandner Druck"),
        ("bonnard", "K-1001 +Botschaft"),
        ("switchboard", "K-1009 +. Hotel Elbe"),
    ],
)
@played
async def test_x23_names_numbers_and_words_lead_to_the_customer(office: Path, typed: str, found: str) -> None:
    async with on_stage(office) as stage:
        await stage.press("s")
        stage.app.post_message(Paste(typed))
        await stage.shows(f">{found}")


@played
async def test_two_words_are_typed_with_a_blank(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("s", *"maier allee 9")
        await stage.shows("│ maier allee 9_", ">K-1006 +Maier Bau")
        await stage.burst("ctrl+w", "home", "x", "delete", "right", "left", "end", "Z")
        await stage.shows("│ xaier allee Z_")
        await stage.burst("ctrl+u", *"030 23125-633")
        await stage.shows("│ 030 23125-633_", ">K-1003 +Müller Heizung")


@played
async def test_an_exact_maier_does_not_hide_meyer(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"maier")
        await stage.shows("K-1005 +Maier & Söhne", "K-1006 +Maier Bau", "K-1004 +~ Meyer Elektro")
        box = stage.board.call_box()
        assert box is not None
        assert box.hit is not None
        assert box.hit.customer_name.startswith("Maier")


@played
async def test_up_and_down_choose_and_the_answer_follows(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"maier")
        await stage.shows(">K-1005", "K-1005 Maier & Söhne  Allee 7", "T-1007 door contact")
        await stage.press("down")
        await stage.shows(">K-1006", "K-1006 Maier Bau  Allee 9")
        await stage.press("up", "up", "enter")
        await stage.shows(">K-1005", "n note +t fault report +p promise +Esc back", "MAIER & SÖHNE +K-1005")
        await stage.press("escape")
        await stage.hides("n note +t fault report +p promise +Esc back")
        assert stage.board.focused is stage.board.tickets_pane


@pytest.mark.parametrize("is_slow", [True, False])
@played
async def test_no_answer_ever_stands_under_a_hit_it_does_not_belong_to(
    office: Path, monkeypatch: pytest.MonkeyPatch, is_slow: bool
) -> None:
    drawn: list[str] = []
    may_answer = threading.Event()
    draw, answer = CallBox.lines, Office.answer

    def seen(box: CallBox, width: int, height: int) -> Sequence[Line]:
        lines = draw(box, width, height)
        drawn.append("\n".join("".join(text for text, _mark in line) for line in lines))
        return lines

    def waited(office: Office, customer: int) -> Answer | None:
        assert may_answer.wait(20)
        return answer(office, customer)

    async with on_stage(office) as stage:
        await stage.press("s", *"maier")
        await stage.shows(">K-1005", "T-1007 door contact")
        monkeypatch.setattr(CallBox, "lines", seen)
        monkeypatch.setattr(Office, "answer", waited)
        if not is_slow:
            may_answer.set()
        await stage.press("down")
        await stage.shows(">K-1006")
        may_answer.set()
        await stage.shows(">K-1006", "K-1006 Maier Bau  Allee 9")
        await stage.press("up")
        await stage.shows(">K-1005", "T-1007 door contact")
    assert any(">K-1006" in screen for screen in drawn)
    for screen in drawn:
        assert (">K-1005" in screen) or ("K-1005 Maier & Söhne  Allee 7" not in screen), screen
        assert (">K-1006" in screen) or ("K-1006 Maier Bau  Allee 9" not in screen), screen


@played
async def test_nothing_found_is_said_and_nothing_is_taken(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"xqjxqj")
        await stage.shows(r"No match for xqjxqj\.  Enter = go on as unknown caller", "nothing is stored by searching")
        await stage.press(*["backspace"] * 6)
        await stage.shows("digits = end of a telephone number")


@played
async def test_enter_and_n_typed_ahead_wait_for_their_answer(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("f2", *"5471", "enter", "n", *"asks again", "ctrl+o", *"and again")
        await stage.shows("NOTE K-1002 Textbüro Albers", r"│ asks again +│.*\n.*│ and again +│")


@played
async def test_down_enter_and_n_typed_ahead_mean_the_second_hit(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"maier")
        await stage.shows("K-1006 +Maier Bau")
        await stage.burst("down", "enter", "n", *"hello")
        await stage.shows("NOTE K-1006 Maier Bau", "│ hello +│")


@pytest.mark.parametrize("late", ["search", "answer"])
@played
async def test_x3_what_is_typed_before_the_answer_of_a_hit_is_there_comes_into_its_note(
    office: Path, late: str
) -> None:
    with slow(office, late) as desk:
        async with on_stage(desk) as stage:
            if late == "search":
                await stage.burst("s", *"calvet", "enter", "n", *"hello")
            else:
                desk.let_go.set()
                await stage.press("s", *"maier")
                await stage.shows("K-1006 +Maier Bau")
                desk.let_go.clear()
                await stage.burst("down", "enter", "n", *"hello")
            await stage.settles()
            desk.let_go.set()
            await stage.shows("NOTE K-1001 Botschaft" if late == "search" else "NOTE K-1006 Maier Bau", "│ hello +│")


@played
async def test_keys_before_the_store_is_open_are_not_lost(office: Path) -> None:
    async with on_stage(office, is_open=False) as stage:
        await stage.burst("f2", *"8877512", "enter", "n", *"press")
        await stage.shows("NOTE K-1007 Sandner Druck", "│ press +│")
        await stage.until(lambda: stage.board.card is not None)
        assert_contacts(stage, "SANDNER DRUCK")


def assert_contacts(stage: Stage, name: str) -> None:
    """Contacts show the customer who was taken, whatever was read meanwhile."""
    assert stage.board.card is not None
    assert stage.board.card.name.upper() == name


@played
async def test_f2_in_a_search_keeps_the_question_and_starts_the_clock(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"54")
        await stage.shows("SEARCH")
        await stage.press("f2", "7")
        await stage.shows("CALL 0:0", "547_")


@played
async def test_the_next_number_is_never_taken_for_verbs_of_the_caller_before(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"albers", "enter")
        await stage.shows("n note   t fault report")
        await stage.press("f2", *"mint")
        await stage.shows("CALL 0:0", "mint_")
        await stage.press("escape")
        await stage.until(lambda: stage.board.box_now() is None)
        assert stage.board.card is not None
        assert "Albers" in stage.board.card.name


@played
async def test_a_second_call_parks_the_number_of_the_first(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"017099", "f2", *"54")
        await stage.shows("CALL 0:0", 'draft "017099" parked, Esc = back to it', "54_")
        await stage.press("escape")
        await stage.shows("017099_")


@played
async def test_one_key_draws_only_the_rows_that_changed(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"albers")
        await stage.shows(">K-1002")
        await stage.settles()
        box = stage.board.call_box()
        assert box is not None
        drawn = drawn_rows(box, monkeypatch)
        await stage.press("left")
        assert drawn == [1]

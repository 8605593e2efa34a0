"""``/`` in Contacts: the history shrinks to what holds the words, and comes back as it was."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.domain.contact import Note
from tests.console.office_of import ENTRIES, NOW
from tests.console.stage import LARGE, SMALL, Stage, on_stage, played
from tests.console.test_board import another_desk

ELBE = 9
"""Hotel Elbe, whose history is long."""


async def at_the_hotel(stage: Stage) -> None:
    await stage.press("s", *"hotel elbe", "enter", "f3", "f8")
    await stage.until(lambda: stage.board.card is not None and stage.board.card.id == ELBE)
    await stage.until(lambda: stage.board.contacts_pane.count >= ENTRIES)


@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_every_word_counts_whoever_said_it_and_whenever(office: Path, size: tuple[int, int]) -> None:
    with another_desk(office) as other:
        long_ago = NOW - timedelta(days=900)
        other.file_note(Note(ELBE, "The LIFT key lies with Ms Thomé", "in", "T", "Thomé", happened=long_ago), "1")
        other.file_note(Note(ELBE, "lift stands still", "in", "M", happened=NOW - timedelta(hours=1)), "2")
    async with on_stage(office, size=size) as stage:
        await at_the_hotel(stage)
        whole = stage.board.contacts_pane.count
        await stage.press("slash", *"lift")
        await stage.shows(rf"2 of {whole} /l?ift_")
        await stage.press(*" thome")
        await stage.shows(rf"1 of {whole} /[lift th]*ome_", "LIFT" if size == LARGE else "1 of")
        await stage.hides("lift stands")
        await stage.press("enter")
        await stage.shows(rf"1 of {whole} /[lift th]*ome[^_]")
        await stage.press("escape")
        await stage.hides("of 343")
        assert stage.board.contacts_pane.count == whole
        assert stage.board.contacts_pane.has_focus


@played
async def test_no_letter_of_a_filter_is_a_command_not_even_behind_the_last_backspace(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_the_hotel(stage)
        await stage.press("slash", "x", "backspace", "n", "q")
        await stage.shows(r"/nq_", r'No entry matches "nq" \(\d+ hidden\)\.', "Esc clears the filter")
        assert stage.board.box_now() is None


@played
async def test_it_is_german_on_a_german_screen(office: Path) -> None:
    locale.use("de")
    async with on_stage(office) as stage:
        await at_the_hotel(stage)
        await stage.press("slash", *"zzz")
        await stage.shows(r'Kein Eintrag passt zu "zzz"', r"ausgeblendet\)\.", r"0 von \d+ /zzz_")


@played
async def test_x4_a_new_entry_joins_what_it_matches_and_another_customer_has_no_filter(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_the_hotel(stage)
        whole = stage.board.contacts_pane.count
        await stage.press("slash", *"lift", "enter")
        await stage.shows(rf"0 of {whole} /lift")
        with another_desk(office) as other:
            other.file_note(Note(ELBE, "the lift again", "in", "T"), "1")
        await stage.shows(rf"1 of {whole + 1} /lift", "the lift again")
        await stage.press("f7", "j")
        await stage.shows("TEXTBÜRO ALBERS +K-1002")
        await stage.hides("/lift")
        assert not stage.board.contacts_pane.is_filtered


@played
async def test_many_letters_at_once_end_in_the_right_list(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_the_hotel(stage)
        whole = stage.board.contacts_pane.count
        await stage.burst("slash", *"#7", "backspace", "backspace", *"zz", "backspace", "backspace")
        await stage.until(lambda: stage.board.contacts_pane.count == whole)
        assert stage.board.contacts_pane.is_filtering

"""Hostile text on every place of the screen: nothing breaks, nothing acts, nothing raw gets through."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import TextArea

from dispatcher import locale
from tests.console.hostile_office import EVIL, MARK, spoil
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk, history_of

JOINER = "\u200d"


@pytest.fixture
def hostile(office: Path) -> Path:
    return spoil(office)


def assert_harmless(stage: Stage) -> None:
    """Nothing on the screen but signs with a width, and what joins them in a text that somebody types."""
    for line in stage.lines():
        text = line.replace(JOINER, "") if isinstance(stage.board.focused, TextArea) else line
        wrong = [hex(ord(sign)) for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs")]
        assert not wrong, line
        assert len(stage.lines()) == stage.app.size.height


async def through_every_place(stage: Stage) -> None:
    ways = (
        ["f6"], ["f6", "l"], ["f6"], ["f7"], ["G"], ["f7"], ["f7"], ["f8"], ["f8"], ["G"], ["f8"],
        ["slash", *"x["], ["escape"], ["question_mark"], ["escape"], ["s", *"bots"], ["enter"], ["n"],
        [*"abc", "shift+tab", "f4", "f4", "shift+tab", "f4"], ["f1"], ["escape"], ["f2", *"k1001"], ["escape"],
        ["escape"], ["enter"], ["enter"], ["j", "n", *"x"], ["enter"],
    )  # fmt: skip
    for keys in ways:
        await stage.press(*keys)
        await stage.settles()
        assert_harmless(stage)


@pytest.mark.parametrize(("size", "ascii_only"), [(LARGE, False), (MIDDLE, True), (SMALL, False)])
@pytest.mark.parametrize("language", ["en", "de"])
@played
async def test_every_place_stays_whole(hostile: Path, size: tuple[int, int], ascii_only: bool, language: str) -> None:
    locale.use(language)
    async with on_stage(hostile, size=size, ascii_only=ascii_only) as stage:
        await stage.shows("K-1001")
        await through_every_place(stage)
        assert stage.app.is_running


@played
async def test_brackets_arrive_whole(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f7")
        await stage.shows(r"\[EXTERN\] Re: Heizung .* \[#42\] read it", r"check line \[urgent\]|check the line")
        await stage.press("slash", *"extern", "enter", "f7")
        await stage.shows(
            r"T-1008  \[EXTERN\] Re: Heizung   \[EXTERN\] Re: Heizung", r"\[x\] erledigt", r"\[/b\] Berlin"
        )
        await stage.press("s", *"k1010")
        await stage.shows(r">K-1010 +\[EXTERN\] Re: Heizung +\[x\] erledigt", r"T-1008 \[EXTERN\] Re: Heizung")
        await stage.press("enter", "n", *"[x] done", "enter")
        await stage.shows(r"Filed: note \[EXTERN\] Re: Heizung", r"mh \[x\] done")


@played
async def test_what_is_typed_and_pasted_becomes_harmless_and_is_kept(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n")
        stage.app.post_message(Paste(EVIL + "\nzwei"))
        await stage.shows(r"\[/b\] \[@click=app.quit\]x\[/\]␛\]52", "zwei")
        assert_harmless(stage)
        await stage.press("enter")
        await stage.shows("Filed: note Botschaft")
        assert_harmless(stage)
    told = history_of(office, 1)[0].text
    assert told.startswith(f"{MARK}␛]52;c;aGFjaw==␇")
    assert told.endswith("\nzwei")
    assert drafts_on_disk(home) == []


@played
async def test_a_question_may_be_anything(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s")
        for text in ('"', "NEAR(", "a* OR b", "%_'--", EVIL, "٠٣٠", "x" * 3000):
            stage.app.post_message(Paste(text))
            await stage.until(lambda: answered(stage))
            assert_harmless(stage)
            await stage.press("ctrl+u")
        await stage.shows("digits = end of a telephone number")


def answered(stage: Stage) -> bool:
    box = stage.board.call_box()
    return box is not None and box.edit.text != "" and box._answered == box.edit.text

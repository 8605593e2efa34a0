"""A megabyte on one line: pasted anywhere, or stored past every edge, it freezes nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from textual.events import Paste

from dispatcher.console.forms.note_text import in_lines
from dispatcher.console.widgets.line_edit import LONGEST, LONGEST_PASTED, LONGEST_SET, LineEdit
from dispatcher.domain.text import shortened
from dispatcher.store import sqlite
from tests.console.stage import LARGE, Stage, on_stage, played
from tests.hostile.corpus import HUGE, MEGABYTE

PLACES = {
    "note": ["n"],
    "report": ["t"],
    "call": ["s"],
    "command": ["comma"],
    "filter": ["f7", "slash"],
    "palette": ["ctrl+p"],
    "person": ["w", "n"],
    "promise": ["p"],
}
"""Where one types, and the keys that lead there."""
KEY_SECONDS = 0.1
"""So long a key takes at most, of the process' own time."""


async def answers(stage: Stage, *keys: str) -> bool:
    """Whether keys are done in time; one of them may meet Python's cleaning."""
    spent = []
    for key in keys:
        begun = time.process_time()
        await stage.press(key)
        spent.append(time.process_time() - begun)
    return sorted(spent)[-2] < KEY_SECONDS


@pytest.mark.parametrize("place", PLACES)
@played
async def test_keys_answer_after_a_megabyte_was_pasted(office: Path, place: str) -> None:
    async with on_stage(office, size=LARGE) as stage:
        await stage.press(*PLACES[place])
        for one in HUGE[: 3 if place != "note" else None]:
            stage.app.post_message(Paste(one.text))
            await stage.settles()
            assert await answers(stage, "x", "left", "y", "backspace", "end"), one.text[:20]
            for _time in range(4):
                await stage.press("ctrl+u")
        assert stage.app.is_running


@pytest.mark.parametrize("one", HUGE, ids=range(len(HUGE)))
@played
async def test_keys_answer_where_a_megabyte_is_stored(office: Path, one: object) -> None:
    connection = sqlite.driver.connect(office, isolation_level=None)
    text = getattr(one, "text", "")
    for table, column in (("customer", "name"), ("ticket", "title"), ("ticket", "next_step"), ("site", "access")):
        connection.execute(f"UPDATE {table} SET {column} = {column} || ? WHERE id = 1", (text,))
    connection.execute("UPDATE technician SET name = name || ? WHERE id = 1", (text,))
    connection.close()
    async with on_stage(office, size=LARGE) as stage:
        await stage.shows("K-1001")
        assert await answers(stage, "f6", "l", "f7", "f8", "j", "f7", "k", "w", "escape", "i")
        assert stage.app.is_running


def test_what_has_no_room_is_told_by_a_sign() -> None:
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdef", 4) == "abc…"
    assert [shortened("abcdef", room) for room in (1, 0, -3)] == ["…", "", ""]
    edit = LineEdit()
    edit.insert("x" * MEGABYTE)
    assert edit.text == "x" * (LONGEST - 1) + "…"
    edit = LineEdit("abc", lines=True)
    edit.insert("wort\n" * MEGABYTE)
    assert (len(edit.text), edit.text[-1]) == (LONGEST_PASTED, "…")


def test_what_was_there_before_is_kept_whole_and_can_be_gone_on_with() -> None:
    long = "K-1042; " * 3000
    edit = LineEdit(long)
    edit.insert("K-1088")
    assert edit.text == long + "K-1088"
    edit.set("y" * 2 * LONGEST_SET)
    assert (len(edit.text), edit.text[-1]) == (LONGEST_SET, "…")


def test_an_endless_line_of_a_note_is_broken_at_a_blank_with_a_sign() -> None:
    words = "wort " * 3000
    lines = in_lines(words).split("\n")
    assert max(map(len, lines)) <= 5001
    assert "".join(line.removesuffix("…") for line in lines) == words
    assert all(line.endswith("wort …") for line in lines[:-1])
    assert in_lines("x" * 12_000) == "…\n".join(["x" * 5000, "x" * 5000, "x" * 2000])
    assert in_lines("kurz\nlang") == "kurz\nlang"

"""A megabyte on one line: pasted anywhere, or stored past every edge, it freezes nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from textual.events import Paste

from dispatcher.console.forms.note_text import in_lines
from dispatcher.console.widgets.line_edit import LONGEST, LONGEST_PASTED, LONGEST_SET, LineEdit
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.text import clean, shortened
from dispatcher.domain.verbs import NOTE
from dispatcher.store import sqlite
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from tests.console.office_of import NOW
from tests.console.stage import LARGE, Stage, on_stage, played
from tests.hostile.corpus import HUGE, MEGABYTE, Hostile

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
    spent = {}
    for number, key in enumerate(keys):
        begun = time.process_time()
        await stage.press(key)
        spent[number, key] = round(time.process_time() - begun, 3)
    slow = {key: seconds for key, seconds in spent.items() if seconds >= KEY_SECONDS}
    assert len(slow) <= 1, slow
    return True


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


STORED = (
    ("customer", "name", 500), ("customer", "remark", 20_000), ("ticket", "title", 500), ("ticket", "text", 200_000),
    ("ticket", "next_step", 500), ("site", "access", 200_000), ("site", "parking", 200_000),
    ("technician", "name", 500),
)  # fmt: skip
"""Columns, and how much the edges of the store let into them."""


@pytest.mark.parametrize("one", HUGE, ids=range(len(HUGE)))
@played
async def test_keys_answer_where_as_much_is_stored_as_can_be(office: Path, one: Hostile) -> None:
    connection = sqlite.driver.connect(office, isolation_level=None)
    for table, column, most in STORED:
        text = clean(one.text[:most])[: most - 80]
        connection.execute(f"UPDATE {table} SET {column} = {column} || ? WHERE id = 1", (text,))
    connection.close()
    store = open_store(find(str(office)))
    with store.writing(Actor(1, "mh", "dispatcher"), Clock(NOW)) as uow:
        payload = {"text": clean(one.text[:200_000]), "direction": "in", "channel": "T", "person": "x"}
        uow.record(NOTE, [("customer", 1)], payload)
    store.close()
    async with on_stage(office, size=LARGE) as stage:
        await stage.shows("K-1001")
        assert await answers(stage, "f6", "l", "f7", "f8", "j", "f7", "k", "w", "escape", "i", "escape", "f7", "f7")
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

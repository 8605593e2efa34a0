"""The event loop waits for neither database nor disk: a day's work at the board, and who asked for them meanwhile."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_stack
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from dispatcher.console.shell import Shell
from tests.console.stage import Stage, on_stage, played
from tests.console.test_notes import history_of

_TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir", "os.truncate"})
_FOLDER = str(Path(tempfile.gettempdir()) / "pytest-")
_listening: list[list[str]] = []


def _hear(name: str, given: tuple[Any, ...]) -> None:
    """Python asks everybody who listens, for ever; between two tests there is nobody."""
    if not _listening or name not in _TOUCHES or threading.current_thread() is not threading.main_thread():
        return
    where = given[0] if given else ""
    if isinstance(where, str | bytes | os.PathLike) and os.fsdecode(where).startswith(_FOLDER):
        _listening[-1].append(f"{name} {os.fsdecode(where)} {_from()}")


def _from() -> str:
    ours = [
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in extract_stack() if "/dispatcher/" in frame.filename
    ]
    return " ".join(ours[-4:])


sys.addaudithook(_hear)


@pytest.fixture
def on_the_loop() -> Iterator[list[str]]:
    """What the main thread asked of the database or the disk."""
    asked: list[str] = []

    def statement(*_arguments: Any) -> None:
        if threading.current_thread() is threading.main_thread():
            asked.append(f"statement {_from()}")

    event.listen(Engine, "before_cursor_execute", statement)
    _listening.append(asked)
    yield asked
    _listening.remove(asked)
    event.remove(Engine, "before_cursor_execute", statement)


async def _a_day(stage: Stage) -> None:
    """Whatever opens something, writes something or keeps something."""
    await stage.press("n", *"rang twice", "f3", "n", "enter")
    await stage.shows("Filed: note")
    await stage.press("u")
    await stage.press("s", *"albers", "enter", "t", *"gate dead", "tab", *"wed 8-10", "tab", "tab", "enter")
    await stage.press("p", *"call back tomorrow", "enter", "escape")
    for key in ("m", "a", "c", "b", "x", "w", "i", "d", "r", "H", "f", "y", "#", "3", "f1", "ctrl+p", "f2"):
        await stage.press(key, "escape", "escape")
    await stage.press("f6", "j", "j", "m", "l", "l", "escape", "escape", "+", "-", "f5")
    await stage.press(
        "comma", *"wo 4", "enter", "escape", "comma", *"note said so", "enter", "f3", "f8", "f8", "escape"
    )
    await stage.press("f8", "f8", "escape", "L", "escape")


@played
async def test_r8_the_event_loop_asks_neither_database_nor_disk(
    office: Path, home: Path, on_the_loop: list[str]
) -> None:
    async with on_stage(office) as stage:
        on_the_loop.clear()
        await _a_day(stage)
        asked = [*on_the_loop]
        on_the_loop.clear()
        tickets = [row.title for row in stage.board.tickets_pane.all_rows()]
    assert asked == []
    assert "gate dead" in tickets
    assert [row.text for row in history_of(office, 1)].count("rang twice") == 1


def test_who_waits_on_the_loop_is_heard(home: Path, on_the_loop: list[str]) -> None:
    (home / "a draft").write_text("text", encoding="utf-8")
    assert [line.split("/")[0] for line in on_the_loop] == ["open "]


@played
async def test_one_thread_watches_whether_it_stands_still(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watches: list[object] = []
    monkeypatch.setattr("dispatcher.console.shell.watch_loop", lambda *told: watches.append(told))
    monkeypatch.setattr(Shell, "_at_standstill", (str, 60.0))
    async with on_stage(office):
        assert len(watches) == 1

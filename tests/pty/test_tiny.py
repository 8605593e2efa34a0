"""A window of hardly a cell, on every screen: nothing breaks, and what is typed there is there when it is large."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal
from tests.pty.same_screen import Watched, watched
from tests.pty.test_first_run import Newcomer

TINY = ((160, 1), (10, 3), (2, 2), (1, 1))


@dataclass(frozen=True, slots=True)
class Scene:
    """How a screen is reached, what is typed while nothing of it can be seen, and what comes of it."""

    before: tuple[str, ...]
    shown: str
    blind: tuple[str, ...]
    then: str


SCENES = {
    "board": Scene((), OPENED, ("n", "blind"), r"NOTE K-1001(?s:.*)│ blind"),
    "search": Scene(("s", "alb"), r">K-1002 +Textbüro", ("ers",), r"albers_(?s:.*)>K-1002 +Textbüro"),
    "call": Scene(("F2", "54"), r"CALL 0:", ("71", "enter"), r"TEXTBÜRO ALBERS|K-1002"),
    "form": Scene(("n", "half "), r"│ half", ("a note",), r"│ half a note"),
    "fields": Scene(("p",), "PROMISE", ("fri 10", "tab", "call"), r"call_(?s:.*)= Friday, 27\.11\.2026 10:00"),
    "zoom": Scene(("F8", "F8"), r"┌═ CONTACTS F8 ═{100}", ("F8", "F7", "n", "blind"), r"│ blind"),
    "palette": Scene(
        ("ctrl+p",), "What do you want to do", ("part on", "enter", "relay"), r"PART ON ORDER(?s:.*)relay_"
    ),
    "help": Scene(("F1",), "F1", ("F1", "n", "blind"), r"│ blind"),
    "command": Scene((":", "k 10"), r"k 10", ("02", "enter"), "TEXTBÜRO ALBERS"),
    "filter": Scene(("/",), "", ("albers", "enter"), "albers"),
    "week": Scene(("W",), "", ("F3", "n", "blind"), r"│ blind"),
}


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_what_is_typed_in_a_tiny_window_arrives(home: Home, scene: Scene) -> None:
    with watched(home) as console:
        terminal = console.terminal
        terminal.press(*scene.before)
        terminal.wait_for(scene.shown)
        for size in TINY:
            shrunk(console, size)
        for keys in scene.blind:
            terminal.press(keys)
            assert console.differences() == []
        terminal.resize(*SIZES[0])
        terminal.wait_for(scene.then)
        assert console.differences() == []


def shrunk(console: Watched, size: tuple[int, int]) -> None:
    """The window is so small, and the console has drawn what it could."""
    console.terminal.resize(*size)
    assert console.differences() == []


@contextmanager
def first_run(folder: Path) -> Iterator[Terminal]:
    """Somebody who starts it for the first time."""
    with Newcomer(folder).start("--lang", "en") as terminal:
        terminal.wait_for("YOUR OFFICE")
        yield terminal


def test_a_first_run_in_a_tiny_window_goes_on_in_a_large_one(tmp_path: Path) -> None:
    with first_run(tmp_path) as terminal:
        for size in TINY:
            terminal.resize(*size)
            terminal.wait_quiet(0.4)
        terminal.press("Nordlicht Technik", "tab", "hamburg")
        terminal.wait_quiet(0.4)
        terminal.resize(*SIZES[2])
        terminal.wait_for("= HH Hamburg")
        assert "Nordlicht Technik" in terminal.text()
        for size in TINY:
            terminal.resize(*size)
        terminal.press("tab", "tab", "tab", "ctrl+u", "Wiebke Weiß", "enter")
        terminal.wait_quiet(0.4)
        terminal.resize(*SIZES[2])
        terminal.wait_for("YOUR OFFICE IS MADE")
        terminal.press("enter")
        terminal.wait_for("PLAN")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []

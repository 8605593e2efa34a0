"""Keys at the real program while it starts: before it has the terminal, before its frame, before the store is read."""

from __future__ import annotations

import pytest

from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal


def begun(terminal: Terminal, moment: str) -> None:
    """Wait for a moment of the start."""
    if moment == "frame":
        terminal.wait_for("PLAN")


@pytest.mark.parametrize("moment", ["at once", "frame"])
@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
def test_x3_space_and_enter_at_the_start_open_the_first_card(home: Home, size: tuple[int, int], moment: str) -> None:
    with home.start(size=size) as terminal:
        begun(terminal, moment)
        terminal.press("space", "enter")
        terminal.wait_for("┌ DIAL .*asks for a call")
        terminal.press("F3")
        terminal.wait_for("PLAN|TICKETS")
        terminal.press("Q")
        terminal.wait_exit()
        assert terminal.faults() == []


@pytest.mark.parametrize("moment", ["at once", "frame"])
def test_x3_a_burst_of_verbs_at_the_start_keeps_its_order(home: Home, moment: str) -> None:
    with home.start() as terminal:
        begun(terminal, moment)
        terminal.press("p", "wed 14", "enter", "n", "typed at the start", "enter", "b")
        terminal.wait_for("┌ BALL .*T-1001")
        terminal.wait_for("Filed: note Botschaft")
    assert home.said(1).count("typed at the start") == 1


def test_complaints_that_go_to_a_file_take_no_screen_along(home: Home) -> None:
    file = home.folder / "complaints"
    command = ["sh", "-c", 'exec "$@" 2>"$0"', file, *home.command()]
    with Terminal(command, size=SIZES[0], env=home.env, cwd=home.folder) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert file.read_text() == ""

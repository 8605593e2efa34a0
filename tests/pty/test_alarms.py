"""Alarms of the real program in a real terminal: at their instant, once, and not again by a restart (M4)."""

from __future__ import annotations

import re

import pytest

from dispatcher.cli.office import Office, Options
from dispatcher.domain.promise import GivePromise
from dispatcher.domain.refusal import Refusal
from tests.console.office_of import NOW, at
from tests.pty.desk import Home
from tests.pty.harness import SIZES, Terminal

OVERDUE = r"!! +promise Textb.ro Albers"


@pytest.fixture
def owing(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The office promised Textbüro Albers a call at 10:00."""
    monkeypatch.setenv("XDG_STATE_HOME", home.env["XDG_STATE_HOME"])
    office = Office(Options(str(home.store), now=NOW))
    office.open()
    assert not isinstance(
        office.save("promise", GivePromise("ours", "call-back", at(10), customer=2), "given"), Refusal
    )
    office.close()
    return home


def bells(terminal: Terminal) -> int:
    """How often it rang; what ends a title or a pointer's shape is no bell."""
    return re.sub(rb"\x1b\][^\x07\x1b]*\x07", b"", terminal.raw).count(b"\x07")


@pytest.mark.parametrize("size", SIZES)
def test_m4_it_rings_at_the_instant_and_a_restart_does_not_ring_again(owing: Home, size: tuple[int, int]) -> None:
    with owing.start("--now", "2026-11-23T09:59:55", size=size) as terminal:
        terminal.wait_for(rf"{OVERDUE} .*due now")
        terminal.wait_quiet()
        assert bells(terminal) == 1
        terminal.kill9()
    with owing.start("--now", "2026-11-23T10:05", size=size) as terminal:
        terminal.wait_for(OVERDUE)
        terminal.wait_quiet()
        assert bells(terminal) == 0
        terminal.press(" ", "enter")
        terminal.wait_for("┌ PROMISE 1")


def test_m4_what_fell_due_behind_a_kill_is_caught_up_once(owing: Home) -> None:
    with owing.start() as terminal:
        terminal.wait_for(r"Space \(\d+\)")
        terminal.kill9()
    for rings in (1, 0):
        with owing.start("--now", f"2026-11-23T10:4{1 - rings}") as terminal:
            terminal.wait_for(rf"{OVERDUE} overdue \(caught up\)")
            terminal.wait_quiet()
            assert bells(terminal) == rings
            terminal.kill9()

"""Who is at a desk, in real terminals: however a console ends, the others soon know; and nobody leaves the desk empty
over a promise (N5)."""

from __future__ import annotations

import signal

import pytest

from dispatcher.actions.outcome import Done
from dispatcher.actions.promise import give_promise
from dispatcher.cli.office import Office, Options
from dispatcher.domain.promise import GivePromise
from dispatcher.store import sqlite
from tests.console.office_of import NOW, at
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES


def consoles(home: Home) -> int:
    connection = sqlite.driver.connect(home.store)
    [count] = connection.execute("SELECT count(*) FROM presence").fetchone()
    connection.close()
    return int(count)


@pytest.fixture
def owing(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The office, which has promised a call-back for today."""
    monkeypatch.setenv("XDG_STATE_HOME", home.env["XDG_STATE_HOME"])
    office = Office(Options(str(home.store), now=NOW))
    office.open()
    assert isinstance(office.perform(give_promise, GivePromise("ours", "call-back", at(14), customer=1)), Done)
    office.close()
    return home


def test_a_line_that_is_cut_takes_the_console_from_the_desk(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.wait_for(lambda _lines: consoles(home) == 1)
        terminal.signal(signal.SIGHUP)
        terminal.wait_exit()
    assert consoles(home) == 0


def test_n5_a_killed_console_is_nobody_and_the_desk_is_not_left_empty_over_a_promise(owing: Home) -> None:
    with owing.start() as killed:
        killed.wait_for(OPENED)
        killed.wait_for(lambda _lines: consoles(owing) == 1)
        killed.kill9()
    assert consoles(owing) == 1
    with owing.start(size=SIZES[2]) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("Q")
        terminal.wait_for("LEAVE THE DESK EMPTY")
        terminal.press("0171 2312520", "enter")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert consoles(owing) == 0

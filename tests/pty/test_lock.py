"""The lock of the real program in a real terminal: by key, by rest, through a kill, at any size."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from dispatcher.cli.office import Office, Options
from dispatcher.domain.pin import SetPin, seal
from dispatcher.domain.refusal import Refusal
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal

PIN = "47 elf"
LOCKED = r"Locked \(\w+\)\."
NAMES = ("Botschaft", "Albers", "Nordlicht", "Wolff")


@pytest.fixture
def guarded(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The office, whose dispatcher has a PIN."""
    monkeypatch.setenv("XDG_STATE_HOME", home.env["XDG_STATE_HOME"])
    office = Office(Options(str(home.store)))
    office.open()
    assert not isinstance(office.save("set pin", SetPin(seal(PIN)), "pin"), Refusal)
    office.close()
    return home


def nothing_is_told(terminal: Terminal) -> bool:
    return not any(name in terminal.text() for name in NAMES)


def test_the_first_l_sets_a_pin_that_opens_it_again(home: Home) -> None:
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.press("L")
        terminal.wait_for("SET A PIN")
        terminal.press(PIN, "enter", PIN, "enter")
        terminal.wait_for(LOCKED)
        assert nothing_is_told(terminal)
        terminal.press("falsch", "enter")
        terminal.wait_for("That is not the PIN")
        terminal.wait_for(lambda _lines: "next try" not in terminal.text())
        terminal.press(PIN, "enter")
        terminal.wait_for(OPENED)
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert PIN.encode() not in home.store.read_bytes()


def test_a_locked_console_ignores_calls_and_sizes(guarded: Home) -> None:
    with guarded.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.press("L")
        terminal.wait_for(LOCKED)
        terminal.press("F2", "F6", "ctrl+p")
        for size in (SIZES[2], (40, 10), SIZES[1]):
            terminal.resize(*size)
            terminal.wait_for(lambda _lines: f"{LOCKED[:6]}" in terminal.text() and nothing_is_told(terminal))
        terminal.wait_quiet()
        assert nothing_is_told(terminal)
        terminal.press(PIN, "enter")
        terminal.wait_for("1001 Bot")
        assert "CALL 0:" not in terminal.text()
        terminal.press("Q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_a_console_that_is_ended_while_locked_comes_back_locked_with_its_draft(
    guarded: Home, ending: signal.Signals
) -> None:
    with guarded.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.press("n", "half a note")
        terminal.wait_for(lambda _lines: guarded.texts() == ["half a note"])
        terminal.press("F3")
        terminal.wait_for("1 draft")
        terminal.press("L")
        terminal.wait_for(LOCKED)
        terminal.wait_for(lambda _lines: [*marks(guarded)])
        terminal.signal(ending)
        terminal.wait_exit()
    assert guarded.texts() == ["half a note"]
    with guarded.start() as terminal:
        terminal.wait_for(LOCKED)
        assert nothing_is_told(terminal)
        terminal.press(PIN, "enter")
        terminal.wait_for("1 draft")
        terminal.press("enter")
        terminal.wait_for("half a note")
        terminal.press("F3", "Q")
        assert terminal.wait_exit() == 0
    assert [*marks(guarded)] == []


def marks(home: Home) -> list[Path]:
    return [*(home.folder / "state").glob("dispatcher/locked/*.json")]


def test_a_rest_locks_it(guarded: Home) -> None:
    settings = guarded.folder / "config" / "dispatcher" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("lock_minutes = 0.02\n")
    with guarded.start() as terminal:
        terminal.wait_for(LOCKED)
        assert nothing_is_told(terminal)
        terminal.press(PIN, "enter")
        terminal.wait_for("1001 Bot")

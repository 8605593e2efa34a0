"""X1: a console that is killed has its terminal put right, and nobody else's terminal is touched."""

from __future__ import annotations

import os
import select
import signal
import sys

import pytest

from dispatcher.console.terminal.keeper import Keeper
from tests.pty.desk import HERE, OPENED, Home
from tests.pty.ends import ENDS, PATIENT, Scene
from tests.pty.harness import Terminal
from tests.pty.processes import keeper_of, keepers_of, lives, started_by
from tests.pty.shell import OTHER, PROMPT, Manner, shell


class Job:
    """The console as a shell's job."""

    def __init__(self, home: Home, manner: Manner) -> None:
        self.terminal = Terminal(shell(manner, home.command()), env=home.env, cwd=home.folder)

    def open(self) -> None:
        self.terminal.wait_for(OPENED)
        self.find()

    def find(self) -> None:
        self.program = next(started_by(self.terminal.pid))
        self.terminal.watch(lambda: keepers_of(self.program))
        self.keeper = keeper_of(self.program)

    def wait_for(self, prompt: bytes) -> None:
        self.terminal.wait_for(lambda _lines: self.terminal.raw.endswith(prompt))

    def assert_killed_and_nothing_sent(self) -> None:
        before = self.terminal.sent
        os.kill(self.program, signal.SIGKILL)
        self.terminal.watch(lambda: not lives(self.keeper))
        self.terminal.wait_quiet()
        assert self.terminal.sent == before


def test_x1_a_console_that_slept_and_went_on_is_put_right(home: Home) -> None:
    with Scene(home, "board", PATIENT, "kill -9").terminal as terminal:
        terminal.wait_for(OPENED)
        terminal.signal(signal.SIGTSTP)
        terminal.wait_stopped()
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(OPENED)
        keeper = keeper_of(terminal.pid)
        terminal.kill9()
        terminal.watch(lambda: not lives(keeper))
        terminal.wait_quiet()
        assert terminal.faults() == []


def test_x1_a_console_that_waits_for_a_reader_on_its_way_out_is_put_right(home: Home) -> None:
    scene = Scene(home, "board", PATIENT, "kill -9")
    with scene.terminal as terminal:
        terminal.wait_for(OPENED)
        scene.freeze()
        terminal.signal(signal.SIGTSTP)
        terminal.pass_time(1.0)
        assert not terminal.is_stopped()
        terminal.kill9()
        terminal.resume()
        scene.assert_given_back()


def test_x1_a_console_goes_on_and_ends_without_its_keeper(home: Home) -> None:
    scene = Scene(home, "board", PATIENT, "SIGTERM")
    with scene.terminal:
        scene.reach()
        os.kill(keeper_of(scene.terminal.pid), signal.SIGKILL)
        ENDS["SIGTERM"](scene)
        assert scene.terminal.text().strip() == ""


@pytest.mark.parametrize(
    ("manner", "stop", "prompt"),
    [("prompt", signal.SIGTSTP, PROMPT), ("other job", signal.SIGSTOP, OTHER)],
    ids=["asleep", "stopped by force"],
)
def test_x1_a_stopped_job_leaves_the_terminal_to_whoever_has_it(
    home: Home, manner: Manner, stop: signal.Signals, prompt: bytes
) -> None:
    job = Job(home, manner)
    with job.terminal:
        job.open()
        os.kill(job.program, stop)
        job.wait_for(prompt)
        job.assert_killed_and_nothing_sent()


def test_x1_a_job_in_the_background_has_no_terminal_to_give_back(home: Home) -> None:
    job = Job(home, "background")
    with job.terminal:
        job.wait_for(PROMPT)
        job.find()
        job.assert_killed_and_nothing_sent()
        assert job.terminal.faults() == []


_KILLED = """
import os, signal, tty
from dispatcher.console.terminal.keeper import Keeper
keeper = Keeper(0, lambda: {meanwhile}, lambda: os.write(1, b"restored"))
keeper.hold(is_held=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("meanwhile", "seen"), [("None", "restored"), ("tty.setcbreak(0)", "")])
def test_x1_settings_are_restored_where_no_shell_was_quicker(meanwhile: str, seen: str) -> None:
    both_gone, held = os.pipe()
    words = [sys.executable, "-c", _KILLED.format(meanwhile=meanwhile)]
    with Terminal(words, cwd=HERE, pass_fds=(held,)) as terminal:
        os.close(held)
        terminal.watch(lambda: select.select([both_gone], [], [], 0)[0])
        terminal.wait_quiet()
        assert terminal.text().strip() == seen
    os.close(both_gone)


@pytest.mark.parametrize("thread", ["outflow", "textual-input"])
def test_x1_a_fault_at_the_start_leaves_the_screen_before_its_sentence(home: Home, thread: str) -> None:
    words = home.command()
    words[1:3] = ["-m", "tests.pty.no_thread", thread]
    with Terminal(words, env=home.env, cwd=HERE) as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.faults() == []
        assert "because of a fault in" in terminal.text()


def test_a_system_with_no_process_left_has_a_console_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    done: list[str] = []
    keeper = Keeper(-1, lambda: done.append("left"), lambda: done.append("restored"))
    keeper.hold(is_held=True)
    keeper.give_back()
    keeper.give_back()
    keeper.dismiss()
    assert done == ["left", "restored"]
    assert Keeper.current is None

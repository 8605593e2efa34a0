"""Every way in which a terminal or the program in it may end, on every kind of screen.

A note is typed, one of :data:`SCREENS` is gone to, one of :data:`ENDS` comes. Afterwards the note is there, the program
is gone and the terminal is as it was. The limits are those of :class:`Limits`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal
from tests.pty.processes import lives, name_of, started_by
from tests.pty.shell import shell

BEFORE = "Calvet still absent"
LATE = ", Tür klemmt, Schlüssel beim Pförtner"
_TOO_SMALL = ((1, 1), (2, 1), (1, 60), (20, 5), (500, 200), (79, 24), (3, 3))
_IGNORED = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execvp(sys.argv[1], sys.argv[1:])"
_WRAPPED = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds within which a program has to be gone and a letter has to be on the disk, between two letters, and how
    long sizes storm."""

    gone: float = 5.0
    kept: float = 1.0
    pace: float = 0.06
    storm: float = 30.0


PATIENT = Limits(gone=60.0, kept=60.0, pace=0.01, storm=0.5)
"""For a machine that is busy with other things: what is asserted is that it happens, and in which order."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Keys that lead from the note to a screen, and what it shows."""

    keys: Sequence[str]
    shown: str


SCREENS = {
    "board": Screen(["F3"], r"(?s)PLAN.*TICKETS open.*CONTACTS"),
    "search": Screen(["F3", "s", "alb"], r">K-1002 +Textbüro"),
    "form": Screen([], rf"│ {BEFORE}"),
    "zoom": Screen(["F3", "F8", "F8"], r"┌═ CONTACTS F8 ═{100}"),
}


class Scene:
    """One program that is about to end."""

    def __init__(self, home: Home, screen: str, limits: Limits, how: str) -> None:
        """``how`` is one of :data:`ENDS`; some of them begin in another way."""
        self.home, self.limits, self.screen = home, limits, SCREENS[screen]
        command = home.command()
        if how in _BEGINNINGS:
            command = [sys.executable, "-S", "-E", "-c", _BEGINNINGS[how], *command]
        if how == "kill -9 of a job":
            command = shell("prompt", command)
        is_own = how not in ("no SIGHUP", "parent killed")
        self.terminal = Terminal(command, env=home.env, cwd=home.folder, controlling=is_own)
        self.typed_at: list[float] = []
        self.ended_at = 0.0

    def reach(self) -> None:
        """The screen is there, and the note on the disk as it was typed so far."""
        self.terminal.wait_for(OPENED)
        self.terminal.press("n", BEFORE)
        self.terminal.wait_for(rf"│ {BEFORE}")
        self.terminal.wait_for(lambda _lines: self.home.texts() == [BEFORE])
        self.terminal.press(*self.screen.keys)
        self.terminal.wait_for(self.screen.shown)
        if not self.screen.keys:
            self.type_on()

    def program(self) -> int:
        """The process of the console, where another one started it."""
        return next(started_by(self.terminal.pid))

    def type_on(self) -> None:
        """A person types until the very end."""
        for letter in LATE:
            self.typed_at.append(time.monotonic())
            self.terminal.type(letter)
            self.terminal.pass_time(self.limits.pace)

    def freeze(self) -> None:
        """Nobody reads any more, and more was sent than the line holds."""
        self.terminal.stall()
        for turn in range(6):
            self.terminal.resize(*SIZES[turn % 2])
            self.terminal.pass_time(0.2)
        self.terminal.watch(lambda: self.terminal.unread() > 2000)

    def assert_kept(self, *, whole: bool) -> None:
        """The letters that were typed long enough before the end are on the disk; ``whole``: all of them."""
        due = [at for at in self.typed_at if whole or at <= self.ended_at - self.limits.kept]
        (text,) = self.home.texts()
        assert (BEFORE + LATE).startswith(text)
        assert len(text) >= len(BEFORE) + len(due), text

    def assert_gone(self, *statuses: int) -> None:
        """The program has ended in time."""
        status = self.terminal.wait_exit(self.limits.gone)
        assert status in statuses, status

    def wait_gone(self, process: int) -> None:
        """A process that is not the one that the terminal was given to has ended in time."""
        deadline = time.monotonic() + self.limits.gone
        while lives(process):
            assert time.monotonic() < deadline, f"process {process} is still there"
            self.terminal.pass_time(0.02)

    def assert_given_back(self) -> None:
        """Whoever was killed has its terminal put right by another process, in time."""
        deadline = time.monotonic() + self.limits.gone
        while found := self.terminal.faults():
            assert time.monotonic() < deadline, found
            self.terminal.pass_time(0.02)

    def assert_sane(self) -> None:
        """Nothing of the console is left in the terminal."""
        self.terminal.resume()
        self.terminal.wait_quiet()
        assert self.terminal.faults() == []


End = Callable[[Scene], None]
HUNG_UP, TERMINATED = 128 + signal.SIGHUP, 128 + signal.SIGTERM


def _echoed(scene: Scene) -> None:
    """What was typed last has arrived: from here on no letter of it may be lost."""
    if scene.typed_at:
        scene.terminal.wait_for(f"{LATE[-9:]}")


def _killed(scene: Scene) -> None:
    scene.ended_at = time.monotonic()
    scene.terminal.kill9()
    scene.assert_given_back()
    scene.assert_kept(whole=False)


def _signalled(number: signal.Signals, scene: Scene) -> None:
    _echoed(scene)
    scene.terminal.signal(number)
    scene.assert_gone(128 + number)
    scene.assert_sane()
    scene.assert_kept(whole=True)


def _closed(scene: Scene) -> None:
    _echoed(scene)
    scene.terminal.close()
    scene.assert_gone(HUNG_UP)
    scene.assert_kept(whole=True)


def _parent_killed(scene: Scene) -> None:
    _echoed(scene)
    program = scene.program()
    scene.terminal.kill9()
    scene.wait_gone(program)
    scene.assert_sane()
    scene.assert_kept(whole=True)


def _job_killed(scene: Scene) -> None:
    """By the number of its job, and by its name: nothing else of the program may die with it."""
    program = scene.program()
    namesakes = [each for each in started_by(program) if name_of(each) == name_of(program)]
    scene.ended_at = time.monotonic()
    os.killpg(program, signal.SIGKILL)
    for each in namesakes:
        os.kill(each, signal.SIGKILL)
    scene.wait_gone(program)
    scene.assert_given_back()
    scene.assert_kept(whole=False)


def _stalled_and_closed(scene: Scene) -> None:
    _echoed(scene)
    scene.freeze()
    scene.terminal.close()
    scene.assert_gone(HUNG_UP)
    scene.assert_kept(whole=True)


def _stalled_and_terminated(scene: Scene) -> None:
    _echoed(scene)
    scene.freeze()
    scene.terminal.signal(signal.SIGTERM)
    scene.assert_gone(TERMINATED)
    scene.assert_sane()
    scene.assert_kept(whole=True)


def _storm(scene: Scene) -> None:
    """Two hundred sizes a second, and the last one is drawn right."""
    ends, turn = time.monotonic() + scene.limits.storm, 0
    while time.monotonic() < ends or turn < len(_TOO_SMALL):
        size = _TOO_SMALL[turn // 2 % len(_TOO_SMALL)] if turn % 2 else (1 + turn * 37 % 200, 1 + turn * 23 % 70)
        scene.terminal.resize(*size)
        scene.terminal.pass_time(0.005)
        turn += 1
    scene.terminal.resize(*SIZES[0])
    scene.terminal.wait_for(scene.screen.shown)
    _signalled(signal.SIGHUP, scene)


_BEGINNINGS = {"SIGHUP ignored": _IGNORED, "parent killed": _WRAPPED}
ENDS: dict[str, End] = {
    "kill -9": _killed,
    "kill -9 of a job": _job_killed,
    "SIGHUP": partial(_signalled, signal.SIGHUP),
    "SIGTERM": partial(_signalled, signal.SIGTERM),
    "closed": _closed,
    "SIGHUP ignored": _closed,
    "no SIGHUP": _closed,
    "parent killed": _parent_killed,
    "stalled, closed": _stalled_and_closed,
    "stalled, SIGTERM": _stalled_and_terminated,
    "sizes": _storm,
}
"""By what a dispatcher would call it; "no SIGHUP" is a terminal that is nobody's controlling one."""


def play(home: Home, screen: str, end: str, limits: Limits) -> None:
    """Play one of them. Raises AssertionError where something is lost, left or late."""
    scene = Scene(home, screen, limits, end)
    with scene.terminal:
        scene.reach()
        ENDS[end](scene)

"""What the terminal shows, held against what the console's compositor would draw anew: cell by cell, with colours."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from random import Random

import pyte
from pyte.screens import Char

from tests.pty.cells import Cells
from tests.pty.desk import OPENED, Home
from tests.pty.harness import SIZES, Terminal
from tests.pty.whole_screen import MARK

WORDS = ("müller", "T-1002", "heute 14", "Brenner tauschen [EXTERN]", "5471", "Straße 3", "@tk", "!!")
ARROWS = ("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab", "enter", "escape")
SIGNS = tuple("0123456789GHLNWabcdefghijklmnopqrstuwxy:,.-#+?/! ")
FUNCTIONS = (
    *(f"F{number}" for number in range(1, 10)),
    *(f"ctrl+{letter}" for letter in "dnopru"),
    "escape",
    "backspace",
)
_QUIET = 0.3
OTHER_SIZES = ((100, 30), (161, 46), (61, 18), (30, 9), (10, 3), (8, 3), (2, 2), (1, 1))


class Watched:
    """A console that can be asked what belongs on the screen."""

    def __init__(self, terminal: Terminal, asked: int, home: Home) -> None:
        self.terminal = terminal
        self._asked = asked
        self._told = home.folder / "screen.json"
        self._answers = 0

    def order(self, letter: str) -> None:
        """Have something done that no key does."""
        os.write(self._asked, letter.encode())

    def suspend(self) -> None:
        """Stop the console as a shell does, write over its screen, and let it go on."""
        self.terminal.signal(signal.SIGTSTP)
        self.terminal.wait_stopped()
        self.terminal.signal(signal.SIGCONT)
        self.terminal.wait_for(lambda _screen: self.terminal.is_on(1049))

    def differences(self) -> list[str]:
        """The cells that differ when the console has come to rest and sends nothing more, in words."""
        while found := self._look():
            sent = self.terminal.sent
            self.terminal.wait_quiet(_QUIET)
            if self.terminal.sent == sent:
                return self._look()
        return found

    def _look(self) -> list[str]:
        self.order("?")
        self._answers += 1
        self.terminal.wait_for(lambda _screen: self.terminal.is_on(MARK) == bool(self._answers % 2))
        self.order(".")
        lines = json.loads(self._told.read_text(encoding="utf-8"))
        return list(_differences(self.terminal.cells(), lines))


@contextmanager
def watched(home: Home, *options: str, size: tuple[int, int] = SIZES[0], language: str = "en") -> Iterator[Watched]:
    """A console on ``home``'s office, opened and at rest."""
    theirs, ours = os.pipe()
    try:
        python, _m, _program, *arguments = home.command(*options, language=language)
        command = [python, "-m", "tests.pty.whole_screen", str(theirs), home.folder / "screen.json", *arguments]
        with Terminal(command, size=size, env=home.env, cwd=home.folder, pass_fds=(theirs,)) as terminal:
            terminal.wait_for(OPENED)
            with _faults_told(home):
                yield Watched(terminal, ours, home)
    finally:
        os.close(theirs)
        os.close(ours)


@contextmanager
def _faults_told(home: Home) -> Iterator[None]:
    """What fails is told with what the console wrote of its own faults."""
    try:
        yield
    except AssertionError as failure:
        log = home.folder / "state/dispatcher/log/faults.log"
        if log.exists():
            failure.add_note(log.read_text(encoding="utf-8"))
        raise


def _differences(shown: list[list[Char]], lines: list[str]) -> Iterator[str]:
    if len(shown) != len(lines):
        yield f"{len(shown)} lines on the screen, {len(lines)} drawn"
    for row, (cells, line) in enumerate(zip(shown, lines, strict=False)):
        for column, (cell, wanted) in enumerate(zip(cells, _drawn(line, len(cells)), strict=True)):
            if cell != wanted:
                yield f"row {row}, column {column}: {cell} instead of {wanted}"


@lru_cache(4096)
def _drawn(line: str, width: int) -> list[Char]:
    """The cells of one line on an empty screen."""
    screen = Cells(width, 1)
    pyte.Stream(screen).feed(f"\x1b[?7l{line}")
    return [screen.buffer[0][column] for column in range(width)]


class Hand:
    """Somebody who presses anything; the same seed presses the same."""

    def __init__(self, console: Watched, seed: int) -> None:
        self._console = console
        self._random = Random(seed)
        self._size = SIZES[0]
        self.done: list[str] = []
        """What was done so far."""

    def goes_on(self, times: int) -> None:
        """Do something and compare, so many times. Fails with what was done last where a cell differs."""
        for _time in range(times):
            self._do_something()
            if found := self._console.differences():
                last = " ".join(self.done[-12:])
                raise AssertionError(f"after {len(self.done)} steps, the last {last}: {found[:8]}")

    def _do_something(self) -> None:
        draw = self._random.random()
        if draw < 0.9:
            self._press(
                *self._random.choices(
                    self._random.choice((ARROWS, SIGNS, FUNCTIONS)), k=self._random.choice((1, 1, 1, 4))
                )
            )
        elif draw < 0.93:
            self._press(self._random.choice(WORDS))
        elif draw < 0.96:
            self._resize()
        elif draw < 0.99:
            self._say("notice or minute")
            self._console.order(self._random.choice("nt"))
        else:
            self._say("suspended")
            self._console.suspend()

    def _press(self, *keys: str) -> None:
        self._say(*keys)
        self._console.terminal.press(*keys)

    def _resize(self) -> None:
        """Another size and sometimes back at once, as when a window is dragged."""
        size = self._random.choice((*SIZES, *OTHER_SIZES))
        self._say(f"{size[0]}x{size[1]}")
        self._console.terminal.resize(*size)
        if self._random.random() < 0.5 or size in OTHER_SIZES:
            self._console.terminal.resize(*self._size)
        else:
            self._size = size

    def _say(self, *done: str) -> None:
        self.done += done

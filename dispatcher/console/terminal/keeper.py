"""What gives the terminal back where the program cannot: after ``kill -9``, or when the system is short of memory.

A process of its own waits beside the program. Its end of a pipe tells when the program is gone, however that came.
"""

from __future__ import annotations

import os
import signal
import termios
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from dispatcher.console.terminal.lost import Act

_HELD, _LEFT = b"+", b"-"
_NAME = "terminal-keeper"
Settings = list[int | list[bytes | int]]


class Keeper:
    """The process beside the program. A program without one goes on: nothing here is worth stopping it."""

    current: ClassVar[Keeper | None] = None
    """The one there is: a program has one terminal."""

    def __init__(self, terminal: int, leave: Act, restore: Act) -> None:
        """``terminal`` is a descriptor of it; ``leave`` leaves the screen there, ``restore`` sets back how keys come
        in. The process has copies of both as they are now. Nothing is held yet."""
        self._leave, self._restore = leave, restore
        self._is_held, self._pid = False, 0
        Keeper.current = self
        # A system may have no process left to give.
        with suppress(OSError):
            self._begin(terminal)

    def _begin(self, terminal: int) -> None:
        ours = {os.getpgrp(), os.getpgid(os.getppid()), os.getsid(0)}
        readable, self._writable = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._writable)
            _keep(readable, terminal, ours, self._leave, self._restore)
        # Whoever ends or stops the program by the number of its job does not mean the keeper.
        os.setpgid(self._pid, self._pid)
        os.close(readable)

    def hold(self, *, is_held: bool) -> None:
        """Whether the program has the terminal's screen and settings from now on. Say it behind taking them and behind
        leaving them: what another program does there is not to be undone."""
        self._is_held = is_held
        if self._pid:
            # Whoever killed the keeper alone has a terminal that nobody keeps, and a console that goes on.
            with suppress(BrokenPipeError):
                os.write(self._writable, _HELD if is_held else _LEFT)

    def give_back(self) -> None:
        """Put right what a fault has left of the screen, so that a sentence about it can be read. Nothing where the
        terminal was left in order."""
        if self._is_held:
            self._leave()
            self._restore()
            self.hold(is_held=False)

    def dismiss(self) -> None:
        """Nobody keeps the terminal any more. May be called twice."""
        Keeper.current = None
        if self._pid:
            pid, self._pid = self._pid, 0
            # It may have been stopped, and could not be waited for then.
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
            os.close(self._writable)


def hold(*, is_held: bool) -> None:
    """:meth:`Keeper.hold` of the one there is; nothing in a program that has none."""
    if Keeper.current is not None:
        Keeper.current.hold(is_held=is_held)


def give_back() -> None:
    """:meth:`Keeper.give_back` of the one there is; nothing in a program that has none."""
    if Keeper.current is not None:
        Keeper.current.give_back()


def _keep(readable: int, terminal: int, ours: set[int], leave: Act, restore: Act) -> None:
    """The life of the keeper; never returns."""
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGINT, signal.SIGTERM})
        with suppress(OSError):
            # Whoever ends the program by its name does not mean the keeper either.
            Path("/proc/self/comm").write_text(_NAME, "ascii")
        told, found = _LEFT, None
        while word := os.read(readable, 1):
            told, found = word, settings_of(terminal)
        if told == _HELD and _is_free(terminal, ours):
            # A shell that was quicker has set the terminal for its own line, but leaves no screen.
            leave()
            if settings_of(terminal) == found:
                restore()
    finally:
        # Nothing of the program that this is a copy of may run here, nor be written.
        os._exit(0)


def settings_of(terminal: int) -> Settings | None:
    """How keys come in on the terminal of that descriptor; None where it is none."""
    try:
        return termios.tcgetattr(terminal)
    except (termios.error, ValueError):
        return None


def _is_free(terminal: int, ours: set[int]) -> bool:
    """Whether nobody has the terminal but those who had it at our start: not the one to whom a shell gave it while the
    program was stopped. A terminal that is not the session's own tells of nobody."""
    try:
        return os.tcgetpgrp(terminal) in ours
    except OSError:
        return True

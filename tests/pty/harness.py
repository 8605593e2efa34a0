"""A real pseudo-terminal with a program in it, for tests that look at the screen as a person does.

    with Terminal([sys.executable, "-m", "dispatcher", "--store", path]) as terminal:
        terminal.wait_for("TICKETS open")
        terminal.press("F2", "5471", "enter")
        terminal.wait_for(r"K-1088 +Textbüro")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 143
        assert terminal.faults() == []

Nothing here sleeps: every wait reads the terminal until a deadline. Times are seconds.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.pty import processes
from tests.pty.cells import Cells
from tests.pty.keys import sent_by
from tests.pty.modes import Modes

SIZES = ((160, 45), (120, 35), (80, 24))
_WAIT = 60.0
_GLANCE = 0.02

_TAKE_TERMINAL = (
    "import fcntl, os, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "[signal.signal(number, signal.SIG_DFL) for number in (signal.SIGHUP, signal.SIGINT)];"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
"""The kernel makes a terminal the controlling one only for the session's leader itself. Signals are as at a desk, for
whoever runs the tests in the background, or by nohup, may ignore some."""

_QUERY = re.compile(r"\x1b\[(?:\?(\d+)\$p|(6n|0?c))")
_UNKNOWN_TO_PYTE = re.compile(r"\x1b\[(?:[<>=][\d;]*[a-zA-Z]|\?\d+\$p)|\x1b[P_^].*?\x1b\\", re.DOTALL)
_CUT_SEQUENCE = re.compile(r"\x1b(?:\[[^@-~]*)?\Z")
_ALTERNATE = re.compile(r"(\x1b\[\?1049[hl])")


def _surroundings() -> dict[str, str]:
    """This process' environment but for the size of another window, which a test runner may have left in it."""
    return {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}


class Terminal:
    """One program in one terminal; a context manager that ends what it started."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        size: tuple[int, int] = SIZES[0],
        env: Mapping[str, str] | None = None,
        cwd: str | Path | None = None,
        controlling: bool = True,
        pass_fds: Sequence[int] = (),
    ) -> None:
        """Start ``command`` in a terminal of ``size`` columns and rows.

        ``env`` is added to this process' environment, with TERM=xterm-256color and truecolour as a start.
        ``controlling=False`` gives a terminal that is nobody's controlling one: no SIGHUP reaches the program.
        """
        self._master, self._slave = os.openpty()
        self._columns, self._rows = size
        self._main, self._alternate = Cells(*size), Cells(*size)
        self._shown = self._main
        self._stream = pyte.Stream(self._shown)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._held_back = ""
        self._raw = bytearray()
        self._modes = Modes()
        self._is_stalled = False
        self._tell_size()
        self._before = termios.tcgetattr(self._slave)
        take = [sys.executable, "-S", "-E", "-c", _TAKE_TERMINAL] if controlling else []
        self._process = subprocess.Popen(
            [*take, *map(str, command)],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env={**_surroundings(), "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})},
            cwd=cwd,
            start_new_session=True,
            pass_fds=pass_fds,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    @property
    def raw(self) -> bytes:
        """Every byte the program has sent so far, as far as it was read."""
        return bytes(self._raw)

    @property
    def sent(self) -> int:
        """How many bytes that were."""
        return len(self._raw)

    @property
    def status(self) -> int | None:
        """The exit status, negative for a signal; None while the program runs."""
        return self._process.poll()

    def screen(self) -> list[str]:
        """The lines on the screen, each as wide as the terminal; the alternate screen while the program uses it."""
        return list(self._shown.display)

    def text(self) -> str:
        """The lines on the screen without their trailing blanks, as one text."""
        return "\n".join(line.rstrip() for line in self.screen())

    def sign_at(self, row: int, column: int) -> pyte.screens.Char:
        """The sign in a cell with ``data``, ``fg``, ``bg``, ``bold``, ``reverse``; rows and columns from 0."""
        return self._shown.buffer[row][column]

    def cells(self) -> list[list[pyte.screens.Char]]:
        """The cells of every line, as :meth:`sign_at` tells each."""
        return [
            [line[column] for column in range(self._columns)]
            for line in map(self._shown.buffer.__getitem__, range(self._rows))
        ]

    def is_on(self, mode: int) -> bool:
        """Whether the program has switched on this DEC private mode (1049, 2004 ...)."""
        return self._modes.is_on(mode)

    def press(self, *keys: str) -> None:
        """Send keys as xterm does: names ("F2", "enter", "ctrl+p", "shift+tab") or text to type.

        A text that happens to be a key's name goes through :meth:`type`. After "escape" wait for its effect:
        a terminal cannot tell Escape and a letter sent at once from Alt and that letter.
        """
        self._send(b"".join(map(sent_by, keys)))

    def type(self, text: str) -> None:
        """Send ``text`` letter by letter, whatever it says."""
        self._send(text.encode())

    def type_bytes(self, data: bytes) -> None:
        """Send ``data`` as it is: what a terminal sends that is set to another encoding."""
        self._send(data)

    def paste(self, text: str) -> None:
        """Send ``text`` as the terminal's paste does, in brackets when the program asked for them."""
        self._send(f"\x1b[200~{text}\x1b[201~".encode() if self.is_on(2004) else text.replace("\n", "\r").encode())

    def wait_for(self, what: str | re.Pattern[str] | Callable[[list[str]], object], timeout: float = _WAIT) -> str:
        """Read until the screen shows ``what``: a regular expression, or a callable given the lines.

        Returns the text found ("" for a callable). Fails with the screen in its words after ``timeout``.
        """
        deadline = time.monotonic() + timeout
        while (found := self._find(what)) is None:
            left = deadline - time.monotonic()
            ended = self.status is not None
            if not self._read(max(0.0, min(left, 1.0))) and (ended or left <= 0):
                raise AssertionError(f"not seen: {what!r}, exit status {self.status}\n{self.text()}")
        return found

    def wait_quiet(self, seconds: float = 0.15, timeout: float = _WAIT) -> None:
        """Read until nothing came for ``seconds`` in which the program had nothing to do either; for counting bytes
        and for frames that must not change."""
        deadline = time.monotonic() + timeout
        while self._comes(seconds, timeout):
            self._read(0)
            if time.monotonic() > deadline:
                raise AssertionError(f"still writing after {timeout} s\n{self.text()}")

    def wait_exit(self, timeout: float = _WAIT) -> int:
        """Read until the program has ended, then the rest; its exit status, negative for a signal."""
        deadline = time.monotonic() + timeout
        if self._master < 0 or self._is_stalled:
            return self._process.wait(timeout)
        while self.status is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"still running after {timeout} s\n{self.text()}")
            self._read(_GLANCE)
        while self._read(0):
            pass
        return self._process.returncode

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size as a window manager does (SIGWINCH)."""
        self._columns, self._rows = columns, rows
        self._tell_size()
        for screen in (self._main, self._alternate):
            screen.resize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._process.send_signal(number)

    def is_stopped(self) -> bool:
        """Whether the program sleeps, as after SIGTSTP."""
        return processes.is_stopped(self.pid)

    def wait_stopped(self, timeout: float = _WAIT) -> None:
        """Read until the program has left the screen and sleeps, then the rest of what it had written before."""
        self.wait_for(lambda _lines: not self.is_on(1049) and self.is_stopped(), timeout)
        while self._read(0):
            pass

    def kill9(self) -> None:
        """End the program at once, as the kernel does when memory is short."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Hang up: the terminal is gone, as after a dropped connection or a closed window."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def stall(self) -> None:
        """Read nothing more, as a frozen connection does; keys still go in."""
        self._is_stalled = True

    def resume(self) -> None:
        """Read again."""
        self._is_stalled = False

    def pass_time(self, seconds: float) -> None:
        """Read whatever comes for ``seconds``; without a reader only the time passes."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if self._is_stalled or self._master < 0:
                select.select([], [], [], left)
            else:
                self._read(left)

    def make_impatient(self) -> None:
        """Another program on this terminal made it one that refuses what it cannot take at once, and left it so."""
        os.set_blocking(self._slave, False)

    def unread(self) -> int:
        """Bytes that the program has sent and nobody has read."""
        (waiting,) = struct.unpack("i", fcntl.ioctl(self._master, termios.FIONREAD, bytes(4)))
        return int(waiting)

    def watch(self, what: Callable[[], object], timeout: float = _WAIT) -> None:
        """Look again until ``what`` holds, without reading the terminal."""
        deadline = time.monotonic() + timeout
        while not what():
            assert time.monotonic() < deadline, "did not come about"
            select.select([], [], [], _GLANCE)

    def faults(self) -> list[str]:
        """What the program left wrong in the terminal: modes on that were off, echo or line editing changed."""
        found = self._modes.left()
        now = termios.tcgetattr(self._slave)
        if not now[3] & termios.ECHO or not now[3] & termios.ICANON:
            found.append("no echo or line editing")
        elif now != self._before:
            found.append("terminal settings")
        return found

    def end(self) -> None:
        """End the program if it still runs, and give the terminal back."""
        if self.status is None:
            self.kill9()
        self.close()
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1

    def _tell_size(self) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", self._rows, self._columns, 0, 0))

    def _find(self, what: str | re.Pattern[str] | Callable[[list[str]], object]) -> str | None:
        if callable(what):
            return "" if what(self.screen()) else None
        found = re.search(what, self.text())
        return found[0] if found else None

    def _send(self, data: bytes) -> None:
        while data:
            _, writable, _ = select.select([], [self._master], [], _WAIT)
            if not writable:
                raise AssertionError("the program does not take keys")
            data = data[os.write(self._master, data) :]

    def _comes(self, seconds: float, timeout: float = _WAIT) -> bool:
        """Whether the program writes again before it rests: for ``seconds`` it neither wrote nor worked nor waited for
        a processor that others have. Fails when it works for ``timeout`` and says nothing."""
        deadline = time.monotonic() + timeout
        while self.status is None:
            before = processes.worked(self.pid)
            if select.select([self._master], [], [], seconds)[0]:
                return True
            if not processes.is_at_work(self.pid, before, seconds):
                return False
            if time.monotonic() > deadline:
                raise AssertionError(f"at work for {timeout} s without a word\n{self.text()}")
        return bool(select.select([self._master], [], [], 0)[0])

    def _read(self, timeout: float) -> bool:
        """One chunk of output, if one comes within ``timeout``."""
        if self._is_stalled or self._master < 0:
            raise AssertionError("nobody reads this terminal")
        readable, _, _ = select.select([self._master], [], [], timeout)
        data = os.read(self._master, 65536) if readable else b""
        self._raw += data
        if data:
            self._take(self._decode(data))
        return bool(data)

    def _take(self, text: str) -> None:
        text = self._held_back + text
        cut = _CUT_SEQUENCE.search(text)
        text, self._held_back = (text[: cut.start()], cut[0]) if cut else (text, "")
        for part in _ALTERNATE.split(text):
            if _ALTERNATE.fullmatch(part):
                self._switch(part.endswith("h"))
            self._stream.feed(_UNKNOWN_TO_PYTE.sub("", part))
            self._modes.note(part)
            self._answer(part)

    def _switch(self, to_alternate: bool) -> None:
        self._stream.detach(self._shown)
        self._shown = self._alternate if to_alternate else self._main
        self._alternate.reset()
        self._stream.attach(self._shown)

    def _answer(self, text: str) -> None:
        for mode, other in _QUERY.findall(text):
            if mode:
                self._send(f"\x1b[?{mode};{2 if mode == '2026' else 0}$y".encode())
            elif other == "6n":
                self._send(f"\x1b[{self._shown.cursor.y + 1};{self._shown.cursor.x + 1}R".encode())
            else:
                self._send(b"\x1b[?64;1;2;6;22c")

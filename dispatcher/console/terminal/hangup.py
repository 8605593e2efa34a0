"""The end that comes from outside: hang-up and termination, also while nobody reads the terminal."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import threading
import time
from collections.abc import Callable, Iterator

from dispatcher.console.terminal.keeper import Keeper, hold, settings_of
from dispatcher.console.terminal.lost import watch_line

ENDINGS = frozenset((signal.SIGHUP, signal.SIGTERM))
_SAVE_LIMIT = 2.5
_LEAVE_LIMIT = 1.5
_WRITE_LIMIT = 0.3
_WAKE = signal.SIGUSR2

_MOUSE_PASTE_AND_FOCUS_OFF = "".join(
    f"\x1b[?{mode}l" for mode in (2026, 1000, 1002, 1003, 1006, 1015, 1016, 1004, 2004, 2048)
)
LEAVE_SCREEN = f"\x1b\\{_MOUSE_PASTE_AND_FOCUS_OFF}\x1b[<u\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
"""Ends a sequence cut in half, then undoes what the console switched on; keys before the screen, as kitty wants."""


class Hangup:
    """Takes SIGHUP and SIGTERM in a thread of its own, so that a blocked event loop cannot lose a draft.

    Make one before any other thread starts (the signals are blocked from then on), and call :meth:`watch` when
    there is something to save. Start child programs inside :meth:`as_before`.
    """

    def __init__(self) -> None:
        self._mask_before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        self._before = {number: signal.signal(number, self._pass_on) for number in ENDINGS}
        signal.signal(_WAKE, _woken)
        self._watcher = threading.current_thread()
        self._terminal = _own_terminal()
        self._settings = settings_of(self._terminal)
        self._is_released = False
        self._last_word = ""
        self.code: int | None = None
        """128 + the signal that ended the program; None until one came."""
        # Behind everything that it needs: it is a copy of what is here now.
        self._keeper = Keeper(self._terminal, self._leave_screen, self._set_back)

    def watch(self, save: Callable[[], object], leave: Callable[[int], object]) -> None:
        """Wait for the signals from now on; one that came earlier counts.

        ``save`` puts drafts on disk; ``leave`` asks the event loop to end with the given exit code. Both are
        called in the watching thread. A program that has not gone 1.5 seconds later is ended here.
        """
        self._watcher = threading.Thread(target=self._wait, args=(save, leave), name="hang-up", daemon=True)
        self._watcher.start()
        watch_line(lambda: os.kill(os.getpid(), signal.SIGHUP))

    def end(self, sentence: str) -> None:
        """End the program as SIGTERM does, from any thread; where the event loop does not end it, ``sentence`` is the
        last that the terminal shows."""
        self._last_word = sentence
        os.kill(os.getpid(), signal.SIGTERM)

    def release(self) -> None:
        """Watch no more: the signals do again what they did, and another part of the program may make a Hangup."""
        self._keeper.dismiss()
        self._is_released = True
        if self._watcher is not threading.current_thread() and self._watcher.ident:
            signal.pthread_kill(self._watcher.ident, signal.SIGHUP)
            self._watcher.join()
        for number, act in self._before.items():
            signal.signal(number, act)
        signal.pthread_sigmask(signal.SIG_SETMASK, self._mask_before)

    @contextlib.contextmanager
    def as_before(self) -> Iterator[None]:
        """Let a program that is started inside get the signals as it would without us."""
        signal.pthread_sigmask(signal.SIG_SETMASK, self._mask_before)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)

    def _pass_on(self, number: int, frame: object) -> None:
        """A signal that came inside :meth:`as_before` belongs to the watching thread."""
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        if self._watcher.ident:
            signal.pthread_kill(self._watcher.ident, number)

    def _wait(self, save: Callable[[], object], leave: Callable[[int], object]) -> None:
        number = signal.sigwait(ENDINGS)
        if self._is_released:
            return
        self.code = 128 + number
        saving = threading.Thread(target=_quietly, args=(save,), name="last save", daemon=True)
        saving.start()
        saving.join(_SAVE_LIMIT)
        _quietly(lambda: leave(128 + number))
        time.sleep(_LEAVE_LIMIT)
        try:
            self._restore()
            hold(is_held=False)
        finally:
            os._exit(128 + number)

    def _restore(self) -> None:
        if self._terminal >= 0:
            _stop_writers()
            self._leave_screen()
            self._set_back()

    def _leave_screen(self) -> None:
        if self._terminal < 0:
            return
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTTOU,))
        with contextlib.suppress(termios.error):
            termios.tcflush(self._terminal, termios.TCOFLUSH)
        word = f"{self._last_word}\r\n" if self._last_word else ""
        _write_soon(self._terminal, f"{LEAVE_SCREEN}{word}".encode())

    def _set_back(self) -> None:
        if self._settings is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._settings)


def _woken(number: int, frame: object) -> None:
    """The signal has done its work: it has interrupted a write."""


def _stop_writers() -> None:
    """A write that waits for a reader keeps the terminal locked for others, so it goes on in a full pipe.

    There it waits until the process ends; the event loop behind it cannot overtake the one who restores.
    """
    _, full = os.pipe()
    os.set_blocking(full, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(full, bytes(4096))
    os.set_blocking(full, True)
    os.dup2(full, 1)
    os.dup2(full, 2)
    for thread in threading.enumerate():
        if thread.ident and thread is not threading.current_thread():
            signal.pthread_kill(thread.ident, _WAKE)


def _own_terminal() -> int:
    """A descriptor of the terminal that never blocks and that nobody shares; -1 without a terminal.

    In a container the terminal may have come from outside, where its name means nothing.
    """
    with contextlib.suppress(OSError):
        return _opened(os.ttyname(0))
    with contextlib.suppress(OSError):
        return _opened("/proc/self/fd/0") if os.isatty(0) else -1
    return -1


def _opened(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)


def _quietly(act: Callable[[], object]) -> None:
    """On the way out nothing may stop the rest."""
    with contextlib.suppress(Exception):
        act()


def _write_soon(terminal: int, data: bytes) -> None:
    deadline = time.monotonic() + _WRITE_LIMIT
    while data and time.monotonic() < deadline:
        try:
            data = data[os.write(terminal, data) :]
        except BlockingIOError:
            select.select([], [terminal], [], 0.01)
        except OSError:
            return

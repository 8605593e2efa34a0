"""The first answers, read by a process of its own while this one loads the screen.

Loading the screen and loading the database take about as long, and in one process only one of them goes on at a time.
So before either is loaded, a second process is made that opens the store, reads what the first screen shows, and hands
it over piece by piece. Where anything goes wrong there, it hands over nothing, and the first one reads for itself.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.clock import Clock
    from dispatcher.queries.rows import ColleagueRow, OfficeRow

Question = tuple[object, ...]
"""The name of one of the office's questions, and what it was asked with."""
Piece = tuple[Question, object]
_OPENED: Question = ("open",)


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of a store once it is open: whose it is, its clock, who sits here, why nothing may be written,
    how many wrong PINs were typed, and how long the journal was before anything was read."""

    store_id: str
    office: OfficeRow
    clock: Clock
    colleague: ColleagueRow | None
    read_only: str
    wrong_pins: int | None
    seq: int


class EarlyReader:
    """The other process. Each answer is given once; threads may ask."""

    def __init__(self, read: Callable[[], Iterator[Piece]]) -> None:
        """Let it begin: ``read`` yields what it finds, first of all an :class:`Opened`. To be called before any thread
        is started."""
        self._turn = threading.Lock()
        self._found: dict[Question, object] = {}
        self._pid, descriptor = _begun(read)
        self._pieces: BinaryIO | None = os.fdopen(descriptor, "rb")

    def opened(self) -> Opened | None:
        """What is known of the store; None where it could not be read."""
        found, told = self.answer(_OPENED)
        return told if found and isinstance(told, Opened) else None

    def answer(self, question: Question) -> tuple[bool, Any]:
        """Whether it was read, and what the answer is. Waits as long as it still may come."""
        with self._turn:
            while question not in self._found and (piece := self._next()) is not None:
                self._found[piece[0]] = piece[1]
            return (True, self._found.pop(question)) if question in self._found else (False, None)

    def close(self) -> None:
        """Nothing is asked any more."""
        with contextlib.suppress(ProcessLookupError):
            if self._pid:
                os.kill(self._pid, signal.SIGKILL)
        with self._turn:
            self._end()

    def _next(self) -> Piece | None:
        if self._pieces is None:
            return None
        try:
            piece: Piece = pickle.load(self._pieces)
        except Exception:
            # It has ended, in the middle of a piece perhaps.
            self._end()
            return None
        return piece

    def _end(self) -> None:
        if self._pieces is not None:
            self._pieces.close()
            self._pieces = None
            # Its number may be another one's as soon as it was waited for.
            pid, self._pid = self._pid, 0
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def opened(told: Opened) -> Piece:
    """The first piece."""
    return _OPENED, told


def _begun(read: Callable[[], Iterator[Piece]]) -> tuple[int, int]:
    """The other process, and where its pieces can be read."""
    readable, writable = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writable)
        return pid, readable
    try:
        os.close(readable)
        _be_nobody()
        with os.fdopen(writable, "wb") as pieces:
            for piece in read():
                pickle.dump(piece, pieces, pickle.HIGHEST_PROTOCOL)
                pieces.flush()
    finally:
        # Whatever happened here, the first process goes on; nothing that is its own is ended from here.
        os._exit(0)


def _be_nobody() -> None:
    """Keep no hold of the terminal, and end with whoever wants the pieces."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)

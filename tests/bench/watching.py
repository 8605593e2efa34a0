"""A terminal that keeps every piece with its instant, and what the processor did meanwhile."""

from __future__ import annotations

import os
import re
import select
import time
from dataclasses import dataclass

from tests.bench.link import Link, Piece
from tests.bench.stopwatch import Stopwatch
from tests.pty import processes
from tests.pty.keys import sent_by
from tests.pty.least import is_within, least

_SETTLED = 0.3
"""Seconds without output after which nothing more comes; a history follows the cursor after a short rest."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for one key: bytes, the fewest that would do, milliseconds to the first piece and to the last one, and
    milliseconds of the processor."""

    key: str
    sent: int
    ideal: int
    first: float
    last: float
    worked: float

    @property
    def holds(self) -> bool:
        """Whether it is near enough to the fewest bytes."""
        return is_within(self.sent, self.ideal)


class Watching(Stopwatch):
    """One program in its terminal."""

    def opens(self, ready: str, timeout: float = 30.0) -> tuple[list[Piece], int]:
        """Read until the screen says ``ready`` and is quiet: the pieces, their instants counted from the program's
        start, and the number of the one that made it ready."""
        begun, pieces, made = time.perf_counter(), list[Piece](), -1
        while made < 0 or self._comes(_SETTLED):
            if time.perf_counter() - begun > timeout:
                raise AssertionError(f"not ready after {timeout} s\n{self.text()}")
            if select.select([self._master], [], [], _SETTLED)[0]:
                piece = os.read(self._master, 65536)
                pieces.append((time.perf_counter() - begun, piece))
                self.feed(piece)
                made = len(pieces) - 1 if made < 0 and re.search(ready, self.text()) else made
        return pieces, made

    def answer(self, key: str) -> Answer:
        """Press ``key`` and read until it is quiet."""
        before, worked, begun = self.cells(), self.worked(), time.perf_counter()
        pieces = self.pieces_for(key)
        worked = self.worked() - worked
        for _at, piece in pieces:
            self.feed(piece)
        first, last = (1000 * (pieces[index][0] - begun) if pieces else 0.0 for index in (0, -1))
        sent = sum(len(piece) for _at, piece in pieces)
        return Answer(key, sent, least(before, self.cells()), first, last, worked)

    def pieces_for(self, key: str) -> list[Piece]:
        """What comes for a key; it is not read yet."""
        os.write(self._master, sent_by(key))
        pieces = list[Piece]()
        while self._comes(_SETTLED):
            piece = os.read(self._master, 65536)
            pieces.append((time.perf_counter(), piece))
        return pieces

    def feed(self, piece: bytes) -> None:
        """Show ``piece`` on the screen, and answer what it asks."""
        self._raw += piece
        self._take(self._decode(piece))

    def held(self, key: str, times: int, a_second: float) -> float:
        """Hold ``key`` down; the milliseconds from its last time until the cursor stood where it stays."""
        for _time in range(times - 1):
            os.write(self._master, sent_by(key))
            self.rest(1 / a_second)
        begun = time.perf_counter()
        os.write(self._master, sent_by(key))
        rows: list[tuple[float, list[int]]] = []
        for at, piece in self._pieces():
            self.feed(piece)
            rows.append((at - begun, self._lit()))
        self.rest(_SETTLED)
        return 1000 * next((passed for passed, lit in rows if lit == self._lit()), 0.0)

    def _lit(self) -> list[int]:
        """The rows in which something is reversed, as a cursor is."""
        return [row for row, cells in enumerate(self.cells()) if any(cell.reverse for cell in cells)]

    def worked(self) -> float:
        """Milliseconds of the processor so far."""
        return processes.worked(self.pid)

    def rest(self, seconds: float) -> None:
        """Read what comes unasked for so long."""
        ends = time.perf_counter() + seconds
        while (left := ends - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                self.feed(os.read(self._master, 65536))


def opened_after(terminal: Watching, ready: str, link: Link) -> float:
    """Seconds from the program's start until the other end of the line shows that it is ``ready``."""
    pieces, made = terminal.opens(ready)
    return list(link.arrivals(pieces))[made]


def shown_after(terminal: Watching, key: str, words: str, link: Link) -> float:
    """Seconds from a key at the other end of the line until its screen says ``words`` there."""
    begun = time.perf_counter()
    pieces = [(at - begun + link.way, piece) for at, piece in terminal.pieces_for(key)]
    for arrival, (_at, piece) in zip(link.arrivals(pieces), pieces, strict=True):
        terminal.feed(piece)
        if re.search(words, terminal.text()):
            terminal.rest(0.2)
            return arrival
    raise AssertionError(f"not seen: {words}\n{terminal.text()}")

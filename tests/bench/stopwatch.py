"""A terminal that notes when each piece of the screen arrived; reading what it says is kept out of the time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.pty.harness import Terminal
from tests.pty.keys import sent_by

QUIET = 0.08
"""Seconds without output after which the program has said what it had to say."""

Seen = Callable[[list[str]], object]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key: milliseconds until the screen showed what was waited for, and the bytes that came for it."""

    milliseconds: float
    bytes: int


class Stopwatch(Terminal):
    """Times keys from the write to the read that completed the screen."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As a terminal; the time runs from here."""
        self._started = time.perf_counter()
        super().__init__(*arguments, **options)

    def since_start(self, seen: Seen, timeout: float = 60.0) -> float:
        """Milliseconds from the start until the read that made the screen as ``seen`` wants it. Fails after
        ``timeout``."""
        while (shown := self._shown_at(self._pieces(), seen)) is None:
            if time.perf_counter() - self._started > timeout or self.status is not None:
                raise AssertionError(f"not shown\n{self.text()}")
        return (shown - self._started) * 1000

    def listen(self, seconds: float) -> None:
        """Take what comes within ``seconds``, so that nobody has to wait for the terminal."""
        self._read(seconds)

    def stroke(self, key: str, seen: Seen, timeout: float = 5.0) -> Stroke:
        """Press ``key`` and read until the screen is as ``seen`` wants it and quiet. Fails after ``timeout``."""
        begun = time.perf_counter()
        os.write(self._master, sent_by(key))
        pieces: list[tuple[float, bytes]] = []
        shown: float | None = None
        while shown is None:
            fresh = self._pieces()
            pieces += fresh
            shown = self._shown_at(fresh, seen)
            if shown is None and time.perf_counter() - begun > timeout:
                raise AssertionError(f"not shown {timeout} s after {key!r}\n{self.text()}")
        return Stroke((shown - begun) * 1000, sum(len(piece) for _at, piece in pieces))

    def _pieces(self) -> list[tuple[float, bytes]]:
        """What arrives until it is quiet, each piece with its instant."""
        pieces = []
        while self._comes(QUIET):
            piece = os.read(self._master, 65536)
            pieces.append((time.perf_counter(), piece))
        return pieces

    def _shown_at(self, pieces: list[tuple[float, bytes]], seen: Seen) -> float | None:
        shown = None
        for at, piece in pieces:
            self._raw += piece
            self._take(self._decode(piece))
            if shown is None and seen(self.screen()):
                shown = at
        return shown

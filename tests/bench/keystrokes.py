"""A key in the real console, until its screen shows the hits, against a key in the filter of a bare app."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from dispatcher.queries.rows import HitRow
from tests.bench import bare_app
from tests.bench.bench import Bench
from tests.bench.figures import Figure, Sample, by_turns, sample
from tests.bench.stopwatch import Seen, Stopwatch, Stroke

SIZE = (160, 45)
WORDS = (
    "müller", "brandmann", "heizung", "becker", "leipzig", "sandner", "linden", "schmidt", "kaltenmann", "potsdam",
    "wagner", "elektro",
)  # fmt: skip
"""Typed letter by letter into the console."""
FILTERED = ("rohr", "termin", "keller", "brand", "mail", "schranke", "wartung", "kunde", "protokoll", "anruf")
SHOWN = 5
"""Hits on the screen at least, of as many as there are."""
TIMES = 1.2
CURSOR_KEYS = 40


class Screens:
    """The console and the bare app, each in its terminal, both idle."""

    def __init__(self, bench: Bench, ends: ExitStack) -> None:
        """``ends`` gives the terminals back."""
        self.bench = bench
        self.console = ends.enter_context(Stopwatch(console(bench.path), size=SIZE))
        self.console.wait_for(r"open 400", timeout=30)
        self.bare = ends.enter_context(Stopwatch(bare(), size=SIZE))
        self.bare.wait_for(bare_app.READY, timeout=30)
        for terminal in (self.console, self.bare):
            terminal.wait_quiet(0.4)
        self._tickets = bare_app.draw()[1]

    def open_search(self) -> None:
        """The fields take letters from now on."""
        self.console.press("s")
        self.console.wait_for("SEARCH")
        self.bare.press("s")
        self.console.wait_quiet()
        self.bare.wait_quiet()

    def typed_into_console(self, words: Sequence[str]) -> Iterator[Stroke]:
        """One stroke a letter, where the hits differ from those before."""
        for word in words:
            before: list[str] = []
            for at in range(1, len(word) + 1):
                hits = first_hits(self.bench.office.search(word[:at]))
                stroke = self.console.stroke(word[at - 1], shows_hits(word[:at], hits))
                if hits and hits != before:
                    yield stroke
                before = hits
            self._emptied(self.console)

    def typed_into_bare(self, words: Sequence[str]) -> Iterator[Stroke]:
        """One stroke a letter, where the lines differ from those before."""
        for word in words:
            before: list[str] = self._tickets
            for at in range(1, len(word) + 1):
                lines = bare_app.sifted(self._tickets, word[:at])
                stroke = self.bare.stroke(word[at - 1], shows_lines(word[:at], lines))
                if lines != before:
                    yield stroke
                before = lines
            self._emptied(self.bare)

    def _emptied(self, terminal: Stopwatch) -> None:
        terminal.press("ctrl+u")
        terminal.wait_quiet()

    def cursor(self, terminal: Stopwatch) -> list[Stroke]:
        """The cursor one line further down in the tickets, each time."""
        return [terminal.stroke("down", lambda _screen: True) for _key in range(CURSOR_KEYS)]


def console(store: Path) -> list[str]:
    """The command that opens the console on ``store``."""
    return [sys.executable, "-m", "dispatcher", "--store", str(store), "--now", "2026-11-23T09:42", "--lang", "en"]


def bare() -> list[str]:
    """The command that opens the bare app."""
    return [sys.executable, "-m", "tests.bench.bare_app"]


def first_hits(hits: Sequence[HitRow]) -> list[str]:
    """The numbers of the hits that can be seen."""
    return [f"T-{hit.ticket_number}" if hit.ticket_number else f"K-{hit.customer_number}" for hit in hits[:SHOWN]]


def shows_hits(typed: str, hits: Sequence[str]) -> Seen:
    """Whether a screen shows what was typed and under it these hits, or none."""

    def seen(screen: list[str]) -> bool:
        question = next((row for row, line in enumerate(screen) if f"│ {typed}_ " in line), None)
        if question is None:
            return False
        below = screen[question + 1 : question + 1 + max(1, len(hits))]
        return all(hit in line for hit, line in zip(hits, below, strict=True)) if hits else "No match" in below[0]

    return seen


def shows_lines(typed: str, lines: Sequence[str]) -> Seen:
    """Whether the bare app's screen shows how many lines there are for what was typed, and the first of them."""
    first = lines[0][:20] if lines else ""
    return lambda screen: (
        f"{len(lines)} of {bare_app.TICKETS} for <{typed}>" in screen[-1] and any(first in line for line in screen)
    )


def figures(bench: Bench) -> Iterator[Figure]:
    """Search, cursor and start, each by turns with the bare app."""
    yield _start(bench, "start, until the first frame", "CONTACTS")
    yield _start(bench, "start, until tickets are shown", "open 400")
    yield _start(bench, "start, until the plan is shown", "PLAN Mon 23")
    yield _start(bench, "start, until the queue is shown", "TOMORROW")
    with ExitStack() as ends:
        screens = Screens(bench, ends)
        yield _cursor(screens)
        screens.open_search()
        ours: list[Stroke] = []
        floor: list[Stroke] = []
        for n, word in enumerate(WORDS):
            ours += screens.typed_into_console([word])
            floor += screens.typed_into_bare([FILTERED[n % len(FILTERED)]])
        yield _compared(bench, "search key until its hits are seen", ours, floor, TIMES)


def _cursor(screens: Screens) -> Figure:
    screens.bare.press("escape")
    screens.bare.wait_quiet(0.3)
    ours, floor = screens.cursor(screens.console), screens.cursor(screens.bare)
    return _compared(screens.bench, "cursor key", ours, floor, None)


def _compared(bench: Bench, name: str, ours: Sequence[Stroke], floor: Sequence[Stroke], times: float | None) -> Figure:
    mine, bare_sample = _times(ours), _times(floor)
    holds = None if times is None else mine.median <= bare_sample.median * times and mine.p95 <= bare_sample.p95 * times
    told = (
        f"p95 floor {bare_sample.p95:.1f}, {_bytes(ours):.0f} bytes a key, floor {_bytes(floor):.0f}, {len(ours)} keys"
    )
    target = f"<= {times:g} x, p95 too" if times else ""
    return Figure(name, bench.scale.name, mine.median, mine.p95, bare_sample.median, target, holds, told)


def _times(strokes: Sequence[Stroke]) -> Sample:
    return sample([stroke.milliseconds for stroke in strokes])


def _bytes(strokes: Sequence[Stroke]) -> float:
    return sample([stroke.bytes for stroke in strokes]).median


def _start(bench: Bench, name: str, ready: str) -> Figure:
    def opened(command: list[str], shown: str) -> None:
        with Stopwatch(command, size=SIZE) as terminal:
            terminal.wait_for(shown, timeout=30)

    ours, floor = by_turns(5, lambda: opened(console(bench.path), ready), lambda: opened(bare(), bare_app.READY))
    return Figure(name, bench.scale.name, ours.median, ours.p95, floor.median)

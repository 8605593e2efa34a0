"""What goes over the line: bytes and time for every key, against the fewest that would do and against a bare app.

Bytes are asserted in tests/pty as well; times hold as ratios only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from tests.bench import bare_app
from tests.bench.bench import Bench
from tests.bench.figures import Figure, Sample, sample
from tests.bench.keystrokes import FILTERED, SIZE, WORDS, bare, console
from tests.bench.link import SLOW
from tests.bench.watching import Answer, Watching, opened_after, shown_after
from tests.pty.least import MORE, TIMES

READY, ALL_THERE = "open 400", r"(?s)PLAN Mon 23.*open 400.*TOMORROW|TOMORROW.*open 400"
USABLE = r"(?s)PLAN Mon 23.*open 400.*\n[^\n]*\d\d\.\d\d\. \d\d:\d\d [io<>]"
"""Plan, tickets and a history."""
WALK = (
    *["down"] * 12, "up", "F6", *["down"] * 3, "right", "left", "F7", "F8", *["down"] * 6, "pagedown", "pageup", "home",
    "tab", "tab", "shift+tab", "s", *"müller", "down", "down", "enter", "escape", "F2", *"5471", "escape", "F7", "/",
    *"heiz", "escape", "t", "escape", "n", *"ruft an", "escape", "i", "escape", "F1", "escape", "ctrl+p", *"move",
    "escape", "plus", "minus", "H", "escape", "a", "escape", "m", "l", "l", "h", "escape", ",", *"wo 4", "escape",
    "space", "escape", "F8", "F8", "F7", "F7", "F7", "down",
)  # fmt: skip
"""Keys of a morning: lists, panes, a search, a call, a filter, boxes, a block that is carried, a command, zoom."""
_NAMED = {"plus": "+", "minus": "-"}
THERE_AND_BACK = (*["down"] * 20, *["up"] * 20)
INSIDE = ("down", "down", "up", "up") * 10
"""So far that nothing scrolls."""
IDLE_SECONDS = 15.0
HELD, A_SECOND = 90, 30.0
FRAME = 1000 / 60
MINUTE = 400
"""Bytes of a minute of the clock, and of what is due in it."""


def pressed(names: Sequence[str]) -> list[str]:
    """The keys as they are typed."""
    return [_NAMED.get(name, name) for name in names]


@dataclass(frozen=True, slots=True)
class Side:
    """What one program answered to many keys."""

    answers: Sequence[Answer]

    @property
    def sent(self) -> float:
        """The median of bytes a key."""
        return sample([answer.sent for answer in self.answers]).median

    @property
    def first(self) -> Sample:
        """Milliseconds to the first piece."""
        return sample([answer.first for answer in self.answers])

    @property
    def last(self) -> Sample:
        """Milliseconds to the last piece."""
        return sample([answer.last for answer in self.answers])

    @property
    def worked(self) -> float:
        """Milliseconds of the processor for a key."""
        return sum(answer.worked for answer in self.answers) / len(self.answers)


class Screens:
    """The console, the console that sends whole regions, and the bare app; each in its terminal, all idle."""

    def __init__(self, bench: Bench, ends: ExitStack) -> None:
        """``ends`` gives the terminals back."""
        self.scale, self._ends = bench.scale.name, ends
        self.console = self._opened(console(bench.path), ALL_THERE)
        self.plain = self._opened([*console(bench.path), "--plain-output"], ALL_THERE)
        self.bare = self._opened(bare(), bare_app.READY)

    def _opened(self, command: list[str], ready: str) -> Watching:
        terminal = self._ends.enter_context(Watching(command, size=SIZE))
        terminal.opens(ready)
        return terminal

    def by_turns(self, ours: Sequence[str], floor: Sequence[str]) -> tuple[Side, Side, Side]:
        """Key by key, each program in turn."""
        rows = [
            (self.console.answer(key), self.plain.answer(key), self.bare.answer(other))
            for key, other in zip(ours, floor, strict=True)
        ]
        one, two, three = (Side(answers) for answers in zip(*rows, strict=True))
        return one, two, three

    def press(self, ours: str, floor: str = "") -> None:
        """A key that is not measured."""
        for terminal, key in ((self.console, ours), (self.plain, ours), (self.bare, floor)):
            if key:
                terminal.answer(key)

    def held(
        self, name: str, ours: float, floor: float | None, times: float, told: str = "", more: float = 0.0
    ) -> Figure:
        """A figure that must be at most so many times its floor, or ``more`` above it."""
        holds = floor is None or ours <= floor * times + more
        return Figure(name, self.scale, ours, None, floor, f"<= {times:g} x", holds, told)


def figures(bench: Bench) -> Iterator[Figure]:
    """All of it; the three programs stay open."""
    with ExitStack() as ends:
        screens = Screens(bench, ends)
        yield screens.held("bytes, first paint", screens.console.sent, screens.bare.sent, 0.35)
        yield from _cursors(screens)
        yield from _panes(screens)
        yield from _searches(screens)
        yield _held(screens)
        yield from _idle(screens)
        yield _walk(screens)
    yield from _slow(bench)


def _cursors(screens: Screens) -> Iterator[Figure]:
    for pane, key, way, history in (("Contacts", "F8", INSIDE, 1.3), ("Tickets", "F7", THERE_AND_BACK, 3.0)):
        screens.press(key)
        ours, plain, floor = screens.by_turns(way, way)
        told = f"{plain.sent:.0f} with whole regions"
        if pane == "Contacts":
            yield screens.held(f"bytes, cursor in {pane}", ours.sent, floor.sent, 1.2, told)
        yield screens.held(f"row under the cursor p95, {pane}", ours.first.p95, floor.last.p95, 1.2)
        yield screens.held(f"all that follows p95, {pane}", ours.last.p95, floor.last.p95, 3)
        yield screens.held(f"processor a key, {pane}, to bare", ours.worked, floor.worked, history)
        yield screens.held(f"processor a key, {pane}, to plain", ours.worked, plain.worked, 1.3)


def _panes(screens: Screens) -> Iterator[Figure]:
    """From the tickets to the contacts and back; the way to the plan also shows whom its block is about."""
    ours, plain, floor = screens.by_turns(["F8", "F7"] * 8, ["tab"] * 16)
    yield screens.held("bytes, pane switch", ours.sent, floor.sent, 0.05, f"{plain.sent:.0f} with whole regions")
    yield screens.held("processor a key, pane switch, to plain", ours.worked, plain.worked, 1.3)
    ours, plain, floor = screens.by_turns(["F6", "F7"] * 8, ["tab"] * 16)
    told = f"{plain.sent:.0f} with whole regions"
    yield Figure("bytes, to the plan, contacts follow", screens.scale, ours.sent, None, floor.sent, detail=told)


def _searches(screens: Screens) -> Iterator[Figure]:
    screens.press("s", "s")
    sides: list[tuple[Side, Side, Side]] = []
    for word, filtered in zip(WORDS, FILTERED, strict=False):
        length = min(len(word), len(filtered))
        sides.append(screens.by_turns(word[:length], filtered[:length]))
        screens.press("ctrl+u", "ctrl+u")
    ours, plain, floor = (
        Side([answer for side in group for answer in side.answers]) for group in zip(*sides, strict=True)
    )
    yield screens.held("bytes, search key", ours.sent, floor.sent, 0.15, f"{plain.sent:.0f} with whole regions")
    yield screens.held("search key p95, last piece", ours.last.p95, floor.last.p95, 1.2)
    yield screens.held("processor a key, search, to plain", ours.worked, plain.worked, 1.3)
    screens.press("escape", "escape")


def _held(screens: Screens) -> Figure:
    screens.press("home")
    ours, floor = (terminal.held("down", HELD, A_SECOND) for terminal in (screens.console, screens.bare))
    told = "a frame is 16.7 ms"
    return screens.held("held key, ms until its last row", ours, floor, 1, told, more=FRAME)


def _idle(screens: Screens) -> Iterator[Figure]:
    """Bytes, but for the clock's minute, which may come once."""
    sides = (screens.console, screens.bare)
    before = [(terminal.sent, terminal.worked()) for terminal in sides]
    for terminal in sides:
        terminal.rest(IDLE_SECONDS)
    sent, shares = zip(
        *(
            (one.sent - was, (one.worked() - worked) / IDLE_SECONDS / 20)
            for one, (was, worked) in zip(sides, before, strict=True)
        ),
        strict=True,
    )
    yield Figure("bytes, idle", screens.scale, sent[0], None, None, f"<= {MINUTE} for a minute", sent[0] <= MINUTE)
    yield screens.held("processor, idle, percent", shares[0], shares[1], 1, "points more: 0.1", more=0.1)


def _walk(screens: Screens) -> Figure:
    screens.press("escape")
    answers = [screens.console.answer(key) for key in pressed(WALK)]
    far = [f"{answer.key} {answer.sent}/{answer.ideal}" for answer in answers if not answer.holds]
    sent, ideal = (float(sum(numbers)) for numbers in zip(*((one.sent, one.ideal) for one in answers), strict=True))
    target = f"each <= {TIMES:g} x or +{MORE}"
    told = f"{len(answers)} keys; {', '.join(far) or 'each one'}"
    return Figure("bytes, a walk, to the fewest", screens.scale, sent, None, ideal, target, not far, told)


def _slow(bench: Bench) -> Iterator[Figure]:
    """Over 64 kbit/s and 200 ms, compressed."""
    with Watching(console(bench.path), size=SIZE) as terminal:
        usable = 1000 * opened_after(terminal, USABLE, SLOW)
        yield Figure("64 kbit/s: usable", bench.scale.name, usable, None, None, "<= 1500 ms", usable <= 1500)
        terminal.answer("s")
        taken = []
        for word in WORDS:
            taken.append(1000 * shown_after(terminal, word[0], rf"│ {word[0]}_ ", SLOW))
            terminal.answer("ctrl+u")
        found = sample(taken)
        yield Figure(
            "64 kbit/s: search key shown",
            bench.scale.name,
            found.median,
            found.p95,
            None,
            "<= 300 ms",
            found.p95 <= 300,
        )

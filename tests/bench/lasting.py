"""The console all day long: what it costs while nobody types, and how much it grows while somebody does."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.figures import Figure
from tests.bench.keystrokes import Screens
from tests.bench.stopwatch import Stopwatch

IDLE_SECONDS = 30.0
MORE_POINTS = 0.1
"""Per cent of one processor above the bare app, the store being watched."""
KEYS, WARM = 10_000, 2_000
TOGETHER = 50
MOST_GROWTH = 5.0
MEGA = 1024 * 1024
WALK = (
    ["down"] * 8 + ["up"] * 6 + ["pagedown", "pageup", "left", "right", "F6", "F7", "F8", "tab", "end", "home"]
    + ["s", "m", "ü", "l", "escape"]
)  # fmt: skip
"""What is pressed while memory is watched: cursors, panes and searches; nothing of it writes."""


def idle(bench: Bench) -> Iterator[Figure]:
    """Per cent of a processor that the console and the bare app take while nobody does anything, at the same time."""
    with ExitStack() as ends:
        screens = Screens(bench, ends)
        terminals = (screens.console, screens.bare)
        for terminal in terminals:
            terminal.wait_quiet(2.0)
        before = [nanoseconds(terminal.pid) for terminal in terminals]
        begun = time.perf_counter()
        _listen(terminals, IDLE_SECONDS)
        passed = time.perf_counter() - begun
        ours, floor = (
            (nanoseconds(terminal.pid) - was) / passed / 1e7 for terminal, was in zip(terminals, before, strict=True)
        )
    holds = ours <= floor + MORE_POINTS
    yield Figure(
        "idle, % of a processor", bench.scale.name, ours, None, floor, f"<= +{MORE_POINTS:g} points", holds,
        f"{passed:.0f} s",
    )  # fmt: skip


def memory(bench: Bench) -> Iterator[Figure]:
    """How much the console grows over ten thousand keys, once it has shown everything that they show."""
    with ExitStack() as ends:
        console = Screens(bench, ends).console
        random.seed(6)
        press(console, WARM)
        before = resident(console.pid)
        press(console, KEYS)
        grown = resident(console.pid) - before
    yield Figure(
        "memory, MB more after 10,000 keys", bench.scale.name, grown, None, None, f"<= {MOST_GROWTH:g} MB",
        grown <= MOST_GROWTH, f"{before:.0f} MB before",
    )  # fmt: skip


def press(terminal: Stopwatch, count: int) -> None:
    """So many keys, some at once, each lot until the screen is still."""
    for _lot in range(count // TOGETHER):
        for key in random.choices(WALK, k=TOGETHER - 1):
            terminal.press(key)
            if key == "escape":
                terminal.wait_quiet(0.12)
        terminal.press("escape")
        terminal.wait_quiet(0.12)


def nanoseconds(pid: int) -> int:
    """What all threads of a process have had of the processors."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)


def resident(pid: int) -> float:
    """Megabytes of a process that lie in memory, what it shares with others included: a library that nobody else has
    open any more would count as growth otherwise."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Rss:")) * 1024 / MEGA


def _listen(terminals: tuple[Stopwatch, ...], seconds: float) -> None:
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        for terminal in terminals:
            terminal.listen(0.2)

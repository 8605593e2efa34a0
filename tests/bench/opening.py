"""The console from its start: until its frame stands, and until somebody can work with it.

The floor of the frame is the bare app. The floor of what one can work with is the frame of a bare app that imported
first what no program with a store of this kind does without: SQLAlchemy's ORM and pendulum.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

from tests.bench import bare_app
from tests.bench.bench import Bench
from tests.bench.figures import Figure, Sample, is_within, sample
from tests.bench.keystrokes import SIZE, bare, console
from tests.bench.stopwatch import Seen, Stopwatch

ROUNDS = 7
FRAME, USABLE = 1.15, 1.3
LADEN = "import sqlalchemy.orm, pendulum; from tests.bench.bare_app import BareApp; BareApp().run()"
HISTORY = re.compile(r"\d\d\.\d\d\. \d\d:\d\d [<>i]")
"""How an entry begins in Contacts."""


def has_frame(screen: list[str]) -> bool:
    """Whether the panes are there, be it empty."""
    return all(any(name in line for line in screen) for name in ("PLAN", "TICKETS", "CONTACTS"))


def is_usable(screen: list[str]) -> bool:
    """Whether plan, tickets and a history are there."""
    text = "\n".join(screen)
    return "PLAN Mon 23" in text and "open 400" in text and HISTORY.search(text) is not None


def is_bare_frame(screen: list[str]) -> bool:
    """Whether the bare app is there."""
    return any(bare_app.READY in line for line in screen)


def figures(bench: Bench) -> Iterator[Figure]:
    """The first frame and the first work, each against its floor, by turns."""
    ours = console(bench.path)
    laden = [sys.executable, "-c", LADEN]
    frame, floor, work, laden_floor = _by_turns(
        lambda: until(ours, has_frame),
        lambda: until(bare(), is_bare_frame),
        lambda: until(ours, is_usable),
        lambda: until(laden, is_bare_frame),
    )
    yield _figure(bench, "first frame", frame, floor, FRAME, "floor: the bare app's")
    yield _figure(bench, "plan, tickets and history", work, laden_floor, USABLE, "floor: one that imported the ORM")


def until(command: list[str], seen: Seen) -> float:
    """Milliseconds from the start of ``command`` until its screen is as ``seen`` wants it."""
    with Stopwatch(command, size=SIZE) as terminal:
        return terminal.since_start(seen)


def _by_turns(*calls: Callable[[], float]) -> list[Sample]:
    """The first round warms up."""
    rounds = [[call() for call in calls] for _round in range(ROUNDS + 1)][1:]
    return [sample(runs) for runs in zip(*rounds, strict=True)]


def _figure(bench: Bench, name: str, ours: Sample, floor: Sample, times: float, detail: str) -> Figure:
    holds = is_within(ours.median, floor.median, times)
    return Figure(
        f"start, until {name}", bench.scale.name, ours.median, ours.p95, floor.median, f"<= {times:g} x", holds, detail
    )

"""A step of an appointment that is carried through the plan of a large office, checks included, from key to screen.

Every key is held against the cursor key of the bare app.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.bench import bare_app
from tests.bench.bench import Bench
from tests.bench.figures import Figure, sample
from tests.bench.keystrokes import SIZE, bare, console
from tests.bench.scale import TODAY
from tests.bench.stopwatch import Stopwatch, Stroke

STEPS = {
    "carried step, 15 min": ("l", "h"),
    "carried step, technician": ("j", "k"),
    "carried step, day": ("+", "-"),
}
"""There and back, so that none ends at an edge."""
ROUNDS = 50
TIMES = 2.0
_CARRIED = frozenset({"proposed", "confirmed"})


def figures(bench: Bench) -> Iterator[Figure]:
    """Each kind of step by turns with the bare app's cursor."""
    store = bench.copy("carry.db")
    with ExitStack() as ends:
        ours = ends.enter_context(Stopwatch(console(store), size=SIZE))
        floor = ends.enter_context(Stopwatch(bare(), size=SIZE))
        floor.wait_for(bare_app.READY, timeout=30)
        grab(ours, ticket_of(bench))
        floor.wait_quiet(0.6)
        for name, keys in STEPS.items():
            steps: list[Stroke] = []
            cursor: list[Stroke] = []
            for _round in range(ROUNDS):
                steps += [step(ours, key) for key in keys]
                cursor += [floor.stroke(key, lambda _screen: True) for key in ("down", "up")]
            yield _figure(bench, name, steps, cursor)
    for suffix in ("", "-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)


def ticket_of(bench: Bench) -> int:
    """The number of a ticket whose appointment of today can be carried."""
    blocks = [block for lane in bench.office.plan(TODAY).lanes for block in lane.blocks]
    return next(block.ticket_number for block in blocks if block.state in _CARRIED)


def grab(terminal: Stopwatch, number: int) -> None:
    """The next appointment of a ticket is in the hand, and nothing moves any more."""
    terminal.wait_for(r"open \d+", timeout=30)
    terminal.press("#", *str(number), "enter")
    terminal.wait_for(rf"(?m)^ T-{number} ", timeout=30)
    terminal.press("m")
    terminal.wait_for(rf"MOVE T-{number}", timeout=30)
    terminal.wait_for("travel ", timeout=30)
    terminal.wait_quiet(0.6)


def step(terminal: Stopwatch, key: str) -> Stroke:
    """One step: until the box says where it stands now, and what speaks against it."""
    before = slot(terminal.screen())
    stroke = terminal.stroke(key, lambda screen: slot(screen) not in ("", before))
    terminal.wait_quiet()
    return stroke


def slot(screen: Sequence[str]) -> str:
    """Where the box says that it would go."""
    return next((line.partition("│ to ")[2] for line in screen if "│ to " in line), "")


def _figure(bench: Bench, name: str, ours: Sequence[Stroke], floor: Sequence[Stroke]) -> Figure:
    mine, bare_sample = (sample([stroke.milliseconds for stroke in strokes]) for strokes in (ours, floor))
    sent, bare_sent = (sample([stroke.bytes for stroke in strokes]).median for strokes in (ours, floor))
    told = f"p95 floor {bare_sample.p95:.1f}, {sent:.0f} bytes a step, floor {bare_sent:.0f}, {len(ours)} steps"
    holds = mine.p95 <= bare_sample.p95 * TIMES
    return Figure(name, bench.scale.name, mine.median, mine.p95, bare_sample.median, f"p95 <= {TIMES:g} x", holds, told)

"""Keys in the real console that open a form, type into it, or take something back, against a key in a bare app.

The office is a copy, because notes are filed in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.bench import bare_app
from tests.bench.bench import Bench
from tests.bench.figures import Figure, sample
from tests.bench.keystrokes import SIZE, bare, console
from tests.bench.stopwatch import Seen, Stopwatch, Stroke

TIMES = 5
FILTERED = "rohrtermin"
FAULT, PHRASE, PERSON = "Heizung tropft", "wed 14-16 60m", "Frau Krause"
LONGEST = 100.0
"""Milliseconds after which a person notices that something is waited for."""


def figures(bench: Bench) -> Iterator[Figure]:
    """Each key by turns with keys in the filter of the bare app."""
    store = bench.copy("forms.db")
    with ExitStack() as ends:
        ours = ends.enter_context(Stopwatch(console(store), size=SIZE))
        floor = ends.enter_context(Stopwatch(bare(), size=SIZE))
        ours.wait_for(r"open 400", timeout=30)
        floor.wait_for(bare_app.READY, timeout=30)
        floor.press("s")
        for terminal in (ours, floor):
            terminal.wait_quiet(0.4)
        found: dict[str, list[Stroke]] = {}
        for number in range(TIMES):
            for name, strokes in _round(ours, number):
                found.setdefault(name, []).extend(strokes)
            found.setdefault("", []).extend(_keys(floor, FILTERED[: 1 + number]))
            floor.press("ctrl+u")
            floor.wait_quiet()
    bare_key = sample([stroke.milliseconds for stroke in found.pop("")])
    for name, strokes in found.items():
        yield _figure(bench, name, strokes, bare_key.median)
    for suffix in ("", "-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)


def _round(ours: Stopwatch, number: int) -> Iterator[tuple[str, list[Stroke]]]:
    """One of each; what was typed is parked, and the next round clears it away."""
    yield "fault report opens", [ours.stroke("t", _shows("FAULT REPORT"))]
    ours.press("ctrl+u")
    ours.wait_quiet()
    yield "letter in a fault report", list(_keys(ours, FAULT))
    ours.press("tab", "ctrl+u")
    ours.wait_quiet()
    yield "time phrase, one key", list(_keys(ours, PHRASE))
    _left(ours, "FAULT REPORT")
    ours.press("w")
    ours.wait_for("CONTACT PERSONS")
    ours.wait_quiet()
    yield "record form opens", [ours.stroke("n", _shows("NEW: "))]
    yield "letter in a record", list(_keys(ours, f"{PERSON}{number}"))
    _left(ours, "NEW: ")
    _left(ours, "CONTACT PERSONS")
    yield from _note_and_back(ours, number)


def _note_and_back(ours: Stopwatch, number: int) -> Iterator[tuple[str, list[Stroke]]]:
    yield "note opens", [ours.stroke("n", _shows("NOTE"))]
    ours.type(f"Rückruf {number}")
    ours.wait_quiet()
    yield "note filed, until it is said", [ours.stroke("enter", _shows("Filed: "))]
    ours.wait_quiet()
    yield "undo, until it is said", [ours.stroke("u", _shows("Undone: "))]
    ours.wait_quiet()


def _left(ours: Stopwatch, head: str) -> None:
    ours.press("escape")
    ours.wait_for(lambda screen: not any(head in line for line in screen))
    ours.wait_quiet()


def _keys(terminal: Stopwatch, text: str) -> Iterator[Stroke]:
    """One stroke a letter, until the screen has the letter's effect and is quiet."""
    for letter in text:
        before = terminal.text()
        yield terminal.stroke(letter, _differs(before))


def _differs(before: str) -> Seen:
    return lambda screen: "\n".join(line.rstrip() for line in screen) != before


def _shows(word: str) -> Seen:
    return lambda screen: any(word in line for line in screen)


def _figure(bench: Bench, name: str, strokes: Sequence[Stroke], floor: float) -> Figure:
    times = sample([stroke.milliseconds for stroke in strokes])
    told = f"{sample([stroke.bytes for stroke in strokes]).median:.0f} bytes, {len(strokes)} keys"
    holds = times.median <= LONGEST
    return Figure(name, bench.scale.name, times.median, times.p95, floor, f"<= {LONGEST:g} ms", holds, told)

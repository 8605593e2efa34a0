"""The queue of a large office that promised a lot: put in order, and gone through on the screen.

On the screen every key is held against a key in the filter of the bare app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office
from dispatcher.domain.promise import GivePromise
from dispatcher.domain.queue import Situation, queue
from dispatcher.domain.queue_next import next_change
from tests.bench import bare_app
from tests.bench.alarms import LONGEST, ROUNDS, large
from tests.bench.bench import Bench, opened
from tests.bench.figures import Figure, by_turns, sample
from tests.bench.keystrokes import FILTERED, SIZE, TIMES, bare, console, shows_lines
from tests.bench.scale import NOW
from tests.bench.stopwatch import Seen, Stopwatch, Stroke
from tests.domain.owed import MINUTE, Promise

PROMISES = 2_000
SPACES = 10
"""One behind the other, before a cursor is moved by hand."""
WORDS = ("becker", "müller", "heizung", "wagner")


def figures(bench: Bench) -> Iterator[Figure]:
    """The order by itself against one pass over the same rows, then keys on the screen."""
    situation = owing()
    yield _pure("queue", situation, partial(queue, situation, NOW))
    yield _pure("queue, its next change", situation, partial(next_change, situation, NOW))
    yield from _on_screen(bench)


def _pure(name: str, situation: Situation, made: Callable[[], object]) -> Figure:
    rows = [*situation.tickets, *situation.promises]
    ours, floor = by_turns(ROUNDS, made, partial(sorted, rows, key=lambda one: (one.due is None, one.due)))
    told = f"{len(situation.tickets)} tickets, {PROMISES:,} promises"
    holds = ours.median < LONGEST
    return Figure(name, "-", ours.median, ours.p95, floor.median, f"< {LONGEST:g} ms", holds, told)


def owing() -> Situation:
    """A large office with promises of both sides, every second of them for a ticket, some of them overdue."""
    promises = [
        Promise(
            number,
            side=("ours", "ours", "theirs")[number % 3],
            ticket=number % 400 + 1 if number % 2 else None,
            due=NOW + (number - 200) * 7 * MINUTE,
        )
        for number in range(1, PROMISES + 1)
    ]
    return replace(large().situation, promises=promises)


# --- on the screen ---


def _on_screen(bench: Bench) -> Iterator[Figure]:
    store = bench.copy("queue.db")
    promise_much(store)
    with ExitStack() as ends:
        ours = ends.enter_context(Stopwatch(console(store), size=SIZE))
        floor = ends.enter_context(Stopwatch(bare(), size=SIZE))
        ours.wait_for(r"open 400", timeout=30)
        ours.wait_for(r"Space \(\d\d+\)", timeout=30)
        floor.wait_for(bare_app.READY, timeout=30)
        floor.press("s")
        for terminal in (ours, floor):
            terminal.wait_quiet(0.6)
        spaces, letters, bare_keys = _by_turns(ours, floor)
    for suffix in ("", "-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)
    yield _figure(bench, "Space, next card", spaces, bare_keys)
    yield _figure(bench, "letter in the tickets' filter", letters, bare_keys)


def _by_turns(ours: Stopwatch, floor: Stopwatch) -> tuple[list[Stroke], list[Stroke], list[Stroke]]:
    """Through the queue, into the filter, into the filter of the bare app, and again."""
    spaces: list[Stroke] = []
    letters: list[Stroke] = []
    bare_keys: list[Stroke] = []
    for number, word in enumerate(WORDS):
        spaces += [stroke for place in range(SPACES) for stroke in _space(ours, place)]
        letters += _filtered(ours, word)
        bare_keys += [stroke for typed in FILTERED[number :: len(WORDS)] for stroke in _bare(floor, typed)]
    return spaces, letters, bare_keys


def promise_much(store: Path, count: int = PROMISES) -> None:
    """Promise that much to the first customers of an office, over the weeks ahead."""
    office = opened(store)
    for number in range(count):
        _promise(office, number)
    office.close()


def _promise(office: Office, number: int) -> None:
    due = NOW + timedelta(minutes=5 + number * 7)
    side = ("ours", "ours", "theirs")[number % 3]
    command = GivePromise(side, "call back", due, customer=1 + number % 400)
    assert isinstance(office.save("promise", command, f"promise-{number}"), Done)


def _space(terminal: Stopwatch, number: int) -> Iterator[Stroke]:
    yield terminal.stroke("space", _shows(f" {number + 1}/"))
    terminal.wait_quiet()


def _filtered(terminal: Stopwatch, word: str) -> Iterator[Stroke]:
    terminal.press("F7", "/")
    terminal.wait_quiet()
    for at in range(1, len(word) + 1):
        yield terminal.stroke(word[at - 1], _shows(f"/{word[:at]}_"))
    terminal.press("F3", "g", "j", "k")
    terminal.wait_quiet()


def _bare(terminal: Stopwatch, word: str) -> Iterator[Stroke]:
    tickets = bare_app.draw()[1]
    for at in range(1, len(word) + 1):
        lines = bare_app.sifted(tickets, word[:at])
        yield terminal.stroke(word[at - 1], shows_lines(word[:at], lines))
    terminal.press("ctrl+u")
    terminal.wait_quiet()


def _shows(text: str) -> Seen:
    return lambda screen: any(text in line for line in screen)


def _figure(bench: Bench, name: str, ours: Sequence[Stroke], floor: Sequence[Stroke]) -> Figure:
    mine, bare_sample = (sample([stroke.milliseconds for stroke in strokes]) for strokes in (ours, floor))
    holds = mine.median <= bare_sample.median * TIMES
    told = f"p95 floor {bare_sample.p95:.1f}, {len(ours)} keys, {PROMISES:,} promises"
    return Figure(name, bench.scale.name, mine.median, mine.p95, bare_sample.median, f"<= {TIMES:g} x", holds, told)

"""A note committed, against one raw insert and commit on the same disk with the same care."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from dispatcher.domain.contact import Note
from dispatcher.store import sqlite
from dispatcher.store.engine import assert_pragmas
from tests.bench.bench import Bench, opened
from tests.bench.figures import Figure, by_turns

TEXT = "Brandmelder im Treppenhaus piept, Kunde bittet um Rückruf am Nachmittag, Zugang nur über den Empfang"
MORE = 5.0
ROUNDS = 60


def figures(bench: Bench) -> Iterator[Figure]:
    """Notes of a customer with a long history and of one with a short one."""
    path = bench.copy("writing.db")
    office, raw, number = opened(path), _raw(bench.folder / "raw.db"), count()

    def insert() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO contact (customer, at, text) VALUES (1, '2026-11-23 08:42:00', ?)", (TEXT,))
        raw.execute("COMMIT")

    def file_note(note: Note) -> object:
        return office.file_note(note, f"bench-{next(number)}")

    for name, customer in (("a short history", 9), ("the longest history", 1)):
        ours, floor = by_turns(ROUNDS, partial(file_note, Note(customer, TEXT, "in", "T")), insert)
        holds = ours.median <= floor.median + MORE
        detail = f"{ours.median - floor.median:+.2f} ms"
        yield Figure(
            f"note committed, {name}", bench.scale.name, ours.median, ours.p95, floor.median, "<= +5 ms", holds, detail
        )
    office.close()
    raw.close()
    for used in (path, bench.folder / "raw.db"):
        for suffix in ("", "-wal", "-shm"):
            used.with_name(used.name + suffix).unlink(missing_ok=True)


def _raw(path: Path) -> Any:
    """A file with one table and one index, written as carefully as a store."""
    path.unlink(missing_ok=True)
    raw: Any = sqlite.driver.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    assert_pragmas(raw)
    raw.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY, customer INTEGER, at TEXT, text TEXT)")
    raw.execute("CREATE INDEX newest ON contact (customer, at)")
    return raw

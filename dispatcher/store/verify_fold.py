"""The rows against the journal: what every entry set, folded onto nothing, is what the tables hold.

Two passes keep memory flat. The first holds one number a row: the sum of the hashes of its columns, in which each
change adds what an entry set and takes away what it found there. Rows whose sum is not that of the table are few;
the second pass folds only those with all their contents, to name the column and the entry.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from sqlalchemy import Connection

from dispatcher.store.finding import Finding
from dispatcher.store.verify_read import Entry, Tombstones
from dispatcher.store.verify_rows import NOUNS, Change, Noun, changes_of, total
from dispatcher.store.verify_suspects import Suspects

MASK = 2**64 - 1
DENSE = 1_000_000
"""Ids follow one another. One further than this from the last is not given all the places in between."""


class Sums:
    """One number for each row of a table, by its id; nine bytes a row."""

    def __init__(self) -> None:
        self._sums = array("Q")
        self._there = bytearray()
        self._far: dict[int, int] = {}

    def get(self, ident: int) -> int | None:
        """The row's sum, or None where the journal knows no such row."""
        if 0 <= ident < len(self._there):
            return self._sums[ident] if self._there[ident] else None
        return self._far.get(ident)

    def put(self, ident: int, value: int) -> None:
        """Keep the row's sum."""
        if ident in self._far or not 0 <= ident < len(self._there) + DENSE:
            self._far[ident] = value & MASK
            return
        if ident >= len(self._there):
            more = ident + 1 - len(self._there)
            self._sums.frombytes(bytes(8 * more))
            self._there.extend(bytes(more))
        self._sums[ident] = value & MASK
        self._there[ident] = 1

    def take(self, ident: int) -> int | None:
        """The row's sum, which is then forgotten."""
        value = self.get(ident)
        if self._far.pop(ident, None) is None and value is not None:
            self._there[ident] = 0
        return value

    def left(self) -> Iterator[int]:
        """The ids that were put and not taken."""
        place = self._there.find(1)
        while place >= 0:
            yield place
            place = self._there.find(1, place + 1)
        yield from self._far


class Fold:
    """Folds the journal while it is read, then compares with the tables."""

    def __init__(self, connection: Connection, tombstones: Tombstones) -> None:
        self._connection = connection
        self._sums = {name: Sums() for name in NOUNS}
        self._suspects = Suspects(tombstones)

    def feed(self, entry: Entry) -> None:
        """Look at the next entry."""
        for change in changes_of(entry.seq, entry.payload):
            self._fold(change)

    def _fold(self, change: Change) -> None:
        sums = self._sums[change.table]
        before = sums.get(change.ident)
        if change.takes:
            if sums.take(change.ident) != total(change.was.items()) & MASK:
                self._suspects.add(change.table, change.ident)
        elif before is None:
            sums.put(change.ident, total({**NOUNS[change.table].defaults, **change.values}.items()))
        elif change.was.keys() >= change.values.keys():
            sums.put(change.ident, before + total(change.values.items()) - total(change.was.items()))
        else:
            self._suspects.add(change.table, change.ident)

    def finish(self) -> Iterator[Finding]:
        """What was found, after the last entry."""
        for name, noun in NOUNS.items():
            for ident in self._differing(noun, self._sums[name]):
                self._suspects.add(name, ident)
        return self._suspects.findings(self._connection)

    def _differing(self, noun: Noun, sums: Sums) -> Iterator[int]:
        for ident, values in noun.rows(self._connection, noun.query()):
            if sums.take(ident) != total(zip(noun.columns, values, strict=True)) & MASK:
                yield ident
        yield from sums.left()

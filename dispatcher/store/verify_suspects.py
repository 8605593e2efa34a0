"""Rows that do not agree with the journal, folded with all their contents: which column, and since which entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from heapq import merge
from typing import Any

from sqlalchemy import Connection, select

from dispatcher.locale import _, ngettext
from dispatcher.store.finding import Finding
from dispatcher.store.schema import journal_payload
from dispatcher.store.told import GONE
from dispatcher.store.verify_read import Tombstones, raw
from dispatcher.store.verify_rows import NOUNS, Change, changes_of
from dispatcher.values import dataclass

MOST = 5000
"""Rows that are folded with all their contents; of more only the number is told."""
AT_ONCE = 500

Subject = tuple[str, int]
"""Table and id."""


@dataclass(slots=True)
class Told:
    """A row as the journal tells it: each column's content with the entry it comes from. ``erased`` are the columns
    whose content went with an erased text; ``seq`` is the last entry that touched the row."""

    contents: dict[str, tuple[Any, int]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    seq: int = 0

    def set(self, values: Mapping[str, Any], seq: int) -> None:
        """Take over what an entry set."""
        self.contents.update({name: (value, seq) for name, value in values.items()})
        self.erased.difference_update(values)
        self.seq = seq

    def differing(self, values: Mapping[str, Any]) -> list[str]:
        """The columns in which ``values`` are not what was told."""
        return [name for name, value in values.items() if name not in self.erased and self.contents[name][0] != value]


class Suspects:
    """The rows to look at closely: those the sums named, and those of which a part was erased."""

    def __init__(self, tombstones: Tombstones) -> None:
        self._left = tombstones.left
        self._subjects: set[Subject] = {_subject(subject) for subject in tombstones.subjects()}
        self._more: set[Subject] = set()
        self._told: dict[Subject, Told] = {}

    def add(self, table: str, ident: int) -> None:
        """Look at this row."""
        there = self._subjects if len(self._subjects) < MOST else self._more
        if (table, ident) not in self._subjects:
            there.add((table, ident))

    def findings(self, connection: Connection) -> Iterator[Finding]:
        """Fold the journal for these rows and compare them with the tables."""
        if not self._subjects:
            return
        yield from self._fold(connection)
        for name in NOUNS:
            idents = sorted(ident for table, ident in self._subjects if table == name)
            for start in range(0, len(idents), AT_ONCE):
                yield from self._compare(connection, name, idents[start : start + AT_ONCE])
        if self._more:
            text = ngettext("{n} more row differs", "{n} more rows differ", len(self._more))
            yield Finding("row-changed", "", text.format(n=len(self._more)))

    def _fold(self, connection: Connection) -> Iterator[Finding]:
        query = select(journal_payload.c.seq, journal_payload.c.payload).order_by(journal_payload.c.seq)
        texts = ((seq, payload) for seq, payload in raw(query, connection))
        erased = ((seq, None) for seq in sorted(self._left))
        for seq, payload in merge(texts, erased, key=lambda pair: pair[0]):
            if payload is None:
                self._lose(seq)
                continue
            for change in changes_of(seq, payload):
                if (change.table, change.ident) in self._subjects:
                    yield from self._take(change)

    def _lose(self, seq: int) -> None:
        for subject, columns in self._left[seq].items():
            table, ident = _subject(subject)
            if table in NOUNS and GONE in columns:
                self._told.pop((table, ident), None)
            elif table in NOUNS:
                told = self._told.setdefault((table, ident), _new(table, seq))
                told.erased.update(columns)
                told.seq = seq

    def _take(self, change: Change) -> Iterator[Finding]:
        subject = change.table, change.ident
        told = self._told.get(subject)
        if change.takes:
            yield from self._take_away(change, self._told.pop(subject, None))
            return
        if told is None:
            told = self._told[subject] = _new(change.table, change.seq)
        elif not (change.forgets or change.was.keys() >= change.values.keys()):
            yield _said("row-twice", subject, change.seq, _("{what} was made a second time by entry {seq}."))
            told.set(NOUNS[change.table].defaults, change.seq)
        elif columns := told.differing(change.was):
            sentence = _("{what}: {columns} was changed outside of the program before entry {seq}.")
            yield _said("row-changed", subject, change.seq, sentence, columns)
        told.set(change.values, change.seq)

    def _take_away(self, change: Change, told: Told | None) -> Iterator[Finding]:
        subject = change.table, change.ident
        if told is None:
            yield _said("row-added", subject, change.seq, _("{what} was deleted by entry {seq}, and no entry made it."))
        elif columns := told.differing(change.was):
            sentence = _("{what}: {columns} was changed outside of the program before entry {seq}.")
            yield _said("row-changed", subject, change.seq, sentence, columns)

    def _compare(self, connection: Connection, name: str, idents: list[int]) -> Iterator[Finding]:
        noun = NOUNS[name]
        query = noun.query().where(noun.table.c.id.in_(idents))
        rows = {ident: dict(zip(noun.columns, values, strict=True)) for ident, values in noun.rows(connection, query)}
        for ident in idents:
            told, row, subject = self._told.get((name, ident)), rows.get(ident), (name, ident)
            if row is None and told is not None:
                yield _said("row-missing", subject, told.seq, _("{what} is in the journal (entry {seq}), and gone."))
            elif told is None and row is not None:
                yield _said("row-added", subject, None, _("{what} is in the store, and no entry made it."))
            elif told is not None and row is not None and (columns := told.differing(row)):
                seq = max(told.contents[column][1] for column in columns)
                sentence = _("{what}: {columns} is not what entry {seq} wrote.")
                yield _said("row-changed", subject, seq, sentence, columns)


def _new(table: str, seq: int) -> Told:
    told = Told()
    told.set(NOUNS[table].defaults, seq)
    return told


def _subject(text: str) -> Subject:
    table, _colon, ident = text.rpartition(":")
    return table, int(ident) if ident.isdecimal() else 0


def _said(code: str, subject: Subject, seq: int | None, sentence: str, columns: Iterable[str] = ()) -> Finding:
    what = f"{subject[0]} {subject[1]}"
    return Finding(code, what, sentence.format(what=what, seq=seq, columns=", ".join(columns)), seq)

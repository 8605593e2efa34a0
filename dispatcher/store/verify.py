"""Checking a store: the journal's chain, its head noted outside, the rows against the journal, the database itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from sqlalchemy import Connection

from dispatcher.locale import _
from dispatcher.store.finding import Finding, Report, capped
from dispatcher.store.journal import Head
from dispatcher.store.store import DATABASE_ERRORS, Store
from dispatcher.store.uow import read_head
from dispatcher.store.verify_chain import Chain, Links, Payloads
from dispatcher.store.verify_database import database_findings, search_findings
from dispatcher.store.verify_fold import Fold
from dispatcher.store.verify_head import Heads
from dispatcher.store.verify_read import Entry, Tombstones, entries, orphans

EVERY = 5000
"""Entries between two calls of the progress callback."""

Progress = Callable[[int, int], object]


class Validation(Protocol):
    """One thing that must hold of the journal, fed with its entries in their order."""

    def feed(self, entry: Entry) -> None:
        """Look at the next entry."""

    def finish(self) -> Iterable[Finding]:
        """What was found, after the last entry."""


def check(store: Store, progress: Progress | None = None) -> Report:
    """Read the whole store once, in one consistent view, and name everything that is not as the program left it.

    Writes nothing and keeps no other desk from writing. ``progress`` is called with entries read and entries in all.
    Raises StoreTrouble where the store cannot be read at all.
    """
    with store.reading() as connection:
        head = read_head(connection)
        heads = Heads(store.store_id, store.place.mark)
        findings = [*_journal_findings(connection, heads, head, progress)]
        findings += _guarded(orphans, connection)
        findings += _guarded(search_findings, connection)
        findings += _guarded(database_findings, connection)
        return Report(_count(connection), head, tuple(findings), tuple(heads.notes()))


def _journal_findings(connection: Connection, heads: Heads, head: Head, progress: Progress | None) -> Iterator[Finding]:
    tombstones = Tombstones.read(connection)
    fold = Fold(connection, tombstones)
    validations: list[Validation] = [Chain(), Payloads(tombstones), Links(), heads, fold]
    try:
        for number, entry in enumerate(entries(connection), start=1):
            for validation in validations:
                validation.feed(entry)
            if progress is not None and number % EVERY == 0:
                progress(number, head.seq)
    except DATABASE_ERRORS:
        yield Finding("unreadable", "journal", _("The journal cannot be read to its end: the file is damaged."))
    for validation in validations:
        yield from _guarded(validation.finish)


def _guarded(validate: Callable[..., Iterable[Finding]], *given: Connection) -> list[Finding]:
    """A validation that cannot read what it needs is itself a finding, and the others go on."""
    found: list[Finding] = []
    try:
        found.extend(capped(validate(*given)))
    except DATABASE_ERRORS:
        found.append(Finding("unreadable", "store", _("A part of the store cannot be read: the file is damaged.")))
    return found


def _count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())

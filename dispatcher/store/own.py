"""Whose entry is whose, what became of it, and whom it is about: what undo and its readers ask the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from dispatcher.domain.undo import OF_ITSELF
from dispatcher.domain.verbs import UNDO
from dispatcher.store.journal import Link, parse_links
from dispatcher.store.schema import customer, journal, journal_link, technician, ticket

WINDOW = 1000
"""Entries of all desks that are looked through at once."""


def last_own(connection: Connection, sign: str, since: datetime) -> Any:
    """The newest entry of ``sign`` recorded at or after ``since`` (aware) that is no undo and was not taken back:
    sequence, verb, happened_at and links; or None. A walk along the journal's key that ends at ``since``."""
    taken: set[int] = set()
    for row in _own(connection, sign, since):
        if row.verb == UNDO:
            taken.update(ref for kind, ref in parse_links(row.links) if kind == "entry")
        elif row.seq not in taken and row.verb not in OF_ITSELF:
            return row
    return None


def _own(connection: Connection, sign: str, since: datetime) -> Iterator[Any]:
    top = connection.scalar(select(func.max(journal.c.seq))) or 0
    columns = (journal.c.seq, journal.c.verb, journal.c.happened_at, journal.c.links)
    query = select(*columns).where(journal.c.actor == sign, journal.c.recorded_at >= since)
    while top > 0:
        window = query.where(journal.c.seq <= top, journal.c.seq > top - WINDOW).order_by(journal.c.seq.desc())
        yield from connection.execute(window)
        top -= WINDOW
        before = connection.scalar(select(journal.c.recorded_at).where(journal.c.seq == top))
        if before is not None and before < since:
            return


def undone(connection: Connection, seqs: Collection[int]) -> frozenset[int]:
    """Those of the entries ``seqs`` that were taken back by an undo; found by their links."""
    if not seqs:
        return frozenset()
    query = select(journal_link.c.ref).join(journal, journal.c.seq == journal_link.c.seq)
    found = query.where(journal_link.c.kind == "entry", journal_link.c.ref.in_(seqs), journal.c.verb == UNDO)
    return frozenset(connection.scalars(found))


def about(connection: Connection, links: Collection[Link]) -> str:
    """Whom an entry with these links is about, in a few signs: ticket, else customer, else technician, else empty."""
    known = dict(sorted(links, reverse=True))
    if "ticket" in known:
        number = connection.scalar(select(ticket.c.number).where(ticket.c.id == known["ticket"]))
        return f"T-{number}" if number is not None else ""
    table = customer if "customer" in known else technician
    return connection.scalar(select(table.c.name).where(table.c.id == known.get(str(table.name)))) or ""

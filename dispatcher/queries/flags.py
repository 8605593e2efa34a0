"""Marks of customers that stand: set by an entry, and neither taken back nor decided about since (A11)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.flag import CHURN, FLAGS
from dispatcher.queries.message_rows import UndecidedRow
from dispatcher.queries.raw import Read
from dispatcher.store.journal import decode
from dispatcher.store.marks import STANDS
from dispatcher.store.schema import customer, journal, journal_link, journal_payload

BOUND = 1000
"""Entries at most that say somebody is about to leave."""

_MARKS = Read(
    select(journal_link.c.kind)
    .where(journal_link.c.kind.in_(tuple(FLAGS)), journal_link.c.ref == bindparam("customer"), STANDS)
    .distinct()
)
_UNDECIDED = Read(
    select(
        journal_link.c.ref,
        customer.c.number,
        customer.c.name,
        journal_link.c.happened_at,
        journal.c.seq,
        journal.c.actor,
        journal_payload.c.payload,
    )
    .select_from(journal_link)
    .join(customer, customer.c.id == journal_link.c.ref)
    .join(journal, journal.c.seq == journal_link.c.seq)
    .outerjoin(journal_payload, journal_payload.c.seq == journal_link.c.seq)
    .where(journal_link.c.kind == CHURN, customer.c.archived.is_(False), STANDS)
    .order_by(journal_link.c.ref, journal_link.c.happened_at, journal_link.c.seq)
    .limit(bindparam("most"))
)


def marks(connection: Connection, customer_id: int) -> tuple[str, ...]:
    """What a customer is marked with, the heavier first; index: the journal links' key."""
    marked = {row[0] for row in _MARKS.all(connection, customer=customer_id)}
    return tuple(flag for flag in FLAGS if flag in marked)


def undecided(connection: Connection) -> tuple[UndecidedRow, ...]:
    """Customers who are about to leave and about whom nobody has decided, the oldest mark first (A11).

    A walk along the journal links' key over what was ever marked so.
    """
    found: dict[int, list[Any]] = {}
    for row in _UNDECIDED.all(connection, most=BOUND):
        found.setdefault(row[0], []).append(row)
    return tuple(sorted((_row(marked) for marked in found.values()), key=lambda row: (row.since, row.customer)))


def _row(marked: list[Any]) -> UndecidedRow:
    ident, number, name, since = marked[0][:4]
    *_head, seq, author, payload = marked[-1]
    said = decode(payload) if payload else {}
    return UndecidedRow(ident, number, name, CHURN, since, seq, said.get("author", "") or author, said.get("text", ""))

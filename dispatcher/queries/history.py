"""The contact history: the journal read by customer, newest first, a window at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from dispatcher.queries.customers import entry_count
from dispatcher.queries.rows import HistoryPage, HistoryRow
from dispatcher.store.journal import decode, parse_links
from dispatcher.store.schema import journal, journal_link, journal_payload, ticket

PAGE = 200
"""Entries a window holds at most."""


def history(connection: Connection, customer_id: int, start: int = 0, size: int = PAGE) -> HistoryPage:
    """``size`` entries from index ``start`` on (0 is the newest that happened) and the count of all.

    A walk along the journal links' key; from the nearer end, so the oldest page is as near as the newest.
    """
    total = entry_count(connection, customer_id)
    start, size = max(0, min(start, total)), max(0, min(size, PAGE))
    seqs = _window(connection, customer_id, start, min(size, total - start), total)
    return HistoryPage(customer_id, start, total, entries(connection, seqs))


def _window(connection: Connection, customer_id: int, start: int, size: int, total: int) -> list[int]:
    key = (journal_link.c.happened_at, journal_link.c.seq)
    mine = select(journal_link.c.seq).where(journal_link.c.kind == "customer", journal_link.c.ref == customer_id)
    if start <= total // 2:
        newest = mine.order_by(*(column.desc() for column in key)).offset(start).limit(size)
        return list(connection.scalars(newest))
    oldest = mine.order_by(*key).offset(total - start - size).limit(size)
    return list(connection.scalars(oldest))[::-1]


def entries(connection: Connection, seqs: Sequence[int]) -> tuple[HistoryRow, ...]:
    """The entries with these sequences, in the order asked for; primary keys only."""
    if not seqs:
        return ()
    query = (
        select(
            journal.c.seq,
            journal.c.happened_at,
            journal.c.recorded_at,
            journal.c.actor,
            journal.c.verb,
            journal.c.links,
            journal_payload.c.payload,
        )
        .outerjoin(journal_payload, journal_payload.c.seq == journal.c.seq)
        .where(journal.c.seq.in_(seqs))
    )
    found = {row[0]: row for row in connection.execute(query)}
    numbers = _ticket_numbers(connection, found.values())
    return tuple(_row(found[seq], numbers) for seq in seqs if seq in found)


def _ticket_numbers(connection: Connection, rows: Iterable[Any]) -> dict[int, int]:
    wanted = {ref for row in rows for kind, ref in parse_links(row[5]) if kind == "ticket"}
    if not wanted:
        return {}
    query = select(ticket.c.id, ticket.c.number).where(ticket.c.id.in_(wanted))
    return {row[0]: row[1] for row in connection.execute(query)}


def _row(found: Any, numbers: dict[int, int]) -> HistoryRow:
    seq, happened, recorded, actor, verb, links, payload = found
    said = decode(payload) if payload else {}
    ticket_number = next((numbers.get(ref) for kind, ref in parse_links(links) if kind == "ticket"), None)
    return HistoryRow(
        seq=seq,
        happened=happened,
        recorded=recorded,
        direction=said.get("direction", "internal"),
        channel=said.get("channel", ""),
        author=said.get("author", "") or actor,
        verb=verb,
        person=said.get("person", ""),
        ticket_number=ticket_number,
        text=said.get("text", ""),
        erased=payload is None,
        state=said.get("state", ""),
        starts=_instant(said.get("starts")),
        ends=_instant(said.get("ends")),
        crew=tuple(said.get("technicians", ())),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None

"""The entries of one customer's history that say what somebody types into its filter."""

from __future__ import annotations

from sqlalchemy import Connection

from dispatcher.domain.calendar import to_local
from dispatcher.domain.text import fold
from dispatcher.queries.history import PAGE, history
from dispatcher.queries.history_rows import HistoryRow, SiftedHistory
from dispatcher.queries.telling import told

LOOKED_THROUGH = 5000
"""Entries that are looked through, newest first: some tenths of a second. What is older is found by the search."""


def sifted(connection: Connection, customer_id: int, typed: str, zone: str) -> SiftedHistory:
    """The entries, newest first, in which every word of ``typed`` stands somewhere: text, person, author, ticket, day,
    or what was done, all in the words of the screen. A walk along the journal links' key in windows."""
    words, found = fold(typed).split(), list[HistoryRow]()
    page = history(connection, customer_id)
    while page.rows:
        found += [row for row in page.rows if _says(row, words, zone)]
        following = page.start + len(page.rows)
        if following >= LOOKED_THROUGH:
            break
        page = history(connection, customer_id, following, PAGE)
    return SiftedHistory(customer_id, typed, min(page.total, LOOKED_THROUGH), page.total, tuple(found))


def _says(row: HistoryRow, words: list[str], zone: str) -> bool:
    said = fold(f"{to_local(row.happened, zone):%d.%m.%Y} {row.author} {told(row, zone)}")
    return all(word in said for word in words)

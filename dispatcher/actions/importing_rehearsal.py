"""A rehearsal of an import: what its transactions would have left behind, though each was taken back.

Kept in a private database that the driver lays in a temporary file, so that a long list needs no memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dispatcher.store import sqlite
from dispatcher.store.types import as_text


class Rehearsal:
    """Remembers the rows and the bookings of the batches that were rolled back."""

    def __init__(self) -> None:
        self._notes = sqlite.driver.connect("", isolation_level=None)
        self._notes.execute("CREATE TABLE said (source, kind, key, digest, PRIMARY KEY (source, kind, key))")
        self._notes.execute("CREATE TABLE booked (technician, starts, ends)")
        self._notes.execute("CREATE INDEX booked_by_technician ON booked (technician, starts)")

    def said(self, key: tuple[str, str, str]) -> str | None:
        """The digest under which an earlier batch took in this row, or None."""
        query = "SELECT digest FROM said WHERE source = ? AND kind = ? AND key = ?"
        found = self._notes.execute(query, key).fetchone()
        return None if found is None else str(found[0])

    def is_booked(self, technician: int, span: tuple[datetime, datetime]) -> bool:
        """Whether an earlier batch booked the technician within ``span`` (aware)."""
        query = "SELECT 1 FROM booked WHERE technician = ? AND starts < ? AND ends > ? LIMIT 1"
        return self._notes.execute(query, (technician, as_text(span[1]), as_text(span[0]))).fetchone() is not None

    def keep(
        self,
        rows: Iterable[tuple[str, str, str, str]],
        booked: Iterable[tuple[int, tuple[datetime, datetime]]],
    ) -> None:
        """Note a batch that is about to be rolled back: its rows with their digests, its bookings."""
        self._notes.executemany("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)", rows)
        spans = ((technician, as_text(start), as_text(end)) for technician, (start, end) in booked)
        self._notes.executemany("INSERT INTO booked VALUES (?, ?, ?)", spans)

    def close(self) -> None:
        """Drop the notes."""
        self._notes.close()

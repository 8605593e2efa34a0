"""Which rows one run has taken in already, so that a key that stands twice in a list overwrites nothing.

Kept in a private database that the driver lays in a temporary file, so that a long list needs no memory: about 40
bytes a row on the disk, and no more in memory than the driver's cache of 2 MB.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from dispatcher.actions.importing_ledger import RowKey
from dispatcher.store import sqlite
from dispatcher.values import dataclass

_SIGN_BYTES = 16
"""So much of a key's hash tells it from every other key of a list, however long the list is."""
_DIGEST_BYTES = 8
_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where in the file a key was taken in, and the beginning of the digest of what stood there."""

    line: int
    digest: bytes

    def says(self, digest: str) -> bool:
        """Whether that row said what a row with this digest says."""
        return self.digest == _short(digest)


class Seen:
    """The rows that this run took in, by their keys."""

    def __init__(self) -> None:
        self._notes = sqlite.driver.connect("", isolation_level=None)
        self._notes.execute("PRAGMA journal_mode=OFF")
        self._notes.execute("CREATE TABLE seen (sign BLOB PRIMARY KEY, line INTEGER, digest BLOB) WITHOUT ROWID")

    def find(self, key: RowKey) -> Earlier | None:
        """The row with ``key`` that an earlier transaction took in, or None."""
        found = self._notes.execute("SELECT line, digest FROM seen WHERE sign = ?", (_sign(key),)).fetchone()
        return None if found is None else Earlier(*found)

    def keep(self, rows: Iterable[tuple[RowKey, Earlier]]) -> None:
        """Note the rows of a transaction that has ended."""
        self._notes.execute("BEGIN")
        noted = ((_sign(key), row.line, row.digest) for key, row in rows)
        self._notes.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", noted)
        self._notes.execute("COMMIT")

    def bytes_used(self) -> int:
        """The size of the notes."""
        pages, size = (self._notes.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return int(pages * size)

    def close(self) -> None:
        """Drop the notes."""
        self._notes.close()


def earlier(line: int, digest: str) -> Earlier:
    """The note of a row that was taken in from ``line`` with ``digest`` (hexadecimal)."""
    return Earlier(line, _short(digest))


def _sign(key: RowKey) -> bytes:
    return hashlib.sha256(_encoder.encode(key)).digest()[:_SIGN_BYTES]


def _short(digest: str) -> bytes:
    return bytes.fromhex(digest[: 2 * _DIGEST_BYTES])

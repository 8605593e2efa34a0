"""Writes a whole store in one go, straight through the driver, with the program's own hashes and search words.

Indexes and triggers are taken away and put back as they were; foreign keys are checked at the end. What comes out
is a store like any other: its journal verifies, and everything in it is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dispatcher.domain.text import cologne, near_keys
from dispatcher.store import journal as chain_rules
from dispatcher.store import sqlite
from dispatcher.store.index import document
from dispatcher.store.journal import GENESIS, Head, Link
from dispatcher.store.types import as_text

FAST = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "temp_store=FILE")
ROWS = 20_000
"""Rows of one table that are sent together."""
LATE = ("index", "trigger")


class Loader:
    """Collects rows and entries and sends them in large batches; ids are the caller's."""

    def __init__(self, path: Path) -> None:
        """``path`` is a migrated store without an office."""
        self._driver: Any = sqlite.driver.connect(str(path), isolation_level=None)
        for pragma in FAST:
            self._driver.execute(f"PRAGMA {pragma}")
        self._late = self._take_away()
        self._driver.execute("BEGIN")
        self._driver.execute("CREATE TEMP TABLE link (kind TEXT, ref INTEGER, happened_at TEXT, seq INTEGER)")
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._statements: dict[str, str] = {}
        self._words: set[str] = set()
        self._changed: dict[str, dict[str, Any]] = {}
        self._head = Head(0, GENESIS)

    def _take_away(self) -> list[str]:
        named = self._driver.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN (?, ?) AND sql IS NOT NULL", LATE
        ).fetchall()
        for kind, name, _sql in named:
            self._driver.execute(f"DROP {kind} {name}")
        return [sql for _kind, _name, sql in named]

    def add(self, name: str, ident: int, values: Mapping[str, Any]) -> None:
        """A row of the table ``name``, told by the next entry; every row of it names the same columns."""
        told = _as_text(values)
        self._put(name, ("id", *told), (ident, *told.values()))
        self._changed[f"{name}:{ident}"] = told

    def _put(self, name: str, columns: Iterable[str], row: tuple[Any, ...]) -> None:
        rows = self._rows.setdefault(name, [])
        if name not in self._statements:
            named = tuple(columns)
            marks = ", ".join("?" for _column in named)
            self._statements[name] = f"INSERT INTO {name} ({', '.join(named)}) VALUES ({marks})"
        rows.append(row)
        if len(rows) >= ROWS:
            self._send(name)

    def _send(self, name: str) -> None:
        self._driver.executemany(self._statements[name], self._rows[name])
        self._rows[name] = []

    def entry(
        self,
        happened: datetime,
        actor: str,
        verb: str,
        links: Iterable[Link],
        payload: Mapping[str, Any],
        salt: str,
        search: str = "",
    ) -> None:
        """Append the journal entry of the rows added since the last one, recorded when it happened."""
        subjects = list(links)
        text = chain_rules.canonical({**payload, **({"set": self._changed} if self._changed else {})})
        self._changed = {}
        entry = chain_rules.chain(
            self._head,
            save_key=None,
            happened_at=happened,
            recorded_at=happened,
            actor=actor,
            verb=verb,
            links=subjects,
            payload_digest=chain_rules.payload_hash(salt, text, search),
        )
        self._head = Head(entry.seq, entry.hash)
        row = _as_text({name: getattr(entry, name) for name in entry.__slots__})
        self._put("journal", row, tuple(row.values()))
        self._put("journal_payload", ("seq", "salt", "payload", "search"), (entry.seq, salt, text, search))
        at = as_text(happened)
        for kind, ref in set(subjects):
            self._put("link", ("kind", "ref", "happened_at", "seq"), (kind, ref, at, entry.seq))

    def document(self, ident: int, customer_id: int, site_id: int | None, texts: Iterable[str]) -> None:
        """A search document; its words are learned."""
        line = document(texts)
        columns = ("id", "customer_id", "site_id", "words")
        self._put("search_document", columns, (ident, customer_id, site_id, line))
        self._words.update(word for word in line.split() if not word.isdigit())

    def finish(self) -> Head:
        """Write the rest, the links in the order of their key, the search index, indexes and triggers."""
        for word in sorted(self._words):
            self._put("vocabulary", ("word", "sound"), (word, cologne(word)))
        for pair in sorted((near, word) for word in self._words for near in near_keys(word)):
            self._put("vocabulary_near", ("near", "word"), pair)
        for name in self._rows:
            self._send(name)
        self._driver.execute("INSERT INTO journal_link SELECT * FROM temp.link ORDER BY kind, ref, happened_at, seq")
        self._driver.execute(
            "INSERT INTO journal_fts(rowid, search) SELECT seq, search FROM journal_payload WHERE search <> ''"
        )
        self._driver.execute("INSERT INTO document_fts(rowid, words) SELECT id, words FROM search_document")
        for statement in self._late:
            self._driver.execute(statement)
        self._close()
        return self._head

    def _close(self) -> None:
        if orphan := self._driver.execute("PRAGMA foreign_key_check").fetchone():
            raise RuntimeError(f"a row without its parent: {orphan}")
        self._driver.execute("COMMIT")
        self._driver.execute("PRAGMA journal_mode=WAL")
        self._driver.close()


def _as_text(values: Mapping[str, Any]) -> dict[str, Any]:
    """Instants, which are aware, as the store and its payloads hold them."""
    return {name: as_text(value) if isinstance(value, datetime) else value for name, value in values.items()}

"""Changing a store behind the program's back: its triggers dropped, its file written by a bare driver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dispatcher.store import sqlite
from dispatcher.store.finding import Report
from dispatcher.store.journal import GENESIS, entry_hash, payload_hash
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from dispatcher.store.verify import check

SHIFT = 1_000_000
TABLES = ("journal", "journal_payload", "journal_link")


def tamper(path: Path, *statements: str) -> None:
    """Run ``statements`` on the file at ``path``, with nothing that would stop them."""
    connection = unlocked(path)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def unlocked(path: Path) -> Any:
    """A bare connection to the file, its locks (not its search feeds) gone and foreign keys off."""
    connection = sqlite.driver.connect(str(path), isolation_level=None)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE '%fts%'")
    for (name,) in names.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


def rehash(path: Path, first: int = 1, last: int = SHIFT) -> None:
    """Compute the chain anew from entry ``first`` to ``last``: what somebody does who knows how it is made."""
    connection = unlocked(path)
    columns = "seq, save_key, happened_at, recorded_at, actor, verb, links, payload_hash"
    before = connection.execute("SELECT hash FROM journal WHERE seq = ?", (first - 1,)).fetchone()
    prev = before[0] if before else GENESIS
    for seq, *rest in connection.execute(f"SELECT {columns} FROM journal ORDER BY seq").fetchall():
        if first <= seq <= last:
            rest[-1] = _payload_hash(connection, seq) or rest[-1]
            digest = entry_hash(prev, seq, *rest)
            connection.execute(
                "UPDATE journal SET payload_hash = ?, prev_hash = ?, hash = ? WHERE seq = ?",
                (rest[-1], prev, digest, seq),
            )
            prev = digest
    connection.close()


def _payload_hash(connection: Any, seq: int) -> str | None:
    found = connection.execute("SELECT salt, payload, search FROM journal_payload WHERE seq = ?", (seq,)).fetchone()
    return payload_hash(*found) if found else None


def swap(path: Path, one: int, other: int) -> None:
    """Two whole entries in each other's place."""
    for table in TABLES:
        tamper(
            path,
            f"UPDATE {table} SET seq = -1 WHERE seq = {one}",
            f"UPDATE {table} SET seq = {one} WHERE seq = {other}",
            f"UPDATE {table} SET seq = {other} WHERE seq = -1",
        )


def make_room(path: Path, seq: int) -> None:
    """Every entry from ``seq`` on moved up by one."""
    for table in TABLES:
        tamper(
            path,
            f"UPDATE {table} SET seq = seq + {SHIFT} WHERE seq >= {seq}",
            f"UPDATE {table} SET seq = seq - {SHIFT - 1} WHERE seq >= {SHIFT}",
        )


def insert(path: Path, seq: int) -> None:
    """A made-up entry at ``seq``, right in itself, the later ones moved up."""
    make_room(path, seq)
    connection = unlocked(path)
    connection.execute(
        "INSERT INTO journal SELECT ?, NULL, happened_at, recorded_at, 'xx', 'note', '', payload_hash, '', '' "
        "FROM journal WHERE seq = ?",
        (seq, seq + 1),
    )
    connection.execute("INSERT INTO journal_payload VALUES (?, 'aa', '{\"text\":\"erfunden\"}', 'erfunden')", (seq,))
    connection.close()
    rehash(path, seq, seq)


def cut(path: Path, last: int) -> None:
    """Nothing after ``last``."""
    tamper(
        path, *(f"DELETE FROM {table} WHERE seq > {last}" for table in ("journal_link", "journal_payload", "journal"))
    )


def take_out(path: Path, seq: int) -> None:
    """An entry and all that belongs to it."""
    tamper(
        path, *(f"DELETE FROM {table} WHERE seq = {seq}" for table in ("journal_link", "journal_payload", "journal"))
    )


def close_gap(path: Path, seq: int) -> None:
    """Every entry after ``seq`` moved down by one."""
    for table in TABLES:
        tamper(
            path,
            f"UPDATE {table} SET seq = seq + {SHIFT} WHERE seq > {seq}",
            f"UPDATE {table} SET seq = seq - {SHIFT + 1} WHERE seq >= {SHIFT}",
        )


def checked(path: Path) -> Report:
    """What a check of the file finds."""
    store = open_store(find(str(path)))
    found = check(store)
    store.close()
    return found


def codes(path: Path) -> set[tuple[str, int | None]]:
    """Code and sequence of everything that is found."""
    return {(finding.code, finding.seq) for finding in checked(path).findings}


def of_chain(path: Path, *but_for: str) -> set[tuple[str, int | None]]:
    """Code and sequence of what is found about the chain itself and its noted heads."""
    chain = {"changed", "missing", "inserted", "swapped", "cut", "rewritten"} - set(but_for)
    return {(code, seq) for code, seq in codes(path) if code in chain}

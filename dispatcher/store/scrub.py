"""Taking erased text out of the places where a database keeps it after its row is gone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, delete, select, text

from dispatcher.store.engine import writer
from dispatcher.store.schema import search_document, vocabulary, vocabulary_near
from dispatcher.store.trouble import busy

INDEXES = ("journal_fts", "document_fts")
TABLES = (
    "journal_payload", "search_document", "vocabulary", "vocabulary_near", "customer", "site", "contact_person",
    "number", "ticket",
)  # fmt: skip
PAGES_A_STEP = 500
"""Of a search index merged in one transaction, so that no desk waits for long."""
AT_ONCE = 500


def scrub(engine: Engine) -> None:
    """Forget words that stand in no document, rewrite the search indexes without what was deleted, and empty the log;
    on a server free the dead rows.

    SQLite overwrites deleted contents itself (secure_delete), but its full-text index keeps a deleted word until its
    parts are merged, and the log keeps old pages until it is emptied. Raises StoreTrouble where a reader holds it.
    """
    with writer(engine).begin() as connection:
        _forget_words(connection)
    if engine.dialect.name == "postgresql":
        _free_rows(engine)
        return
    for index in INDEXES:
        _merge(engine, index)
    with engine.connect() as connection:
        if _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise busy()


def _forget_words(connection: Connection) -> None:
    used: set[str] = set()
    for line in connection.scalars(select(search_document.c.words)):
        used.update(line.split())
    gone = [word for word in connection.scalars(select(vocabulary.c.word)) if word not in used]
    for start in range(0, len(gone), AT_ONCE):
        words = gone[start : start + AT_ONCE]
        connection.execute(delete(vocabulary_near).where(vocabulary_near.c.word.in_(words)))
        connection.execute(delete(vocabulary).where(vocabulary.c.word.in_(words)))


def _merge(engine: Engine, index: str) -> None:
    """Step by step into one part (sqlite.org/fts5.html, the merge command): first all parts are marked for it by a
    negative number, and a step that changes no row but its own was the last."""
    pages = -PAGES_A_STEP
    while True:
        with writer(engine).begin() as connection:
            before = _raw(connection).total_changes
            connection.execute(text(f"INSERT INTO {index}({index}, rank) VALUES ('merge', {pages})"))
            changed = _raw(connection).total_changes - before
        if changed < 2:
            return
        pages = PAGES_A_STEP


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _free_rows(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in TABLES:
            connection.execute(text(f"VACUUM {table}"))

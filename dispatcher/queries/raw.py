"""Hand-written SQL for both databases: placeholders, full-text conditions, and rows without overhead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

Parameters = Sequence[Any]


def run(connection: Connection, statement: str, parameters: Parameters = ()) -> Sequence[Any]:
    """All rows of ``statement``, whose placeholders are written ``?``."""
    if connection.dialect.name == "postgresql":
        statement = statement.replace("%", "%%").replace("?", "%s")
    return connection.exec_driver_sql(statement, tuple(parameters)).all()


def is_postgres(connection: Connection) -> bool:
    """Whether the store is on PostgreSQL."""
    return connection.dialect.name == "postgresql"


def all_of(connection: Connection, terms: Sequence[str], prefix: bool) -> str:
    """A full-text condition: every folded word in ``terms``, as a whole word or as a beginning."""
    if is_postgres(connection):
        return " & ".join(f"'{term}'" + (":*" if prefix else "") for term in terms)
    return " AND ".join(f'"{term}"' + ("*" if prefix else "") for term in terms)


def document_match(connection: Connection) -> str:
    """The SQL that finds search documents by a condition of :func:`all_of`: yields ``id``."""
    if is_postgres(connection):
        return "SELECT id FROM search_document WHERE array_to_tsvector(string_to_array(words, ' ')) @@ (?)::tsquery"
    return "SELECT rowid AS id FROM document_fts WHERE document_fts MATCH ?"


def entry_match(connection: Connection) -> str:
    """The SQL that finds journal entries by a condition of :func:`all_of`, newest first: yields ``seq``."""
    if is_postgres(connection):
        return (
            "SELECT seq FROM journal_payload WHERE array_to_tsvector(string_to_array(search, ' ')) @@ (?)::tsquery "
            "ORDER BY seq DESC"
        )
    return "SELECT rowid AS seq FROM journal_fts WHERE journal_fts MATCH ? ORDER BY rowid DESC"

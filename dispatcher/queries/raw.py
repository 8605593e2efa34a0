"""Reading at the driver's own price: statements for both databases, full-text conditions, rows without overhead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Boolean, Connection, Select

from dispatcher.store.types import UtcInstant, plain

Parameters = Sequence[Any]


def run(connection: Connection, statement: str, parameters: Parameters = ()) -> Sequence[Any]:
    """All rows of ``statement``, whose placeholders are written ``?``."""
    if is_postgres(connection):
        statement = statement.replace("%", "%%").replace("?", "%s")
        return connection.exec_driver_sql(statement, tuple(parameters)).all()
    return _by_driver(connection, statement, parameters)


def _by_driver(connection: Connection, statement: str, parameters: Parameters) -> list[tuple[Any, ...]]:
    if not connection.in_transaction():
        # Only SQLAlchemy's own statements begin a transaction by themselves, and one read is one view.
        connection.begin()
    opened: Any = connection.connection.driver_connection
    rows: list[tuple[Any, ...]] = opened.execute(statement, parameters).fetchall()
    return rows


class Read:
    """A select with named parameters, put into SQL once and not at each key; on SQLite it runs by the driver."""

    def __init__(self, query: Select[Any]) -> None:
        """``query`` names what is given later by ``bindparam``; lists of values belong into :func:`run`."""
        self._query = query
        self._compiled: tuple[str, Callable[[dict[str, Any]], list[Any]]] | None = None

    def all(self, connection: Connection, **given: Any) -> Sequence[Any]:
        """All rows; instants are aware, on either database."""
        if is_postgres(connection):
            return connection.execute(self._query, given).all()
        statement, values = self._compiled or self._compile(connection, given)
        rows = _by_driver(connection, statement, values(given))
        return [self._row(row) for row in rows] if self._read else rows

    def first(self, connection: Connection, **given: Any) -> Any:
        """The first row, or None."""
        return next(iter(self.all(connection, **given)), None)

    def scalar(self, connection: Connection, **given: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.first(connection, **given)
        return None if row is None else row[0]

    def _compile(
        self, connection: Connection, given: dict[str, Any]
    ) -> tuple[str, Callable[[dict[str, Any]], list[Any]]]:
        state = self._query.compile(dialect=connection.dialect).construct_expanded_state(given)
        names, fixed = list(state.positiontup or ()), state.parameters

        def values(given: dict[str, Any]) -> list[Any]:
            """The parameters in the order of the placeholders, as the driver takes them."""
            return [plain(given.get(name, fixed[name])) for name in names]

        self._compiled = state.statement, values
        return self._compiled

    @cached_property
    def _read(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """The columns whose values the driver hands out as it keeps them, and what makes them ours."""
        kinds = [column.type for column in self._query.selected_columns]
        return [
            (place, datetime.fromisoformat if isinstance(kind, UtcInstant) else bool)
            for place, kind in enumerate(kinds)
            if isinstance(kind, UtcInstant | Boolean)
        ]

    def _row(self, row: tuple[Any, ...]) -> list[Any]:
        told = list(row)
        for place, read in self._read:
            if told[place] is not None:
                told[place] = read(told[place])
        return told


def is_postgres(connection: Connection) -> bool:
    """Whether the store is on PostgreSQL."""
    return connection.dialect.name == "postgresql"


def all_of(
    connection: Connection, whole: Sequence[str], begun: Sequence[str], choices: Iterable[Sequence[str]] = ()
) -> str:
    """A full-text condition of folded words: every one in ``whole`` as it is, every one in ``begun`` as a beginning,
    and one of each of the ``choices``."""
    if is_postgres(connection):
        parts = [*[f"'{term}'" for term in whole], *[f"'{term}':*" for term in begun]]
        return " & ".join([*parts, *["(" + " | ".join(f"'{word}'" for word in words) + ")" for words in choices]])
    parts = [*[f'"{term}"' for term in whole], *[f'"{term}"*' for term in begun]]
    return " AND ".join([*parts, *["(" + " OR ".join(f'"{word}"' for word in words) + ")" for words in choices]])


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

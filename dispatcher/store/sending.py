"""Sending many rows of one table at once: the statement is written once for each shape of row, and the rows go to the
driver as they are.

The library's own way builds a set of parameters for each row and was a fifth of an import's time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from dispatcher.values import dataclass

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Statement:
    """An INSERT as the driver takes it. ``convert`` names the columns whose values the driver does not know as they
    are; ``arrange`` puts a row's values in order, None where the driver takes them by name."""

    text: str
    convert: tuple[tuple[str, Callable[[Any], Any]], ...]
    arrange: Callable[[Row], tuple[Any, ...]] | None


_statements: dict[tuple[str, str, tuple[str, ...]], _Statement] = {}


def send(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert ``rows``, which have the same columns in the same order; their values may be converted in place."""
    names = tuple(rows[0])
    key = (connection.dialect.name, str(table.name), names)
    if key not in _statements:
        _statements[key] = _statement(connection.dialect, table, names)
    statement = _statements[key]
    for name, convert in statement.convert:
        for row in rows:
            row[name] = convert(row[name])
    arranged = list(map(statement.arrange, rows)) if statement.arrange else list(rows)
    connection.exec_driver_sql(statement.text, arranged)


def _statement(dialect: Dialect, table: Table, names: tuple[str, ...]) -> _Statement:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    converters = ((name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names)
    convert = tuple((name, converter) for name, converter in converters if converter is not None)
    order = getattr(compiled, "positiontup", None)
    return _Statement(str(compiled), convert, itemgetter(*order) if order else None)

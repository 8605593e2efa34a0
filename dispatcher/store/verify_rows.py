"""Rows as the journal tells them and as the tables hold them, brought into one form that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Boolean, Column, Connection, Integer, Select, Table, select

from dispatcher.store.journal import decode
from dispatcher.store.schema import metadata
from dispatcher.store.types import plain
from dispatcher.store.uow import PLAIN
from dispatcher.store.verify_read import in_parts, untyped
from dispatcher.values import dataclass

JOURNAL = frozenset({"journal", "journal_link", "journal_payload"})


class Change(NamedTuple):
    """What one entry did to one row. ``was`` holds the contents found there, empty for a new row; ``forgets`` says
    that an erasure left them out on purpose, ``takes`` that the row was deleted."""

    seq: int
    table: str
    ident: int
    values: dict[str, Any]
    was: dict[str, Any]
    forgets: bool = False
    takes: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A table whose rows the journal tells: its columns without the id, and what an unset one holds."""

    table: Table
    columns: tuple[str, ...]
    defaults: Mapping[str, Any]

    def query(self) -> Select[Any]:
        """Every row as the driver gives it, by id."""
        return _every_row(self.table, self.columns)

    def rows(self, connection: Connection, query: Select[Any]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Id and contents of the rows that ``query`` (made of :meth:`query`) finds."""
        native = connection.dialect.name == "postgresql"
        for ident, *values in in_parts(query, connection):
            yield ident, tuple(map(plain, values)) if native else tuple(values)

    def told(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The contents an entry tells, as the table holds them; columns of other versions are left out."""
        known = self.defaults.keys()
        return {
            name: value if value is None or isinstance(value, str | int | float) else str(value)
            for name, value in values.items()
            if name in known
        }


@cache
def _every_row(table: Table, columns: tuple[str, ...]) -> Select[Any]:
    """Made once: making it takes longer than a small table is read in."""
    return untyped(select(table.c.id, *(table.c[name] for name in columns)).order_by(table.c.id))


def _noun(table: Table) -> Noun:
    columns = [column for column in table.columns if column.name != "id"]
    defaults = {column.name: _default(column) for column in columns}
    return Noun(table, tuple(defaults), defaults)


def _default(column: Column[Any]) -> Any:
    if column.server_default is None:
        return None
    told = str(getattr(column.server_default, "arg", ""))
    if isinstance(column.type, Boolean):
        return told == "true"
    return int(told) if isinstance(column.type, Integer) else told


NOUNS: Mapping[str, Noun] = {
    table.name: _noun(table) for table in metadata.sorted_tables if table.name not in PLAIN | JOURNAL
}
"""The tables that can be computed from the journal, parents first."""


def changes_of(seq: int, payload: Any) -> Iterator[Change]:
    """What an entry's payload says it changed; nothing where it is erased or no longer readable."""
    if not isinstance(payload, str) or not ('"set":' in payload or '"gone":' in payload):
        return
    try:
        told = decode(payload)
        was, forgets = told.get("was", {}), "left" in told
        for subject, values in told.get("set", {}).items():
            table, _colon, ident = subject.rpartition(":")
            if noun := NOUNS.get(table):
                yield Change(seq, table, int(ident), noun.told(values), noun.told(was.get(subject, {})), forgets)
        for subject, values in told.get("gone", {}).items():
            table, _colon, ident = subject.rpartition(":")
            if noun := NOUNS.get(table):
                # A column that came with a later program had its default then.
                yield Change(seq, table, int(ident), {}, {**noun.defaults, **noun.told(values)}, takes=True)
    except (msgspec.MsgspecError, ValueError, AttributeError, TypeError, KeyError):
        return


def total(contents: Iterable[tuple[str, Any]]) -> int:
    """A sum over columns and contents; changes add and subtract. Only good within this process."""
    return sum(map(hash, contents))

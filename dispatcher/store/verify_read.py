"""Reading the journal for a check: as it lies in the database, nothing interpreted, a few entries at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

import msgspec
from sqlalchemy import Connection, Select, select, type_coerce
from sqlalchemy.sql.sqltypes import NULLTYPE

from dispatcher.locale import _
from dispatcher.store.finding import Finding
from dispatcher.store.finding import entry as about_entry
from dispatcher.store.journal import decode
from dispatcher.store.schema import journal, journal_link, journal_payload
from dispatcher.store.types import plain
from dispatcher.values import dataclass

AT_ONCE = 2000
LinkRow = tuple[str, int, str]
"""Kind, ref, and the instant it happened as text."""


class Entry(NamedTuple):
    """An entry with everything that belongs to it; instants are text. ``payload`` is None where there is none."""

    seq: int
    save_key: str | None
    happened_at: str
    recorded_at: str
    actor: str
    verb: str
    links: str
    payload_hash: str
    prev_hash: str
    hash: str
    salt: str | None
    payload: str | None
    search: str | None
    rows: list[LinkRow]


def raw(query: Select[Any], connection: Connection) -> Iterator[Any]:
    """The rows of ``query`` as the driver gives them, ``AT_ONCE`` in memory."""
    return in_parts(untyped(query), connection)


def untyped(query: Select[Any]) -> Select[Any]:
    """``query`` with its columns as the driver gives them."""
    columns = [type_coerce(column, NULLTYPE).label(column.name) for column in query.selected_columns]
    return cast("Select[Any]", query.with_only_columns(*columns, maintain_column_froms=True))


def in_parts(query: Select[Any], connection: Connection) -> Iterator[Any]:
    """The rows of ``query``, ``AT_ONCE`` in memory."""
    return iter(connection.execution_options(yield_per=AT_ONCE).execute(query))


def entries(connection: Connection) -> Iterator[Entry]:
    """Every journal entry in sequence, with payload and link rows."""
    beside = (journal_payload.c.salt, journal_payload.c.payload, journal_payload.c.search)
    query = (
        select(*journal.c, *beside)
        .outerjoin_from(journal, journal_payload, journal_payload.c.seq == journal.c.seq)
        .order_by(journal.c.seq)
    )
    links = _LinkRows(connection)
    for row in raw(query, connection):
        seq, save_key, happened, recorded, *rest = row
        yield Entry._make((seq, save_key, plain(happened), plain(recorded), *rest, links.of(seq)))


class _LinkRows:
    """The link rows of one entry after another, read beside the entries."""

    def __init__(self, connection: Connection) -> None:
        query = select(journal_link.c.seq, journal_link.c.kind, journal_link.c.ref, journal_link.c.happened_at)
        self._rows = raw(query.order_by(journal_link.c.seq), connection)
        self._next = next(self._rows, None)

    def of(self, seq: int) -> list[LinkRow]:
        """The links of an entry; the sequences that are asked for only rise."""
        found: list[LinkRow] = []
        while self._next is not None and self._next[0] <= seq:
            row, self._next = self._next, next(self._rows, None)
            if row[0] == seq:
                found.append((row[1], row[2], plain(row[3])))
        return found


@dataclass(frozen=True, slots=True)
class Tombstones:
    """The entries whose text was erased, and what they had said of which rows.

    ``left`` maps an erased entry to its subjects (``customer:12``) and the columns it had set there; the columns'
    contents are gone.
    """

    seqs: frozenset[int]
    left: Mapping[int, Mapping[str, tuple[str, ...]]]

    @classmethod
    def read(cls, connection: Connection) -> Tombstones:
        """Every tombstone of the journal; they are few, and found by the index of links."""
        query = (
            select(journal_link.c.ref, journal_payload.c.payload)
            .join_from(journal_link, journal, journal.c.seq == journal_link.c.seq)
            .outerjoin(journal_payload, journal_payload.c.seq == journal.c.seq)
            .where(journal_link.c.kind == "entry", journal.c.verb == "erase")
        )
        seqs: set[int] = set()
        left: dict[int, dict[str, tuple[str, ...]]] = {}
        for ref, payload in connection.execute(query):
            seqs.add(ref)
            left.update(_left(payload))
        return cls(frozenset(seqs), left)

    def subjects(self) -> Iterator[str]:
        """Every row of which some column's content was erased."""
        return (subject for columns in self.left.values() for subject in columns)


def _left(payload: str | None) -> Iterator[tuple[int, dict[str, tuple[str, ...]]]]:
    try:
        for seq, subjects in decode(payload or "{}").get("left", {}).items():
            yield int(seq), {subject: tuple(columns) for subject, columns in subjects.items()}
    except (msgspec.MsgspecError, ValueError, AttributeError, TypeError):
        return


def orphans(connection: Connection) -> Iterable[Finding]:
    """Payloads and links that belong to no entry."""
    sentences = (
        (journal_payload, _("A text lies in the store for entry {seq}, which is not there.")),
        (journal_link, _("A link lies in the store for entry {seq}, which is not there.")),
    )
    for table, sentence in sentences:
        lost = select(table.c.seq).outerjoin_from(table, journal, journal.c.seq == table.c.seq)
        for (seq,) in connection.execute(lost.where(journal.c.seq.is_(None)).distinct()):
            yield about_entry("orphan", seq, sentence)

"""The unit of work: the only way to write. One action, one transaction, one journal entry.

Inserts are collected and sent together; the same action therefore serves a single save and a batch of hundreds.
Every changed row is noted in the entry's payload, so that the rows can be computed again from the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update

from dispatcher.domain.colleague import Actor
from dispatcher.domain.verbs import ASSIGN
from dispatcher.store import journal as chain_rules
from dispatcher.store.journal import Entry, Head, Link
from dispatcher.store.schema import journal, journal_link, journal_payload, metadata
from dispatcher.store.sending import send
from dispatcher.store.told import columns_set, read_told, told_of
from dispatcher.store.trouble import Stale

PLAIN = frozenset(
    {"import_row", "search_document", "vocabulary", "vocabulary_near", "presence", "colleague_pin", "lease"}
)
"""Tables beside the journal: bookkeeping and search, computed again at will; who is at a desk and holds what; PINs."""
PARENTS_FIRST = tuple(metadata.sorted_tables)


class UnitOfWork:
    """Rows and journal of one transaction. Only the store commits; an action never does."""

    def __init__(self, connection: Connection, actor: Actor, now: datetime, recorded: datetime) -> None:
        """``now`` is the office's clock (when things happen), ``recorded`` the real one; both aware."""
        self.connection = connection
        self.actor = actor
        self.now = now
        self.recorded = recorded
        self.head: Head | None = None
        self.entries = 0
        self._next: dict[tuple[Table, str], int] = {}
        self._buffers: dict[str, list[dict[str, Any]]] = {}
        self._changed: dict[str, dict[str, Any]] = {}
        self._before: dict[str, dict[str, Any]] = {}
        self._gone: dict[str, dict[str, Any]] = {}
        self._spent: list[Link] = []

    def new_id(self, table: Table, column: str = "id", first: int = 1) -> int:
        """The next number of ``column`` that no row has or had, from ``first`` on; safe because writers follow one
        another on both databases."""
        ident = self._next.get((table, column))
        if ident is None:
            highest = self.connection.scalar(select(func.max(table.c[column])))
            ident = max((highest or 0) + 1, self._last_spent(table, column) + 1, first)
        self._next[(table, column)] = ident + 1
        return ident

    def _last_spent(self, table: Table, column: str) -> int:
        """The highest number of a row that was deleted: the journal names it, and nobody else may be meant by it."""
        kind = _spent_kind(table, column)
        return self.connection.scalar(select(func.max(journal_link.c.ref)).where(journal_link.c.kind == kind)) or 0

    def keep_clear(self, table: Table, column: str, number: int, first: int = 1) -> None:
        """Let :meth:`new_id` go on behind a ``number`` that comes from outside."""
        following = self.new_id(table, column, first)
        self._next[(table, column)] = max(following, number + 1)

    def insert(self, table: Table, **values: Any) -> int:
        """Add a row under a new id, which is returned. Unset columns get the schema's defaults."""
        ident = self.new_id(table)
        self._changed[f"{table.name}:{ident}"] = told_of(values)
        self._buffers.setdefault(table.name, []).append({"id": ident, **values})
        return ident

    def insert_plain(self, table: Table, *rows: dict[str, Any]) -> None:
        """Add rows to one of the bookkeeping tables beside the journal."""
        assert table.name in PLAIN
        self._buffers.setdefault(table.name, []).extend(rows)

    def put_plain(self, table: Table, key: Mapping[str, Any], **values: Any) -> None:
        """Put ``values`` under ``key`` into one of the tables beside the journal."""
        self.drop_plain(table, **key)
        self.insert_plain(table, {**key, **values})

    def drop_plain(self, table: Table, **key: Any) -> None:
        """Take away what lies under ``key`` in one of the tables beside the journal."""
        assert table.name in PLAIN
        self.flush()
        self.connection.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))

    def update(self, table: Table, ident: int, seen: int, *, forget: bool = False, **changes: Any) -> None:
        """Change a row that was read at version ``seen``. Raises Stale where somebody changed it since.

        ``forget`` keeps what was there before out of the journal; only an erasure does so.
        """
        told = told_of(changes)
        self.flush()
        columns = [table.c[name] for name in changes]
        before = self.connection.execute(select(table.c.version, *columns).where(table.c.id == ident)).one_or_none()
        if before is None or before[0] != seen:
            raise Stale(table.name, ident)
        statement = update(table).where(table.c.id == ident, table.c.version == seen)
        done = self.connection.execute(statement.values(**changes, version=seen + 1))
        if done.rowcount != 1:
            raise Stale(table.name, ident)
        subject = f"{table.name}:{ident}"
        self._changed.setdefault(subject, {}).update(told, version=seen + 1)
        was = {"version": seen, **({} if forget else told_of(dict(zip(changes, before[1:], strict=True))))}
        self._before[subject] = {**was, **self._before.get(subject, {})}

    def link(self, kind: str, ref: int) -> None:
        """Let the next entry be found by ``ref`` as well, for an action that does something beside its own business."""
        self._spent.append((kind, ref))

    def delete(self, table: Table, ident: int, seen: int) -> None:
        """Take away a row that was read at version ``seen``. Raises Stale where somebody changed it since, and
        IntegrityError where another row belongs to it.

        What it held stays in the entry, for undo; its id and number are never given again.
        """
        self.flush()
        found = self.connection.execute(select(table).where(table.c.id == ident)).mappings().one_or_none()
        if found is None or found["version"] != seen:
            raise Stale(table.name, ident)
        self.keep_clear(table, "id", ident)
        self.connection.execute(delete(table).where(table.c.id == ident))
        subject = f"{table.name}:{ident}"
        self._gone[subject] = told_of({name: value for name, value in found.items() if name != "id"})
        self._spent += [(_spent_kind(table, name), found[name]) for name in ("id", "number") if name in found]

    def restore(self, table: Table, ident: int, told: Mapping[str, Any]) -> None:
        """Bring back a row that was deleted, under its old id; ``told`` is what its entry says it held."""
        values = {**read_told(table, told), "version": told["version"] + 1}
        self._changed[f"{table.name}:{ident}"] = told_of(values)
        self._buffers.setdefault(table.name, []).append({"id": ident, **values})

    def seen(self, save_key: str | None) -> dict[str, Any] | None:
        """The payload saved under ``save_key`` before (empty where it was erased since), or None.

        A save that is repeated must not happen twice.
        """
        if save_key is None:
            return None
        query = (
            select(journal.c.seq, journal_payload.c.payload)
            .outerjoin(journal_payload, journal_payload.c.seq == journal.c.seq)
            .where(journal.c.save_key == save_key)
        )
        found = self.connection.execute(query).one_or_none()
        if found is None:
            return None
        return chain_rules.decode(found.payload) if found.payload is not None else {}

    def record(
        self,
        verb: str,
        links: Iterable[Link],
        payload: Mapping[str, Any],
        *,
        happened: datetime | None = None,
        search: str = "",
        save_key: str | None = None,
    ) -> int:
        """Append the journal entry of everything changed since the last one; returns its sequence.

        ``happened`` defaults to now and may lie in the past. ``search`` holds the folded words it is found by.
        """
        subjects = list(links)
        full = dict(payload)
        if self._changed:
            full["set"] = self._changed
        if self._before:
            full["was"] = self._before
        if self._gone:
            full["gone"] = self._gone
        subjects += self._spent
        self._changed, self._before, self._gone, self._spent = {}, {}, {}, []
        text, salt = chain_rules.canonical(full), chain_rules.new_salt()
        entry = chain_rules.chain(
            self._head(),
            save_key=save_key,
            happened_at=happened or self.now,
            recorded_at=self.recorded,
            actor=self.actor.sign,
            verb=verb,
            links=subjects,
            payload_digest=chain_rules.payload_hash(salt, text, search),
        )
        self._append(entry, subjects, {"seq": entry.seq, "salt": salt, "payload": text, "search": search})
        return entry.seq

    def erase(self, seqs: Iterable[int], links: Iterable[Link], payload: Mapping[str, Any]) -> int:
        """Take the texts of the entries ``seqs`` away for ever; returns the sequence of the tombstone.

        The tombstone names them, and of each row the columns (not the contents) they had set, so that a check knows
        what it can no longer compare. Contents that stand in rows are changed first, with ``forget``. An entry that
        repeats one of them for its customer goes with it. Raises ValueError for a tombstone, which holds nothing of a
        person and is needed for ever.
        """
        self.flush()
        gone = self._with_repeats(set(seqs))
        if self.connection.scalar(select(journal.c.seq).where(journal.c.seq.in_(gone), journal.c.verb == "erase")):
            raise ValueError("a tombstone cannot be erased")
        found = select(journal_payload.c.seq, journal_payload.c.payload).where(journal_payload.c.seq.in_(gone))
        left = {str(seq): columns_set(text) for seq, text in self.connection.execute(found)}
        seq = self.record("erase", [*links, *(("entry", seq) for seq in gone)], {**payload, "left": left})
        self.flush()
        self.connection.execute(delete(journal_payload).where(journal_payload.c.seq.in_(gone)))
        return seq

    def _with_repeats(self, seqs: set[int]) -> list[int]:
        query = (
            select(journal.c.seq)
            .join(journal_link, journal_link.c.seq == journal.c.seq)
            .where(journal_link.c.kind == "entry", journal_link.c.ref.in_(seqs), journal.c.verb == ASSIGN)
        )
        return sorted(seqs.union(self.connection.scalars(query)))

    def _append(self, entry: Entry, links: Iterable[Link], payload: dict[str, Any]) -> None:
        row = {name: getattr(entry, name) for name in Entry.__slots__}
        self._buffers.setdefault("journal", []).append(row)
        self._buffers.setdefault("journal_payload", []).append(payload)
        rows = self._buffers.setdefault("journal_link", [])
        rows += [
            {"kind": kind, "ref": ref, "happened_at": entry.happened_at, "seq": entry.seq} for kind, ref in set(links)
        ]
        self.head = Head(entry.seq, entry.hash)
        self.entries += 1

    def coming(self) -> int:
        """The sequence that the next entry will have, for a row that names the entry which proves it."""
        return self._head().seq + 1

    def _head(self) -> Head:
        if self.head is None:
            self.head = read_head(self.connection)
        return self.head

    def flush(self) -> None:
        """Send what was collected, parents before children."""
        if not any(self._buffers.values()):
            return
        buffers, self._buffers = self._buffers, {}
        for table in PARENTS_FIRST:
            if rows := buffers.get(table.name):
                for alike in _grouped(rows):
                    send(self.connection, table, alike)

    def unrecorded(self) -> bool:
        """Whether rows were changed without an entry: a mistake in an action, never committed."""
        return bool(self._changed or self._gone)


def _spent_kind(table: Table, column: str) -> str:
    return str(table.name) if column == "id" else f"{table.name}.{column}"


def _grouped(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows with the same columns together: one statement serves only rows of one shape."""
    columns = rows[0].keys()
    if all(map(columns.__eq__, map(dict.keys, rows))):
        return [rows]
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    return list(groups.values())


def read_head(connection: Connection) -> Head:
    """The newest entry of the journal; sequence 0 where there is none."""
    row = connection.execute(
        select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)
    ).one_or_none()
    return Head(row.seq, row.hash) if row else Head(0, chain_rules.GENESIS)

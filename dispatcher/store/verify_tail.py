"""The newest end of the chain, quickly: what a console can recompute whenever somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, func, select

from dispatcher.store.journal import entry_hash, payload_hash
from dispatcher.store.schema import journal, journal_payload
from dispatcher.store.types import plain
from dispatcher.store.verify_read import Entry, raw


def broken_at(connection: Connection, most: int) -> int | None:
    """The first of the newest ``most`` entries that is not as it was written or does not follow the one before it;
    None where all of them hold. An erased text is no break; ``check`` looks at everything."""
    before: Entry | None = None
    for entry in _newest(connection, most):
        if not _holds(entry) or (before is not None and not _follows(entry, before)):
            return entry.seq
        before = entry
    return None


def newest_recorded(connection: Connection) -> datetime | None:
    """When the newest entry was written, by the clock of whoever wrote it; None before the first."""
    return connection.scalar(select(journal.c.recorded_at).where(journal.c.seq == _last(connection)))


def _newest(connection: Connection, most: int) -> Iterator[Entry]:
    beside = (journal_payload.c.salt, journal_payload.c.payload, journal_payload.c.search)
    query = (
        select(*journal.c, *beside)
        .outerjoin_from(journal, journal_payload, journal_payload.c.seq == journal.c.seq)
        .where(journal.c.seq > _last(connection) - most)
        .order_by(journal.c.seq)
    )
    for seq, save_key, happened, recorded, *rest in list(raw(query, connection)):
        yield Entry._make((seq, save_key, plain(happened), plain(recorded), *rest, []))


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(journal.c.seq))) or 0


def _follows(entry: Entry, before: Entry) -> bool:
    return entry.seq == before.seq + 1 and entry.prev_hash == before.hash


def _holds(entry: Entry) -> bool:
    parts = (entry.save_key, entry.happened_at, entry.recorded_at, entry.actor, entry.verb, entry.links)
    try:
        if entry_hash(entry.prev_hash, entry.seq, *parts, entry.payload_hash) != entry.hash:
            return False
        if entry.salt is None or entry.payload is None or entry.search is None:
            return True
        return payload_hash(entry.salt, entry.payload, entry.search) == entry.payload_hash
    except (UnicodeEncodeError, TypeError, OverflowError):
        return False

"""Notes without a customer: unknown callers, what was said in public, until somebody knows whom they are about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, and_, bindparam, exists, or_, select

from dispatcher.domain.verbs import ASSIGN, NOTE, UNDO
from dispatcher.queries.history_rows import UnassignedRow
from dispatcher.queries.raw import Read
from dispatcher.store.journal import WITHOUT_CUSTOMER, decode
from dispatcher.store.schema import journal, journal_link, journal_payload

BOUND = 500
"""Nobody works through a longer list."""

_linking, _link = journal.alias("linking"), journal_link.alias("link")
_undoing, _back = journal.alias("undoing"), journal_link.alias("back")
_TAKEN_BACK = exists().where(
    _back.c.kind == "entry", _back.c.ref == _linking.c.seq, _undoing.c.seq == _back.c.seq, _undoing.c.verb == UNDO
)
_SETTLED = exists().where(
    _link.c.kind == "entry",
    _link.c.ref == journal_link.c.seq,
    _linking.c.seq == _link.c.seq,
    or_(_linking.c.verb == UNDO, and_(_linking.c.verb == ASSIGN, ~_TAKEN_BACK)),
)
_COLUMNS = (journal.c.seq, journal.c.happened_at, journal.c.recorded_at, journal.c.actor, journal_payload.c.payload)
_UNASSIGNED = Read(
    select(*_COLUMNS)
    .select_from(journal_link)
    .join(journal, journal.c.seq == journal_link.c.seq)
    .join(journal_payload, journal_payload.c.seq == journal_link.c.seq)
    .where(journal_link.c.kind == WITHOUT_CUSTOMER[0], journal_link.c.ref == WITHOUT_CUSTOMER[1])
    .where(journal.c.verb == NOTE, ~_SETTLED)
    .order_by(journal_link.c.happened_at.desc(), journal_link.c.seq.desc())
    .limit(bindparam("most"))
)


def unassigned(connection: Connection, limit: int = BOUND) -> tuple[UnassignedRow, ...]:
    """Notes without a customer that nobody has assigned or withdrawn, newest first; erased ones are left out.

    A walk along the journal links' key over all notes that were ever filed without a customer: some thousand in years.
    """
    return tuple(_row(found) for found in _UNASSIGNED.all(connection, most=min(limit, BOUND)))


def _row(found: Any) -> UnassignedRow:
    seq, happened, recorded, actor, payload = found
    said = decode(payload)
    return UnassignedRow(
        seq=seq,
        happened=happened,
        recorded=recorded,
        direction=said.get("direction", "internal"),
        channel=said.get("channel", ""),
        author=actor,
        person=said.get("person", ""),
        text=said.get("text", ""),
    )

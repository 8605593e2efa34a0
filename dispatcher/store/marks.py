"""Which marks of customers stand: set by an entry, and neither taken back nor decided about since."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Exists, and_, exists, select

from dispatcher.domain.flag import ENDED
from dispatcher.domain.verbs import SETTLE_FLAG, UNDO
from dispatcher.store.schema import journal, journal_link

_decision, _end = journal.alias("decision"), journal_link.alias("ends")
_undoing, _back = journal.alias("undoing"), journal_link.alias("back")


def _taken_back(seq: ColumnElement[int]) -> Exists:
    """Whether the entry ``seq`` was taken back by an undo."""
    linked = (_back.c.kind == "entry", _back.c.ref == seq)
    return exists().where(*linked, _undoing.c.seq == _back.c.seq, _undoing.c.verb == UNDO)


_DECIDED = exists().where(
    _end.c.kind == journal_link.c.kind + ENDED,
    _end.c.ref == journal_link.c.seq,
    _decision.c.seq == _end.c.seq,
    _decision.c.verb == SETTLE_FLAG,
    ~_taken_back(_decision.c.seq),
)
STANDS = and_(~_taken_back(journal_link.c.seq), ~_DECIDED)
"""Of a link between an entry and the customer it marks; found by the journal links' key."""


def marked_by(connection: Connection, customer_id: int, flag: str) -> tuple[int, ...]:
    """The entries (sequences) by which a customer is marked with ``flag``."""
    query = select(journal_link.c.seq).where(journal_link.c.kind == flag, journal_link.c.ref == customer_id, STANDS)
    return tuple(connection.scalars(query.order_by(journal_link.c.seq)))

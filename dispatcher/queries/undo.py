"""What undo would take back: the last thing somebody did himself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from dispatcher.domain.text import clean, one_line
from dispatcher.domain.undo import LASTING
from dispatcher.queries.history_rows import OwnEntry
from dispatcher.store import own
from dispatcher.store.journal import decode, parse_links
from dispatcher.store.schema import journal_payload


def last_own(connection: Connection, sign: str, since: datetime) -> OwnEntry | None:
    """The newest entry by ``sign`` recorded at or after ``since`` (aware) that undo may take back, or None.

    What was taken back already is passed over; where an import or an erasure is the newest, there is none. A walk
    along the journal's key, from its end to ``since``.
    """
    found = own.last_own(connection, sign, since)
    if found is None or found.verb in LASTING:
        return None
    payload = connection.scalar(select(journal_payload.c.payload).where(journal_payload.c.seq == found.seq))
    said = decode(payload) if payload else {}
    if not payload or "source" in said:
        return None
    text = one_line(clean(said.get("text", "")))
    # Who was pushed back for an insertion is linked as well; it is about the one that was booked.
    booked = f"T-{said['number']}" if said.get("pushed") else ""
    about = booked or own.about(connection, parse_links(found.links))
    return OwnEntry(found.seq, found.verb, text, found.happened_at, clean(about))

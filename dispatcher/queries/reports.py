"""Every report of one matter: tickets that were joined in it, and notes in which the customer asked again (I17)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.verbs import ASSIGN, CHASE, NOTE
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import ReportLine
from dispatcher.store.journal import decode
from dispatcher.store.own import undone
from dispatcher.store.schema import journal, journal_link, journal_payload, ticket

_MOST = 1000
_JOINED = Read(
    select(ticket.c.id, ticket.c.number, ticket.c.reported_at, ticket.c.title, ticket.c.text, ticket.c.urgent)
    .where(ticket.c.merged_into_id == bindparam("ticket"))
    .order_by(ticket.c.reported_at)
    .limit(_MOST)
)
_ASKED = Read(
    select(journal.c.seq, journal.c.verb, journal.c.happened_at, journal_payload.c.payload)
    .select_from(journal_link)
    .join(journal, journal.c.seq == journal_link.c.seq)
    .join(journal_payload, journal_payload.c.seq == journal.c.seq)
    .where(journal_link.c.kind == "ticket", journal_link.c.ref == bindparam("ticket"))
    .where(journal.c.verb.in_((NOTE, CHASE)))
    .order_by(journal_link.c.happened_at.desc(), journal_link.c.seq.desc())
    .limit(bindparam("most"))
)
_link = journal_link.alias("link")
_NOTE_OF = Read(
    select(_link.c.ref, journal.c.happened_at, journal_payload.c.payload)
    .select_from(_link)
    .join(journal, journal.c.seq == _link.c.ref)
    .join(journal_payload, journal_payload.c.seq == _link.c.ref)
    .where(_link.c.seq == bindparam("entry"), _link.c.kind == "entry", journal.c.verb.in_((NOTE, ASSIGN)))
)


def reports(connection: Connection, ticket_id: int, limit: int = 50) -> tuple[ReportLine, ...]:
    """What was reported of a matter besides its first words, the oldest first. The journal links' key,
    ``ix_ticket_merged_into_id``."""
    found = [*joined_in(connection, ticket_id), *_asked(connection, ticket_id, limit)]
    return tuple(sorted(found, key=lambda line: line.reported))


def joined_in(connection: Connection, ticket_id: int) -> tuple[ReportLine, ...]:
    """Every ticket that was joined in this one, also by way of another one, the oldest first; index
    ``ix_ticket_merged_into_id``."""
    found: list[ReportLine] = []
    level = [ticket_id]
    while level and len(found) < _MOST:
        rows = [row for ident in level for row in _JOINED.all(connection, ticket=ident)]
        found += [_report(*row) for row in rows]
        level = [row[0] for row in rows]
    return tuple(sorted(found, key=lambda line: (line.reported, line.number or 0)))


def _report(ident: int, number: int, reported: datetime, title: str, text: str, urgent: bool) -> ReportLine:
    return ReportLine(number, reported, "\n".join(part for part in (title, text) if part), urgent, ident)


def _asked(connection: Connection, ticket_id: int, limit: int) -> list[ReportLine]:
    rows = _ASKED.all(connection, ticket=ticket_id, most=limit)
    back = undone(connection, [row[0] for row in rows])
    lines: list[ReportLine] = []
    for seq, verb, happened, payload in rows:
        said = decode(payload)
        if seq in back:
            continue
        if verb == NOTE and said.get("chases"):
            lines.append(ReportLine(None, happened, said.get("text", ""), entry=seq))
        elif verb == CHASE and "asks" not in said:
            noted = _NOTE_OF.all(connection, entry=seq)
            lines += [ReportLine(None, at, decode(text).get("text", ""), entry=ref) for ref, at, text in noted]
    return lines

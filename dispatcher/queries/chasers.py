"""What may belong together: a customer's open matters, compared with what he says now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from dispatcher.domain.chaser import Match, likely
from dispatcher.domain.moving import CUSTOMER, FELL_THROUGH
from dispatcher.domain.told import times_told
from dispatcher.queries.chaser_rows import ChaserRow, MatterRow, Related
from dispatcher.queries.moves import moves_by_customer
from dispatcher.queries.raw import Read
from dispatcher.queries.reports import joined_in, reports
from dispatcher.queries.tickets import ticket_row
from dispatcher.store.schema import appointment, ticket

MOST = 50
"""Nobody has more open matters that could be meant."""
FAILED = ("cancelled", "fell through", "no access")
"""States of a visit that came to nothing; what the customer let fall through is told as a move of his."""

_OPEN = Read(
    select(
        ticket.c.id,
        ticket.c.number,
        ticket.c.site_id,
        ticket.c.title,
        ticket.c.text,
        ticket.c.source_number,
        ticket.c.reported_at,
        ticket.c.reports,
        ticket.c.chased,
    )
    .where(ticket.c.customer_id == bindparam("customer"), ticket.c.closed_at.is_(None))
    .order_by(ticket.c.reported_at, ticket.c.number)
    .limit(MOST)
)
_SITE = Read(select(ticket.c.site_id).where(ticket.c.id == bindparam("ticket")))
_FAILED = Read(
    select(func.count())
    .select_from(appointment)
    .where(appointment.c.ticket_id == bindparam("ticket"), appointment.c.state.in_(FAILED))
    .where(or_(appointment.c.state != FELL_THROUGH, appointment.c.fault != CUSTOMER))
)


def matters(connection: Connection, customer_id: int) -> tuple[MatterRow, ...]:
    """The open matters of one customer, the oldest first; indexes ``ix_ticket_customer_id``,
    ``ix_ticket_merged_into_id``, ``ix_appointment_ticket_id``, ``ix_move_appointment_id``."""
    return tuple(_matter(connection, found) for found in _OPEN.all(connection, customer=customer_id))


def _matter(connection: Connection, found: Any) -> MatterRow:
    ident, number, site, title, text, source, reported, reports, chased = found
    others = joined_in(connection, ident) if reports > 1 else ()
    said = "\n".join([title, text, source, *(line.text for line in others)])
    failed = _FAILED.scalar(connection, ticket=ident) or 0
    numbers = tuple(line.number for line in others if line.number is not None)
    told, moves = times_told(reports, chased), moves_by_customer(connection, ident)
    return MatterRow(ident, number, site, title, said, reported, told, numbers, failed, moves)


def chasers(
    connection: Connection, customer_id: int, text: str, site: int | None, now: datetime, *, is_all: bool = False
) -> tuple[ChaserRow, ...]:
    """The customer's open matters to which ``text`` about ``site`` probably belongs, the likeliest first; behind them
    all others where ``is_all``."""
    known = matters(connection, customer_id)
    return _rows(known, likely(text, site, known, now), is_all=is_all)


def related(connection: Connection, ticket_id: int, now: datetime) -> Related | None:
    """With what a ticket may be merged: all other open matters of its customer, the likeliest first; and what was
    joined in it already."""
    row = ticket_row(connection, ticket_id)
    if row is None:
        return None
    known = matters(connection, row.customer)
    own = next((one.text for one in known if one.id == row.id), row.title)
    others = [one for one in known if one.id != row.id]
    matches = likely(own, _SITE.scalar(connection, ticket=row.id), others, now)
    return Related(row, _rows(others, matches, is_all=True), reports(connection, row.id))


def _rows(known: Sequence[MatterRow], matches: Sequence[Match], *, is_all: bool) -> tuple[ChaserRow, ...]:
    by_id = {one.id: one for one in known}
    pairs = [(by_id.pop(match.ticket), match) for match in matches]
    pairs += [(one, Match(one.id, one.number, 0, ())) for one in by_id.values()] if is_all else []
    return tuple(
        ChaserRow(one.id, one.number, one.title, one.reported, one.told, one.failed, match.score, match.why, one.moves)
        for one, match in pairs
    )

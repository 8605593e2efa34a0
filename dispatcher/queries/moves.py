"""The ledger of moves: what became of each slot of a ticket, and how often whom moved (I5, B5, B6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from dispatcher.domain.moving import CANCELLED, COUNTED, CREW, CUSTOMER, PARTIES, US, MoveCounts
from dispatcher.queries.move_rows import MoveRow
from dispatcher.queries.raw import Read
from dispatcher.store import merged
from dispatcher.store.journal import decode
from dispatcher.store.schema import appointment, colleague, journal_payload, move, ticket
from dispatcher.store.types import UtcInstant

MOST_MOVES = 1000
"""No ticket and no customer's open tickets see more."""
_TAKEN_BACK = move.alias("taken_back")
_IS_TAKEN_BACK = select(_TAKEN_BACK.c.id).where(_TAKEN_BACK.c.takes_back_id == move.c.id).exists()


def _rows(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(appointment)
        .join(move, move.c.appointment_id == appointment.c.id)
        .join(colleague, colleague.c.id == move.c.author_id)
    )


_OF_TICKET = Read(
    _rows(
        move.c.id,
        move.c.appointment_id,
        move.c.kind,
        move.c.old_starts_at,
        move.c.old_ends_at,
        move.c.new_starts_at,
        move.c.new_ends_at,
        move.c.zone,
        move.c.old_crew,
        move.c.new_crew,
        move.c.asked_by,
        move.c.via,
        move.c.reason,
        move.c.text,
        move.c.reported_by,
        move.c.approved,
        move.c.override,
        colleague.c.sign,
        move.c.happened_at,
        move.c.takes_back_id,
        _IS_TAKEN_BACK.label("is_taken_back"),
    )
    .where(appointment.c.ticket_id == bindparam("ticket"))
    .order_by(move.c.id)
    .limit(MOST_MOVES)
)


def _counting(*where: Any) -> Read:
    query = (
        select(move.c.kind, move.c.asked_by, func.count())
        .select_from(ticket)
        .join(appointment, appointment.c.ticket_id == ticket.c.id)
        .join(move, move.c.appointment_id == appointment.c.id)
        .where(*where, move.c.takes_back_id.is_(None), ~_IS_TAKEN_BACK)
    )
    return Read(query.group_by(move.c.kind, move.c.asked_by))


def _in_vain(*where: Any) -> Read:
    query = select(func.count()).select_from(ticket).join(appointment, appointment.c.ticket_id == ticket.c.id)
    return Read(query.where(*where, appointment.c.state == "no access", appointment.c.fault != US))


_FROM, _UNTIL = bindparam("starts", type_=UtcInstant()), bindparam("ends", type_=UtcInstant())
_COUNT_OF_SPAN = Read(
    select(move.c.kind, move.c.asked_by, func.count())
    .where(move.c.happened_at >= _FROM, move.c.happened_at < _UNTIL)
    .where(move.c.takes_back_id.is_(None), ~_IS_TAKEN_BACK)
    .group_by(move.c.kind, move.c.asked_by)
)
_IN_VAIN_OF_SPAN = Read(
    select(func.count())
    .select_from(appointment)
    .where(appointment.c.starts_at >= _FROM, appointment.c.starts_at < _UNTIL)
    .where(appointment.c.state == "no access", appointment.c.fault != US)
)
_PAYLOAD = Read(select(journal_payload.c.payload).where(journal_payload.c.seq == bindparam("entry")))
_THIS = (ticket.c.id == bindparam("ticket"),)
_OPEN_OF = (ticket.c.customer_id == bindparam("customer"), ticket.c.closed_at.is_(None))
_BY_CUSTOMER = Read(
    select(func.count())
    .select_from(appointment)
    .join(move, move.c.appointment_id == appointment.c.id)
    .where(appointment.c.ticket_id == bindparam("ticket"), move.c.asked_by == CUSTOMER)
    .where(move.c.kind.in_(sorted(COUNTED)), move.c.takes_back_id.is_(None), ~_IS_TAKEN_BACK)
)
_COUNT_OF_TICKET, _IN_VAIN_OF_TICKET = _counting(*_THIS), _in_vain(*_THIS)
_COUNT_OF_CUSTOMER, _IN_VAIN_OF_CUSTOMER = _counting(*_OPEN_OF), _in_vain(*_OPEN_OF)


def moves_of(connection: Connection, ticket_id: int) -> tuple[MoveRow, ...]:
    """The ledger of a ticket (of the one that stands for it, where it was joined), the oldest row first. Indexes
    ``ix_appointment_ticket_id`` and ``ix_move_appointment_id``."""
    return own_moves(connection, merged.standing_for(connection, ticket_id))


def own_moves(connection: Connection, ticket_id: int) -> tuple[MoveRow, ...]:
    """The moves of a ticket that is known to be joined in no other, as ``moves_of`` gives them."""
    return tuple(MoveRow(*row) for row in _OF_TICKET.all(connection, ticket=ticket_id))


def move_counts(connection: Connection, ticket: int | None = None, customer: int | None = None) -> MoveCounts:
    """The moves of one ticket, or of all open tickets of one customer. Indexes ``ix_ticket_customer_id``,
    ``ix_appointment_ticket_id`` and ``ix_move_appointment_id``."""
    if ticket is not None:
        given = {"ticket": merged.standing_for(connection, ticket)}
        rows, in_vain = _COUNT_OF_TICKET.all(connection, **given), _IN_VAIN_OF_TICKET.scalar(connection, **given)
    else:
        given = {"customer": customer or 0}
        rows, in_vain = _COUNT_OF_CUSTOMER.all(connection, **given), _IN_VAIN_OF_CUSTOMER.scalar(connection, **given)
    return _counted(rows, in_vain)


def moves_by_customer(connection: Connection, ticket_id: int) -> int:
    """How often the customer moved appointments of a ticket; the ticket itself, not the one that stands for it."""
    return _BY_CUSTOMER.scalar(connection, ticket=ticket_id) or 0


def moves_between(connection: Connection, starts: datetime, ends: datetime) -> MoveCounts:
    """The moves that were made in a span (aware instants), and the drives in it that found no access. Indexes
    ``ix_move_happened_at`` and ``ix_appointment_starts_at``."""
    given = {"starts": starts, "ends": ends}
    return _counted(_COUNT_OF_SPAN.all(connection, **given), _IN_VAIN_OF_SPAN.scalar(connection, **given))


def word_owed(connection: Connection, entry: int) -> int | None:
    """The promise of a call that came with the entry of a move, by id; None where none did. By the primary key."""
    payload = _PAYLOAD.scalar(connection, entry=entry)
    return decode(payload).get("promise") if payload else None


def _counted(rows: Iterable[Any], in_vain: int = 0) -> MoveCounts:
    """The counts of rows of (kind, party, how many); ``in_vain`` drives found no access."""
    told = list(rows)
    by_party = {party: sum(row[2] for row in told if row[0] in COUNTED and row[1] == party) for party in PARTIES}
    by_kind = {kind: sum(row[2] for row in told if row[0] == kind) for kind in (CREW, CANCELLED)}
    return MoveCounts(**by_party, **by_kind, no_access=in_vain)

"""Who is at a desk, and what nobody may leave it empty over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.phrases import Office
from dispatcher.domain.staffed import staffed_again
from dispatcher.queries.desk_rows import DesksRow, OwedRow, SeatRow
from dispatcher.queries.raw import Read
from dispatcher.store.schema import colleague, contact_person, customer, office, presence, promise
from dispatcher.store.types import UtcInstant

SEEN_WITHIN = timedelta(minutes=12)
"""A console says every five minutes that it is open; one that missed two of them is gone."""
MOST_OWED = 20

_SEATS = Read(
    select(presence.c.console, presence.c.colleague_id, colleague.c.sign, colleague.c.name)
    .join(colleague, colleague.c.id == presence.c.colleague_id)
    .where(presence.c.seen_at >= bindparam("since", type_=UtcInstant()))
    .order_by(presence.c.since, presence.c.console)
)
_OFFICE = Read(
    select(office.c.machine_number, office.c.machine_text, office.c.unstaffed_since, office.c.unstaffed_until)
)
_OWED = Read(
    select(
        promise.c.id,
        promise.c.due_at,
        promise.c.what,
        promise.c.to_name,
        contact_person.c.name,
        customer.c.name,
    )
    .outerjoin(contact_person, contact_person.c.id == promise.c.person_id)
    .outerjoin(customer, customer.c.id == promise.c.customer_id)
    .where(promise.c.closed_at.is_(None), promise.c.due_at <= bindparam("until", type_=UtcInstant()))
    .where(promise.c.side == "ours", promise.c.colleague_id.is_(None))
    .order_by(promise.c.due_at, promise.c.id)
    .limit(bindparam("most"))
)


def desks(connection: Connection, place: Office, recorded: datetime) -> DesksRow:
    """Who is there by the real clock's ``recorded``, and what is owed before the next shift of the office in ``place``.

    The tables of consoles and colleagues are small; index ``ix_promise_open``, at most 20 promises.
    """
    again = staffed_again(place)
    number, text, since, until = _OFFICE.first(connection)
    return DesksRow(
        seats=tuple(SeatRow(*found) for found in _SEATS.all(connection, since=recorded - SEEN_WITHIN)),
        again=again,
        owed=tuple(map(_owed, _OWED.all(connection, until=again, most=MOST_OWED))),
        machine=(number, text),
        left_since=since,
        left_until=until,
    )


def _owed(found: Any) -> OwedRow:
    ident, due, what, named, person, of = found
    return OwedRow(ident, due, what, of or person or named or "")

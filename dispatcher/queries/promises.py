"""What is promised and not settled, one promise, and the day of whoever has to keep one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select

from dispatcher.domain.calendar import day_bounds
from dispatcher.domain.promise import LONGEST_MINUTES, block_of
from dispatcher.queries.promise_rows import BlockedTime, OwnerDay, PromiseRow
from dispatcher.queries.raw import Read
from dispatcher.queries.reached import PHONE
from dispatcher.queries.rows import Span
from dispatcher.store.schema import absence, colleague, contact_person, customer, promise, ticket
from dispatcher.store.types import UtcInstant

BOUND = 5000
"""No office owes more at a time."""
MOST_OF_DAY = 200
"""Promises of one colleague around a day, and absences of his, that are looked at."""

_owner, _stand_in, _to = colleague.alias("owner"), colleague.alias("stand_in"), colleague.alias("receiver")
_next = promise.alias("following")
_FOLLOWED_BY = (
    select(func.max(_next.c.id)).where(_next.c.follows_id == promise.c.id).correlate(promise).scalar_subquery()
)
_COLUMNS = (
    promise.c.id,
    promise.c.side,
    promise.c.what,
    promise.c.customer_id,
    func.coalesce(customer.c.name, ""),
    customer.c.number,
    promise.c.person_id,
    func.coalesce(contact_person.c.form, ""),
    func.coalesce(contact_person.c.name, ""),
    func.coalesce(PHONE, ""),
    promise.c.to_name,
    promise.c.ticket_id,
    ticket.c.number,
    promise.c.colleague_id,
    func.coalesce(_to.c.sign, ""),
    promise.c.owner_id,
    func.coalesce(_owner.c.sign, ""),
    promise.c.stand_in_id,
    func.coalesce(_stand_in.c.sign, ""),
    promise.c.due_from,
    promise.c.due_at,
    promise.c.minutes,
    promise.c.keeps_free,
    promise.c.attempts,
    promise.c.next_try_at,
    promise.c.acknowledged_at,
    promise.c.phrase,
    promise.c.state,
    promise.c.told_at,
    promise.c.follows_id,
    promise.c.version,
    promise.c.given_at,
    _FOLLOWED_BY,
    promise.c.by_ball,
)
_ROWS = (
    select(*_COLUMNS)
    .select_from(promise)
    .outerjoin(customer, customer.c.id == promise.c.customer_id)
    .outerjoin(contact_person, contact_person.c.id == promise.c.person_id)
    .outerjoin(ticket, ticket.c.id == promise.c.ticket_id)
    .outerjoin(_to, _to.c.id == promise.c.colleague_id)
    .outerjoin(_owner, _owner.c.id == promise.c.owner_id)
    .outerjoin(_stand_in, _stand_in.c.id == promise.c.stand_in_id)
)
_OPEN: ColumnElement[bool] = promise.c.closed_at.is_(None)
_OPEN_PROMISES = Read(_ROWS.where(_OPEN).order_by(promise.c.due_at, promise.c.id).limit(bindparam("most")))
_OPEN_OF = Read(
    _ROWS.where(promise.c.customer_id == bindparam("customer"), _OPEN)
    .order_by(promise.c.due_at, promise.c.id)
    .limit(bindparam("most"))
)
_ENDED = Read(
    _ROWS.where(promise.c.due_at >= bindparam("since", type_=UtcInstant()), promise.c.closed_at.is_not(None))
    .order_by(promise.c.due_at, promise.c.id)
    .limit(bindparam("most"))
)
_ONE = Read(_ROWS.where(promise.c.id == bindparam("promise")))
_COLLEAGUE = Read(
    select(colleague.c.sign, colleague.c.name, colleague.c.stand_in_id, func.coalesce(_stand_in.c.sign, ""))
    .outerjoin(_stand_in, _stand_in.c.id == colleague.c.stand_in_id)
    .where(colleague.c.id == bindparam("colleague"))
)
_OF_OWNER = Read(
    select(
        promise.c.id,
        promise.c.due_from,
        promise.c.due_at,
        promise.c.minutes,
        promise.c.keeps_free,
        promise.c.what,
        func.coalesce(customer.c.name, promise.c.to_name),
    )
    .outerjoin(customer, customer.c.id == promise.c.customer_id)
    .where(promise.c.owner_id == bindparam("owner"), promise.c.side == "ours", _OPEN)
    .where(promise.c.due_at >= bindparam("first", type_=UtcInstant()))
    .where(promise.c.due_at <= bindparam("last", type_=UtcInstant()))
    .where(_FOLLOWED_BY.is_(None))
    .order_by(promise.c.due_at, promise.c.id)
    .limit(MOST_OF_DAY)
)
_AWAY = Read(
    select(absence.c.starts_at, absence.c.ends_at)
    .where(absence.c.colleague_id == bindparam("colleague"), absence.c.archived.is_(False))
    .where(absence.c.starts_at < bindparam("ends", type_=UtcInstant()))
    .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > bindparam("starts", type_=UtcInstant())))
    .order_by(absence.c.starts_at)
    .limit(MOST_OF_DAY)
)


def open_promises(connection: Connection, limit: int = BOUND) -> tuple[PromiseRow, ...]:
    """Every open promise of both sides, the one due first on top; index ``ix_promise_open``."""
    return tuple(_row(found) for found in _OPEN_PROMISES.all(connection, most=min(limit, BOUND)))


def open_promises_of(connection: Connection, customer_id: int, limit: int = 50) -> tuple[PromiseRow, ...]:
    """The open promises with one customer, the one due first on top; index ``ix_promise_customer_id``."""
    return tuple(_row(found) for found in _OPEN_OF.all(connection, customer=customer_id, most=min(limit, BOUND)))


def ended_promises(connection: Connection, since: datetime, limit: int = BOUND) -> tuple[PromiseRow, ...]:
    """What was kept, moved, broken and told, or withdrawn, and was due at ``since`` (aware) or later; index
    ``ix_promise_due_at``."""
    return tuple(_row(found) for found in _ENDED.all(connection, since=since, most=min(limit, BOUND)))


def promise_row(connection: Connection, promise_id: int) -> PromiseRow | None:
    """One promise, open or not; None where there is none."""
    found = _ONE.first(connection, promise=promise_id)
    return None if found is None else _row(found)


def owner_day(connection: Connection, colleague_id: int, day: date, zone: str) -> OwnerDay | None:
    """The local ``day`` of a colleague: what he has promised for it, and when he is absent; None for nobody.

    Indexes ``ix_promise_owner_id`` (three days of it), ``ix_promise_follows_id``, ``ix_absence_colleague_id``.
    """
    found = _COLLEAGUE.first(connection, colleague=colleague_id)
    if found is None:
        return None
    sign, name, stand_in, stand_in_sign = found
    starts, ends = day_bounds(day, zone)
    reach = timedelta(minutes=LONGEST_MINUTES)
    promised = _OF_OWNER.all(connection, owner=colleague_id, first=starts - reach, last=ends + reach)
    blocked = tuple(block for one in promised if (block := _block(one)) and block.starts < ends and block.ends > starts)
    due = tuple(one[2] for one in promised if starts <= one[2] < ends)
    away: tuple[Span, ...] = tuple(
        (since, until) for since, until in _AWAY.all(connection, colleague=colleague_id, starts=starts, ends=ends)
    )
    return OwnerDay(colleague_id, sign, name, day, blocked, due, away, stand_in, stand_in_sign)


def _row(found: Any) -> PromiseRow:
    form, name = found[7:9]
    return PromiseRow(*[*found[:7], f"{form} {name}".strip(), *found[9:]])


def _block(one: Any) -> BlockedTime | None:
    ident, due_from, due, minutes, keeps_free, what, to = one
    block = block_of(due, due_from, minutes, keeps_free)
    return None if block is None else BlockedTime(ident, *block, what, to)

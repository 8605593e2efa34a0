"""How the office kept its word in one week (M13)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from dispatcher.domain.honesty import Week, week_bounds, week_of
from dispatcher.queries.moves import moves_between
from dispatcher.queries.raw import Read
from dispatcher.store.schema import colleague, contact_person, customer, promise
from dispatcher.store.types import UtcInstant
from dispatcher.values import dataclass

BOUND = 20_000
"""No office gives more promises in a week."""
_DUE = Read(
    select(
        promise.c.side,
        promise.c.colleague_id,
        promise.c.state,
        promise.c.due_at,
        promise.c.told_at,
        promise.c.what,
        func.coalesce(customer.c.name, contact_person.c.name, promise.c.to_name, ""),
        func.coalesce(colleague.c.sign, ""),
    )
    .outerjoin(customer, customer.c.id == promise.c.customer_id)
    .outerjoin(contact_person, contact_person.c.id == promise.c.person_id)
    .outerjoin(colleague, colleague.c.id == promise.c.colleague_id)
    .where(promise.c.due_at >= bindparam("starts", type_=UtcInstant()))
    .where(promise.c.due_at < bindparam("ends", type_=UtcInstant()))
    .order_by(promise.c.due_at, promise.c.id)
    .limit(BOUND)
)


@dataclass(frozen=True, slots=True)
class _Due:
    side: str
    colleague: int | None
    state: str
    due: datetime
    told: datetime | None
    what: str
    to: str


def honesty(connection: Connection, year: int, number: int, zone: str, now: datetime) -> Week:
    """The ISO week as it stands at ``now``, by the clocks of ``zone``; indexes ``ix_promise_due_at``,
    ``ix_move_happened_at``, ``ix_appointment_starts_at``; bounded by the promises and appointments of a week."""
    starts, ends = week_bounds(year, number, zone)
    rows = map(_row, _DUE.all(connection, starts=starts, ends=ends))
    return week_of(rows, year, number, now, moves_between(connection, starts, ends))


def _row(found: Any) -> _Due:
    *told, to, sign = found
    return _Due(*[*told, to or sign])

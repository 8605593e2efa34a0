"""Whoever goes away leaves nobody waiting: what he promised goes to his stand-in, or is handed over first (I7, M7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from dispatcher.actions.promise_people import is_there, present_stand_in
from dispatcher.domain.promise import show_due
from dispatcher.domain.record import Owner
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.journal import Link
from dispatcher.store.schema import colleague, customer, promise
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

MOST_NAMED = 3
"""Promises that a refusal names; the rest is counted by whoever looks."""
Away = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Cover:
    """What an absence leaves: promises whose stand-in is to be ``taken`` (row and his id), and those ``left`` with
    nobody."""

    taken: tuple[tuple[Any, int], ...]
    left: tuple[Any, ...]


def cover_absence(uow: UnitOfWork, kind: str, owner: Owner | None, zone: str) -> list[Link] | Refusal:
    """What a colleague promised for a time off of his goes to his stand-in: the links to it, or the no where there is
    none (I7). Nothing for any other record."""
    if kind != "absence" or owner is None or owner[0] != "colleague":
        return []
    found = cover(uow, owner[1])
    return refuse_left(uow, found, owner[1], zone, "starts") or [("promise", one) for one in take_over(uow, found)]


def cover(uow: UnitOfWork, colleague_id: int, away: Away | None = None) -> Cover:
    """Who keeps the open promises of a colleague while he is not there: the absences that are stored, and ``away``
    (from and until, aware) which is not yet. An overdue one still owes a word, so it counts from now on.

    Indexes ``ix_promise_open``, ``ix_absence_colleague_id``.
    """
    uow.flush()
    taken, left = [], []
    for one in _promised(uow.connection, colleague_id):
        at = max(one.due_at, uow.now)
        if any(_is_there(uow.connection, ident, at, colleague_id, away) for ident in (one.owner_id, one.stand_in_id)):
            continue
        stand_in = _usual(uow.connection, one, colleague_id, at)
        if stand_in is None:
            left.append(one)
        else:
            taken.append((one, stand_in))
    return Cover(tuple(taken), tuple(left))


def _promised(connection: Connection, colleague_id: int) -> Iterable[Any]:
    query = (
        select(promise, customer.c.name)
        .outerjoin(customer, customer.c.id == promise.c.customer_id)
        .where(promise.c.closed_at.is_(None))
        .where(or_(promise.c.owner_id == colleague_id, promise.c.stand_in_id == colleague_id))
        .order_by(promise.c.due_at, promise.c.id)
    )
    return connection.execute(query).all()


def _is_there(connection: Connection, ident: int | None, at: datetime, gone: int, away: Away | None) -> bool:
    if ident is None or (ident == gone and away is not None and _covers(away, at)):
        return False
    return is_there(connection, ident, at)


def _covers(away: Away, at: datetime) -> bool:
    return away[0] <= at and (away[1] is None or at < away[1])


def _usual(connection: Connection, one: Any, gone: int, at: datetime) -> int | None:
    """Who usually stands in for the owner, or for his stand-in who goes as well."""
    query = select(colleague).where(colleague.c.id.in_((one.owner_id, gone)))
    people = {row.id: row for row in connection.execute(query)}
    for ident in (one.owner_id, gone):
        stand_in = present_stand_in(connection, people[ident], at)
        if stand_in is not None and stand_in not in (one.owner_id, gone):
            return stand_in
    return None


def refuse_left(uow: UnitOfWork, found: Cover, colleague_id: int, zone: str, code: str) -> Refusal | None:
    """The no to an absence that leaves promises with nobody, naming them, or None; ``code`` is the field's name."""
    if not found.left:
        return None
    name = uow.connection.scalar(select(colleague.c.name).where(colleague.c.id == colleague_id))
    sentence = _("Nobody stands in for what {name} answers for: {promises}. Hand it over first.")
    named = "; ".join(_named(one, zone) for one in found.left[:MOST_NAMED])
    more = f" (+{len(found.left) - MOST_NAMED})" if len(found.left) > MOST_NAMED else ""
    return Refusal(code, sentence.format(name=name, promises=named + more))


def _named(one: Any, zone: str) -> str:
    time = show_due(one.due_at, one.due_from, zone)
    to = ", ".join(part for part in (one.what, one.name or one.to_name, time) if part)
    return _("promise {number}: {what}").format(number=one.id, what=to)


def take_over(uow: UnitOfWork, found: Cover) -> list[int]:
    """Let the stand-ins take what was found for them; they have to acknowledge it. Returns the promises' ids."""
    for one, stand_in in found.taken:
        uow.update(promise, one.id, one.version, stand_in_id=stand_in, acknowledged_at=None)
    return [one.id for one, _stand_in in found.taken]

"""An open promise: found, followed by another one, ended; and what an entry about it is linked to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from dispatcher.domain.promise import OPEN, closes_as, show_due
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.journal import Link
from dispatcher.store.schema import office, promise
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork


def zone_of(connection: Connection) -> str:
    """The office's zone, in which promises are read and told."""
    return connection.scalar(select(office.c.zone)) or "UTC"


def open_promise(uow: UnitOfWork, ident: int, seen: int | None = None) -> Any:
    """The row of an open promise, or the no to one that is not there or has ended. Raises Stale where it was changed
    since it was ``seen``."""
    found = uow.connection.execute(select(promise).where(promise.c.id == ident)).one_or_none()
    if found is None:
        return Refusal("promise", _("There is no promise {number}.").format(number=ident))
    if seen not in (None, found.version):
        raise Stale("promise", ident)
    if found.state != OPEN:
        return Refusal("ended", _("Promise {number} has ended already.").format(number=ident))
    return found


def refuse_followed(uow: UnitOfWork, found: Any) -> Refusal | None:
    """The no to give a second new date to a promise, or None; index ``ix_promise_follows_id``."""
    following = select(promise).where(promise.c.follows_id == found.id).order_by(promise.c.id.desc()).limit(1)
    later = uow.connection.execute(following).one_or_none()
    if later is None:
        return None
    time = show_due(later.due_at, later.due_from, zone_of(uow.connection))
    sentence = _("It has a new date already: {time} (promise {number}). Only the word to the other side is missing.")
    return Refusal("followed", sentence.format(time=time, number=later.id))


def is_followed(uow: UnitOfWork, found: Any) -> bool:
    """Whether another promise came in its place; index ``ix_promise_follows_id``."""
    query = select(promise.c.id).where(promise.c.follows_id == found.id).limit(1)
    return uow.connection.scalar(query) is not None


def follow(uow: UnitOfWork, found: Any, due: datetime, due_from: datetime | None, phrase: str, stand_in: Any) -> int:
    """Make the promise that comes in the place of ``found``; everything but its time is the same."""
    same = ("side", "customer_id", "ticket_id", "person_id", "colleague_id", "to_name", "what", "owner_id", "zone")
    values = {name: getattr(found, name) for name in (*same, "minutes", "keeps_free", "by_ball", "acknowledged_at")}
    return uow.insert(
        promise,
        **values,
        stand_in_id=stand_in,
        follows_id=found.id,
        given_at=uow.now,
        due_from=due_from,
        due_at=due,
        phrase=phrase,
    )


def end(uow: UnitOfWork, found: Any, state: str, *, is_told: bool, **more: Any) -> str:
    """End ``found`` as ``state``, or as broken where it is too late for that; returns which. Whoever was told of it
    was told of those before it as well, in whose place it came."""
    ends = closes_as(found.due_at, uow.now, state)
    told_at = uow.now if is_told else found.told_at
    uow.update(promise, found.id, found.version, state=ends, closed_at=uow.now, told_at=told_at, **more)
    if is_told:
        end_before(uow, found)
    return ends


def end_before(uow: UnitOfWork, found: Any) -> None:
    """End the promises in whose place ``found`` came and of which nobody had been told: now somebody was."""
    before = found.follows_id
    while before is not None:
        earlier = uow.connection.execute(select(promise).where(promise.c.id == before)).one()
        if earlier.state != OPEN:
            return
        ends = closes_as(earlier.due_at, uow.now, "moved")
        uow.update(promise, earlier.id, earlier.version, state=ends, closed_at=uow.now, told_at=uow.now)
        before = earlier.follows_id


def links_of(found: Any, *more: Link) -> list[Link]:
    """What an entry about a promise is linked to: itself, its customer, ticket and contact person."""
    given = (("customer", found.customer_id), ("ticket", found.ticket_id), ("person", found.person_id))
    return [("promise", found.id), *((kind, ref) for kind, ref in given if ref is not None), *more]

"""Who answers for a promise: somebody of ours who is there when it is due, or has a stand-in who is (I7, M7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select

from dispatcher.domain.calendar import show_span
from dispatcher.domain.promise import LONGEST_MINUTES, OURS, block_of, collides, show_due
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.schema import absence, colleague, customer, promise

Span = tuple[datetime, datetime]
_FOLLOWING = promise.alias("following")


def keeper(
    connection: Connection, owner_id: int, stand_in_id: int | None, due: datetime, zone: str
) -> tuple[Any, int | None] | Refusal:
    """The owner's row and who stands in for him: whoever is named, else his own where he is absent at ``due``.

    Refuses somebody who does not work here, an owner who stands in for himself, and one who is absent at ``due``
    without a stand-in who is there. Index ``ix_absence_colleague_id``.
    """
    owner = _at_work(connection, owner_id)
    if owner is None or (stand_in_id is not None and _at_work(connection, stand_in_id) is None):
        return Refusal("owner", _("There is no such colleague."))
    if stand_in_id == owner_id:
        return Refusal("stand-in", _("Nobody stands in for himself."))
    if is_there(connection, owner_id, due):
        return owner, stand_in_id
    stand_in = stand_in_id or present_stand_in(connection, owner, due)
    if stand_in is None or not is_there(connection, stand_in, due):
        sentence = _("{name} is absent {time}. Choose another owner, or a stand-in who is there.")
        return Refusal("absent", sentence.format(name=owner.name, time=show_due(due, None, zone)))
    return owner, stand_in


def _at_work(connection: Connection, ident: int) -> Any:
    query = select(colleague).where(colleague.c.id == ident, colleague.c.archived.is_(False))
    return connection.execute(query).one_or_none()


def present_stand_in(connection: Connection, owner: Any, due: datetime) -> int | None:
    """Who usually stands in for ``owner`` (a row of a colleague), if he works here and is there at ``due``."""
    if owner.stand_in_id is None or _at_work(connection, owner.stand_in_id) is None:
        return None
    return int(owner.stand_in_id) if is_there(connection, owner.stand_in_id, due) else None


def is_there(connection: Connection, colleague_id: int, at: datetime) -> bool:
    """Whether no absence of a colleague lies over the instant; index ``ix_absence_colleague_id``."""
    query = (
        select(absence.c.id)
        .where(absence.c.colleague_id == colleague_id, absence.c.archived.is_(False), absence.c.starts_at <= at)
        .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > at))
        .limit(1)
    )
    return connection.scalar(query) is None


def refuse_taken(
    connection: Connection,
    owner: Any,
    due: Span,
    minutes: int | None,
    keeps_free: bool,
    zone: str,
    but_for: int | None = None,
) -> Refusal | None:
    """The no to a second promise in a time that is kept free (M8), or None; the promise ``but_for`` does not count.

    ``due`` is from and until (an instant is both). Index ``ix_promise_owner_id``, two days of it.
    """
    block = _block(due, minutes, keeps_free)
    for one in _promised(connection, owner.id, due, but_for):
        other = (one.due_from or one.due_at, one.due_at)
        taken = block_of(one.due_at, one.due_from, one.minutes, one.keeps_free)
        if collides(block, taken, due, other):
            sentence = _("{name} has promised {what} to {to} already: {time}.")
            time = show_span(*taken, zone) if taken else show_due(one.due_at, one.due_from, zone)
            to = one.name or one.to_name or "?"
            return Refusal("taken", sentence.format(name=owner.name, what=one.what, to=to, time=time))
    return None


def _block(due: Span, minutes: int | None, keeps_free: bool) -> Span | None:
    return block_of(due[1], due[0] if due[0] < due[1] else None, minutes, keeps_free)


def _promised(connection: Connection, owner_id: int, due: Span, but_for: int | None) -> Iterable[Any]:
    """The open promises of one owner around a time; one that another came for does not bind him any more."""
    reach = timedelta(minutes=LONGEST_MINUTES)
    query = (
        select(promise, customer.c.name)
        .outerjoin(customer, customer.c.id == promise.c.customer_id)
        .where(promise.c.owner_id == owner_id, promise.c.side == OURS, promise.c.closed_at.is_(None))
        .where(promise.c.due_at >= due[0] - reach, promise.c.due_at <= due[1] + 2 * reach)
        .where(~select(_FOLLOWING.c.id).where(_FOLLOWING.c.follows_id == promise.c.id).exists())
        .order_by(promise.c.due_at, promise.c.id)
    )
    return connection.execute(query if but_for is None else query.where(promise.c.id != but_for)).all()

"""Who answers for a promise from now on, and that he has seen it (M7, V9)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.promise_people import keeper, refuse_taken
from dispatcher.actions.promise_rows import is_followed, links_of, open_promise, zone_of
from dispatcher.domain.promise import OURS, AcknowledgePromise, HandPromise
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import ACKNOWLEDGE_PROMISE, HAND_PROMISE
from dispatcher.locale import _
from dispatcher.store.schema import colleague, promise
from dispatcher.store.uow import UnitOfWork


def acknowledge_promise(uow: UnitOfWork, command: AcknowledgePromise, save_key: str | None = None) -> Outcome:
    """Note that its owner, or his stand-in, has seen it. Refuses everybody else, and a promise that has ended; where it
    was acknowledged before, nothing is written and the answer has the sequence 0."""
    found = open_promise(uow, command.promise)
    if isinstance(found, Refusal):
        return found
    if uow.actor.id not in (found.owner_id, found.stand_in_id):
        name = uow.connection.scalar(select(colleague.c.name).where(colleague.c.id == found.owner_id))
        return Refusal("other", _("That is for {name} to acknowledge.").format(name=name))
    if found.acknowledged_at is not None:
        return Done(0, "promise", found.id, found.id, again=True)
    uow.update(promise, found.id, found.version, acknowledged_at=uow.now)
    payload = {"text": found.what, "person": found.to_name, "result": result("promise", found.id, found.id)}
    seq = uow.record(ACKNOWLEDGE_PROMISE, links_of(found), payload, save_key=save_key)
    return Done(seq, "promise", found.id, found.id)


def hand_promise(uow: UnitOfWork, command: HandPromise, save_key: str | None = None) -> Outcome:
    """Give a promise to another owner, who has to acknowledge it unless he took it himself.

    Refuses one who is absent then without a stand-in, and one who keeps that time free for somebody else. Raises Stale
    where it was changed since it was ``seen``.
    """
    found = open_promise(uow, command.promise, command.seen)
    if isinstance(found, Refusal):
        return found
    zone = zone_of(uow.connection)
    # What is overdue still owes a word: from now on, by somebody who is there.
    at = max(found.due_at, uow.now)
    kept = keeper(uow.connection, command.owner, command.stand_in, at, zone)
    if isinstance(kept, Refusal):
        return kept
    owner, stand_in = kept
    if found.side == OURS and not is_followed(uow, found) and (taken := _refuse_time(uow, owner, found, zone)):
        return taken
    seen = uow.now if owner.id == uow.actor.id else None
    uow.update(promise, found.id, found.version, owner_id=owner.id, stand_in_id=stand_in, acknowledged_at=seen)
    payload: dict[str, Any] = {
        "text": found.what,
        "person": found.to_name,
        "owner": owner.sign,
        "result": result("promise", found.id, found.id),
    }
    seq = uow.record(HAND_PROMISE, links_of(found), payload, save_key=save_key)
    return Done(seq, "promise", found.id, found.id)


def _refuse_time(uow: UnitOfWork, owner: Any, found: Any, zone: str) -> Refusal | None:
    time = (found.due_from or found.due_at, found.due_at)
    return refuse_taken(uow.connection, owner, time, found.minutes, found.keeps_free, zone, found.id)

"""Give a promise another time, or take it back; what the other side heard in time is not broken (M5, M15)."""

from __future__ import annotations

from typing import Any

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.promise_people import keeper, refuse_taken
from dispatcher.actions.promise_rows import (
    end,
    follow,
    links_of,
    open_promise,
    refuse_followed,
    zone_of,
)
from dispatcher.domain.contact import refuse_channel
from dispatcher.domain.promise import (
    OURS,
    MovePromise,
    WithdrawPromise,
    refuse_due,
    refuse_withdrawal,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import MOVE_PROMISE, WITHDRAW_PROMISE
from dispatcher.store.index import search_text
from dispatcher.store.schema import promise
from dispatcher.store.uow import UnitOfWork


def move_promise(uow: UnitOfWork, command: MovePromise, save_key: str | None = None) -> Outcome:
    """Make a promise for another time in the place of this one; the answer names the new one.

    Where the other side was informed, the old one ends: as moved, or after its time as broken and told. Where nobody
    was, it stays open until somebody tells, and is broken when its time passes. Refuses a time that is past, an owner
    who is absent then, a time that he keeps free for somebody else, and a promise that has a new date already.
    """
    found = open_promise(uow, command.promise, command.seen)
    if isinstance(found, Refusal):
        return found
    zone = zone_of(uow.connection)
    refusal = refuse_channel(command.informed) or refuse_due(command.due, command.due_from, uow.now, zone)
    if (refusal := refusal or refuse_followed(uow, found)) is not None:
        return refusal
    stand_in = _refuse_owner(uow, command, found, zone)
    if isinstance(stand_in, Refusal):
        return stand_in
    ident = follow(uow, found, command.due, command.due_from, clean(command.phrase.strip()), stand_in)
    if command.informed:
        end(uow, found, "moved", is_told=True)
    else:
        uow.update(promise, found.id, found.version)
    payload: dict[str, Any] = {
        **_said(command.informed),
        "text": found.what,
        "person": found.to_name,
        "was_due": found.due_at,
        "due": command.due,
        "due_from": command.due_from,
        "phrase": clean(command.phrase.strip()),
        "result": result("promise", ident, ident),
    }
    if command.insisted:
        payload["insisted"] = list(command.insisted)
    seq = uow.record(MOVE_PROMISE, links_of(found, ("promise", ident)), payload, save_key=save_key)
    return Done(seq, "promise", ident, ident)


def _refuse_owner(uow: UnitOfWork, command: MovePromise, found: Any, zone: str) -> int | Refusal | None:
    """Who stands in for the owner at the new time, or why he cannot keep it."""
    kept = keeper(uow.connection, found.owner_id, found.stand_in_id, command.due, zone)
    if isinstance(kept, Refusal):
        return kept
    owner, stand_in = kept
    time = (command.due_from or command.due, command.due)
    if found.side == OURS:
        taken = refuse_taken(uow.connection, owner, time, found.minutes, found.keeps_free, zone, found.id)
        if taken is not None:
            return taken
    return stand_in


def withdraw_promise(uow: UnitOfWork, command: WithdrawPromise, save_key: str | None = None) -> Outcome:
    """Take a promise back, once the other side knows or wanted it; after its time it ends as broken and told.

    Refuses one that is not there or has ended, one without a reason, and one of which nobody was told (M15).
    One that came with the ball of a ticket leaves it where it lies: the ticket still waits, and its follow-up stands.
    """
    found = open_promise(uow, command.promise, command.seen)
    refusal = found if isinstance(found, Refusal) else refuse_withdrawal(command)
    if refusal is not None:
        return refusal
    end(uow, found, "withdrawn", is_told=True, next_try_at=None)
    reason = clean(command.reason.strip())
    payload: dict[str, Any] = {
        **_said(command.informed),
        "text": f"{found.what}: {reason}",
        "person": found.to_name,
        "was_due": found.due_at,
        "cancelled": command.cancelled,
        "result": result("promise", found.id, found.id),
    }
    search = search_text(reason, found.to_name)
    seq = uow.record(WITHDRAW_PROMISE, links_of(found), payload, search=search, save_key=save_key)
    return Done(seq, "promise", found.id, found.id)


def _said(channel: str) -> dict[str, str]:
    return {"direction": "out", "channel": channel} if channel else {"direction": "internal"}

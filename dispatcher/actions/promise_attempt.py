"""Try to keep a promise, or to tell of a broken one: only who was reached counts (M6, M9)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.promise_people import keeper, refuse_taken
from dispatcher.actions.promise_rows import (
    end,
    follow,
    is_followed,
    links_of,
    open_promise,
    refuse_followed,
    zone_of,
)
from dispatcher.domain.promise import OURS, REACHED, VOICEMAIL, PromiseAttempt, in_time, next_try, refuse_attempt
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import KEEP_PROMISE, MOVE_PROMISE, TELL_PROMISE, TRY_PROMISE
from dispatcher.store.index import search_text
from dispatcher.store.schema import promise
from dispatcher.store.uow import UnitOfWork


def attempt_promise(uow: UnitOfWork, command: PromiseAttempt, save_key: str | None = None) -> Outcome:
    """File one attempt: "reached", or "voicemail" with a new date, keeps the promise; after its time it ends as broken
    and told. Any other leaves it open, with the time of the next try.

    A new date makes a promise that follows it. One that has a new date already ends as soon as the other side hears
    of it, by voicemail too. Refuses a promise that is not there or has ended, and what
    :func:`~dispatcher.domain.promise.refuse_attempt` refuses.
    """
    found = open_promise(uow, command.promise)
    if isinstance(found, Refusal):
        return found
    zone = zone_of(uow.connection)
    refusal = refuse_attempt(command, found.side, uow.now, zone)
    if refusal is None and command.new_due is not None:
        refusal = refuse_followed(uow, found)
    if refusal is not None:
        return refusal
    has_followed = is_followed(uow, found)
    is_heard = command.outcome == VOICEMAIL and (command.new_due is not None or has_followed)
    if command.outcome != REACHED and not is_heard:
        return _in_vain(uow, command, found, save_key)
    return _heard(uow, command, found, zone, has_followed, save_key)


def _in_vain(uow: UnitOfWork, command: PromiseAttempt, found: Any, save_key: str | None) -> Outcome:
    again = command.next_try or next_try(command.outcome, uow.now)
    uow.update(promise, found.id, found.version, attempts=found.attempts + 1, next_try_at=again)
    return _record(uow, replace(command, next_try=again), found, TRY_PROMISE, None, save_key)


def _heard(
    uow: UnitOfWork, command: PromiseAttempt, found: Any, zone: str, has_followed: bool, save_key: str | None
) -> Outcome:
    following = _follow(uow, command, found, zone) if command.new_due is not None else None
    if isinstance(following, Refusal):
        return following
    # Theirs with a new date, and ours that had one before anybody was told, were put off in time; nothing was kept.
    is_moved = has_followed or (following is not None and found.side != OURS)
    is_late = not in_time(found.due_at, uow.now)
    end(uow, found, "moved" if is_moved else "kept", is_told=True, attempts=found.attempts + 1, next_try_at=None)
    verb = TELL_PROMISE if is_late else MOVE_PROMISE if is_moved else KEEP_PROMISE
    return _record(uow, command, found, verb, following, save_key)


def _follow(uow: UnitOfWork, command: PromiseAttempt, found: Any, zone: str) -> int | Refusal:
    assert command.new_due is not None
    kept = keeper(uow.connection, found.owner_id, found.stand_in_id, command.new_due, zone)
    if isinstance(kept, Refusal):
        return kept
    owner, stand_in = kept
    time = (command.new_from or command.new_due, command.new_due)
    if found.side == OURS:
        taken = refuse_taken(uow.connection, owner, time, found.minutes, found.keeps_free, zone, found.id)
        if taken is not None:
            return taken
    return follow(uow, found, command.new_due, command.new_from, clean(command.phrase.strip()), stand_in)


def _record(
    uow: UnitOfWork, command: PromiseAttempt, found: Any, verb: str, following: int | None, save_key: str | None
) -> Outcome:
    text, person = clean(command.text.strip()), clean(command.person.strip()) or found.to_name
    payload: dict[str, Any] = {
        "text": text or found.what,
        "direction": "out",
        "channel": "T",
        "person": person,
        "outcome": command.outcome,
        "was_due": found.due_at,
        "result": result("promise", following or found.id, following or found.id),
    }
    if command.number.strip():
        payload["number"] = clean(command.number.strip())
    if following is not None:
        payload |= {"due": command.new_due, "due_from": command.new_from, "phrase": clean(command.phrase.strip())}
    elif verb == TRY_PROMISE:
        payload["follow_up"] = command.next_try
    links = links_of(found, *([("promise", following)] if following is not None else []))
    seq = uow.record(verb, links, payload, search=search_text(text, person), save_key=save_key)
    ident = following or found.id
    return Done(seq, "promise", ident, ident)

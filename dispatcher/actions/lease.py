"""Grab an object, go on holding it, let it go (X2). No business of the journal: nobody loses anything by it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome
from dispatcher.domain.lease import LEASE, Held, Hold, Release, held_words, is_held
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.seat import is_left_behind
from dispatcher.store.schema import colleague, lease
from dispatcher.store.uow import UnitOfWork


def hold(uow: UnitOfWork, command: Hold, _save_key: str | None = None) -> Outcome:
    """Hold an object for a minute from now on, by the real clock; what the console held before is free.

    Refuses what another console holds, with who it is and for how long; one that was killed on this computer holds
    nothing any more.
    """
    found = _lease(uow, command)
    is_mine = found is not None and found.console == command.console
    is_gone = found is not None and is_left_behind(found.console)
    if found is not None and not is_mine and not is_gone and is_held(found.until, uow.recorded):
        other = Held(command.kind, command.ref, found.sign, found.name, found.since, found.until)
        return Refusal("held", held_words(other, uow.recorded))
    since = found.since if is_mine else uow.recorded
    uow.drop_plain(lease, console=command.console)
    key = {"kind": command.kind, "ref": command.ref}
    holder = {"colleague_id": uow.actor.id, "console": command.console}
    uow.put_plain(lease, key, **holder, since=since, until=uow.recorded + LEASE)
    return Done(0, command.kind, command.ref)


def release(uow: UnitOfWork, command: Release, _save_key: str | None = None) -> Outcome:
    """Let go of what the console holds."""
    uow.drop_plain(lease, console=command.console)
    return Done(0, "lease", 0)


def _lease(uow: UnitOfWork, command: Hold) -> Any:
    query = select(lease, colleague.c.sign, colleague.c.name).join(colleague, colleague.c.id == lease.c.colleague_id)
    return uow.connection.execute(query.where(lease.c.kind == command.kind, lease.c.ref == command.ref)).one_or_none()

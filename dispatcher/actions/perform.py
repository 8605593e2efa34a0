"""Running an action: one transaction, the right to write checked, a repeated save answered instead of repeated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome
from dispatcher.domain.colleague import Actor
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.schema import journal
from dispatcher.store.store import Clockwork, Store
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork

Command = TypeVar("Command")
Action = Callable[[UnitOfWork, Command, str | None], Outcome]


class _Refused(Exception):
    """Leaves the transaction without saving; never seen outside this module."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def perform(
    store: Store, action: Action[Command], command: Command, actor: Actor, clock: Clockwork, save_key: str | None = None
) -> Outcome:
    """Run ``action`` and commit, or roll back and answer with the refusal.

    ``save_key`` identifies this save: given again (after a lost line, a kill between commit and answer) the first
    answer comes back and nothing is written. Raises StoreTrouble where the store cannot be written.
    """
    if not actor.may_write:
        return Refusal("read-only", _("You have the right to look, not to write."))
    try:
        with store.writing(actor, clock) as uow:
            if (before := _answered(uow, save_key)) is not None:
                return before
            outcome = action(uow, command, save_key)
            if isinstance(outcome, Refusal):
                raise _Refused(outcome)
            return outcome
    except _Refused as refused:
        return refused.refusal
    except Stale:
        return Refusal("conflict", _("Somebody else changed this in the meantime. Your input is kept."))


def _answered(uow: UnitOfWork, save_key: str | None) -> Done | None:
    payload = uow.seen(save_key)
    if payload is None:
        return None
    seq = uow.connection.scalar(select(journal.c.seq).where(journal.c.save_key == save_key))
    made = payload.get("result", {})
    return Done(seq or 0, made.get("kind", ""), made.get("ref") or seq or 0, made.get("number"), again=True)

"""Do again what was done: many actions in one transaction, each at its instant and by whoever did it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dispatcher.actions.outcome import Outcome
from dispatcher.actions.perform import Action
from dispatcher.domain.colleague import Actor
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: an action with its command, by whom, at which instant (aware)."""

    action: Action[Any]
    command: object
    actor: Actor
    at: datetime


def replay(uow: UnitOfWork, deed: Deed) -> Outcome:
    """Do one of the deeds of a transaction; the next one sees what it changed. Whoever opened the transaction takes all
    of it back where one is refused. Refuses somebody who may only look, and what the action refuses."""
    if not deed.actor.may_write:
        return Refusal("read-only", _("You have the right to look, not to write."))
    uow.actor, uow.now = deed.actor, deed.at
    outcome = deed.action(uow, deed.command, None)
    uow.flush()
    return outcome

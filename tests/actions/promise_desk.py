"""What a desk promises in these tests: colleagues, a customer with a contact, and a clock that can be set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.perform import Action, Command, perform
from dispatcher.actions.promise import give_promise
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.promise import GivePromise
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.promise_rows import PromiseRow
from dispatcher.queries.promises import promise_row
from dispatcher.store.store import Store
from tests.actions.desk import NOW
from tests.actions.records_desk import new

MH, WH, PETERSEN = Actor(1, "mh", "dispatcher"), Actor(2, "wh", "dispatcher"), Actor(3, "pe", "dispatcher")


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A wall time of Berlin in November 2026."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=UTC) - timedelta(hours=1)


WEDNESDAY = at(25, 14)


def staff(store: Store) -> None:
    """Harms, Weiß who stands in for her, and Petersen."""
    for login, sign, name in (("mh", "mh", "Harms"), ("wh", "wh", "Weiß"), ("pe", "pe", "Petersen")):
        new(store, "colleague", {"login": login, "sign": sign, "name": name, "role": "dispatcher"})


def tried(store: Store, action: Action[Command], command: Command, now: datetime = NOW, actor: Actor = MH) -> Outcome:
    """What a save at ``now`` answers."""
    return perform(store, action, command, actor, Clock(now))


def did(store: Store, action: Action[Command], command: Command, now: datetime = NOW, actor: Actor = MH) -> int:
    """The id that a save made or changed, which must succeed."""
    outcome = tried(store, action, command, now, actor)
    assert isinstance(outcome, Done), outcome
    return outcome.ref


def said_no(store: Store, action: Action[Command], command: Command, now: datetime = NOW, actor: Actor = MH) -> Refusal:
    """The refusal of a save."""
    outcome = tried(store, action, command, now, actor)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def promised(store: Store, customer: int | None, due: datetime = WEDNESDAY, side: str = "ours", **more: Any) -> int:
    """A promise of a call-back that must be taken."""
    return did(store, give_promise, GivePromise(side, "call-back", due, customer=customer, **more))


def look(store: Store, ident: int) -> PromiseRow:
    """The promise as the screen gets it."""
    with store.reading() as connection:
        found = promise_row(connection, ident)
    assert found is not None
    return found


def absent(store: Store, colleague: int, starts: str, ends: str = "") -> int:
    """A time off of a colleague, as it is typed."""
    return new(store, "absence", {"starts": starts, "ends": ends}, ("colleague", colleague))

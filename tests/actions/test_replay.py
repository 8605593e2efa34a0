"""What was done before, done again at its instant and by whoever did it."""

from __future__ import annotations

from datetime import datetime

from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done
from dispatcher.actions.promise import give_promise
from dispatcher.actions.promise_attempt import attempt_promise
from dispatcher.actions.replay import Deed, replay
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.contact import Note
from dispatcher.domain.promise import GivePromise, PromiseAttempt
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.history import history
from dispatcher.store.store import Store
from tests.actions.promise_desk import MH, WH, at, look, staff
from tests.actions.records_desk import new

GIVEN, DUE, KEPT = at(16, 11, 30), at(18, 14), at(18, 13, 50)


def test_each_deed_has_its_own_instant_and_hand_and_sees_the_one_before(store: Store) -> None:
    staff(store)
    thiele = new(store, "customer", {"name": "Ladenwerk Thiele"})
    with store.writing(MH, Clock(at(23, 9, 42))) as uow:
        given = replay(uow, Deed(give_promise, GivePromise("ours", "call-back", DUE, customer=thiele), MH, GIVEN))
        assert isinstance(given, Done)
        kept = replay(uow, Deed(attempt_promise, PromiseAttempt(given.ref, "reached", text="spoken"), WH, KEPT))
        assert isinstance(kept, Done)
    row = look(store, given.ref)
    assert (row.state, row.given, row.due) == ("kept", GIVEN, DUE)
    with store.reading() as connection:
        told = [(entry.happened, entry.author) for entry in history(connection, thiele, 0, 3).rows][1:]
    assert told == [(KEPT, "wh"), (GIVEN, "mh")]


def test_the_time_of_a_deed_is_the_one_that_counts(store: Store) -> None:
    staff(store)
    thiele = new(store, "customer", {"name": "Ladenwerk Thiele"})
    assert _refused(store, GivePromise("ours", "call-back", GIVEN, customer=thiele), MH, KEPT) == "past"


def test_who_may_only_look_has_done_nothing(store: Store) -> None:
    staff(store)
    with store.writing(MH, Clock(GIVEN)) as uow:
        outcome = replay(uow, Deed(file_note, Note(None, "seen"), Actor(2, "wh", "viewer"), GIVEN))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "read-only"


def _refused(store: Store, promise: GivePromise, actor: Actor, when: datetime) -> str:
    with store.writing(MH, Clock(GIVEN)) as uow:
        outcome = replay(uow, Deed(give_promise, promise, actor, when))
    assert isinstance(outcome, Refusal)
    return outcome.code

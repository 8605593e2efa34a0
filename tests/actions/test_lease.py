"""Two dispatchers, one block: who grabs it has it for a minute (X2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from dispatcher.actions.lease import hold, release
from dispatcher.actions.outcome import Outcome
from dispatcher.actions.perform import Action, Command, perform
from dispatcher.domain.clock import Clock
from dispatcher.domain.lease import Hold, Release
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.leases import held
from dispatcher.store.schema import journal, lease
from dispatcher.store.store import Store
from tests.actions.desk import NOW, assert_sound, count, rows
from tests.actions.promise_desk import MH, WH, staff

MINE, HIS = Hold("appointment", 1, "mine"), Hold("appointment", 1, "his")


class Watched(Clock):
    """A clock whose real time can be read off a list."""

    def __init__(self, recorded: datetime) -> None:
        super().__init__(NOW)
        self._recorded = recorded

    def recorded(self) -> datetime:
        return self._recorded


def after(seconds: int) -> Watched:
    return Watched(NOW + timedelta(seconds=seconds))


@pytest.fixture
def desks(either: Store) -> Iterator[Store]:
    """An office with two dispatchers, and nothing said of holding in its journal."""
    staff(either)
    before = count(either, journal)
    yield either
    assert count(either, journal) == before
    assert_sound(either)


def at(store: Store, seconds: int, action: Action[Command], command: Command, *, his: bool = False) -> Outcome:
    return perform(store, action, command, WH if his else MH, after(seconds))


def test_x2_what_one_holds_the_other_cannot_grab_and_hears_for_how_long(desks: Store) -> None:
    at(desks, 0, hold, HIS, his=True)
    answer = at(desks, 48, hold, MINE)
    assert answer == Refusal("held", "wh holds it (12 s)")
    with desks.reading() as connection:
        found = held(connection, "appointment", 1, "mine", NOW + timedelta(seconds=48))
        assert found is not None
        assert (found.sign, found.name, found.since) == ("wh", "Weiß", NOW)
        assert held(connection, "appointment", 1, "his", NOW) is None
        assert held(connection, "appointment", 2, "mine", NOW) is None


def test_x2_each_key_gives_another_minute_and_an_idle_hand_loses_it(desks: Store) -> None:
    at(desks, 0, hold, HIS, his=True)
    at(desks, 50, hold, HIS, his=True)
    assert isinstance(at(desks, 100, hold, MINE), Refusal)
    assert not isinstance(at(desks, 110, hold, MINE), Refusal)
    assert isinstance(at(desks, 111, hold, HIS, his=True), Refusal)
    (row,) = rows(desks, lease)
    assert (row["colleague_id"], row["since"]) == (1, NOW + timedelta(seconds=110))


def test_x2_whoever_lets_go_or_grabs_something_else_sets_it_free(desks: Store) -> None:
    at(desks, 0, hold, HIS, his=True)
    at(desks, 1, hold, Hold("appointment", 2, "his"), his=True)
    assert not isinstance(at(desks, 2, hold, MINE), Refusal)
    at(desks, 3, release, Release("mine"))
    assert not isinstance(at(desks, 4, hold, HIS, his=True), Refusal)
    assert count(desks, lease) == 1

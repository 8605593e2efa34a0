"""Many hands move one appointment at the same time: one of each version gets through (X2, I16)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, repeat

from dispatcher.actions.moving import move
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.perform import perform
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.queries.moves import moves_of
from dispatcher.store.place import Place
from dispatcher.store.schema import appointment
from dispatcher.store.store import Store
from tests.actions.board_desk import by, visit_tomorrow
from tests.actions.desk import NOW, assert_sound, row

HANDS = 6
ROUNDS = 4


def test_x2_never_two_moves_from_the_same_version(place: Place, opening: Callable[..., Store]) -> None:
    stores = [opening(place) for _hand in range(HANDS)]
    visit_tomorrow(stores[0])

    def at_once(hand: int, day: int, seen: int) -> Outcome:
        who = Actor(1 + hand % 2, ("mh", "wh")[hand % 2], "dispatcher")
        wish = by(day + hand / 24, asked_by="us", reason="wish", told="T", seen=seen)
        return perform(stores[hand], move, wish, who, Clock(NOW))

    with ThreadPoolExecutor(HANDS) as pool:
        for day in range(1, ROUNDS + 1):
            seen = row(stores[0], appointment)["version"]
            answers = list(pool.map(at_once, range(HANDS), repeat(day), repeat(seen)))
            assert sum(isinstance(one, Done) for one in answers) == 1
            lost = [one for one in answers if not isinstance(one, Done)]
            assert {one.code for one in lost} == {"conflict"}
            assert all("Your input is kept." in one.sentence for one in lost)
    with stores[0].reading() as connection:
        told = moves_of(connection, 1)
    assert len(told) == ROUNDS
    assert all(before.new_starts == after.old_starts for before, after in pairwise(told))
    assert told[-1].new_starts == row(stores[0], appointment)["starts_at"]
    assert_sound(stores[0])

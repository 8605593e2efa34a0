"""The queue changes by itself at instants that are known beforehand (M4): a screen that waits for them is in time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatcher.domain.queue import Situation, queue
from dispatcher.domain.queue_next import next_change
from tests.domain.owed import MINUTE, Order, Promise
from tests.domain.test_queue import HOUR, NOW, block, lane, ticket


def test_a_quiet_office_never_changes_by_itself() -> None:
    assert next_change(Situation(), NOW) is None
    assert next_change(Situation([ticket(1, due=NOW - HOUR)], promises=[Promise(due=NOW - 3 * HOUR)]), NOW) is None


def test_m4_a_promise_changes_before_at_and_behind_its_time() -> None:
    situation = Situation(promises=[Promise()])
    seen = [now := NOW]
    while (instant := next_change(situation, now)) is not None:
        seen.append(now := instant)
    assert [(one - NOW - HOUR) / MINUTE for one in seen] == [-60, -15, 0, 1, 15, 60]


@pytest.mark.parametrize(
    ("situation", "minutes"),
    [
        (Situation([ticket(1, due=NOW + HOUR)]), 45),
        (Situation([ticket(1, due=NOW + 5 * MINUTE)]), 5),
        (Situation([ticket(1, due=NOW, earliest=NOW + HOUR)]), 45),
        (Situation(promises=[Promise(next_try=NOW + 7 * MINUTE)]), 7),
        (Situation(orders=[Order(sent=NOW)]), 15),
        (Situation(lanes=[lane(block(1, "confirmed", 0, 1))]), 15),
        (Situation(lanes=[lane(block(1, "on site", -2, 0))]), 30),
    ],
)
def test_every_kind_of_card_has_its_instant(situation: Situation, minutes: int) -> None:
    instant = next_change(situation, NOW)
    assert instant == NOW + minutes * MINUTE
    before, after = (queue(situation, instant + second) for second in (timedelta(seconds=-1), timedelta(0)))
    assert [(card.rank, card.weight) for card in before] != [(card.rank, card.weight) for card in after]

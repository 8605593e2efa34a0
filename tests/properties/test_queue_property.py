"""Whatever lies in the office: the queue is one order of rows and an instant, and nothing overdue is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dispatcher.domain.queue import NEVER_BELOW, Card, Rank, Situation, queue
from dispatcher.domain.queue_next import next_change
from tests.domain.owed import Flag, HandedOver, Message, Order, Promise
from tests.domain.test_queue import NOW, ticket, visit

LONG_SINCE = NOW - timedelta(days=14)
SECOND = timedelta(seconds=1)
minutes = st.integers(-30 * 24 * 60, 3 * 24 * 60).map(lambda count: timedelta(minutes=count))
holders = st.sampled_from(("us", "customer", "other", "appointment"))


@st.composite
def tickets(draw: st.DrawFn) -> list[Any]:
    """Open tickets with any ball and any date."""
    count = draw(st.integers(0, 12))
    return [
        ticket(
            number,
            ball=draw(holders),
            due=NOW + draw(minutes),
            reported=NOW - abs(draw(minutes)),
            ball_since=draw(st.none() | minutes.map(lambda passed: NOW - abs(passed))),
            urgent=draw(st.booleans()),
            chased=draw(st.integers(0, 2)),
        )
        for number in range(1, count + 1)
    ]


@st.composite
def promises(draw: st.DrawFn) -> list[Promise]:
    """Open promises of both sides, some tried in vain, some for a ticket."""
    count = draw(st.integers(0, 12))
    sides = [draw(st.sampled_from(("ours", "theirs", "by ball"))) for _number in range(count)]
    return [
        Promise(
            number,
            side="ours" if side == "ours" else "theirs",
            due=NOW + draw(minutes),
            next_try=draw(st.none() | minutes.map(lambda ahead: NOW + ahead)),
            ticket=draw(st.none() | st.integers(1, 12)),
            by_ball=side == "by ball",
            colleague_sign=draw(st.sampled_from(("", "wh"))),
        )
        for number, side in enumerate(sides, 1)
    ]


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """An office with a little of everything."""
    return Situation(
        tickets=draw(tickets()),
        unconfirmed=[visit(number) for number in range(20, 20 + draw(st.integers(0, 4)))],
        standing=draw(st.frozensets(st.integers(1, 12))),
        long_since=LONG_SINCE,
        drafts=["note"] * draw(st.integers(0, 2)),
        promises=draw(promises()),
        messages=[
            Message(number, number=str(number), count=number) for number in range(1, 1 + draw(st.integers(0, 4)))
        ],
        orders=[Order(number, number + 40) for number in range(draw(st.integers(0, 3)))],
        churn=[Flag(number) for number in range(draw(st.integers(0, 2)))],
        handovers=[HandedOver(number) for number in range(draw(st.integers(0, 2)))],
        sign=draw(st.sampled_from(("mh", "wh"))),
    )


def lifted(cards: tuple[Card, ...]) -> Card | None:
    """The card of the ball that has lain with a customer longest."""
    return min((card for card in cards if card.since), key=lambda card: card.since or NOW, default=None)


@given(situations())
def test_the_queue_is_sorted_by_rank_but_for_the_one_that_is_lifted(situation: Situation) -> None:
    cards = queue(situation, NOW)
    oldest = lifted(cards)
    ranks = [card.rank for card in cards if card is not oldest]
    assert ranks == sorted(ranks)


@given(situations())
def test_b10_the_oldest_ball_is_never_below_the_fifth_place(situation: Situation) -> None:
    cards = queue(situation, NOW)
    oldest = lifted(cards)
    assert oldest is None or cards.index(oldest) < NEVER_BELOW


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_says_nothing(situation: Situation, chance: Any) -> None:
    mixed = replace(
        situation,
        tickets=chance.sample(list(situation.tickets), len(situation.tickets)),
        promises=chance.sample(list(situation.promises), len(situation.promises)),
    )
    kinds = [[(card.rank, card.at, card.weight) for card in queue(one, NOW)] for one in (situation, mixed)]
    assert kinds[0] == kinds[1]


@given(situations())
def test_i7_every_promise_that_is_overdue_has_its_card_unless_a_next_try_is_set(situation: Situation) -> None:
    cards = queue(situation, NOW)
    shown = {card.promise for card in cards}
    for promise in situation.promises:
        if promise.by_ball:
            assert promise.id not in shown  # the follow-up of its ticket is the card of the matter
            continue
        rests = promise.next_try is not None and promise.next_try > NOW
        if promise.due <= NOW and not rests:
            assert promise.id in shown


@given(situations())
def test_i1_every_ticket_whose_date_passed_has_one_card(situation: Situation) -> None:
    of_tickets = [card.ticket for card in queue(situation, NOW) if card.promise is None and card.ticket is not None]
    assert len(of_tickets) == len(set(of_tickets))
    owed = {card.ticket for card in queue(situation, NOW) if card.is_theirs}
    for one in situation.tickets:
        if one.due is not None and one.due <= NOW:
            assert one.id in {*of_tickets, *owed}


@given(situations())
def test_m4_between_two_instants_of_change_the_queue_stays_as_it_is(situation: Situation) -> None:
    following = next_change(situation, NOW)
    before = (following or NOW + timedelta(days=30)) - SECOND
    if before > NOW:
        assert [(card.subject, card.weight, card.stand_in) for card in queue(situation, NOW)] == [
            (card.subject, card.weight, card.stand_in) for card in queue(situation, before)
        ]
    assert all(card.rank in Rank for card in queue(situation, before))

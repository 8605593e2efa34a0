"""The queue of what is owed: promises, messages, orders, churn risks, hand-overs (M4, N6, A11, X16, X26, B9, B10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatcher.console.card_words import card_words
from dispatcher.domain.queue import Card, Rank, Situation, queue
from tests.domain.owed import MINUTE, Flag, HandedOver, Message, Order, Promise
from tests.domain.test_queue import HOUR, NOW, WEEKS, ZONE, lane, ticket, visit


def told(situation: Situation, later: timedelta = timedelta(0)) -> list[str]:
    """What the cards say, each behind its weight."""
    now = NOW + later
    return [f"{card.weight} {card_words(card, now, ZONE)}".strip() for card in queue(situation, now)]


def test_everything_that_is_owed_has_its_place_in_the_order_of_the_office() -> None:
    situation = Situation(
        tickets=[
            ticket(1, due=NOW - HOUR),
            ticket(2, urgent=True, due=NOW),
            ticket(4, ball="customer", ball_who="Ms Krause", reported=NOW - WEEKS),
        ],
        lanes=[lane(status=5)],
        unmanned=[visit(6)],
        unconfirmed=[visit(7)],
        promises=[Promise(1, due=NOW - HOUR), Promise(2, due=NOW + 5 * MINUTE), Promise(3, due=NOW + HOUR)],
        messages=[Message(1, count=3), Message(2, kind="voicemail", number="1"), Message(3, number="2")],
        orders=[Order()],
        churn=[Flag()],
        handovers=[HandedOver()],
        long_since=None,
        drafts=["note Lager 7 09:30"],
        sign="mh",
    )
    assert [card.rank for card in queue(situation, NOW)] == [
        Rank.EMERGENCY, Rank.PROMISE, Rank.UNMANNED, Rank.ORDER, Rank.ASKS_FOR_CALL, Rank.MESSAGE, Rank.MESSAGE,
        Rank.HANDOVER, Rank.CHURN, Rank.PROMISE_SOON, Rank.UNCONFIRMED, Rank.FOLLOW_UP, Rank.MISSED, Rank.DRAFT,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "card"),
    [
        (-16, []), (-15, ["! promise Autohaus Reh 10:42"]), (-1, ["! promise Autohaus Reh 10:42"]),
        (0, ["!! promise Autohaus Reh due now"]), (1, ["!! promise Autohaus Reh overdue"]),
        (59, ["!! promise Autohaus Reh overdue"]), (60, ["!! promise Autohaus Reh overdue, stand-in wh"]),
        (60 * 24 * 7, ["!! promise Autohaus Reh overdue, stand-in wh"]),
    ],
)  # fmt: skip
def test_m4_a_promise_warns_a_quarter_of_an_hour_before_alarms_at_the_instant_and_names_the_stand_in(
    minutes: int, card: list[str]
) -> None:
    assert told(Situation(promises=[Promise()]), HOUR + minutes * MINUTE) == card


def test_m4_with_the_console_off_at_due_time_the_promise_stands_first_at_the_next_start() -> None:
    situation = Situation([ticket(1, due=NOW - HOUR)], [lane(status=5)], promises=[Promise(due=NOW - 9 * HOUR)])
    assert queue(situation, NOW)[0].promise == 1
    emergency = ticket(2, urgent=True, due=NOW)
    assert [card.rank for card in queue(replace(situation, tickets=[emergency]), NOW)][:2] == [
        Rank.EMERGENCY,
        Rank.PROMISE,
    ]


def test_a_promise_without_stand_in_stays_overdue_and_one_to_a_colleague_alarms_as_well() -> None:
    alone = Promise(stand_in_sign="", due=NOW - 2 * HOUR)
    assert told(Situation(promises=[alone])) == ["!! promise Autohaus Reh overdue"]
    note = Promise(customer=None, customer_name="", colleague_sign="wh", acknowledged=NOW, due=NOW - 5 * MINUTE)
    assert told(Situation(promises=[note])) == ["!! promise wh overdue"]


def test_m9_after_an_attempt_in_vain_the_card_rests_until_the_next_try() -> None:
    tried = Situation(promises=[Promise(due=NOW, next_try=NOW + 30 * MINUTE)])
    assert told(tried, 29 * MINUTE) == []
    assert told(tried, 30 * MINUTE) == ["!! promise Autohaus Reh overdue"]
    early = Situation(promises=[Promise(next_try=NOW + 10 * MINUTE)])
    assert told(early) == []
    assert told(early, 10 * MINUTE) == ["! promise Autohaus Reh 10:42"]


def test_a_note_for_a_colleague_is_in_his_queue_alone_until_he_has_seen_it() -> None:
    note = Promise(customer=None, customer_name="", what="call Kranz", colleague_sign="wh", due=NOW + 5 * HOUR)
    assert told(Situation(promises=[note], sign="wh")) == ["! note for you: call Kranz"]
    assert told(Situation(promises=[note], sign="mh")) == []
    assert told(Situation(promises=[replace(note, acknowledged=NOW)], sign="wh")) == []


def test_what_they_owe_us_is_a_follow_up_and_each_that_is_overdue_has_its_card() -> None:
    theirs = Promise(side="theirs", due=NOW - 2 * HOUR)
    assert told(Situation(promises=[theirs])) == ["! Autohaus Reh owes us since 07:42"]
    assert told(Situation(promises=[replace(theirs, due=NOW + 10 * MINUTE)])) == ["Autohaus Reh follow-up 09:52"]
    waits = ticket(5, due=NOW - 3 * HOUR, ball="customer", ball_who="Ms Krause")
    photo = replace(theirs, ticket=5, ticket_number=5)
    key = replace(photo, id=2, due=NOW - HOUR)
    both = Situation([waits], promises=[photo, key])
    assert told(both) == [
        "! Customer 5 follow-up 06:42", "! Autohaus Reh owes us since 07:42", "! Autohaus Reh owes us since 08:42",
    ]  # fmt: skip
    assert [card.promise for card in queue(replace(both, promises=[key]), NOW)] == [None, 2]
    soon = replace(photo, due=NOW + 10 * MINUTE)
    assert told(replace(both, promises=[soon])) == ["! Customer 5 follow-up 06:42"]
    ours = [Promise(number, ticket=5, ticket_number=5, due=NOW - HOUR) for number in (3, 4)]
    assert [card.promise for card in queue(replace(both, promises=ours), NOW)] == [3, 4, None]


def test_n6_the_third_missed_call_rises_above_follow_ups_and_is_one_card() -> None:
    once = [Message(1), Message(2, came=NOW - 4 * MINUTE, count=2)]
    follow_up = ticket(1, due=NOW - HOUR)
    assert told(Situation([follow_up], messages=once)) == ["! Customer 1 follow-up 08:42", "missed call Sandner"]
    third = [*once, Message(3, came=NOW - 3 * MINUTE, count=3)]
    assert told(Situation([follow_up], messages=third)) == [
        "! Sandner is looking for us: 3x", "! Customer 1 follow-up 08:42",
    ]  # fmt: skip


def test_withheld_numbers_are_not_taken_for_one_caller_and_each_voicemail_is_a_card() -> None:
    withheld = [Message(number, number="", customer=None, customer_name="") for number in (1, 2)]
    spoken = [Message(number, kind="voicemail") for number in (3, 4)]
    cards = queue(Situation(messages=[*withheld, *spoken]), NOW)
    assert [(card.rank, card.message) for card in cards] == [
        (Rank.MESSAGE, 3), (Rank.MESSAGE, 4), (Rank.MISSED, 1), (Rank.MISSED, 2),
    ]  # fmt: skip


def test_x15_who_called_in_vain_and_left_a_message_as_well_is_one_card() -> None:
    spoken = Message(5, kind="voicemail", text="not before 12")
    calls = [Message(1), Message(2, came=NOW - 4 * MINUTE, count=2)]
    [card] = queue(Situation(messages=[*calls, spoken]), NOW)
    assert (card.rank, card.message, card.text, card.count) == (Rank.MESSAGE, 5, "not before 12", 2)
    assert told(Situation(messages=[*calls, spoken])) == ["! voicemail from Sandner"]
    third = Message(3, came=NOW - 3 * MINUTE, count=3)
    assert told(Situation(messages=[*calls, third, spoken])) == ["! Sandner is looking for us: 3x"]
    other = Message(6, number="030 1", customer_name="Kranz")
    assert told(Situation(messages=[calls[0], spoken, other])) == ["! voicemail from Sandner", "missed call Kranz"]
    assert told(Situation(messages=calls)) == ["missed call Sandner"]


def test_x16_an_order_without_an_answer_is_raised_after_a_quarter_of_an_hour() -> None:
    order = Order(sent=NOW)
    assert told(Situation(orders=[order]), 14 * MINUTE) == []
    assert told(Situation(orders=[order]), 15 * MINUTE) == ["! order Wolff not acknowledged"]
    assert told(Situation(orders=[order]), 3 * HOUR) == []


def test_x26_what_is_not_acknowledged_is_in_the_queues_of_both_and_of_nobody_else() -> None:
    given = HandedOver()
    for sign, count in (("mh", 1), ("no", 1), ("wh", 0)):
        assert len(queue(Situation(handovers=[given], sign=sign), NOW)) == count
    assert told(Situation(handovers=[replace(given, to_sign="")], sign="wh")) == [
        "! from no: mx01: four callers not told yet"
    ]
    more = [given, replace(given, item=2, text="wh is absent"), replace(given, id=2, item=3, from_sign="wh")]
    assert told(Situation(handovers=more, sign="mh")) == [
        "! 2 handed over by no", "! from wh: mx01: four callers not told yet",
    ]  # fmt: skip


def test_a11_a_churn_risk_that_nobody_decided_about_is_a_card() -> None:
    assert told(Situation(churn=[Flag()])) == ["! churn risk Botschaft undecided"]


def test_b7_a_matter_that_somebody_asked_about_is_the_first_of_the_follow_ups() -> None:
    old, asked = ticket(1, due=NOW - 9 * HOUR), ticket(2, due=NOW - HOUR, chased=2)
    assert [card.number for card in queue(Situation([old, asked]), NOW)] == [2, 1]


def test_b10_the_ball_is_counted_from_when_it_was_passed_and_the_oldest_is_lifted() -> None:
    fresh = ticket(1, ball="customer", ball_who="A", reported=NOW - WEEKS, ball_since=NOW - HOUR)
    older = ticket(3, ball="customer", ball_who="B", reported=NOW - HOUR, ball_since=NOW - WEEKS)
    newer = replace(older, id=2, number=2, ball_since=NOW - WEEKS / 2)
    busy = [ticket(number, due=NOW - HOUR) for number in range(10, 30)]
    cards = queue(Situation([*busy, fresh, newer, older], long_since=NOW - timedelta(days=14)), NOW)
    assert cards[4].number == 3
    assert [card.number for card in cards if card.rank is Rank.LONG_BALL] == [3, 2]


def test_a_card_that_comes_again_has_the_same_subject() -> None:
    first, later = (queue(Situation(promises=[Promise()]), NOW + HOUR + n * MINUTE)[0] for n in (0, 5))
    assert first.subject == later.subject
    assert Card(Rank.DRAFT, "", "one").subject != Card(Rank.DRAFT, "", "two").subject

"""Handing over and acknowledging (X26): by name, item by item; what is not acknowledged stays open for both."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatcher.actions.handover import acknowledge_items, hand_over
from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.perform import Action, Command, perform
from dispatcher.actions.record_delete import delete_record
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.undo import undo
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.handover import LONGEST_ITEM, AcknowledgeItems, HandOver, Item
from dispatcher.domain.record import ArchiveRecord, DeleteRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.queries.desk_rows import HandoverRow
from dispatcher.queries.handover import open_handovers
from dispatcher.store.store import Store
from tests.actions.desk import NOW, assert_sound, entries

MH, WH, NO = (Actor(ident, sign, "dispatcher") for ident, sign in ((1, "mh"), (2, "wh"), (3, "no")))
KEYS, ELBE = Item("note", "the keys of Lager 7 lie with the guard"), Item("promise", "18:30 call-back Hotel Elbe", 7)


@pytest.fixture
def desks(either: Store) -> Store:
    """An office of three."""
    for login, name in (("mh", "Maria Harms"), ("wh", "Wiebke Weiß"), ("no", "Nils Otto")):
        assert isinstance(said(either, MH, enrol, Enrol(login, name, sign=login)), Done)
    return either


def said(store: Store, who: Actor, action: Action[Command], command: Command, days: int = 0) -> Outcome:
    """What ``who`` is answered so many days later."""
    return perform(store, action, command, who, Clock(NOW + timedelta(days=days)))


def given(store: Store, who: Actor, to: Actor | None, *items: Item) -> None:
    assert isinstance(said(store, who, hand_over, HandOver(items, to.id if to else None)), Done)


def waiting(store: Store) -> tuple[HandoverRow, ...]:
    with store.reading() as connection:
        return open_handovers(connection)


def texts(store: Store) -> list[str]:
    return [row.text for row in waiting(store)]


def taken(store: Store, who: Actor, *items: int, days: int = 0) -> Outcome:
    return said(store, who, acknowledge_items, AcknowledgeItems(items), days)


def test_x26_what_the_receiver_has_not_acknowledged_stays_open_for_both(desks: Store) -> None:
    given(desks, MH, NO, ELBE, KEYS)
    first, second = waiting(desks)
    assert (first.from_sign, first.to_sign, first.text, first.ref) == ("mh", "no", ELBE.text, 7)
    assert isinstance(taken(desks, NO, first.item), Done)
    assert [row.item for row in waiting(desks)] == [second.item]
    assert (entries(desks)[-1].verb, entries(desks)[-1].said["text"]) == ("acknowledge handover", ELBE.text)
    assert_sound(desks)


def test_a_colleague_to_whom_something_was_handed_over_is_not_deleted(desks: Store) -> None:
    given(desks, MH, NO, replace(KEYS, acknowledged=True))
    refusal = said(desks, MH, delete_record, DeleteRecord("colleague", NO.id or 0))
    assert isinstance(refusal, Refusal)
    assert "1 hand-over." in refusal.sentence


def test_x26_nobody_acknowledges_for_somebody_else(desks: Store) -> None:
    given(desks, MH, NO, KEYS)
    [row] = waiting(desks)
    for other in (WH, MH):
        refusal = taken(desks, other, row.item)
        assert isinstance(refusal, Refusal)
        assert refusal.sentence == "That was handed over to no, who acknowledges it."
    assert texts(desks) == [KEYS.text]


def test_x26_what_was_for_somebody_who_left_is_taken_over_by_anybody(desks: Store) -> None:
    given(desks, MH, NO, KEYS)
    [row] = waiting(desks)
    assert isinstance(said(desks, MH, archive_record, ArchiveRecord("colleague", NO.id or 0)), Done)
    assert isinstance(taken(desks, WH, row.item), Done)
    assert waiting(desks) == ()
    assert_sound(desks)


def test_x26_what_is_for_the_next_who_comes_is_taken_by_anybody_but_the_giver(desks: Store) -> None:
    given(desks, MH, None, KEYS, ELBE)
    keys, elbe = waiting(desks)
    assert isinstance(taken(desks, MH, keys.item), Refusal)
    assert isinstance(taken(desks, WH, keys.item), Done)
    assert isinstance(taken(desks, MH, elbe.item, days=1), Done)
    assert texts(desks) == []


def test_x26_an_item_is_acknowledged_once_and_the_second_learns_by_whom(desks: Store) -> None:
    given(desks, MH, None, KEYS)
    [row] = waiting(desks)
    assert isinstance(taken(desks, WH, row.item), Done)
    refusal = taken(desks, NO, row.item)
    assert isinstance(refusal, Refusal)
    assert refusal.sentence == "wh has acknowledged that, 23.11. 09:42."


def test_x26_what_the_receiver_heard_when_it_was_given_is_acknowledged_in_his_name(desks: Store) -> None:
    heard = Item("promise", ELBE.text, 7, acknowledged=True)
    given(desks, MH, NO, heard, KEYS)
    assert texts(desks) == [KEYS.text]
    assert (entries(desks)[-1].said["to"], entries(desks)[-1].said["acknowledged"]) == ("no", [ELBE.text])


def test_x26_handed_over_again_an_item_stands_once(desks: Store) -> None:
    given(desks, MH, NO, ELBE, KEYS)
    given(desks, MH, WH, Item("promise", "18:30 call-back Hotel Elbe, tried once", 7), KEYS)
    assert [(row.text, row.to_sign) for row in waiting(desks)] == [
        ("18:30 call-back Hotel Elbe, tried once", "wh"),
        (KEYS.text, "wh"),
    ]
    assert_sound(desks)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (HandOver(()), "empty"),
        (HandOver((KEYS,), 1), "to"),
        (HandOver((KEYS,), 99), "to"),
        (HandOver((Item("note", " "),)), "text"),
        (HandOver((Item("weather", "rain"),)), "text"),
        (HandOver((Item("note", "x" * (LONGEST_ITEM + 1)),)), "text"),
        (HandOver((Item("note", "x", acknowledged=True),)), "to"),
    ],
)
def test_x26_what_cannot_be_handed_over_is_refused_with_a_sentence(desks: Store, command: HandOver, code: str) -> None:
    refusal = said(desks, MH, hand_over, command)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, bool(refusal.sentence)) == (code, True)


def test_an_item_that_is_not_there_is_refused(desks: Store) -> None:
    for items in ((), (99,)):
        assert isinstance(taken(desks, WH, *items), Refusal)


def test_i18_a_hand_over_is_taken_back_whole_and_an_acknowledgement_too(desks: Store) -> None:
    given(desks, MH, None, KEYS, ELBE)
    [keys, _elbe] = waiting(desks)
    assert isinstance(taken(desks, WH, keys.item), Done)
    assert isinstance(said(desks, MH, undo, Undo()), Refusal)
    assert isinstance(said(desks, WH, undo, Undo()), Done)
    assert texts(desks) == [KEYS.text, ELBE.text]
    assert isinstance(said(desks, MH, undo, Undo()), Done)
    assert texts(desks) == []
    assert_sound(desks)

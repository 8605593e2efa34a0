"""An emergency is squeezed into somebody's day: who is pushed back is named, and gets it back by undo (X10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.insert_slot import insert_slot
from dispatcher.actions.perform import perform
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.domain.inserting import InsertSlot, Push
from dispatcher.domain.moving import MoveCounts
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.moves import move_counts
from dispatcher.queries.telling import told
from dispatcher.queries.undo import last_own
from dispatcher.store.schema import appointment, assignment, promise, ticket
from dispatcher.store.store import Store
from tests.actions.board_desk import TEN_TOMORROW, confirm, visit_tomorrow
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    NOW,
    assert_sound,
    customer_called,
    done,
    entries,
    refused,
    row,
    rows,
    ticket_of,
)

ZONE = "Europe/Berlin"
HALF = timedelta(minutes=30)


@pytest.fixture
def day(either: Store) -> Iterator[Store]:
    """Lorenz at Praxis Hahn from nine to ten, confirmed, and at Sporthalle from ten past ten; the town hall burns."""
    visit_tomorrow(either)
    confirm(either, 1)
    hall = ticket_of(either, customer_called(either, "Sporthalle"), "Tor klemmt")
    second = Book(hall, (1,), TEN_TOMORROW + HALF, TEN_TOMORROW + HOUR, ZONE, travel_minutes=10)
    done(either, book, second)
    ticket_of(either, customer_called(either, "Rathaus"), "Brandmelder")
    yield either
    assert_sound(either)


def emergency(reason: str = "Brandmelder", **more: Any) -> InsertSlot:
    """From nine to ten there, so that the first one comes at ten past ten and the second one an hour later."""
    first = Push(1, TEN_TOMORROW + HALF, TEN_TOMORROW + HALF + HOUR, 20, 2)
    second = Push(2, TEN_TOMORROW + 2 * HOUR, TEN_TOMORROW + 2 * HOUR + HALF, 10, 1)
    wish = Book(3, (1,), NINE_TOMORROW, TEN_TOMORROW, ZONE, travel_minutes=20)
    return replace(InsertSlot(wish, (first, second), reason), **more)


def slots(store: Store) -> list[object]:
    return [one["starts_at"] for one in rows(store, appointment)]


def test_x10_it_is_booked_and_everybody_in_its_way_is_pushed_back(day: Store) -> None:
    answer = done(day, insert_slot, emergency())
    assert (answer.kind, answer.ref) == ("appointment", 3)
    assert slots(day) == [TEN_TOMORROW + HALF, TEN_TOMORROW + 2 * HOUR, NINE_TOMORROW]
    assert [one["override"] for one in rows(day, assignment)] == ["", "", ""]
    assert row(day, ticket, 3)["ball"] == "appointment"


def test_x10_whoever_was_told_another_time_is_owed_a_call_and_no_one_else(day: Store) -> None:
    done(day, insert_slot, emergency())
    assert [(one["customer_id"], one["what"]) for one in rows(day, promise)] == [(1, "call: new time")]
    assert (row(day, appointment, 1)["state"], row(day, appointment, 1)["unconfirmed"]) == ("proposed", "window")


def test_x10_a_confirmed_time_is_not_broken_without_a_reason(day: Store) -> None:
    no = refused(day, insert_slot, emergency(reason=""))
    assert no.code == "broken"
    assert no.sentence.startswith("Praxis Hahn would be pushed out of Tue 24.11.2026 09:00-10:00, which is confirmed.")
    assert slots(day) == [NINE_TOMORROW, TEN_TOMORROW + HALF]


def test_i5_each_push_is_a_move_by_us(day: Store) -> None:
    done(day, insert_slot, emergency())
    with day.reading() as connection:
        assert [move_counts(connection, ident) for ident in (1, 2, 3)] == [
            MoveCounts(us=1),
            MoveCounts(us=1),
            MoveCounts(),
        ]


def test_x10_one_entry_tells_each_customer_his_own(day: Store) -> None:
    done(day, insert_slot, emergency())
    (entry,) = entries(day, "book")[-1:]
    assert {("customer", 1), ("customer", 2), ("customer", 3)} <= set(entry.links)
    with day.reading() as connection:
        pages = [history(connection, ident).rows for ident in (1, 2, 3)]
    lines = [told(one, ZONE) for page in pages for one in page if one.seq == entry.seq]
    assert lines[0].startswith("appointment moved T-1001 24.11. 09-10 -> 24.11. 10:30-11:30, us: emergency")
    assert lines[1].startswith("appointment moved T-1002 ")
    assert lines[2].startswith("appointment booked T-1003 proposed Tue 24.11.2026 09:00-10:00 LO")


def test_x10_undo_gives_everybody_his_time_back(day: Store) -> None:
    done(day, insert_slot, emergency())
    done(day, undo, Undo())
    assert slots(day)[:2] == [NINE_TOMORROW, TEN_TOMORROW + HALF]
    assert row(day, appointment, 3)["state"] == "cancelled"
    assert (row(day, appointment, 1)["state"], row(day, promise)["state"]) == ("confirmed", "withdrawn")
    with day.reading() as connection:
        assert move_counts(connection, 1) == MoveCounts()


def test_x10_undo_names_the_ticket_that_was_booked_and_not_one_that_was_pushed(day: Store) -> None:
    done(day, insert_slot, emergency())
    with day.reading() as connection:
        own = last_own(connection, DISPATCHER.sign, NOW.replace(year=2000))
    assert own is not None
    assert (own.verb, own.about) == ("book", "T-1003")


@pytest.mark.parametrize("seen", [(1, 1), (2, 9)])
def test_i16_who_was_changed_meanwhile_is_not_pushed(day: Store, seen: tuple[int, int]) -> None:
    first, second = emergency().pushes
    stale = emergency(pushes=(replace(first, seen=seen[0]), replace(second, seen=seen[1])))
    assert refused(day, insert_slot, stale).code == "conflict"


def test_nobody_is_pushed_where_somebody_else_is(day: Store) -> None:
    """A push that does not move far enough is no push."""
    first, second = emergency().pushes
    tight = emergency(pushes=(first, replace(second, starts=TEN_TOMORROW + HOUR, ends=TEN_TOMORROW + 2 * HOUR)))
    assert refused(day, insert_slot, tight).code in ("overlap", "travel")


def test_without_anybody_in_the_way_it_is_a_booking(day: Store) -> None:
    plain = Book(3, (2,), NINE_TOMORROW, TEN_TOMORROW, ZONE)
    again = perform(day, insert_slot, InsertSlot(plain), DISPATCHER, Clock(NOW), "once")
    assert done(day, insert_slot, InsertSlot(plain), "once").again is True
    assert again == replace(done(day, insert_slot, InsertSlot(plain), "once"), again=False)
    assert "pushed" not in entries(day, "book")[-1].said


def test_b2_who_opens_can_be_named_with_the_booking(day: Store) -> None:
    wish = Book(3, (2,), NINE_TOMORROW, TEN_TOMORROW, ZONE, opener_name="Herr Amt")
    done(day, insert_slot, InsertSlot(wish))
    assert (row(day, appointment, 3)["opener"], row(day, appointment, 3)["state"]) == ("Herr Amt", "proposed")

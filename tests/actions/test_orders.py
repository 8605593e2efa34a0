"""Sent is not read: an order that nobody acknowledges is raised after a quarter of an hour, once (X16)."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.actions.appointment import book
from dispatcher.actions.orders import acknowledge_order, send_order
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.domain.order import AcknowledgeOrder, SendOrder, is_raised, raised_at
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.message_rows import OrderRow
from dispatcher.queries.orders import unacknowledged
from dispatcher.queries.telling import signs, told
from dispatcher.store.schema import appointment
from dispatcher.store.store import Store
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
    technician_called,
    ticket_of,
)

MINUTE = timedelta(minutes=1)
TEN = NOW + HOUR


def visit_of(store: Store, *technicians: int) -> int:
    ticket = ticket_of(store, customer_called(store, "Kanzlei Weber"))
    return done(store, book, Book(ticket, technicians, TEN, TEN + HOUR, "Europe/Berlin")).ref


def is_now(store: Store, visit: int, state: str) -> None:
    """Somebody else's action changed the state of the visit."""
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.update(appointment, visit, row(store, appointment, visit)["version"], state=state)
        uow.record("visit update", [("appointment", visit)], {})


def waiting(store: Store) -> tuple[OrderRow, ...]:
    with store.reading() as connection:
        return unacknowledged(connection)


def test_x16_an_order_is_raised_a_quarter_of_an_hour_after_it_was_sent_until_it_is_acknowledged(either: Store) -> None:
    visit = visit_of(either, technician_called(either), technician_called(either, "FU", "Fuchs"))
    assert waiting(either) == ()
    done(either, send_order, SendOrder(visit))
    (order,) = waiting(either)
    assert (order.appointment, order.ticket_number, order.customer_name) == (visit, 1001, "Kanzlei Weber")
    assert (order.technicians, order.starts) == (("FU", "LO"), TEN)
    assert raised_at(order.sent) == order.sent + 15 * MINUTE
    at = [NOW, NOW + 14 * MINUTE, NOW + 16 * MINUTE, TEN + HOUR - MINUTE, TEN + HOUR]
    assert [is_raised(order.sent, order.ends, now) for now in at] == [False, False, True, True, False]
    done(either, acknowledge_order, AcknowledgeOrder(visit))
    assert waiting(either) == ()
    assert_sound(either)


def test_x16_the_history_tells_of_both(store: Store) -> None:
    visit = visit_of(store, technician_called(store))
    done(store, send_order, SendOrder(visit))
    done(store, acknowledge_order, AcknowledgeOrder(visit))
    with store.reading() as connection:
        rows = sorted(history(connection, 1).rows, key=lambda one: one.seq)[-2:]
    assert [f"{signs(found)} {told(found, 'Europe/Berlin')}" for found in rows] == [
        "i  order sent T-1001 Mon 23.11.2026 10:42-11:42 LO",
        "i  order acknowledged T-1001 Mon 23.11.2026 10:42-11:42 LO",
    ]
    assert ("technician", 1) in entries(store, "send order")[0].links


def test_x16_an_order_that_is_sent_anew_has_to_be_acknowledged_anew(store: Store) -> None:
    visit = visit_of(store, technician_called(store))
    done(store, send_order, SendOrder(visit))
    done(store, acknowledge_order, AcknowledgeOrder(visit))
    done(store, send_order, SendOrder(visit))
    assert [order.appointment for order in waiting(store)] == [visit]


def test_an_order_by_word_of_mouth_counts_as_sent_when_it_is_acknowledged(store: Store) -> None:
    visit = visit_of(store, technician_called(store))
    done(store, acknowledge_order, AcknowledgeOrder(visit))
    found = row(store, appointment, visit)
    assert isinstance(found["order_sent_at"], datetime)
    assert found["order_sent_at"] == found["order_acknowledged_at"]
    assert refused(store, acknowledge_order, AcknowledgeOrder(visit)).code == "acknowledged"


def test_x18_sending_and_acknowledging_are_taken_back(either: Store) -> None:
    visit = visit_of(either, technician_called(either))
    done(either, send_order, SendOrder(visit))
    done(either, acknowledge_order, AcknowledgeOrder(visit))
    done(either, undo, Undo())
    assert [order.appointment for order in waiting(either)] == [visit]
    done(either, undo, Undo())
    assert waiting(either) == ()
    assert_sound(either)


def test_no_order_without_somebody_who_goes_or_to_what_is_over(store: Store) -> None:
    visit = visit_of(store, technician_called(store))
    assert refused(store, send_order, SendOrder(99)).code == "appointment"
    assert refused(store, send_order, SendOrder(visit, seen=9)).code == "conflict"
    is_now(store, visit, "done")
    assert refused(store, send_order, SendOrder(visit)).code == "over"
    assert refused(store, acknowledge_order, AcknowledgeOrder(visit)).code == "over"


def test_a_visit_that_is_over_waits_for_no_acknowledgement(store: Store) -> None:
    visit = visit_of(store, technician_called(store))
    done(store, send_order, SendOrder(visit))
    is_now(store, visit, "cancelled")
    assert waiting(store) == ()


def test_an_order_of_tomorrow_is_raised_as_well(store: Store) -> None:
    ticket = ticket_of(store, customer_called(store))
    visit = Book(ticket, (technician_called(store),), NINE_TOMORROW, NINE_TOMORROW + HOUR, "Europe/Berlin")
    done(store, send_order, SendOrder(done(store, book, visit).ref))
    (order,) = waiting(store)
    assert is_raised(order.sent, order.ends, NOW + 20 * MINUTE)

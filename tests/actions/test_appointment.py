"""Technicians are booked, and nobody twice at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.perform import perform
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.domain.placing import Placing
from dispatcher.domain.refusal import Refusal
from dispatcher.store.schema import appointment, assignment, technician, ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    NOW,
    VIEWER,
    assert_sound,
    count,
    customer_called,
    done,
    entries,
    refused,
    row,
    rows,
    technician_called,
    ticket_of,
)

TEN_TOMORROW = NINE_TOMORROW + HOUR


@pytest.fixture
def visit(store: Store) -> Iterator[Book]:
    """Lorenz at Praxis Hahn tomorrow from nine to ten; nothing is booked yet."""
    made = ticket_of(store, customer_called(store))
    technician_called(store)
    technician_called(store, "NO", "Nowak")
    yield Book(made, (1,), NINE_TOMORROW, TEN_TOMORROW, "Europe/Berlin", travel_minutes=0)
    assert_sound(store)


def test_a_proposed_appointment_takes_the_ball(store: Store, visit: Book) -> None:
    answer = done(store, book, replace(visit, travel_minutes=25, window=(NINE_TOMORROW, TEN_TOMORROW)))
    booked, block, found = row(store, appointment), row(store, assignment), row(store, ticket)
    assert (answer.kind, booked["state"], booked["zone"]) == ("appointment", "proposed", "Europe/Berlin")
    assert (booked["window_from"], booked["window_until"]) == (NINE_TOMORROW, TEN_TOMORROW)
    assert block["blocked_from"] == NINE_TOMORROW - timedelta(minutes=25)
    assert (block["blocked_until"], block["active"]) == (TEN_TOMORROW, True)
    assert (found["state"], found["ball"], found["due_at"]) == ("planned", "appointment", TEN_TOMORROW)
    assert found["next_step"]
    entry = entries(store)[-1]
    assert entry.verb == "book"
    assert entry.said["technicians"] == ["LO"]
    assert set(entry.links) == {("customer", 1), ("ticket", 1), ("appointment", 1), ("technician", 1)}


def test_one_that_is_only_asked_for_blocks_nobody_and_leaves_the_ball(store: Store, visit: Book) -> None:
    done(store, book, replace(visit, state="asked"))
    assert row(store, ticket)["ball"] == "us"
    assert row(store, assignment)["active"] is False
    done(store, book, visit)


def test_two_go_together(store: Store, visit: Book) -> None:
    done(store, book, replace(visit, technicians=(2, 1, 2)))
    assert [block["technician_id"] for block in rows(store, assignment)] == [1, 2]


def test_the_second_booking_at_the_same_time_is_refused_with_the_first(store: Store, visit: Book) -> None:
    done(store, book, visit)
    half_past = replace(visit, starts=NINE_TOMORROW + HOUR / 2, ends=TEN_TOMORROW + HOUR, technicians=(2, 1))
    refusal = refused(store, book, half_past)
    assert refusal.code == "overlap"
    assert refusal.sentence == "Lorenz is booked already: Tue 24.11.2026 09:00-10:00, T-1001 Praxis Hahn."
    assert count(store, appointment) == 1


def test_the_way_there_counts_too(store: Store, visit: Book) -> None:
    done(store, book, visit)
    following = replace(visit, starts=TEN_TOMORROW, ends=TEN_TOMORROW + HOUR)
    refusal = refused(store, book, replace(following, travel_minutes=1))
    assert refusal.sentence == "Lorenz: 1 min from Praxis Hahn, only 0 min are left"
    done(store, book, following)


def test_one_long_block_of_the_day_before_is_seen(store: Store, visit: Book) -> None:
    done(store, book, replace(visit, starts=NOW, ends=NOW + 24 * HOUR, travel_minutes=1440))
    assert refused(store, book, replace(visit, starts=NOW + 23 * HOUR, ends=NOW + 25 * HOUR)).code == "overlap"


def test_an_override_with_its_reason_is_stored(store: Store, visit: Book) -> None:
    done(store, book, visit)
    done(store, book, replace(visit, override="Notfall, beide nebeneinander"))
    assert [block["override"] for block in rows(store, assignment)] == ["", "Notfall, beide nebeneinander"]
    assert entries(store)[-1].said["text"] == "Notfall, beide nebeneinander"


def test_the_database_refuses_what_the_look_before_missed(
    store: Store, visit: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(store, book, visit)
    monkeypatch.setattr(Placing, "refusal", lambda *_: None)
    refusal = refused(store, book, visit)
    assert refusal.code == "overlap"
    assert refusal.sentence == "Lorenz cannot be booked Tue 24.11.2026 09:00-10:00: that time is taken."


def test_nothing_is_booked_for_a_ticket_that_has_ended(store: Store, visit: Book) -> None:
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.update(ticket, 1, 1, state="closed", closed_at=NOW, ball=None)
        uow.record("ticket update", [("ticket", 1)], {})
    assert refused(store, book, visit).sentence == "T-1001 has ended; nothing is booked for it any more."


def test_unknown_tickets_and_technicians_are_refused(store: Store, visit: Book) -> None:
    assert refused(store, book, replace(visit, ticket=99)).code == "ticket"
    assert refused(store, book, replace(visit, technicians=(1, 99))).code == "technician"
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.update(technician, 1, 1, archived=True)
        uow.record("change technician", [("technician", 1)], {})
    assert refused(store, book, visit).sentence == "Lorenz does not work here any more."
    assert refused(store, book, replace(visit, ends=NINE_TOMORROW)).code == "span"


def test_a_ticket_changed_by_another_desk_is_not_booked_over(store: Store, visit: Book) -> None:
    done(store, book, visit)
    later = replace(visit, starts=TEN_TOMORROW, ends=TEN_TOMORROW + HOUR)
    assert refused(store, book, replace(later, version=1)).code == "conflict"
    done(store, book, replace(later, version=2))


def test_a_ticket_that_waited_is_planned_again_and_one_in_work_stays_so(store: Store, visit: Book) -> None:
    states = {"waiting": "planned", "in work": "in work", "fixed": "fixed"}
    for day, (before, after) in enumerate(states.items()):
        with store.writing(DISPATCHER, Clock(NOW)) as uow:
            uow.update(ticket, 1, row(store, ticket)["version"], state=before)
            uow.record("ticket update", [("ticket", 1)], {})
        done(store, book, replace(visit, starts=NINE_TOMORROW + day * HOUR, ends=TEN_TOMORROW + day * HOUR))
        assert row(store, ticket)["state"] == after


def test_a_viewer_books_nothing(store: Store, visit: Book) -> None:
    answer = perform(store, book, visit, VIEWER, Clock(NOW))
    assert isinstance(answer, Refusal)
    assert answer.code == "read-only"
    assert count(store, appointment) == 0

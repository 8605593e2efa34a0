"""What stops the clock of a ticket and lets it run again, each with the entry that proves it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.attempt import file_attempt
from dispatcher.actions.merge import merge_ticket
from dispatcher.actions.moving import move
from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.part import add_part, part_arrived
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.attempt import FileAttempt
from dispatcher.domain.merging import MergeTicket
from dispatcher.domain.moving import MoveAppointment
from dispatcher.domain.part import AddPart, PartArrived
from dispatcher.domain.service_clock import NOT_REACHABLE, PART, WISH
from dispatcher.domain.undo import Undo
from dispatcher.queries.clocks import TicketClock, clocks, ticket_clock
from dispatcher.store.store import Store
from tests.actions.desk import (
    HOUR,
    NINE_TOMORROW,
    NOW,
    assert_sound,
    customer_called,
    done,
    technician_called,
    ticket_of,
)

WEEK = timedelta(days=7)


@pytest.fixture
def made(either: Store) -> int:
    done(either, enrol, Enrol("mh", "Maria Harms"))
    return ticket_of(either, customer_called(either))


def clock(store: Store, ticket: int, later: timedelta = HOUR) -> TicketClock:
    with store.reading() as connection:
        found = ticket_clock(connection, ticket, NOW + later)
        assert found is not None
        assert clocks(connection)[found.ticket].stops == found.row.stops
        return found


def told(store: Store, ticket: int, later: timedelta = HOUR) -> list[tuple[str, int | None]]:
    parts = clock(store, ticket, later).segments
    return [(part.reason, part.proof) for part in parts if part.ends - part.starts > timedelta(minutes=1)]


def test_x13_a_part_on_order_stops_it_and_its_arrival_lets_it_run(either: Store, made: int) -> None:
    ordered = done(either, add_part, AddPart(made, "relay", "Ziegler", NINE_TOMORROW))
    assert told(either, made) == [(PART, ordered.seq)]
    done(either, part_arrived, PartArrived(ordered.ref))
    assert clock(either, made).row.standing(NOW + HOUR) is None
    assert_sound(either)


def test_b9_nobody_reached_three_times_stops_it_until_somebody_is(either: Store, made: int) -> None:
    for _number in range(2):
        done(either, file_attempt, FileAttempt(made, "no answer"))
        assert told(either, made) == [("", None)]
    third = done(either, file_attempt, FileAttempt(made, "no answer"))
    assert told(either, made) == [(NOT_REACHABLE, third.seq)]
    done(either, file_attempt, FileAttempt(made, "reached"))
    assert clock(either, made).row.standing(NOW + HOUR) is None


def test_b5_a_move_by_the_customer_stops_it_from_the_old_slot_to_the_new_one(either: Store, made: int) -> None:
    slot = Book(made, (technician_called(either),), NINE_TOMORROW, NINE_TOMORROW + HOUR, "Europe/Berlin")
    visit = done(either, book, slot).ref
    later = NINE_TOMORROW + WEEK
    moved = done(
        either, move, MoveAppointment(visit, later, later + HOUR, None, asked_by="customer", reason="contact away")
    )
    assert told(either, made, 2 * WEEK) == [("", None), (WISH, moved.seq), ("", None)]
    stands = clock(either, made, 2 * WEEK).segments[1]
    assert (stands.starts, stands.ends) == (NINE_TOMORROW, later)
    done(either, undo, Undo())
    assert told(either, made, 2 * WEEK) == [("", None)]
    assert_sound(either)


def test_i17_what_stopped_a_report_stops_the_matter_it_was_joined_in(either: Store, made: int) -> None:
    customer = 1
    report = ticket_of(either, customer, "Heizung immer noch kalt")
    ordered = done(either, add_part, AddPart(report, "relay", "Ziegler", NINE_TOMORROW))
    done(either, merge_ticket, MergeTicket(report, made))
    assert told(either, report) == told(either, made) == [(PART, ordered.seq)]


def booked(store: Store, ticket: int, *, window: bool) -> int:
    told = (NINE_TOMORROW, NINE_TOMORROW + HOUR) if window else None
    crew = (technician_called(store),)
    return done(store, book, Book(ticket, crew, NINE_TOMORROW, NINE_TOMORROW + HOUR, "Europe/Berlin", window=told)).ref


def test_it_stands_until_the_date_that_the_customer_knows(either: Store, made: int) -> None:
    booked(either, made, window=True)
    assert [reason for reason, _proof in told(either, made, WEEK)] == [WISH, ""]
    assert clock(either, made, WEEK).segments[-1].starts == NINE_TOMORROW


def test_a_date_that_nobody_told_him_stops_nothing(either: Store, made: int) -> None:
    booked(either, made, window=False)
    assert told(either, made, WEEK) == [("", None)]


def test_it_runs_again_when_we_take_the_date_away(either: Store, made: int) -> None:
    visit = booked(either, made, window=True)
    later = NINE_TOMORROW + WEEK
    ours = MoveAppointment(visit, later, later + HOUR, None, "us", "technician out", override="nobody else is there")
    done(either, move, ours)
    assert told(either, made, 2 * WEEK) == [("", None)]
    assert_sound(either)

"""Nobody was reached: each attempt is an entry, and the next one has a date (B9)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.attempt import file_attempt
from dispatcher.actions.ball import pass_ball
from dispatcher.actions.note import file_note
from dispatcher.actions.perform import perform
from dispatcher.actions.ticket import file_ticket
from dispatcher.domain.appointment import Book
from dispatcher.domain.attempt import FileAttempt, way
from dispatcher.domain.ball import Ball, PassBall
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Note
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.ticket import FileTicket
from dispatcher.queries.history import history
from dispatcher.queries.telling import signs, told
from dispatcher.store.schema import ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    NOW,
    assert_sound,
    customer_called,
    done,
    refused,
    row,
    technician_called,
    ticket_of,
)

CALLS = Ball("customer", "will call about a date", NINE_TOMORROW, "Ms Bonnard")


@pytest.fixture
def made(store: Store) -> int:
    ticket_id = ticket_of(store, customer_called(store, "Botschaft"))
    done(store, pass_ball, PassBall(ticket_id, CALLS))
    return ticket_id


def about(instant: datetime) -> datetime:
    """To the minute: the clock of a test runs on."""
    return instant.replace(second=0, microsecond=0)


def lines(store: Store) -> list[str]:
    with store.reading() as connection:
        rows = history(connection, 1).rows
    return [f"{signs(one)} {told(one, 'Europe/Berlin')}" for one in rows if one.verb == "attempt"]


def test_b9_three_working_days_make_three_entries_and_lead_to_a_letter(store: Store, made: int) -> None:
    days = [datetime(2026, 11, day, 8, tzinfo=UTC) for day in (26, 27, 30)]
    for day in days:
        tried = FileAttempt(made, "no answer", "030 23125-118", "Ms Bonnard")
        assert not isinstance(perform(store, file_attempt, tried, DISPATCHER, Clock(day)), Refusal)
    found = row(store, ticket, made)
    assert (found["attempts"], found["due_at"]) == (3, datetime(2026, 12, 1, 8, tzinfo=UTC))
    assert (found["ball"], found["ball_who"], about(found["ball_since"])) == ("customer", "Ms Bonnard", NOW)
    assert lines(store) == [
        ">T Ms Bonnard: call attempt T-1001 no answer (attempt 3) [f-up 01.12.]",
        ">T Ms Bonnard: call attempt T-1001 no answer (attempt 2) [f-up 30.11.]",
        ">T Ms Bonnard: call attempt T-1001 no answer (attempt 1) [f-up 27.11.]",
    ]
    assert [way(n) for n in range(4)] == ["call", "call and mail", "write", "write"]
    assert_sound(store)


def test_b9_a_busy_line_is_tried_again_soon(store: Store, made: int) -> None:
    done(store, file_attempt, FileAttempt(made, "busy"))
    assert about(row(store, ticket, made)["due_at"]) == NOW + timedelta(minutes=30)
    late = Clock(datetime(2026, 11, 27, 15, 45, tzinfo=UTC))
    assert not isinstance(perform(store, file_attempt, FileAttempt(made, "busy"), DISPATCHER, late), Refusal)
    assert row(store, ticket, made)["due_at"] == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_b9_the_next_try_can_be_named(store: Store, made: int) -> None:
    done(store, file_attempt, FileAttempt(made, "voicemail", text="please call back", next_due=NOW + HOUR))
    assert row(store, ticket, made)["due_at"] == NOW + HOUR
    assert lines(store) == [">T call attempt T-1001 voicemail (attempt 1): please call back [f-up 23.11. 10:42]"]
    assert refused(store, file_attempt, FileAttempt(made, "busy", next_due=NOW)).code == "due"


def test_m9_only_who_was_reached_counts_as_reached(store: Store, made: int) -> None:
    done(store, file_attempt, FileAttempt(made, "voicemail"))
    assert row(store, ticket, made)["attempts"] == 1
    due = row(store, ticket, made)["due_at"]
    done(store, file_attempt, FileAttempt(made, "reached"))
    found = row(store, ticket, made)
    assert (found["attempts"], found["due_at"], about(found["attempted_at"])) == (0, due, NOW)
    assert refused(store, file_attempt, FileAttempt(made, "perhaps")).code == "outcome"


def test_i2_an_attempt_before_a_visit_moves_no_date_behind_it(store: Store, made: int) -> None:
    starts = NOW + HOUR
    done(store, book, Book(made, (technician_called(store),), starts, starts + HOUR, "Europe/Berlin"))
    done(store, file_attempt, FileAttempt(made, "no answer"))
    found = row(store, ticket, made)
    assert (found["ball"], found["due_at"], found["attempts"]) == ("appointment", starts + HOUR, 1)


def test_b9_what_is_urgent_and_ours_is_tried_again_soon(store: Store) -> None:
    urgent = FileTicket(customer_called(store, "Rathaus"), "fire alarm", Ball("us", "call", NOW + HOUR), urgent=True)
    made = done(store, file_ticket, urgent).ref
    done(store, file_attempt, FileAttempt(made, "no answer"))
    assert about(row(store, ticket, made)["due_at"]) == NOW + timedelta(minutes=30)
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, file_attempt, FileAttempt(made, "no answer"))
    assert row(store, ticket, made)["due_at"] == NINE_TOMORROW


def test_b9_a_note_of_a_call_that_reached_somebody_counts_anew(store: Store) -> None:
    hahn = customer_called(store)
    made = ticket_of(store, hahn)
    for outcome in ("no answer", "busy"):
        done(store, file_attempt, FileAttempt(made, outcome))
    assert row(store, ticket, made)["attempts"] == 2
    done(store, file_note, Note(hahn, "she will see", "out", "T", ticket=made, reached=True))
    assert row(store, ticket, made)["attempts"] == 0
    assert_sound(store)

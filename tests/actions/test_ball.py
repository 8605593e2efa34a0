"""The ball goes to whoever has to act, and comes back to us when the date passes (I1, I2, B8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.ball import follow_up, pass_ball
from dispatcher.actions.note import file_note
from dispatcher.actions.perform import perform
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball, FollowUp, PassBall, holder_now
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Note
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.telling import told
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
    entries,
    refused,
    row,
    technician_called,
    ticket_of,
)

WEDNESDAY_NINE = NINE_TOMORROW + timedelta(days=1)
CALLS = Ball("customer", "will call about a date", WEDNESDAY_NINE, "Ms Bonnard")


@pytest.fixture
def made(store: Store) -> int:
    return ticket_of(store, customer_called(store, "Botschaft"))


def about(instant: datetime) -> datetime:
    """To the minute: the clock of a test runs on."""
    return instant.replace(second=0, microsecond=0)


def holder(store: Store, ticket_id: int, at: datetime) -> str:
    found = row(store, ticket, ticket_id)
    return holder_now(found["ball"], found["due_at"], at)


def visit(store: Store, ticket_id: int, starts: datetime) -> None:
    lorenz = technician_called(store)
    done(store, book, Book(ticket_id, (lorenz,), starts, starts + HOUR, "Europe/Berlin"))


def newest(store: Store) -> str:
    with store.reading() as connection:
        entry = max(history(connection, 1).rows, key=lambda row: row.seq)
    return told(entry, "Europe/Berlin")


def test_i1_the_ball_is_with_the_customer_until_his_date_passes(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS, phrase="wed 9"))
    found = row(store, ticket, made)
    assert (found["ball"], found["ball_who"], found["state"]) == ("customer", "Ms Bonnard", "waiting")
    assert (about(found["ball_since"]), found["attempts"]) == (NOW, 0)
    assert holder(store, made, WEDNESDAY_NINE - timedelta(seconds=1)) == "customer"
    assert holder(store, made, WEDNESDAY_NINE) == "us"
    assert newest(store) == "ball passed T-1001 ball with the customer (Ms Bonnard) [f-up 25.11.]"
    assert entries(store)[-1].said["phrase"] == "wed 9"
    assert_sound(store)


@pytest.mark.parametrize(
    ("ball", "code"),
    [
        (Ball("nobody", "x", WEDNESDAY_NINE), "ball"),
        (replace(CALLS, who=" "), "ball-who"),
        (Ball("other", "delivers", WEDNESDAY_NINE), "ball-who"),
        (replace(CALLS, next_step=""), "next-step"),
        (replace(CALLS, due=None), "due"),
        (replace(CALLS, due=NOW), "due"),
    ],
)
def test_i1_no_ball_without_holder_person_step_and_a_date_ahead(store: Store, made: int, ball: Ball, code: str) -> None:
    assert refused(store, pass_ball, PassBall(made, ball)).code == code


def test_i1_whose_matter_ended_has_no_ball(store: Store, made: int) -> None:
    done(store, undo, Undo())
    assert refused(store, pass_ball, PassBall(made, CALLS)).sentence.startswith("T-1001 has ended")
    assert refused(store, follow_up, FollowUp(made, WEDNESDAY_NINE)).code == "ended"
    assert refused(store, pass_ball, PassBall(77, CALLS)).sentence == "There is no such ticket."


def test_i2_an_appointment_has_the_ball_only_while_one_is_ahead(store: Store, made: int) -> None:
    appointment = PassBall(made, Ball("appointment", "", None))
    assert refused(store, pass_ball, appointment).code == "ball"
    visit(store, made, NINE_TOMORROW)
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, pass_ball, appointment)
    found = row(store, ticket, made)
    assert (found["ball"], found["due_at"], about(found["ball_since"])) == ("appointment", NINE_TOMORROW + HOUR, NOW)
    assert holder(store, made, NINE_TOMORROW) == "appointment"
    assert holder(store, made, NINE_TOMORROW + HOUR) == "us"


def test_i2_no_follow_up_behind_the_end_of_the_appointment(store: Store, made: int) -> None:
    visit(store, made, NINE_TOMORROW)
    assert refused(store, follow_up, FollowUp(made, WEDNESDAY_NINE)).code == "due"
    done(store, follow_up, FollowUp(made, NINE_TOMORROW - HOUR))
    assert holder(store, made, NINE_TOMORROW - HOUR) == "us"


def test_i2_a_follow_up_after_the_visit_is_ours(store: Store, made: int) -> None:
    visit(store, made, NINE_TOMORROW)
    later = Clock(NINE_TOMORROW + 2 * HOUR)
    assert not isinstance(perform(store, follow_up, FollowUp(made, WEDNESDAY_NINE), DISPATCHER, later), Refusal)
    found = row(store, ticket, made)
    assert (found["ball"], found["due_at"], found["next_step"]) == ("us", WEDNESDAY_NINE, "call back")


def test_a_follow_up_leaves_the_ball_where_it_is(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, follow_up, FollowUp(made, WEDNESDAY_NINE + HOUR, "wed 10"))
    found = row(store, ticket, made)
    assert (found["ball"], found["ball_who"], found["due_at"]) == ("customer", "Ms Bonnard", WEDNESDAY_NINE + HOUR)
    assert about(found["ball_since"]) == NOW
    assert newest(store) == "follow-up T-1001 [f-up 25.11.]"
    assert refused(store, follow_up, FollowUp(made, NOW)).code == "due"
    assert_sound(store)


def test_b10_the_customer_has_it_since_he_got_it_first(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    later = Clock(NOW + HOUR)
    again = Note(1, "will call, really", ticket=made, ball=replace(CALLS, due=WEDNESDAY_NINE + HOUR))
    assert not isinstance(perform(store, file_note, again, DISPATCHER, later), Refusal)
    assert about(row(store, ticket, made)["ball_since"]) == NOW
    ours = PassBall(made, Ball("us", "plan a visit", WEDNESDAY_NINE))
    assert not isinstance(perform(store, pass_ball, ours, DISPATCHER, later), Refusal)
    assert about(row(store, ticket, made)["ball_since"]) == NOW + HOUR


def test_i16_the_later_of_two_is_told(store: Store, made: int) -> None:
    seen = row(store, ticket, made)["version"]
    done(store, pass_ball, PassBall(made, CALLS, seen))
    assert refused(store, pass_ball, PassBall(made, CALLS, seen)).code == "conflict"
    assert refused(store, follow_up, FollowUp(made, WEDNESDAY_NINE, seen=seen)).code == "conflict"


def test_x18_the_ball_comes_back_by_undo(store: Store, made: int) -> None:
    before = row(store, ticket, made)
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, undo, Undo())
    assert {**row(store, ticket, made), "version": 0} == {**before, "version": 0}
    assert_sound(store)

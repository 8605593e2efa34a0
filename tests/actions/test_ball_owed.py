"""B8: the customer says that he will call. He owes us that from then on, and it ends as the ball leaves him."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dispatcher.actions.appointment import book
from dispatcher.actions.attempt import file_attempt
from dispatcher.actions.ball import follow_up, pass_ball
from dispatcher.actions.merge import merge_ticket
from dispatcher.actions.note import file_note
from dispatcher.actions.perform import Action, Command, perform
from dispatcher.actions.promise import give_promise
from dispatcher.actions.promise_move import move_promise, withdraw_promise
from dispatcher.actions.records import save_record
from dispatcher.actions.ticket import file_ticket
from dispatcher.actions.undo import undo
from dispatcher.actions.unmerge import unmerge
from dispatcher.domain.appointment import Book
from dispatcher.domain.attempt import FileAttempt
from dispatcher.domain.ball import Ball, FollowUp, PassBall
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Note
from dispatcher.domain.merging import MergeTicket, Unmerge
from dispatcher.domain.phrases import Office
from dispatcher.domain.promise import GivePromise, MovePromise, WithdrawPromise
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.undo import Undo
from dispatcher.queries.handover import to_hand_over
from dispatcher.queries.history import history
from dispatcher.queries.promises import open_promises
from dispatcher.store.schema import promise, ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    assert_sound,
    customer_called,
    done,
    entries,
    row,
    technician_called,
    ticket_of,
)
from tests.actions.promise_desk import staff
from tests.actions.records_desk import new

WEDNESDAY_NINE = NINE_TOMORROW + timedelta(days=1)
THURSDAY_NINE = WEDNESDAY_NINE + timedelta(days=1)
CALLS = Ball("customer", "will call about a date", WEDNESDAY_NINE, "Ms Bonnard")
OURS = Ball("us", "call back", THURSDAY_NINE)


@pytest.fixture
def made(store: Store) -> int:
    staff(store)
    return ticket_of(store, customer_called(store, "Botschaft"))


def owed(store: Store) -> list[Any]:
    with store.reading() as connection:
        return list(connection.execute(select(promise).order_by(promise.c.id)))


def states(store: Store) -> list[str]:
    return [one.state for one in owed(store)]


def at(store: Store, instant: datetime, action: Action[Command], command: Command) -> None:
    outcome = perform(store, action, command, DISPATCHER, Clock(instant))
    assert hasattr(outcome, "seq"), outcome


def test_b8_the_customer_will_call_is_owed_to_us_by_the_same_entry_as_the_ball(store: Store, made: int) -> None:
    before = len(entries(store))
    done(store, file_note, Note(1, "she will call", "in", "T", ticket=made, ball=CALLS))
    assert len(entries(store)) == before + 1
    with store.reading() as connection:
        (one,) = open_promises(connection)
        lines = [line for line in history(connection, 1).rows if "promise" in line.verb]
    assert (one.side, one.by_ball, one.what, one.to_name) == ("theirs", True, CALLS.next_step, "Ms Bonnard")
    assert (one.due, one.ticket, one.customer, one.owner) == (WEDNESDAY_NINE, made, 1, 1)
    assert lines == []
    assert ("promise", one.id) in entries(store)[-1].links
    assert_sound(store)


def test_b8_whoever_has_the_ball_is_his_contact_where_one_is_called_so(store: Store, made: int) -> None:
    ident = new(store, "person", {"form": "Ms", "name": "Bonnard"}, ("customer", 1))
    done(store, pass_ball, PassBall(made, CALLS))
    assert [(one.person_id, one.to_name) for one in owed(store)] == [(ident, "")]


def test_b8_a_fault_report_whose_next_step_is_his_is_owed_too(store: Store, made: int) -> None:
    done(store, file_ticket, FileTicket(1, "lift", CALLS))
    assert [one.ticket_id for one in owed(store)] == [made + 1]


@pytest.mark.parametrize(("when", "state"), [(WEDNESDAY_NINE - HOUR, "kept"), (WEDNESDAY_NINE + HOUR, "broken")])
def test_b8_the_ball_that_comes_back_ends_it_in_time_or_late(
    store: Store, made: int, when: datetime, state: str
) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    at(store, when, pass_ball, PassBall(made, OURS))
    (one,) = owed(store)
    assert (one.state, one.told_at is not None, one.closed_at is not None) == (state, True, True)


def test_b8_a_visit_and_somebody_reached_end_it(store: Store, made: int) -> None:
    other = ticket_of(store, 1)
    for ident in (made, other):
        done(store, pass_ball, PassBall(ident, CALLS))
    visit = Book(made, (technician_called(store),), WEDNESDAY_NINE, WEDNESDAY_NINE + HOUR, "Europe/Berlin")
    done(store, book, visit)
    assert states(store) == ["kept", "open"]
    done(store, file_attempt, FileAttempt(other, "reached"))
    assert states(store) == ["kept", "kept"]


def test_b8_our_follow_up_and_an_attempt_in_vain_leave_his_word_as_it_is(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, follow_up, FollowUp(made, THURSDAY_NINE))
    done(store, file_attempt, FileAttempt(made, "no answer"))
    assert [(one.state, one.due_at) for one in owed(store)] == [("open", WEDNESDAY_NINE)]


def test_b8_a_new_date_of_his_moves_it_and_late_it_is_broken(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, pass_ball, PassBall(made, replace(CALLS, due=THURSDAY_NINE)))
    first, second = owed(store)
    assert (first.state, second.state, second.follows_id) == ("moved", "open", first.id)
    again = replace(CALLS, due=THURSDAY_NINE + timedelta(days=1))
    at(store, THURSDAY_NINE + HOUR, pass_ball, PassBall(made, again))
    third = owed(store)[-1]
    assert states(store) == ["moved", "broken", "open"]
    assert (third.follows_id, third.due_at) == (None, again.due)
    assert_sound(store)


def test_b8_what_he_promised_for_that_instant_is_not_owed_twice(store: Store, made: int) -> None:
    said = GivePromise("theirs", "sends the plan", WEDNESDAY_NINE, customer=1, ticket=made)
    done(store, give_promise, said)
    done(store, pass_ball, PassBall(made, CALLS))
    assert [(one.what, one.by_ball) for one in owed(store)] == [("sends the plan", False)]


def test_b8_booked_behind_the_note_his_own_word_takes_its_place(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, give_promise, GivePromise("theirs", "sends the plan", WEDNESDAY_NINE, customer=1, ticket=made))
    assert [(one.what, one.by_ball) for one in owed(store)] == [("sends the plan", False)]
    done(store, undo, Undo())
    assert [(one.what, one.by_ball, one.state) for one in owed(store)] == [(CALLS.next_step, True, "open")]
    assert_sound(store)


def test_b8_undo_takes_back_both(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, pass_ball, PassBall(made, OURS))
    done(store, undo, Undo())
    assert (row(store, ticket, made)["ball"], states(store)) == ("customer", ["open"])
    assert_sound(store)


def test_b8_undo_of_the_ball_withdraws_it(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, undo, Undo())
    assert (row(store, ticket, made)["ball"], states(store)) == ("us", ["withdrawn"])


def test_b8_two_reports_made_one_and_apart_again_carry_it(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    other = ticket_of(store, 1)
    stays = done(store, merge_ticket, MergeTicket(other, made)).ref
    report = made if stays == other else other
    assert (row(store, ticket, stays)["ball"], states(store)) == ("us", ["kept"])
    done(store, unmerge, Unmerge(report))
    assert (row(store, ticket, made)["ball"], states(store)) == ("customer", ["open"])
    assert_sound(store)


def test_b8_his_word_taken_back_or_put_off_leaves_the_ball_with_him(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    done(store, move_promise, MovePromise(1, THURSDAY_NINE, informed="T"))
    assert [(one.state, one.by_ball) for one in owed(store)] == [("moved", True), ("open", True)]
    done(store, withdraw_promise, WithdrawPromise(2, "he is ill", cancelled=True))
    assert (row(store, ticket, made)["ball"], states(store)) == ("customer", ["moved", "withdrawn"])


def test_b8_i7_nobody_there_to_ask_passes_the_ball_and_owes_nothing(store: Store, made: int) -> None:
    new(store, "absence", {"starts": "25.11.2026 08:00", "ends": "25.11.2026 18:00"}, ("colleague", 1))
    done(store, pass_ball, PassBall(made, CALLS))
    assert (row(store, ticket, made)["ball"], owed(store)) == ("customer", [])


def test_b8_i7_a_stand_in_who_is_there_asks_in_his_place(store: Store, made: int) -> None:
    done(store, save_record, SaveRecord("colleague", {"stand_in": "Weiß"}, 1))
    new(store, "absence", {"starts": "25.11.2026 08:00", "ends": "25.11.2026 18:00"}, ("colleague", 1))
    done(store, pass_ball, PassBall(made, CALLS))
    assert [(one.owner_id, one.stand_in_id) for one in owed(store)] == [(1, 2)]


def test_b8_a_matter_handed_over_as_a_long_ball_is_not_handed_over_as_owed_too(store: Store, made: int) -> None:
    done(store, pass_ball, PassBall(made, CALLS))
    late = NINE_TOMORROW + timedelta(days=30)
    with store.reading() as connection:
        items = to_hand_over(connection, Office(late, "Europe/Berlin", "BE"), (), "mh")
    assert [(item.kind, item.ref) for item in items if item.kind in ("promise", "ball")] == [("ball", made)]

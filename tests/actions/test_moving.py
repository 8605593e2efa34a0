"""Appointments are moved, and nobody can say later that it was somebody else (I5, B5, B6, X11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.ball import pass_ball
from dispatcher.actions.moving import cancel, fall_through, move
from dispatcher.actions.perform import perform
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball, PassBall
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.moving import CancelAppointment, FallThrough, MoveCounts
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.move_rows import MoveRow
from dispatcher.queries.moves import move_counts, moves_of
from dispatcher.queries.telling import told
from dispatcher.store.schema import appointment, assignment, promise, ticket
from dispatcher.store.schema import move as ledger
from dispatcher.store.store import Store
from tests.actions.board_desk import TEN_TOMORROW, WEEK, by, confirm, visit_tomorrow
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    NOW,
    OURS,
    assert_sound,
    count,
    customer_called,
    done,
    entries,
    refused,
    row,
    rows,
    ticket_of,
)
from tests.actions.records_desk import new


@pytest.fixture
def visit(either: Store) -> Iterator[Store]:
    """The office with one visit tomorrow, on either database."""
    visit_tomorrow(either)
    yield either
    assert_sound(either)


def moves(store: Store) -> tuple[MoveRow, ...]:
    with store.reading() as connection:
        return moves_of(connection, 1)


def counts(store: Store) -> MoveCounts:
    with store.reading() as connection:
        return move_counts(connection, 1)


def state_of(store: Store) -> tuple[str, str]:
    found = row(store, appointment)
    return found["state"], found["unconfirmed"]


def test_b5_the_technician_reports_from_the_road_that_the_customer_wants_a_week_later(visit: Store) -> None:
    answer = done(visit, move, by(via="Calvet", reported_by="Wolff", text="Kollege ist nicht da"))
    (one,) = moves(visit)
    assert (one.kind, one.asked_by, one.reason, one.via) == ("moved", "customer", "contact away", "Calvet")
    assert (one.reported_by, one.author, one.text) == ("Wolff", "mh", "Kollege ist nicht da")
    assert (one.old_starts, one.old_ends) == (NINE_TOMORROW, TEN_TOMORROW)
    assert (one.new_starts, one.new_ends) == (NINE_TOMORROW + WEEK, TEN_TOMORROW + WEEK)
    assert (one.old_crew, one.new_crew, one.counts) == ("LO", "LO", True)
    assert counts(visit) == MoveCounts(customer=1)
    found, block = row(visit, appointment), row(visit, assignment)
    assert (answer.kind, answer.ref, found["starts_at"]) == ("appointment", 1, NINE_TOMORROW + WEEK)
    assert (block["blocked_from"], block["blocked_until"]) == (NINE_TOMORROW + WEEK, TEN_TOMORROW + WEEK)
    assert (row(visit, ticket)["ball"], row(visit, ticket)["due_at"]) == ("appointment", TEN_TOMORROW + WEEK)


def test_i5_the_entry_of_a_move_names_everybody_and_both_slots(visit: Store) -> None:
    done(visit, move, by(technicians=(2,), via="Calvet"))
    entry = entries(visit)[-1]
    assert entry.verb == "move appointment"
    assert set(entry.links) >= {("customer", 1), ("ticket", 1), ("appointment", 1), ("technician", 1)}
    assert ("technician", 2) in entry.links
    assert entry.said["move"]["asked_by"] == "customer"
    assert entry.said["from"]["technicians"] == "LO"
    assert entry.said["technicians"] == ["NO"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"asked_by": "nobody"}, "asked-by"),
        ({"reason": "because"}, "reason"),
        ({"reason": "text"}, "text"),
        ({"told": "X"}, "channel"),
        ({"technicians": ()}, "technicians"),
        ({"technicians": (99,)}, "technician"),
        ({"appointment": 99}, "appointment"),
        ({"seen": 7}, "conflict"),
        ({"ends": NINE_TOMORROW}, "span"),
        ({"starts": NOW - 2 * HOUR, "ends": NOW - HOUR}, "past"),
        ({"starts": NINE_TOMORROW, "ends": TEN_TOMORROW}, "same"),
        ({"window": (NINE_TOMORROW, TEN_TOMORROW)}, "window"),
        ({"via": "x" * 201}, "name"),
    ],
)
def test_what_is_no_move_is_refused_with_a_sentence(visit: Store, more: dict[str, Any], code: str) -> None:
    assert refused(visit, move, by(**more)).code == code
    assert counts(visit) == MoveCounts()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("on site", "He is on site already."), ("en route", "He is en route already."), ("done", "is over.")],
)
def test_nobody_who_is_on_the_way_is_moved(visit: Store, state: str, sentence: str) -> None:
    confirm(visit, 1, state=state)
    assert sentence in refused(visit, move, by()).sentence


def test_a_technician_who_is_taken_is_not_given_a_moved_visit_without_a_reason(visit: Store) -> None:
    done(visit, book, Book(1, (2,), NINE_TOMORROW, TEN_TOMORROW, "Europe/Berlin"))
    assert refused(visit, move, by(0, technicians=(2,))).code == "overlap"
    done(visit, move, by(0, technicians=(1, 2), override="beide zusammen"))
    assert [block["override"] for block in rows(visit, assignment)] == ["", "", "beide zusammen"]
    assert (row(visit, appointment)["override"], moves(visit)[0].override) == ("beide zusammen", "beide zusammen")


def test_a_visit_may_move_into_its_own_time(visit: Store) -> None:
    done(visit, move, by(1 / 48))
    assert row(visit, assignment)["blocked_from"] == NINE_TOMORROW + HOUR / 2


def test_x11_both_of_a_crew_move_together_and_who_goes_can_change(visit: Store) -> None:
    done(visit, move, by(0, technicians=(1, 2), asked_by="us", reason="wish"))
    done(visit, move, by(asked_by="us", reason="emergency", override="Vorrang"))
    assert [one["blocked_from"] for one in rows(visit, assignment)] == [NINE_TOMORROW + WEEK] * 2
    done(visit, move, by(asked_by="us", reason="technician out", technicians=(3, 2)))
    assert [(one["technician_id"], one["active"]) for one in rows(visit, assignment)] == [
        (2, True),
        (3, True),
    ]
    assert [one.kind for one in moves(visit)] == ["crew", "moved", "crew"]
    assert moves(visit)[-1].new_crew == "NO, OK"
    assert counts(visit) == MoveCounts(us=1, crew=2)


def test_i3_a_confirmation_is_kept_within_the_told_window_and_lost_outside(visit: Store) -> None:
    confirm(visit, 1)
    done(visit, move, by(1 / 48, asked_by="us", reason="traffic"))
    assert state_of(visit) == ("confirmed", "")
    assert row(visit, appointment)["window_from"] == NINE_TOMORROW
    done(visit, move, by(1 / 24, asked_by="us", reason="traffic", override="Stau"))
    assert state_of(visit) == ("proposed", "window")
    found = row(visit, appointment)
    assert (found["window_from"], found["confirmed_at"], found["confirmed_with"]) == (None, None, "")


def test_i3_a_confirmation_is_lost_where_the_opener_is_absent_then(visit: Store) -> None:
    opener = new(visit, "person", {"name": "Bonnard"}, ("customer", 1))
    confirm(visit, 1, opener_id=opener, window_from=NINE_TOMORROW, window_until=TEN_TOMORROW + WEEK)
    away = {"starts": "25.11.2026", "ends": "25.11.2026"}
    new(visit, "absence", away, ("person", opener))
    done(visit, move, by(2))
    assert state_of(visit) == ("confirmed", "")
    done(visit, move, by(1))
    assert state_of(visit) == ("proposed", "opener away")


def test_i3_where_the_opener_is_back_nothing_says_that_he_is_away(visit: Store) -> None:
    opener = new(visit, "person", {"name": "Bonnard"}, ("customer", 1))
    confirm(visit, 1, opener_id=opener)
    new(visit, "absence", {"starts": "24.11.2026", "ends": "25.11.2026"}, ("person", opener))
    assert state_of(visit) == ("proposed", "opener away")
    done(visit, move, by(1))
    assert state_of(visit) == ("proposed", "opener away")
    done(visit, move, by(2))
    assert state_of(visit) == ("proposed", "")
    done(visit, undo, Undo())
    assert state_of(visit) == ("proposed", "opener away")


def test_a_move_with_a_new_window_tells_that_one(visit: Store) -> None:
    done(visit, move, by(window=(NINE_TOMORROW + WEEK, NINE_TOMORROW + WEEK + 2 * HOUR)))
    assert row(visit, appointment)["window_until"] == NINE_TOMORROW + WEEK + 2 * HOUR


def test_whoever_was_told_otherwise_and_did_not_want_it_is_owed_a_call(visit: Store) -> None:
    late = by(asked_by="technician", reason="traffic")
    assert refused(visit, move, late).sentence == "Praxis Hahn was told Tue 24.11.2026 09:00-10:00"
    done(visit, move, replace(late, override="Panne"))
    assert (row(visit, appointment)["override"], rows(visit, assignment)[0]["override"]) == ("Panne", "")
    (owed,) = rows(visit, promise)
    assert (owed["side"], owed["what"], owed["customer_id"]) == ("ours", "call: new time", 1)
    assert (owed["ticket_id"], owed["owner_id"]) == (1, 1)
    assert owed["due_at"] == NOW.replace(hour=16, minute=0)
    assert entries(visit)[-1].said["promise"] == owed["id"]
    assert ("promise", owed["id"]) in entries(visit)[-1].links
    done(visit, move, by(8, asked_by="us", reason="part"))
    assert count(visit, promise) == 1


def test_half_an_hour_before_the_old_time_is_sooner_than_the_end_of_the_day(visit: Store) -> None:
    done(visit, move, by(0, starts=NOW + 2 * HOUR, ends=NOW + 3 * HOUR))
    confirm(visit, 1)
    done(visit, move, by(asked_by="us", reason="emergency"))
    assert rows(visit, promise)[0]["due_at"] == NOW + 2 * HOUR - timedelta(minutes=30)


@pytest.mark.parametrize(
    "more",
    [
        {"asked_by": "customer"},
        {"asked_by": "us", "told": "T"},
        {"asked_by": "us", "starts": NINE_TOMORROW + HOUR / 4, "ends": TEN_TOMORROW + HOUR / 4},
    ],
)
def test_no_call_is_owed_to_who_wanted_it_knows_it_or_was_told_nothing_else(visit: Store, more: dict[str, Any]) -> None:
    done(visit, move, by(**more))
    assert count(visit, promise) == 0


def test_b6_the_third_move_by_the_customer_needs_a_second_contact_or_a_leader(visit: Store) -> None:
    new(visit, "person", {"name": "Calvet"}, ("customer", 1))
    new(visit, "person", {"name": "Bonnard"}, ("customer", 1))
    done(visit, move, by(7))
    done(visit, fall_through, FallThrough(1, "customer", "contact away"))
    done(visit, book, Book(1, (1,), NINE_TOMORROW, TEN_TOMORROW, "Europe/Berlin"))
    third = replace(by(), appointment=2, via="Calvet")
    refusal = refused(visit, move, third)
    assert refusal.code == "second-contact"
    assert refusal.sentence.startswith("The customer has moved it 2 times already: first speak to a second contact")
    assert refused(visit, move, replace(third, approved="Calvet")).code == "approved"
    assert refused(visit, move, replace(third, approved="Meier")).code == "approved"
    done(visit, move, replace(third, approved="Ms Bonnard"))
    assert moves(visit)[-1].approved == "Bonnard"
    assert counts(visit) == MoveCounts(customer=3)


def test_b6_moves_by_us_do_not_count_and_an_override_keeps_its_reason(visit: Store) -> None:
    for days in (1, 2, 3):
        done(visit, move, by(days, asked_by="us", reason="emergency", told="T"))
    for days in (4, 5):
        done(visit, move, by(days))
    assert refused(visit, move, by(6)).code == "second-contact"
    done(visit, move, by(6, asked_by="us", reason="wish", told="T"))
    done(visit, move, by(7, override="Vertretung gibt es nicht"))
    assert moves(visit)[-1].override == "Vertretung gibt es nicht"
    assert counts(visit) == MoveCounts(customer=3, us=4)


def test_i5_a_visit_that_falls_through_goes_to_nothing_and_the_ball_is_ours(visit: Store) -> None:
    done(visit, fall_through, FallThrough(1, "customer", "contact away", "unbestätigt"))
    (one,) = moves(visit)
    assert (one.kind, one.new_starts, one.new_crew, one.counts) == ("fell through", None, "", True)
    found, its = row(visit, appointment), row(visit, ticket)
    assert (found["state"], found["fault"], row(visit, assignment)["active"]) == ("fell through", "customer", False)
    assert (its["state"], its["ball"], its["next_step"], its["due_at"]) == (
        "waiting",
        "us",
        "new appointment",
        NINE_TOMORROW,
    )
    assert counts(visit) == MoveCounts(customer=1)
    assert refused(visit, fall_through, FallThrough(1, "customer", "wish")).code == "over"
    assert count(visit, promise) == 0


def test_a_visit_that_we_let_fall_owes_the_customer_a_call(visit: Store) -> None:
    done(visit, fall_through, FallThrough(1, "us", "technician out"))
    assert [one["what"] for one in rows(visit, promise)] == ["call: nobody comes"]


def test_whoever_has_the_ball_keeps_it_when_a_visit_falls_through(visit: Store) -> None:
    done(visit, pass_ball, PassBall(1, Ball("customer", "names a date", NINE_TOMORROW + WEEK, "Frau Hahn")))
    done(visit, fall_through, FallThrough(1, "customer", "contact away"))
    assert (row(visit, ticket)["ball"], row(visit, ticket)["due_at"]) == ("customer", NINE_TOMORROW)


def test_another_visit_that_stands_keeps_the_ball(visit: Store) -> None:
    done(visit, book, Book(1, (2,), NINE_TOMORROW + WEEK, TEN_TOMORROW + WEEK, "Europe/Berlin"))
    done(visit, cancel, CancelAppointment(1, "customer", "braucht ihn nicht"))
    assert (row(visit, ticket)["ball"], row(visit, ticket)["due_at"]) == ("appointment", TEN_TOMORROW + WEEK)
    assert (row(visit, appointment)["state"], row(visit, appointment)["fault"]) == ("cancelled", "customer")
    assert counts(visit) == MoveCounts(cancelled=1)


def test_a_merged_ticket_takes_its_moves_along(visit: Store) -> None:
    from dispatcher.actions.merge import merge_ticket
    from dispatcher.domain.merging import MergeTicket

    done(visit, move, by())
    second = ticket_of(visit, 1, "noch einmal")
    done(visit, book, Book(second, (2,), NINE_TOMORROW, TEN_TOMORROW, "Europe/Berlin"))
    done(visit, move, replace(by(3), appointment=2))
    done(visit, merge_ticket, MergeTicket(second, 1))
    assert counts(visit).customer == 2
    with visit.reading() as connection:
        assert move_counts(connection, second) == move_counts(connection, None, 1)


def test_x18_an_undo_takes_the_move_back_and_neither_row_counts(visit: Store) -> None:
    confirm(visit, 1)
    before = row(visit, appointment), row(visit, assignment), row(visit, ticket)
    done(visit, move, by(technicians=(2,), asked_by="us", reason="emergency", override="Vorrang"))
    done(visit, undo, Undo())
    after = row(visit, appointment), row(visit, assignment), row(visit, ticket)
    assert [{**one, "version": 0} for one in before] == [{**one, "version": 0} for one in after]
    first, counter = moves(visit)
    assert (first.is_taken_back, counter.takes_back, counts(visit)) == (True, first.id, MoveCounts())
    assert (counter.old_starts, counter.new_starts) == (NINE_TOMORROW + WEEK, NINE_TOMORROW)
    assert [one["state"] for one in rows(visit, promise)] == ["withdrawn"]


@pytest.mark.parametrize("what", [FallThrough(1, "us", "part"), CancelAppointment(1, "us", "doppelt")])
def test_x18_an_undo_brings_a_visit_back(visit: Store, what: FallThrough | CancelAppointment) -> None:
    before = row(visit, appointment), row(visit, assignment), row(visit, ticket)
    if isinstance(what, FallThrough):
        done(visit, fall_through, what)
    else:
        done(visit, cancel, what)
    done(visit, undo, Undo())
    after = row(visit, appointment), row(visit, assignment), row(visit, ticket)
    assert [{**one, "version": 0} for one in before] == [{**one, "version": 0} for one in after]
    assert counts(visit) == MoveCounts()
    assert count(visit, ledger) == 2


def test_x18_nothing_is_undone_where_somebody_has_taken_the_time_since(visit: Store) -> None:
    done(visit, move, by())
    other = ticket_of(visit, customer_called(visit, "Kita West"))
    done(visit, book, Book(other, (1,), NINE_TOMORROW, TEN_TOMORROW, "Europe/Berlin"))
    refusal = perform(visit, undo, Undo(entries(visit, "move appointment")[-1].seq), DISPATCHER, Clock(NOW))
    assert "Undo that first" in getattr(refusal, "sentence", "")


def test_an_ended_ticket_is_not_moved_but_its_visit_can_be_cancelled(visit: Store) -> None:
    with visit.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.update(ticket, 1, row(visit, ticket)["version"], state="closed", closed_at=NOW, ball=None)
        uow.record("ticket update", [("ticket", 1)], {})
    assert refused(visit, move, by()).code == "ended"
    done(visit, cancel, CancelAppointment(1, "us"))
    assert row(visit, ticket)["ball"] is None


def test_a_visit_on_site_is_not_let_fall_but_cancelled(visit: Store) -> None:
    confirm(visit, 1, state="on site")
    assert refused(visit, fall_through, FallThrough(1, "customer", "access")).sentence == "He is on site already."
    done(visit, cancel, CancelAppointment(1, "customer"))


def test_a_ledger_row_names_the_instant_at_which_it_was_done(visit: Store) -> None:
    assert OURS.due == NINE_TOMORROW
    outcome = perform(visit, move, by(), DISPATCHER, Clock(NOW + HOUR))
    assert getattr(outcome, "kind", "") == "appointment"
    assert moves(visit)[0].happened.replace(second=0, microsecond=0) == NOW + HOUR


def test_the_history_tells_from_which_slot_to_which_and_who_wanted_it(visit: Store) -> None:
    done(visit, move, by(via="Calvet", reported_by="Wolff"))
    done(visit, move, by(8, technicians=(2,), asked_by="us", reason="technician out", told="T"))
    done(visit, move, by(9, reason="text", text="Umzug"))
    done(visit, fall_through, FallThrough(1, "technician", "traffic", told="T"))
    assert set(history_of(visit)) >= {
        "appointment fell through T-1001 03.12. 09-10, technician: traffic",
        "appointment moved T-1001 02.12. 09-10 -> 03.12. 09-10, customer: Umzug",
        "appointment moved T-1001 01.12. 09-10 -> 02.12. 09-10 LO -> NO, us: technician out",
        "Calvet: appointment moved T-1001 24.11. 09-10 -> 01.12. 09-10, customer: contact away [reported by Wolff]",
    }


def history_of(store: Store) -> list[str]:
    with store.reading() as connection:
        return [told(entry, "Europe/Berlin") for entry in history(connection, 1).rows]


def test_x2_two_desks_move_the_same_version_and_the_later_one_hears_what_the_first_did(visit: Store) -> None:
    seen = row(visit, appointment)["version"]
    wh = Actor(2, "wh", "dispatcher")
    first = perform(visit, move, by(7, technicians=(2,), seen=seen), wh, Clock(NOW))
    assert getattr(first, "kind", "") == "appointment"
    refusal = refused(visit, move, by(1, seen=seen))
    assert refusal.code == "conflict"
    assert refusal.sentence.startswith("Changed by wh ")
    assert "s ago: 24.11. 09-10 -> 01.12. 09-10 LO -> NO. Your input is kept." in refusal.sentence
    assert refused(visit, cancel, CancelAppointment(1, "us", seen=seen)).code == "conflict"
    assert len(moves(visit)) == 1
    done(visit, move, by(8, seen=row(visit, appointment)["version"]))
    done(visit, cancel, CancelAppointment(1, "us", "doppelt"))
    assert ": appointment cancelled 02.12. 09-10." in refused(visit, move, by(9, seen=seen)).sentence

"""A customer decides that a technician does not come again: no verb sends him there (B15)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.decision import exclude_technician, lift_decision
from dispatcher.actions.moving import move
from dispatcher.actions.perform import perform
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.decision import ExcludeTechnician, LiftDecision
from dispatcher.domain.undo import Undo
from dispatcher.queries.customers import card
from dispatcher.queries.decisions import planned_with
from dispatcher.store.schema import appointment, decision
from dispatcher.store.store import Store
from tests.actions.board_desk import TEN_TOMORROW, by, visit_tomorrow
from tests.actions.desk import (
    NINE_TOMORROW,
    NOW,
    assert_sound,
    count,
    customer_called,
    done,
    entries,
    refused,
    row,
    ticket_of,
)
from tests.actions.records_desk import new

WOLFF = ExcludeTechnician(1, 2, "Frau Hahn", "Der kommt mir nicht mehr ins Haus")
WORDS = 'Praxis Hahn: without Nowak (Frau Hahn, Mon 23.11.2026): "Der kommt mir nicht mehr ins Haus"'
LEADER = Actor(1, "mh", "service manager")


@pytest.fixture
def office(either: Store) -> Iterator[Store]:
    """Lorenz at Praxis Hahn tomorrow at nine; Nowak and Okafor are there too. On either database."""
    visit_tomorrow(either)
    yield either
    assert_sound(either)


def test_b15_a_booking_and_a_move_are_refused_with_the_words_of_the_decision(office: Store) -> None:
    done(office, exclude_technician, WOLFF)
    later = Book(1, (2,), TEN_TOMORROW, TEN_TOMORROW + (TEN_TOMORROW - NINE_TOMORROW), "Europe/Berlin")
    assert refused(office, book, later).sentence == WORDS
    assert refused(office, move, by(0, technicians=(2,))).sentence == WORDS
    assert refused(office, move, by(0, technicians=(1, 2))).sentence == WORDS
    done(office, move, by(0, technicians=(3,)))


def test_b15_only_a_leader_pushes_it_through_and_the_reason_stays(office: Store) -> None:
    done(office, exclude_technician, WOLFF)
    wish = by(0, technicians=(2,), override="abgesprochen mit Frau Hahn")
    assert refused(office, move, wish).sentence.startswith(WORDS)
    assert "Only the service manager or the managing director" in refused(office, move, wish).sentence
    assert not hasattr(perform(office, move, wish, LEADER, Clock(NOW)), "sentence")
    assert row(office, appointment)["override"] == "abgesprochen mit Frau Hahn"


def test_b15_another_customer_keeps_him(office: Store) -> None:
    done(office, exclude_technician, WOLFF)
    other = ticket_of(office, customer_called(office, "Kita West"))
    made = done(office, book, Book(other, (2,), NINE_TOMORROW, TEN_TOMORROW, "Europe/Berlin"))
    assert (made.ref, row(office, appointment, made.ref)["override"]) == (2, "")


def test_b15_a_decision_about_one_site_holds_there_only(office: Store) -> None:
    here = new(office, "site", {"name": "Lager", "street": "Hofweg 1"}, ("customer", 1))
    elsewhere = new(office, "site", {"name": "Halle", "street": "Hofweg 9"}, ("customer", 1))
    done(office, exclude_technician, ExcludeTechnician(1, 2, "Frau Hahn", "", elsewhere))
    done(office, exclude_technician, ExcludeTechnician(1, 3, "Frau Hahn", "", here))
    done(office, move, by(0, technicians=(2,)))
    assert refused(office, move, by(0, technicians=(3,))).code == "exclusion"


def test_b15_the_card_of_the_customer_says_it_and_what_is_still_planned_is_named(office: Store) -> None:
    done(office, exclude_technician, ExcludeTechnician(1, 1, "Frau Hahn"))
    with office.reading() as connection:
        shown = card(connection, 1, NOW)
        planned = planned_with(connection, 1, 1, NOW)
    assert shown is not None
    assert [(one.who, one.said_by) for one in shown.decisions] == [("Lorenz", "Frau Hahn")]
    assert [(one.ticket_number, one.starts) for one in planned] == [(1001, NINE_TOMORROW)]


def test_the_entry_names_customer_technician_and_decision(office: Store) -> None:
    answer = done(office, exclude_technician, WOLFF)
    entry = entries(office)[-1]
    assert (entry.verb, answer.kind) == ("exclude technician", "decision")
    assert set(entry.links) == {("customer", 1), ("technician", 2), ("decision", answer.ref)}
    assert entry.said["person"] == "Frau Hahn"
    assert row(office, decision)["said_to"] == "mh"


def test_what_is_no_decision_is_refused(office: Store) -> None:
    assert refused(office, exclude_technician, ExcludeTechnician(9, 2)).code == "customer"
    assert refused(office, exclude_technician, ExcludeTechnician(1, 99)).code == "technician"
    assert refused(office, exclude_technician, ExcludeTechnician(1, 2, "x" * 201)).code == "said_by"
    assert refused(office, exclude_technician, ExcludeTechnician(1, 2, "", "x" * 2001)).code == "quote"
    done(office, exclude_technician, WOLFF)
    assert refused(office, exclude_technician, WOLFF).code == "decided"
    assert count(office, decision) == 1


def test_v14_a_lifted_decision_blocks_nobody_and_can_still_be_read(office: Store) -> None:
    made = done(office, exclude_technician, WOLFF).ref
    assert refused(office, lift_decision, LiftDecision(made, " ")).code == "reference"
    assert refused(office, lift_decision, LiftDecision(9, "Mail")).code == "decision"
    assert refused(office, lift_decision, LiftDecision(made, "Mail", seen=7)).code == "conflict"
    done(office, lift_decision, LiftDecision(made, "Mail Hahn 23.11.", seen=1))
    assert refused(office, lift_decision, LiftDecision(made, "Mail")).code == "lifted"
    kept = row(office, decision)
    assert (kept["quote"], kept["lifted"]) == (WOLFF.quote, "Mail Hahn 23.11.")
    assert kept["lifted_at"] >= NOW
    done(office, move, by(0, technicians=(2,)))


def test_x18_both_are_undone(office: Store) -> None:
    made = done(office, exclude_technician, WOLFF).ref
    done(office, lift_decision, LiftDecision(made, "Mail"))
    done(office, undo, Undo())
    assert refused(office, move, by(0, technicians=(2,))).code == "exclusion"
    done(office, undo, Undo())
    done(office, move, by(0, technicians=(2,)))

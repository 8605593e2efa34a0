"""A contact is logged, and its marks take effect with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.assign import assign
from dispatcher.actions.note import file_note
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Assign, Note
from dispatcher.domain.undo import Undo
from dispatcher.queries.customers import card
from dispatcher.queries.history import history
from dispatcher.queries.telling import signs, told
from dispatcher.store.journal import WITHOUT_CUSTOMER
from dispatcher.store.schema import ticket
from dispatcher.store.store import Store
from tests.actions.desk import (
    HOUR,
    NINE_TOMORROW,
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
CALLS = Ball("customer", "the customer will call", WEDNESDAY_NINE, "Ms Bonnard")


def newest(store: Store, customer: int) -> str:
    """What the history says of the entry that was filed last, with its two signs."""
    with store.reading() as connection:
        entry = max(history(connection, customer).rows, key=lambda row: row.seq)
    return f"{signs(entry)} {told(entry, 'Europe/Berlin')}"


def flags(store: Store, customer: int) -> tuple[str, ...]:
    with store.reading() as connection:
        found = card(connection, customer)
    assert found is not None
    return found.flags


def test_b8_the_customer_will_call_and_we_ask_again(store: Store) -> None:
    embassy = customer_called(store, "Botschaft")
    made = ticket_of(store, embassy)
    done(store, file_note, Note(embassy, "will call", "out", "T", ticket=made, ball=CALLS))
    found = row(store, ticket, made)
    assert (found["ball"], found["ball_who"], found["next_step"]) == ("customer", "Ms Bonnard", CALLS.next_step)
    assert (found["due_at"], found["state"], found["version"]) == (WEDNESDAY_NINE, "waiting", 2)
    assert newest(store, embassy) == ">T will call (T-1001) [f-up 25.11.]"
    assert entries(store)[-1].said["ball"]["who"] == "Ms Bonnard"
    assert_sound(store)


@pytest.mark.parametrize("missing", [{"due": None}, {"who": " "}, {"next_step": ""}])
def test_b8_no_ball_with_the_customer_without_who_step_and_date(store: Store, missing: Any) -> None:
    embassy = customer_called(store)
    made = ticket_of(store, embassy)
    ball = replace(CALLS, **missing)
    refused(store, file_note, Note(embassy, "will call", ticket=made, ball=ball))
    assert row(store, ticket, made)["ball"] == "us"


def test_a_ball_needs_a_ticket_that_is_open(store: Store) -> None:
    embassy = customer_called(store)
    assert refused(store, file_note, Note(embassy, "will call", ball=CALLS)).code == "ball"


def test_the_ball_that_is_ours_already_keeps_what_we_promised_ourselves_to_do_and_when(store: Store) -> None:
    embassy = customer_called(store)
    made = ticket_of(store, embassy)
    before = row(store, ticket, made)
    done(store, file_note, Note(embassy, "rings", ticket=made, ball=Ball("us", "call back", NINE_TOMORROW + 48 * HOUR)))
    after = row(store, ticket, made)
    assert (after["next_step"], after["due_at"]) == (before["next_step"], before["due_at"])
    done(store, file_note, Note(embassy, "rings", ticket=made, ball=Ball("us", "drive there", NINE_TOMORROW + HOUR)))
    assert row(store, ticket, made)["next_step"] == "drive there"
    done(store, file_note, Note(embassy, "will call", ticket=made, ball=CALLS))
    done(store, file_note, Note(embassy, "rings", ticket=made, ball=Ball("us", "call back", NINE_TOMORROW)))
    assert row(store, ticket, made)["next_step"] == "call back"


def test_the_ball_lies_with_an_appointment_only_while_one_is_ahead(store: Store) -> None:
    embassy = customer_called(store)
    made = ticket_of(store, embassy)
    stands = Note(embassy, "visit stands", ticket=made, ball=Ball("appointment", "", None))
    assert refused(store, file_note, stands).code == "ball"
    visit = Book(made, (technician_called(store),), NINE_TOMORROW, NINE_TOMORROW + HOUR, "Europe/Berlin")
    done(store, book, visit)
    done(store, file_note, Note(embassy, "asks back", ticket=made, ball=Ball("us", "call back", NINE_TOMORROW)))
    done(store, file_note, stands)
    found = row(store, ticket, made)
    assert (found["ball"], found["due_at"], found["next_step"]) == (
        "appointment",
        NINE_TOMORROW + HOUR,
        "keep the appointment",
    )
    assert_sound(store)


def test_n1_a_contact_by_way_of_a_third_person(store: Store) -> None:
    sandner = customer_called(store, "Sandner Druck")
    done(store, file_note, Note(sandner, "are we on holiday?", "in", "3", "Ms Lüders"))
    assert newest(store, sandner) == "<3 via Ms Lüders: are we on holiday?"


def test_a11_a_customer_who_leaves_is_marked(store: Store) -> None:
    albers = customer_called(store, "Textbüro Albers")
    other = customer_called(store, "Sandner Druck")
    done(store, file_note, Note(albers, "wants to leave", "in", "T", flags=("churn",)))
    assert flags(store, albers) == ("churn",)
    done(store, file_note, Note(albers, "survey in the middle of it", "in", "M", flags=("complaint",)))
    assert flags(store, albers) == ("churn", "complaint")
    assert flags(store, other) == ()
    assert newest(store, albers) == "<M survey in the middle of it [COMPLAINT]"


def test_a_mark_goes_with_the_note_that_is_taken_back(store: Store) -> None:
    albers = customer_called(store, "Textbüro Albers")
    made = ticket_of(store, albers)
    done(store, file_note, Note(albers, "wants to leave", ticket=made, ball=CALLS, flags=("churn",)))
    done(store, undo, Undo())
    assert flags(store, albers) == ()
    assert row(store, ticket, made)["ball"] == "us"
    assert_sound(store)


def test_m12_a_mark_follows_the_note_to_its_customer(store: Store) -> None:
    albers = customer_called(store, "Textbüro Albers")
    noted = done(store, file_note, Note(None, "blog about us", "in", "W", flags=("complaint",)))
    done(store, assign, Assign(noted.seq, albers))
    assert flags(store, albers) == ("complaint",)
    done(store, undo, Undo())
    assert flags(store, albers) == ()


def test_an_unknown_mark_is_refused(store: Store) -> None:
    assert refused(store, file_note, Note(customer_called(store), "x", flags=("VIP",))).code == "flag"


def test_m12_a_public_word_of_an_unknown_is_filed_without_a_customer(store: Store) -> None:
    done(store, file_note, Note(None, "blog about us", "in", "W"))
    entry = entries(store)[-1]
    assert (entry.links, entry.said["channel"]) == ([WITHOUT_CUSTOMER], "W")

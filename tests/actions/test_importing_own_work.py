"""Lists of our own say more: our numbers, who has the ball, a technician's digit, when a visit was agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dispatcher.domain.imported import CustomerRef
from dispatcher.store.schema import customer, technician, ticket
from dispatcher.store.store import Store
from tests.actions.desk import HOUR, NOW, assert_sound, entries, row, rows
from tests.actions.lists import incident, praxis, take_in, visit
from tests.actions.lists import technician as lorenz

DUE = NOW + HOUR
GIVEN: dict[str, Any] = {"ball": "customer", "ball_who": "Fr. Hahn", "next_step": "names a date", "due": DUE}


def test_a_new_customer_gets_the_number_his_list_gives_and_the_next_one_goes_on_behind_it(store: Store) -> None:
    first = praxis("a", customer=CustomerRef("a", "Praxis Hahn", number=1042))
    told = take_in(store, [praxis("b", "Firma B"), first, praxis("c", "Firma C")])
    assert told.reasons == []
    assert {one["name"]: one["number"] for one in rows(store, customer)} == {
        "Firma B": 1001,
        "Praxis Hahn": 1042,
        "Firma C": 1043,
    }
    assert_sound(store)


def test_a_ticket_keeps_its_number_and_needs_no_other_name(store: Store) -> None:
    take_in(store, [incident("T-4711", number=4711), incident("x9", number=4600), incident("INC1")])
    assert [(one["number"], one["source_number"]) for one in rows(store, ticket)] == [
        (4711, ""),
        (4600, "x9"),
        (4712, "INC1"),
    ]


@pytest.mark.parametrize("number", [4711, 0])
def test_a_number_that_cannot_be_given_keeps_the_row_out(store: Store, number: int) -> None:
    told = take_in(store, [incident("a", number=4711), incident("b", number=number), incident("c")])
    assert [row.column for row in told.rejected] == ["number"]
    assert [one["number"] for one in rows(store, ticket)] == [4711, 4712]
    assert_sound(store)


def test_the_same_numbers_again_change_nothing(store: Store) -> None:
    hahn, report = praxis("a", customer=CustomerRef("a", "Praxis Hahn", number=1042)), incident("a", number=4711)
    take_in(store, [hahn, report])
    assert take_in(store, [hahn, report]).report.unchanged == 2


def test_who_has_the_ball_is_as_the_list_says(store: Store) -> None:
    take_in(store, [incident(earliest=DUE, author="wh", **GIVEN)])
    found = row(store, ticket)
    assert (found["ball"], found["ball_who"], found["next_step"], found["due_at"]) == tuple(GIVEN.values())
    assert found["earliest_at"] == DUE
    assert entries(store, "file ticket")[-1].said["author"] == "wh"


def test_a_ball_that_the_list_passes_on_is_passed_on(store: Store) -> None:
    take_in(store, [incident(**GIVEN)])
    told = take_in(store, [incident(ball="us", next_step="call", due=DUE)])
    assert told.report.changed == 1
    found = row(store, ticket)
    assert (found["ball"], found["ball_who"], found["next_step"]) == ("us", "", "call")


def test_a_due_date_alone_says_when_we_review(store: Store) -> None:
    take_in(store, [incident(due=DUE)])
    found = row(store, ticket)
    assert (found["ball"], found["next_step"], found["due_at"]) == ("us", "review import", DUE)


def test_a_ball_with_the_customer_needs_a_name(store: Store) -> None:
    told = take_in(store, [incident(**{**GIVEN, "ball_who": ""})])
    assert told.reasons == ["Who has the ball? A name is needed."]
    assert rows(store, ticket) == []


def test_an_ended_ticket_has_no_ball_whatever_the_list_says(store: Store) -> None:
    take_in(store, [incident(state="closed", closed=NOW, **GIVEN)])
    assert row(store, ticket)["ball"] is None


def test_a_technician_stands_where_his_list_says(store: Store) -> None:
    take_in(store, [lorenz(status=5), lorenz("2", "NO", "Nowak")])
    assert [one["status"] for one in rows(store, technician)] == [5, 1]


def test_a_booking_stands_where_it_was_agreed(store: Store) -> None:
    take_in(store, [lorenz(), incident()])
    agreed = NOW - timedelta(days=3)
    take_in(store, [visit(booked=agreed, author="wh")])
    booked = entries(store, "book")[-1]
    assert (booked.happened, booked.said["author"]) == (agreed, "wh")

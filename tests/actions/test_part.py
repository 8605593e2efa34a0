"""A part is on order: its supplier has the ball, and when it has come it is our turn to plan the visit (X13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from dispatcher.actions.ball import pass_ball
from dispatcher.actions.part import add_part, part_arrived
from dispatcher.actions.undo import undo
from dispatcher.domain.ball import Ball, PassBall
from dispatcher.domain.part import AddPart, PartArrived, promised_by
from dispatcher.domain.undo import Undo
from dispatcher.queries.history import history
from dispatcher.queries.telling import told
from dispatcher.queries.tickets import parts_of
from dispatcher.store.schema import part, ticket
from dispatcher.store.store import Store
from tests.actions.desk import NINE_TOMORROW, NOW, assert_sound, customer_called, done, refused, row, ticket_of

FRIDAY = datetime(2026, 11, 27, 16, tzinfo=UTC)
MONDAY_NINE = datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.fixture
def made(either: Store) -> int:
    return ticket_of(either, customer_called(either, "Optik Raabe"))


@pytest.fixture
def relay(made: int) -> AddPart:
    return AddPart(made, "relay 24 V", "Ziegler", FRIDAY, "B-17", "fri")


def test_x13_the_supplier_has_the_ball_and_we_ask_on_the_day_after(either: Store, made: int, relay: AddPart) -> None:
    part_id = done(either, add_part, relay).ref
    found = row(either, ticket, made)
    assert (found["ball"], found["ball_who"], found["next_step"]) == ("other", "Ziegler", "part: relay 24 V")
    assert (found["due_at"], found["state"]) == (MONDAY_NINE, "waiting")
    ordered = row(either, part, part_id)
    assert (ordered["supplier"], ordered["reference"], ordered["promised_at"]) == ("Ziegler", "B-17", FRIDAY)
    with either.reading() as connection:
        assert [one.text for one in parts_of(connection, made)] == ["relay 24 V"]
        entry = max(history(connection, 1).rows, key=lambda one: one.seq)
    assert told(entry, "Europe/Berlin") == "Ziegler: part on order T-1001: relay 24 V [f-up 30.11.]"
    assert_sound(either)


def test_x13_when_it_has_come_it_is_ours_to_plan_the_visit(either: Store, made: int, relay: AddPart) -> None:
    part_id = done(either, add_part, relay).ref
    done(either, part_arrived, PartArrived(part_id))
    found = row(either, ticket, made)
    assert (found["ball"], found["next_step"], found["due_at"]) == ("us", "plan the follow-up visit", NINE_TOMORROW)
    assert refused(either, part_arrived, PartArrived(part_id)).sentence == "relay 24 V has arrived already."
    assert refused(either, part_arrived, PartArrived(99)).code == "part"
    assert_sound(either)


def test_x13_while_another_part_is_missing_its_supplier_has_the_ball(either: Store, made: int, relay: AddPart) -> None:
    first = done(either, add_part, relay).ref
    second = done(either, add_part, replace(relay, text="handle", supplier="Kranz", promised=NINE_TOMORROW)).ref
    assert row(either, ticket, made)["ball_who"] == "Kranz"
    done(either, part_arrived, PartArrived(second))
    found = row(either, ticket, made)
    assert (found["ball_who"], found["next_step"], found["due_at"]) == ("Ziegler", "part: relay 24 V", MONDAY_NINE)
    done(either, part_arrived, PartArrived(first))
    assert row(either, ticket, made)["ball"] == "us"


def test_x13_a_ball_that_went_elsewhere_stays_there(either: Store, made: int, relay: AddPart) -> None:
    part_id = done(either, add_part, relay).ref
    done(either, pass_ball, PassBall(made, Ball("customer", "names a date", FRIDAY, "Ms Raabe")))
    done(either, part_arrived, PartArrived(part_id))
    assert row(either, ticket, made)["ball"] == "customer"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": " "}, "text"),
        ({"supplier": ""}, "supplier"),
        ({"promised": None}, "promised"),
        ({"promised": NOW}, "promised"),
        ({"text": "x" * 401}, "too-long"),
        ({"ticket": 77}, "ticket"),
    ],
)
def test_what_is_no_part_on_order_is_refused(either: Store, relay: AddPart, wrong: dict[str, Any], code: str) -> None:
    assert refused(either, add_part, replace(relay, **wrong)).code == code


def test_x18_an_order_is_taken_back_with_its_ball(either: Store, made: int, relay: AddPart) -> None:
    before = row(either, ticket, made)
    done(either, add_part, relay)
    done(either, undo, Undo())
    assert {**row(either, ticket, made), "version": 0} == {**before, "version": 0}
    with either.reading() as connection:
        assert parts_of(connection, made) == ()
    assert_sound(either)


def test_a_day_without_a_time_means_until_its_evening() -> None:
    midnight = datetime(2026, 11, 26, 23, tzinfo=UTC)
    assert promised_by(midnight, "Europe/Berlin") == FRIDAY
    assert promised_by(NINE_TOMORROW, "Europe/Berlin") == NINE_TOMORROW

"""Whom to call first: who has the ball, his deputy, the switchboard; who is absent stands last (B9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from dispatcher.queries.dial import numbers_to_try
from dispatcher.store.place import Place
from dispatcher.store.schema import absence, contact_person, number, ticket
from dispatcher.store.store import Store, open_store
from dispatcher.store.uow import UnitOfWork
from tests.store.offices import BALL, NOW, saved

CALVET, BONNARD, SOREL = 1, 2, 3


def _embassy(uow: UnitOfWork) -> None:
    for name, form, duties in (
        ("Calvet", "Herr", "contact"),
        ("Bonnard", "Frau du", "opener"),
        ("Sorel", "Frau", "billing"),
    ):
        uow.insert(contact_person, customer_id=1, name=name, form=form, duties=duties)
    uow.update(contact_person, CALVET, 1, deputy_id=BONNARD)
    for person, kind, shown in (
        (None, "phone", "030 23125-0"),
        (BONNARD, "phone", "030 23125118"),
        (CALVET, "mobile", "0152 28817386"),
        (CALVET, "phone", "030 23125-117"),
        (CALVET, "mail", "calvet@example.org"),
        (SOREL, "phone", "030 23125-119"),
    ):
        uow.insert(number, customer_id=1, person_id=person, kind=kind, shown=shown, value=shown)
    uow.insert(ticket, number=4712, customer_id=1, title="x", person_id=SOREL, **BALL)
    uow.record("add", [("customer", 1)], {})


@pytest.fixture
def embassy(file_place: Place) -> Iterator[Store]:
    store = open_store(file_place)
    saved(store, _embassy)
    yield store
    store.close()


def tried(connection: Connection, about: int | None = None) -> list[str]:
    rows = numbers_to_try(connection, 1, about, NOW)
    return [f"{'(away) ' if row.absent else ''}{row.name} {row.number}".strip() for row in rows]


def test_b9_the_contact_then_his_deputy_then_the_switchboard(embassy: Store) -> None:
    with embassy.reading() as connection:
        assert tried(connection) == [
            "Herr Calvet 030 23125-117",
            "Herr Calvet 0152 28817386",
            "Frau Bonnard 030 23125-118",
            "030 23125-0",
            "Frau Sorel 030 23125-119",
        ]
        assert [row.deputy_of for row in numbers_to_try(connection, 1, None, NOW)][2] == "Herr Calvet"


def test_b9_an_absent_contact_is_tried_last(embassy: Store) -> None:
    def away(uow: UnitOfWork) -> None:
        for person, starts in ((CALVET, NOW - timedelta(days=1)), (BONNARD, NOW + timedelta(days=1))):
            uow.insert(absence, person_id=person, starts_at=starts)
        uow.record("absence", [], {})

    saved(embassy, away)
    with embassy.reading() as connection:
        assert tried(connection) == [
            "Frau Bonnard 030 23125-118",
            "030 23125-0",
            "Frau Sorel 030 23125-119",
            "(away) Herr Calvet 030 23125-117",
            "(away) Herr Calvet 0152 28817386",
        ]


def test_b9_who_reported_it_or_has_the_ball_comes_first(embassy: Store) -> None:
    with embassy.reading() as connection:
        assert tried(connection, 2)[0] == "Frau Sorel 030 23125-119"

    def passed(uow: UnitOfWork) -> None:
        uow.update(ticket, 2, 1, ball="customer", ball_who="Ms Bonnard")
        uow.record("ball", [], {})

    saved(embassy, passed)
    with embassy.reading() as connection:
        assert tried(connection, 2)[0] == "Frau Bonnard 030 23125-118"
        assert tried(connection, 1)[0] == "Herr Calvet 030 23125-117"


def test_n11_a_third_party_is_not_called(embassy: Store) -> None:
    def silent(uow: UnitOfWork) -> None:
        uow.update(contact_person, CALVET, 2, no_information=True)
        uow.record("edit", [], {})

    saved(embassy, silent)
    with embassy.reading() as connection:
        assert not [line for line in tried(connection) if "Calvet" in line]

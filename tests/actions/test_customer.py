"""Customers and technicians are added, and found at once."""

from __future__ import annotations

from dispatcher.actions.customer import add_customer
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.domain.clock import Clock
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.technician import NO_HOURS, hours_from_text
from dispatcher.store.index import Indexer, documents_of
from dispatcher.store.schema import contact_person, customer, number, search_document, site, technician, vocabulary
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    NOW,
    assert_sound,
    by_word,
    customer_called,
    done,
    entries,
    refused,
    row,
    rows,
)

MOBILE = ImportedNumber("mobile", "+4917123125201", "0171 23125201")
PRAXIS = AddCustomer(
    "Praxis Hahn",
    long_name="Gemeinschaftspraxis Dr. Hahn",
    remark="Hinterhaus",
    sites=(
        ImportedSite("Praxis", "Hauptstr. 1", "01067", "Dresden", "SN"),
        ImportedSite(
            "Lager",
            "Ringstr. 2",
            "1010",
            "Wien",
            country="AT",
            zone="Europe/Vienna",
            numbers=(ImportedNumber("phone", "+4315128000", "+43 1 5128000"),),
        ),
    ),
    people=(
        ImportedPerson(
            "Bonnard", "Frau", "opens", numbers=(ImportedNumber("mobile", "+4917123125201", "0171 23125201"),)
        ),
    ),
    numbers=(ImportedNumber("mail", "hahn@praxis.example", ""),),
)


def test_a_customer_with_two_sites_a_person_and_three_numbers(store: Store) -> None:
    answer = done(store, add_customer, PRAXIS)
    assert (answer.kind, answer.number) == ("customer", 1001)
    assert row(store, customer)["long_name"] == "Gemeinschaftspraxis Dr. Hahn"
    assert [(place["postcode"], place["country"]) for place in rows(store, site)] == [("01067", "DE"), ("1010", "AT")]
    assert row(store, contact_person)["role"] == "opens"
    kept = [(one["kind"], one["person_id"], one["site_id"], one["tail"], one["shown"]) for one in rows(store, number)]
    assert kept == [
        ("phone", None, 2, "0008215134", "+43 1 5128000"),
        ("mobile", 1, None, "1025213217194", "0171 23125201"),
        ("mail", None, None, "", "hahn@praxis.example"),
    ]
    entry = entries(store)[-1]
    assert entry.verb == "add customer"
    assert set(entry.links) == {("customer", 1), ("site", 1), ("site", 2), ("person", 1)}
    assert_sound(store)


def test_he_is_found_by_names_places_persons_and_mail(store: Store) -> None:
    ident = done(store, add_customer, PRAXIS).ref
    for word in ("hahn", "gemeinschaftspraxis", "hinterhaus", "bonnard", "hauptstr", "01067", "wien", "ringstr"):
        assert by_word(store, word) == {ident}, word
    assert {found["word"] for found in rows(store, vocabulary)} >= {"hahn", "bonnard", "wien"}


def test_the_documents_are_those_that_would_be_written_anew(store: Store) -> None:
    ident = done(store, add_customer, PRAXIS).ref
    before = [(found["site_id"], set(found["words"].split())) for found in rows(store, search_document)]
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        Indexer(uow).rebuild(ident)
    after = [(found["site_id"], set(found["words"].split())) for found in rows(store, search_document)]
    assert before == after
    with store.reading() as connection:
        assert [site_id for site_id, _texts in documents_of(connection, ident)] == [None, 2]


def test_numbers_of_customers_follow_one_another(store: Store) -> None:
    assert [done(store, add_customer, AddCustomer(name)).number for name in ("A", "B", "A")] == [1001, 1002, 1003]


def test_a_customer_without_a_name_is_refused(store: Store) -> None:
    assert refused(store, add_customer, AddCustomer("  ")).code == "name"


def test_a_technician_with_his_week(store: Store) -> None:
    week = ((420, 1020),) * 4 + ((420, 900), None, None)
    answer = done(store, add_technician, AddTechnician("LO", "Lorenz", ("TK", "HZG"), "Mitte", week, "+4917123125202"))
    found = row(store, technician, answer.ref)
    assert (found["code"], found["skills"], found["region"], found["status"]) == ("LO", "TK HZG", "Mitte", 1)
    assert found["status_since"] >= NOW
    assert hours_from_text(found["hours"]) == week
    assert entries(store)[-1].links == [("technician", answer.ref)]
    assert_sound(store)


def test_technicians_that_cannot_be_added(store: Store) -> None:
    done(store, add_technician, AddTechnician("LO", "Lorenz"))
    assert refused(store, add_technician, AddTechnician("lo", "Lorenzen")).code == "exists"
    assert refused(store, add_technician, AddTechnician("NO", " ")).code == "name"
    assert refused(store, add_technician, AddTechnician("", "Nowak")).code == "code"
    assert refused(store, add_technician, AddTechnician("x" * 25, "Nowak")).code == "code"
    assert refused(store, add_technician, AddTechnician("NO", "Nowak", ("TK Anlage",))).code == "skill"
    assert refused(store, add_technician, AddTechnician("NO", "Nowak", hours=NO_HOURS[:6])).code == "hours"


def test_customers_are_told_apart_by_number_not_by_name(store: Store) -> None:
    assert customer_called(store, "Maier") != customer_called(store, "Maier")

"""Lists of customers and contact persons are taken in, once, and over nobody's hand; on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dispatcher.domain.clock import Clock
from dispatcher.domain.imported import CustomerRef, ImportedCustomer, ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.store.schema import contact_person, customer, journal, number, site
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    NOW,
    assert_sound,
    by_word,
    count,
    customer_called,
    entries,
    row,
    rows,
)
from tests.actions.lists import DESK, HAHN, MAIL, MOBILE, PLACE, contact, incident, praxis, take_in


def by_hand(store: Store, table: str = "customer", ident: int = 1, **changes: Any) -> None:
    """A person changes a row between two imports."""
    from dispatcher.store.schema import metadata

    found = metadata.tables[table]
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.update(found, ident, row(store, found, ident)["version"], **changes)
        uow.record("change", [("customer", 1)], {})


def test_a_row_becomes_a_customer_with_site_person_numbers_and_one_entry(either: Store) -> None:
    told = take_in(either, [praxis(long_name="Gemeinschaftspraxis", remark="Hinterhaus")])
    assert (told.report.read, told.report.added, told.report.rejected) == (1, 1, 0)
    made = row(either, customer)
    assert (made["number"], made["name"], made["long_name"]) == (1001, "Praxis Hahn", "Gemeinschaftspraxis")
    assert row(either, site)["street"] == "Hauptstr. 1"
    assert (row(either, contact_person)["name"], row(either, contact_person)["site_id"]) == ("Hahn", 1)
    kept = {(one["value"], one["person_id"], one["site_id"], one["tail"]) for one in rows(either, number)}
    assert kept == {("+4917123125202", 1, None, "2025213217194"), ("+493023125201", None, None, "102521320394")}
    entry = entries(either)[-1]
    assert (entry.verb, entry.said["text"]) == ("add customer", "Praxis Hahn")
    assert set(entry.links) == {("customer", 1), ("site", 1), ("person", 1)}
    assert (entry.said["source"], entry.said["key"]) == ("firms", "7")
    for word in ("hahn", "gemeinschaftspraxis", "hinterhaus", "hauptstr", "10115"):
        assert by_word(either, word) == {1}
    assert_sound(either)


def test_the_same_list_twice_adds_nothing(either: Store) -> None:
    listed = [praxis(str(n), f"Firma {n}", n) for n in range(1, 6)]
    assert take_in(either, listed).report.added == 5
    before = count(either, journal)
    again = take_in(either, [replace(one, line=one.line + 10) for one in listed])
    assert (again.report.added, again.report.changed, again.report.unchanged) == (0, 0, 5)
    assert count(either, journal) == before
    assert count(either, customer) == 5


def test_the_same_row_twice_in_one_list_counts_once(either: Store) -> None:
    told = take_in(either, [praxis(), praxis(line=3)])
    assert (told.report.added, told.report.unchanged) == (1, 1)
    assert count(either, customer) == 1


def test_a_changed_row_updates_what_nobody_touched(either: Store) -> None:
    take_in(either, [praxis()])
    moved = praxis(name="Praxis Hahn & Reh", site=replace(PLACE, street="Ringstr. 2"), person=replace(HAHN, form="Dr."))
    told = take_in(either, [moved])
    assert (told.report.added, told.report.changed, told.by_hand) == (0, 1, [])
    assert row(either, customer)["name"] == "Praxis Hahn & Reh"
    assert row(either, site)["street"] == "Ringstr. 2"
    assert row(either, contact_person)["form"] == "Dr."
    entry = entries(either)[-1]
    assert entry.verb == "import change"
    assert entry.said["was"]["site:1"]["street"] == "Hauptstr. 1"
    assert by_word(either, "ringstr") == by_word(either, "reh") == {1}
    assert by_word(either, "hauptstr") == set()
    assert_sound(either)


def test_a_list_that_goes_back_to_what_it_said_is_followed(either: Store) -> None:
    first, second = praxis(), praxis(name="Praxis Hahn & Reh")
    for one in (first, second, first, second):
        take_in(either, [one])
    assert row(either, customer)["name"] == "Praxis Hahn & Reh"
    assert len(entries(either, "import change")) == 3


def test_what_a_person_changed_is_reported_and_kept(either: Store) -> None:
    take_in(either, [praxis()])
    by_hand(either, name="Praxis Dr. Hahn")
    told = take_in(either, [praxis(name="Praxis Hahn GbR", site=replace(PLACE, street="Ringstr. 2"), line=7)])
    assert row(either, customer)["name"] == "Praxis Dr. Hahn"
    assert row(either, site)["street"] == "Ringstr. 2"
    (found,) = told.by_hand
    assert (found.line, found.where, found.field) == (7, "customer 1", "name")
    assert (found.theirs, found.ours) == ("Praxis Hahn GbR", "Praxis Dr. Hahn")
    assert told.report.changed == 1
    assert_sound(either)


def test_it_is_reported_again_and_without_a_change_in_the_list(either: Store) -> None:
    take_in(either, [praxis()])
    by_hand(either, "site", zone="Europe/Vienna")
    for _run in range(3):
        told = take_in(either, [praxis()])
        assert [(found.where, found.field, found.ours) for found in told.by_hand] == [
            ("site 1", "zone", "Europe/Vienna")
        ]
        assert (told.report.unchanged, told.report.changed) == (1, 0)


def test_what_a_person_changed_to_what_the_list_says_now_is_no_conflict(either: Store) -> None:
    take_in(either, [praxis()])
    by_hand(either, name="Praxis Hahn GbR")
    told = take_in(either, [praxis(name="Praxis Hahn GbR")])
    assert told.by_hand == []
    assert told.report.unchanged == 1
    assert take_in(either, [praxis(name="Praxis Reh")]).report.changed == 1


def test_a_number_that_left_the_list_is_put_away_and_comes_back(either: Store) -> None:
    take_in(either, [praxis()])
    take_in(either, [praxis(numbers=(replace(DESK, value="+493023125299", shown="030 23125-299"),))])
    shelved = {one["value"]: one["archived"] for one in rows(either, number)}
    assert shelved == {"+493023125201": True, "+493023125299": False, "+4917123125202": False}
    take_in(either, [praxis()])
    shelved = {one["value"]: one["archived"] for one in rows(either, number)}
    assert shelved == {"+493023125201": False, "+493023125299": True, "+4917123125202": False}
    assert_sound(either)


def test_a_number_that_a_person_put_right_is_not_put_away(either: Store) -> None:
    take_in(either, [praxis()])
    by_hand(either, "number", 2, note="nur vormittags")
    told = take_in(either, [praxis(numbers=())])
    assert [found.field for found in told.by_hand] == ["note"]
    assert row(either, number, 2)["archived"] is False


def test_rows_with_one_customer_are_his_sites(either: Store) -> None:
    ref = CustomerRef("DB-1", "Bahnhofsmanagement 1")
    stations = [
        ImportedCustomer("stations", key, line, ref, site=replace(PLACE, name=name, street=name), numbers=(DESK,))
        for line, (key, name) in enumerate([("1", "Aachen"), ("2", "Bonn"), ("3", "Celle")], start=2)
    ]
    told = take_in(either, stations)
    assert told.report.added == 3
    assert count(either, customer) == 1
    assert [place["name"] for place in rows(either, site)] == ["Aachen", "Bonn", "Celle"]
    assert count(either, number) == 1
    assert [entry.verb for entry in entries(either)[-3:]] == ["add customer", "add site", "add site"]
    assert by_word(either, "celle") == {1}
    renamed = [replace(one, customer=replace(ref, name="Bahnhofsmanagement West")) for one in stations]
    told = take_in(either, renamed)
    assert (told.report.changed, told.report.unchanged) == (1, 2)
    assert row(either, customer)["name"] == "Bahnhofsmanagement West"
    assert_sound(either)


def test_a_further_site_that_moves_is_found_there(either: Store) -> None:
    ref = CustomerRef("K", "Kette")
    first = ImportedCustomer("shops", "1", 2, ref, site=replace(PLACE, street="Aweg 1"))
    second = ImportedCustomer("shops", "2", 3, ref, site=replace(PLACE, street="Bweg 1"))
    take_in(either, [first, second])
    take_in(either, [first, replace(second, site=replace(PLACE, street="Cweg 1"))])
    assert by_word(either, "cweg") == {1}
    assert by_word(either, "bweg") == set()


def test_a_site_that_changes_hands_goes_with_its_person(either: Store) -> None:
    take_in(either, [praxis("7"), praxis("8", "Kanzlei Weber", 3, site=None, person=None)])
    handed_over = praxis("7", customer=CustomerRef("8", "Kanzlei Weber"))
    told = take_in(either, [handed_over])
    assert told.report.changed == 1
    assert row(either, site)["customer_id"] == row(either, contact_person)["customer_id"] == 2
    assert row(either, customer)["name"] == "Praxis Hahn"
    assert by_word(either, "hauptstr") == {2}
    assert_sound(either)


def test_contact_persons_find_their_customer_by_his_key_in_his_list(either: Store) -> None:
    take_in(either, [praxis(person=None)])
    told = take_in(either, [contact(remark="Durchwahl 17")])
    assert told.report.added == 1
    assert count(either, customer) == 1
    assert row(either, contact_person)["name"] == "Bonnard"
    entry = entries(either)[-1]
    assert (entry.verb, entry.said["text"]) == ("add contact", "Bonnard\nDurchwahl 17")
    assert set(entry.links) == {("customer", 1), ("person", 1)}
    assert by_word(either, "bonnard") == {1}
    assert_sound(either)


def test_they_find_him_by_our_number_or_by_a_name_that_only_one_has(either: Store) -> None:
    ident = customer_called(either)
    take_in(either, [contact("1", CustomerRef("", "", 1001)), contact("2", CustomerRef("", "Praxis Hahn"))])
    assert {one["customer_id"] for one in rows(either, contact_person)} == {ident}


def test_a_name_that_two_have_is_refused(either: Store) -> None:
    customer_called(either)
    customer_called(either)
    told = take_in(either, [contact("1", CustomerRef("", "Praxis Hahn"))])
    assert told.reasons == ["2 customers are called that."]


def test_a_missing_customer_is_made_once_with_the_name_in_the_row(either: Store) -> None:
    weber = CustomerRef("", "Kanzlei Weber")
    told = take_in(either, [contact("1", weber), contact("2", weber)])
    assert told.report.added == 2
    assert [one["name"] for one in rows(either, customer)] == ["Kanzlei Weber"]
    by_hand(either, name="Weber Rechtsanwälte")
    take_in(either, [contact("3", weber)])
    assert count(either, customer) == 1
    assert_sound(either)


def test_a_missing_customer_without_a_name_is_refused(either: Store) -> None:
    told = take_in(either, [contact("1", CustomerRef("99", "")), contact("2", CustomerRef("", "", 4711))])
    assert told.reasons == ["There is no customer with the key 99.", "There is no customer K-4711."]


def test_a_customer_made_by_a_ticket_is_described_by_his_list_later(either: Store) -> None:
    take_in(either, [incident(customer=CustomerRef("7", "Hahn?", source="firms"))])
    told = take_in(either, [praxis(long_name="Gemeinschaftspraxis")])
    assert (told.report.added, told.by_hand) == (1, [])
    assert count(either, customer) == 1
    assert (row(either, customer)["name"], row(either, customer)["long_name"]) == ("Praxis Hahn", "Gemeinschaftspraxis")
    assert by_word(either, "gemeinschaftspraxis") == by_word(either, "hauptstr") == {1}
    assert take_in(either, [praxis(long_name="Gemeinschaftspraxis")]).report.unchanged == 1
    assert_sound(either)


def test_one_whom_a_person_renamed_in_the_meantime_keeps_his_name(either: Store) -> None:
    take_in(either, [incident(customer=CustomerRef("7", "Hahn?", source="firms"))])
    by_hand(either, name="Dr. Hahn")
    told = take_in(either, [praxis()])
    assert [(found.field, found.theirs, found.ours) for found in told.by_hand] == [("name", "Praxis Hahn", "Dr. Hahn")]


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (praxis(""), "key"),
        (praxis(customer=CustomerRef("7", "")), "customer"),
        (praxis(customer=CustomerRef("7", "x" * 501)), "name"),
        (praxis(remark="x" * 200_001), "remark"),
        (praxis(language="deutsch"), "language"),
        (praxis(site=replace(PLACE, zone="Mars/Olympus")), "zone"),
        (praxis(site=replace(PLACE, country="Germany")), "country"),
        (praxis(site=replace(PLACE, postcode="1" * 33)), "postcode"),
        (praxis(site=replace(PLACE, latitude=91.0)), "latitude"),
        (praxis(site=replace(PLACE, longitude=float("nan"))), "longitude"),
        (praxis(person=ImportedPerson(" ")), "person"),
        (praxis(numbers=(ImportedNumber("pager", "1", "1"),)), "kind"),
        (praxis(numbers=(ImportedNumber("phone", "", ""),)), "number"),
        (praxis(site=ImportedSite("\ud800")), ""),
    ],
)
def test_a_bad_row_stays_out_and_the_rest_goes_in(either: Store, bad: ImportedCustomer, column: str) -> None:
    listed = [praxis("1", "Firma 1", 2), replace(bad, line=3), praxis("3", "Firma 3", 4)]
    told = take_in(either, listed)
    assert (told.report.read, told.report.added, told.report.rejected) == (3, 2, 1)
    assert (told.rejected[0].line, told.rejected[0].column) == (3, column)
    assert told.rejected[0].reason
    assert [one["name"] for one in rows(either, customer)] == ["Firma 1", "Firma 3"]
    assert_sound(either)


def test_a_list_with_our_own_numbers_keeps_them(either: Store) -> None:
    told = take_in(either, [praxis("1", customer=CustomerRef("1", "Firma 1", 1042)), praxis("2", "Firma 2", 3)])
    assert told.report.added == 2
    assert sorted(one["number"] for one in rows(either, customer)) == [1042, 1043]


def test_mail_addresses_of_a_further_row_are_found(either: Store) -> None:
    ref = CustomerRef("K", "Kette")
    shops = [ImportedCustomer("shops", key, 2, ref, numbers=numbers) for key, numbers in (("1", ()), ("2", (MAIL,)))]
    take_in(either, shops)
    assert by_word(either, "praxis") == {1}


def test_one_number_twice_in_a_row_is_one_number(either: Store) -> None:
    take_in(either, [praxis(person=replace(HAHN, numbers=(MOBILE, MOBILE)), numbers=(DESK, DESK))])
    assert count(either, number) == 2

"""Lists of colleagues, contracts, services and absences: what becomes of their rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dispatcher.actions.office import Enrol, enrol
from dispatcher.domain.imported import CustomerRef
from dispatcher.domain.imported_records import ImportedAbsence, ImportedColleague, ImportedContract, ImportedService
from dispatcher.store.schema import absence, colleague, contract, service, service_customer
from dispatcher.store.store import Store
from tests.actions.desk import HOUR, NOW, assert_sound, done, entries, rows
from tests.actions.lists import praxis, take_in, technician

HAHN = CustomerRef("7", "", source="firms")
HOURS = ((420, 1020),) * 5 + (None, None)


def person(sign: str, line: int = 2, **more: Any) -> ImportedColleague:
    return replace(ImportedColleague("staff", sign, line, sign, f"login-{sign}", f"Person {sign}"), **more)


def agreed(**more: Any) -> ImportedContract:
    row = ImportedContract("own", "1", 2, HAHN, "Wartung", HOURS, 240, 99.5, "2026-01-01", "2026-12-31", "jährlich")
    return replace(row, **more)


def mail(*customers: CustomerRef, **more: Any) -> ImportedService:
    return replace(ImportedService("own", "mx01", 2, "mx01", "mail server", 99.5, "", customers), **more)


def away(**more: Any) -> ImportedAbsence:
    row = ImportedAbsence("own", "1", 2, NOW, NOW + 4 * HOUR, NOW - HOUR, technician="LO")
    return replace(row, **more)


def people(store: Store) -> dict[str, dict[str, Any]]:
    return {one["sign"]: one for one in rows(store, colleague)}


def test_two_colleagues_who_stand_in_for_each_other(either: Store) -> None:
    told = take_in(either, [person("aa", stand_in="bb"), person("bb", line=3, stand_in="aa", role="service manager")])
    assert (told.report.added, told.reasons, len(told.progress)) == (2, [], 1)
    found = people(either)
    assert set(found) == {"aa", "bb"}
    assert (found["aa"]["stand_in_id"], found["bb"]["stand_in_id"]) == (found["bb"]["id"], found["aa"]["id"])
    assert (found["bb"]["role"], found["bb"]["login"]) == ("service manager", "login-bb")
    assert_sound(either)


def test_the_same_colleagues_again_change_nothing(store: Store) -> None:
    both = [person("aa", stand_in="bb"), person("bb", line=3)]
    take_in(store, both)
    assert take_in(store, both).report.unchanged == 2
    assert len(people(store)) == 2


def test_a_stand_in_nobody_described_may_only_look_until_he_is(store: Store) -> None:
    take_in(store, [person("aa", stand_in="bb")])
    assert people(store)["bb"]["role"] == "viewer"
    assert take_in(store, [person("bb")]).report.by_hand == 0
    assert (people(store)["bb"]["role"], people(store)["bb"]["name"]) == ("dispatcher", "Person bb")
    assert_sound(store)


def test_a_phone_and_a_stand_in_go_when_the_list_takes_them_back(store: Store) -> None:
    take_in(store, [person("aa", stand_in="bb", phone="+493023125103"), person("bb", line=3)])
    assert take_in(store, [person("aa")]).report.changed == 1
    assert (people(store)["aa"]["phone"], people(store)["aa"]["stand_in_id"]) == ("", None)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (person("AA", key="other"), "sign"),
        (person("cc", login="login-aa"), "login"),
        (person("cc", stand_in="CC"), "stand_in"),
        (person("cc", role="chef"), "role"),
        (person("cc", name=" "), "name"),
        (person("c c"), "sign"),
        (person("cc", login=""), "sign"),
        (person("cc", stand_in="login-aa"), "stand_in"),
    ],
)
def test_a_colleague_who_cannot_be_taken_in_stays_out(store: Store, row: ImportedColleague, column: str) -> None:
    told = take_in(store, [person("aa"), replace(row, line=3)])
    assert [one.column for one in told.rejected] == [column]
    assert set(people(store)) == {"aa"}
    assert_sound(store)


def test_nobody_takes_the_own_right_to_write_away_by_a_list(store: Store) -> None:
    take_in(store, [person("aa", role="dispatcher")])
    assert people(store)["aa"]["id"] == 1
    told = take_in(store, [person("aa", role="viewer")])
    assert told.reasons == ["You cannot take your own right to write away."]


def test_who_is_enrolled_already_is_left_as_he_is(store: Store) -> None:
    done(store, enrol, Enrol("mh", "Marit Harms"))
    told = take_in(store, [person("mh")])
    assert told.reasons == ["There is a colleague mh already."]


def test_a_contract_stands_with_its_customer(either: Store) -> None:
    take_in(either, [praxis()])
    told = take_in(either, [agreed()])
    assert told.reasons == []
    (found,) = rows(either, contract)
    assert (found["customer_id"], found["name"], found["response_minutes"], found["availability"]) == (
        1,
        "Wartung",
        240,
        99.5,
    )
    assert (found["starts_on"], found["ends_on"], found["hours"][:11]) == ("2026-01-01", "2026-12-31", "[[420,1020]")
    entry = entries(either, "add contract")[-1]
    assert ("customer", 1) in entry.links
    assert entry.said["text"] == "Wartung"
    assert take_in(either, [agreed()]).report.unchanged == 1
    assert take_in(either, [agreed(ends_on="2027-12-31")]).report.changed == 1
    assert_sound(either)


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"ends_on": "2025-12-31"}, "ends_on"),
        ({"name": ""}, "name"),
        ({"availability": 0.0}, "availability"),
        ({"response_minutes": 0}, "response"),
        ({"customer": CustomerRef("8", "", source="firms")}, "customer"),
    ],
)
def test_a_contract_that_cannot_be_one_stays_out(store: Store, more: dict[str, Any], column: str) -> None:
    take_in(store, [praxis()])
    told = take_in(store, [agreed(**more)])
    assert [row.column for row in told.rejected] == [column]
    assert rows(store, contract) == []


def test_a_service_knows_its_customers_each_once(either: Store) -> None:
    take_in(either, [praxis(), praxis("8", "Hotel Elbe", 3)])
    elbe = CustomerRef("K-1002", "", 1002)
    take_in(either, [mail(HAHN, elbe, HAHN)])
    assert [(one["service_id"], one["customer_id"]) for one in rows(either, service_customer)] == [(1, 1), (1, 2)]
    take_in(either, [mail(elbe)])
    assert {one["customer_id"]: one["archived"] for one in rows(either, service_customer)} == {1: True, 2: False}
    take_in(either, [mail(HAHN, elbe)])
    assert not any(one["archived"] for one in rows(either, service_customer))
    assert_sound(either)


def test_a_service_brings_no_customer(store: Store) -> None:
    told = take_in(store, [mail(CustomerRef("99", "", source="firms"))])
    assert told.reasons == ["There is no customer with the key 99."]
    assert rows(store, service) == []


def test_two_services_do_not_share_a_name(store: Store) -> None:
    told = take_in(store, [mail(), mail(key="other", name="MX01", line=3)])
    assert told.reasons == ["There is a service MX01 already."]


def test_a_technicians_absence_is_told_when_we_heard_of_it(either: Store) -> None:
    take_in(either, [technician()])
    told = take_in(either, [away()])
    assert told.reasons == []
    (found,) = rows(either, absence)
    assert (found["technician_id"], found["starts_at"], found["ends_at"]) == (1, NOW, NOW + 4 * HOUR)
    entry = entries(either, "add absence")[-1]
    assert (entry.happened, entry.said["text"]) == (NOW - HOUR, "LO 23.11.2026 09:42 - 23.11.2026 13:42")
    assert take_in(either, [away()]).report.unchanged == 1
    assert_sound(either)


def test_a_persons_absence_stands_in_the_history_of_the_customer(store: Store) -> None:
    take_in(store, [praxis()])
    told = take_in(store, [away(technician="", person="Fr. Hahn", customer=HAHN, ends=None)])
    assert told.reasons == []
    (found,) = rows(store, absence)
    assert (found["person_id"], found["ends_at"]) == (1, None)
    assert ("customer", 1) in entries(store, "add absence")[-1].links


def test_a_colleagues_absence_is_found_by_the_sign(store: Store) -> None:
    take_in(store, [person("aa")])
    take_in(store, [away(technician="", colleague="AA")])
    assert [one["colleague_id"] for one in rows(store, absence)] == [1]


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"technician": "Nobody"}, "technician"),
        ({"technician": "", "colleague": "zz"}, "colleague"),
        ({"technician": "", "person": "Calvet", "customer": HAHN}, "person"),
        ({"technician": "", "person": "Hahn", "customer": CustomerRef("99", "", source="firms")}, "person"),
        ({"ends": NOW}, "ends"),
        ({"told": NOW + timedelta(days=1)}, "told"),
    ],
)
def test_an_absence_of_nobody_or_of_no_time_stays_out(store: Store, more: dict[str, Any], column: str) -> None:
    take_in(store, [praxis(), technician()])
    told = take_in(store, [away(**more)])
    assert [row.column for row in told.rejected] == [column]
    assert rows(store, absence) == []

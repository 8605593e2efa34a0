"""Lists say who opens, who stands in for whom, how one gets in, and when a technician has lunch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dispatcher.domain.clock import Clock
from dispatcher.domain.imported import CustomerRef, ImportedContact, ImportedPerson
from dispatcher.store.schema import contact_person, site, technician
from dispatcher.store.store import Store
from tests.actions.desk import DISPATCHER, NOW, assert_sound, by_word, row, rows
from tests.actions.lists import PLACE, praxis, take_in
from tests.actions.lists import technician as lorenz

CUSTOMER = CustomerRef("7", "Praxis Hahn", source="firms")


def person(name: str, deputy: str = "", line: int = 2, **more: Any) -> ImportedContact:
    return ImportedContact("people", name, line, CUSTOMER, ImportedPerson(name, **more), deputy=deputy)


def by_hand(store: Store, table: Any, ident: int, **changes: Any) -> None:
    """Somebody changes a row at the desk."""
    version = row(store, table, ident)["version"]
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.update(table, ident, version, **changes)
        uow.record("note", [], {"text": "changed"})


def people(store: Store) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in rows(store, contact_person)}


def test_two_who_stand_in_for_each_other_know_each_other_whatever_their_order(store: Store) -> None:
    told = take_in(store, [person("Calvet", "Bonnard"), person("Bonnard", "Calvet", line=3, form="Frau")])
    assert (told.report.added, told.reasons, len(told.progress)) == (2, [], 1)
    found = people(store)
    assert set(found) == {"Calvet", "Bonnard"}
    assert found["Calvet"]["deputy_id"] == found["Bonnard"]["id"]
    assert found["Bonnard"]["deputy_id"] == found["Calvet"]["id"]
    assert found["Bonnard"]["form"] == "Frau"
    assert_sound(store)


def test_the_same_list_again_changes_nothing(store: Store) -> None:
    both = [person("Calvet", "Bonnard"), person("Bonnard", "Calvet", line=3)]
    take_in(store, both)
    assert take_in(store, both).report.unchanged == 2
    assert len(rows(store, contact_person)) == 2


def test_a_deputy_nobody_described_yet_is_completed_by_a_later_list(either: Store) -> None:
    take_in(either, [person("Calvet", "Fr. Bonnard")])
    assert by_word(either, "bonnard")
    told = take_in(either, [person("Bonnard", form="Frau", role="Verwaltung")])
    assert (told.report.added, told.report.by_hand) == (1, 0)
    assert {name: one["role"] for name, one in people(either).items()} == {"Calvet": "", "Bonnard": "Verwaltung"}
    assert_sound(either)


def test_a_deputy_who_is_there_already_is_found_by_name(store: Store) -> None:
    take_in(store, [praxis()])
    take_in(store, [person("Calvet", "Fr. Hahn")])
    found = people(store)
    assert found["Calvet"]["deputy_id"] == found["Hahn"]["id"]


def test_nobody_is_the_own_deputy(store: Store) -> None:
    told = take_in(store, [person("Calvet", "Hr. Calvet"), person("Bonnard", line=3)])
    assert told.reasons == ["Hr. Calvet cannot be the own deputy."]
    assert set(people(store)) == {"Bonnard"}


def test_a_deputy_whose_name_two_have_keeps_the_row_out(store: Store) -> None:
    twins = [person("Ott"), replace(person("Ott", line=3), key="second")]
    told = take_in(store, [*twins, person("Calvet", "Ott", line=4)])
    assert told.reasons == ["Two contact persons are called Ott."]


def test_duties_and_permissions_are_as_the_list_says_until_it_says_nothing(store: Store) -> None:
    given: dict[str, Any] = {"duties": "opener", "permissions": "order", "channel": "M", "no_information": True}
    take_in(store, [person("Calvet", **given)])
    found = people(store)["Calvet"]
    assert {name: found[name] for name in given} == given
    told = take_in(store, [person("Calvet")])
    assert (told.report.changed, told.report.by_hand) == (1, 0)
    found = people(store)["Calvet"]
    assert {name: found[name] for name in given} == {
        "duties": "",
        "permissions": "",
        "channel": "",
        "no_information": False,
    }


@pytest.mark.parametrize(
    ("column", "more"),
    [("duties", {"duties": "cook"}), ("permissions", {"permissions": "all"}), ("channel", {"channel": "X"})],
)
def test_a_word_that_is_none_keeps_the_person_out(store: Store, column: str, more: dict[str, Any]) -> None:
    told = take_in(store, [person("Calvet", **more)])
    assert [row.column for row in told.rejected] == [column]
    assert rows(store, contact_person) == []


def test_the_way_in_is_kept_with_the_site(store: Store) -> None:
    lock = replace(
        PLACE,
        access_class="security lock",
        register_hours=24,
        buffer_minutes=30,
        guard_phone="+493023125110",
        municipality="Augsburg",
    )
    take_in(store, [praxis(site=lock)])
    found = row(store, site)
    assert [found[name] for name in ("access_class", "register_hours", "buffer_minutes")] == ["security lock", 24, 30]
    assert (found["guard_phone"], found["municipality"]) == ("+493023125110", "Augsburg")
    assert take_in(store, [praxis(site=lock)]).report.unchanged == 1
    assert_sound(store)


@pytest.mark.parametrize(
    ("column", "more"),
    [
        ("access_class", {"access_class": "moat"}),
        ("register_hours", {"register_hours": -1}),
        ("buffer_minutes", {"buffer_minutes": 2000}),
    ],
)
def test_a_way_in_that_is_none_keeps_the_site_out(store: Store, column: str, more: dict[str, Any]) -> None:
    told = take_in(store, [praxis(site=replace(PLACE, **more))])
    assert [row.column for row in told.rejected] == [column]
    assert rows(store, site) == []


def test_a_list_without_the_column_says_nothing_against_what_somebody_entered(store: Store) -> None:
    take_in(store, [praxis(), lorenz(), person("Calvet")])
    by_hand(store, site, 1, access_class="reception")
    by_hand(store, technician, 1, lunch="[720,750]")
    by_hand(store, contact_person, 2, duties="opener")
    told = take_in(store, [praxis(numbers=()), lorenz(region="Nord"), person("Calvet", form="Herr")])
    assert told.by_hand == []
    assert row(store, site)["access_class"] == "reception"
    assert row(store, technician)["lunch"] == "[720,750]"
    assert row(store, contact_person, 2)["duties"] == "opener"


def test_a_technician_has_his_lunch_when_the_list_says(store: Store) -> None:
    take_in(store, [lorenz(lunch=(720, 750))])
    assert row(store, technician)["lunch"] == "[720,750]"
    take_in(store, [lorenz(lunch=(780, 810))])
    assert row(store, technician)["lunch"] == "[780,810]"
    take_in(store, [lorenz()])
    assert row(store, technician)["lunch"] == ""


def test_a_lunch_that_ends_before_it_begins_keeps_the_technician_out(store: Store) -> None:
    told = take_in(store, [lorenz(lunch=(750, 720))])
    assert told.reasons == ["A break is from an earlier to a later time of a day."]

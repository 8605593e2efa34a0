"""Customers are made and changed as somebody types them, found at once, and sound in the journal."""

from __future__ import annotations

import pytest

from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.records import save_record
from dispatcher.domain.record import ArchiveRecord, SaveRecord
from dispatcher.queries.duplicates import duplicates
from dispatcher.queries.history import history
from dispatcher.queries.records import filled, last_change
from dispatcher.queries.telling import told
from dispatcher.store.schema import customer, number, site
from dispatcher.store.store import Store
from tests.actions.desk import (
    assert_sound,
    customer_called,
    done,
    entries,
    refused,
    row,
    rows,
)
from tests.actions.records_desk import (
    ALBERS,
    assert_found_right,
    edit,
    found_by,
    no,
    read,
)


def test_a_new_customer_is_found_by_name_street_number_and_mail(store: Store, albers: int) -> None:
    shown = read(store, "customer", albers)
    assert shown.number == 1001
    assert shown.values["phone"] == "030 23125-471; 030 23125-0 Zentrale"
    assert (shown.values["state"], shown.values["language"], shown.version) == ("BE", "de", 1)
    assert row(store, site)["zone"] == "Europe/Berlin"
    for typed in ("albers", "klarastr 4", "471", "10117", "k1001", "post@albers.example"):
        assert albers in found_by(store, typed), typed
    entry = entries(store)[-1]
    assert (entry.verb, entry.said["text"], entry.links) == ("add customer", "Textbüro Albers", [("customer", albers)])
    assert_sound(store)
    assert_found_right(store)


def test_a_changed_customer_is_found_by_what_he_is_called_now(store: Store, albers: int) -> None:
    edit(store, "customer", albers, name="Schreibstube Möbius", phone="030 23125-0 Zentrale", street="Hofstr. 1")
    assert found_by(store, "textbüro") == []
    assert found_by(store, "möbius hofstr") == [albers]
    assert found_by(store, "23125471") == []
    shown = read(store, "customer", albers)
    assert (shown.values["phone"], shown.values["postcode"], shown.version) == ("030 23125-0 Zentrale", "10117", 2)
    entry = entries(store)[-1]
    assert (entry.verb, entry.said["fields"]) == ("edit record", ["name", "phone", "street"])
    with store.reading() as connection:
        said = {told(one, "Europe/Berlin") for one in history(connection, albers).rows}
    assert "changed: Schreibstube Möbius (name, phone, street)" in said
    assert_sound(store)
    assert_found_right(store)


def test_where_nothing_differs_nothing_is_written(store: Store, albers: int) -> None:
    before = read(store, "customer", albers)
    answer = edit(store, "customer", albers, **before.values)
    assert (answer.seq, answer.ref, answer.number, answer.again) == (0, albers, 1001, True)
    assert read(store, "customer", albers) == before
    assert entries(store)[-1].verb == "add customer"


def test_a_number_that_comes_back_and_one_with_other_words_are_the_same_rows(store: Store, albers: int) -> None:
    edit(store, "customer", albers, phone="030 23125471 Herr Albers")
    kept = [(one["shown"], one["note"], one["archived"]) for one in rows(store, number) if one["kind"] == "phone"]
    assert kept == [("030 23125471", "Herr Albers", False), ("030 23125-0", "Zentrale", True)]
    edit(store, "customer", albers, phone="")
    assert read(store, "customer", albers).values["phone"] == ""
    assert_sound(store)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \t\n "}, "name"),
        ({"name": "x" * 5000}, "name"),
        ({"phone": "030 2312S-471"}, "phone"),
        ({"postcode": "1011"}, "postcode"),
        ({"postcode": "Berlin"}, "postcode"),
        ({"state": "XX"}, "state"),
        ({"mail": "albers"}, "mail"),
        ({"language": "deutsch"}, "language"),
        ({"shoe size": "43"}, "field"),
    ],
)
def test_bad_input_is_refused_by_its_field_and_leaves_nothing(
    store: Store, albers: int, wrong: dict[str, str], field: str
) -> None:
    before = read(store, "customer", albers)
    assert no(store, "customer", {**ALBERS, **wrong}) == field
    assert no(store, "customer", wrong, albers) == field
    assert read(store, "customer", albers) == before


def test_an_old_value_nobody_could_type_keeps_nobody_from_changing_another(store: Store) -> None:
    """Lists bring what they bring: a postcode of four digits, a state of another country."""
    from dispatcher.domain.imported import ImportedSite

    ident = customer_called(store, "Alt", sites=(ImportedSite("Alt", "Weg 1", "1067", "Dresden", "XX"),))
    edit(store, "customer", ident, remark="hat gewechselt", postcode="1067")
    assert read(store, "customer", ident).values["remark"] == "hat gewechselt"
    assert no(store, "customer", {"postcode": "1068"}, ident) == "postcode"


def test_two_people_edit_the_same_customer_and_the_later_one_is_told(store: Store, albers: int) -> None:
    seen = read(store, "customer", albers)
    done(store, save_record, SaveRecord("customer", {"remark": "Hinterhaus"}, albers, seen.version))
    later = refused(store, save_record, SaveRecord("customer", {"name": "Albers KG"}, albers, seen.version))
    assert later.code == "conflict"
    with store.reading() as connection:
        changed = last_change(connection, "customer", albers)
        assert last_change(connection, "customer", 99) is None
    assert changed is not None
    assert changed.author == "mh"
    assert changed.recorded in {entry.recorded for entry in entries(store)}
    assert read(store, "customer", albers).values["name"] == "Textbüro Albers"
    again = read(store, "customer", albers)
    done(store, save_record, SaveRecord("customer", {"name": "Albers KG"}, albers, again.version))
    assert read(store, "customer", albers).values["remark"] == "Hinterhaus"


def test_who_edits_the_customer_sees_that_his_place_was_changed_by_the_site_form(store: Store, albers: int) -> None:
    seen = read(store, "customer", albers)
    edit(store, "site", 1, street="Klarastr. 5")
    assert read(store, "customer", albers).values["street"] == "Klarastr. 5"
    later = refused(store, save_record, SaveRecord("customer", {"street": "Klarastr. 6"}, albers, seen.version))
    assert later.code == "conflict"
    assert_sound(store)


def test_the_same_save_twice_makes_one_customer(store: Store) -> None:
    command = SaveRecord("customer", ALBERS)
    first, second = (done(store, save_record, command, "key 1") for _time in range(2))
    assert (first.ref, first.number, second.again) == (second.ref, second.number, True)
    assert len(rows(store, customer)) == 1


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"name": "Somebody", "phone": "0049 30 23125471"}, "same number"),
        ({"name": "Somebody", "mail": "Post@Albers.example"}, "same mail"),
        ({"name": "textbuero ALBERS", "street": "Klarastr. 4"}, "same name and street"),
        ({"name": "Textbüro Albers", "street": "Hofstr. 1"}, "same name"),
        ({"name": "Textbüro Alberz"}, "sounds alike"),
        ({"name": "Tekstbüro Albers"}, "sounds alike"),
        ({"name": "Albers Textbüro"}, "same name"),
        ({"name": "Textbüro Meyer"}, ""),
        ({"name": ""}, ""),
    ],
)
def test_duplicates_are_offered_with_the_reason(store: Store, albers: int, values: dict[str, str], why: str) -> None:
    with store.reading() as connection:
        found = duplicates(connection, "customer", values)
        assert [(one.customer, one.why) for one in found] == ([(albers, why)] if why else [])
        assert duplicates(connection, "customer", values, albers) == ()
        assert duplicates(connection, "technician", values) == ()


def test_somebody_in_the_archive_is_offered_as_that(store: Store, albers: int) -> None:
    done(store, archive_record, ArchiveRecord("customer", albers))
    with store.reading() as connection:
        found = duplicates(connection, "customer", {"name": "x", "phone": "03023125471"})
    assert [(one.customer, one.detail) for one in found] == [(albers, "Klarastraße 4, Berlin, archived")]


def test_the_postcode_gives_place_and_state_where_nothing_was_typed() -> None:
    assert filled("customer", {"postcode": "10117"}) == {"postcode": "10117", "place": "Berlin", "state": "BE"}
    typed = {"postcode": "10117", "place": "Mitte", "state": "BE"}
    assert filled("site", typed) == typed
    assert filled("site", {"postcode": "99999"}) == {"postcode": "99999"}
    assert filled("technician", {"postcode": "10117"}) == {"postcode": "10117"}

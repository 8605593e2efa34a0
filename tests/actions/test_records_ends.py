"""Deleting what nothing refers to, and taking back the own last change of master data."""

from __future__ import annotations

import pytest

from dispatcher.actions.note import file_note
from dispatcher.actions.record_delete import delete_record
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.undo import undo
from dispatcher.domain.contact import Note
from dispatcher.domain.record import ArchiveRecord, DeleteRecord
from dispatcher.domain.undo import Undo
from dispatcher.queries.records import record
from dispatcher.store.schema import customer, number, search_document, site
from dispatcher.store.store import Store
from tests.actions.desk import assert_sound, count, done, refused, technician_called, ticket_of
from tests.actions.records_desk import assert_found_right, edit, found_by, new, read


def gone(store: Store, kind: str, ident: int) -> bool:
    with store.reading() as connection:
        return record(connection, kind, ident) is None


def deleted(store: Store, kind: str, ident: int) -> None:
    done(store, delete_record, DeleteRecord(kind, ident))
    assert gone(store, kind, ident)
    assert_sound(store)


def why_not(store: Store, kind: str, ident: int) -> str:
    return refused(store, delete_record, DeleteRecord(kind, ident)).sentence


def test_a_customer_typed_by_mistake_goes_with_his_numbers_and_his_place(store: Store, albers: int) -> None:
    deleted(store, "customer", albers)
    assert [count(store, table) for table in (customer, site, number, search_document)] == [0, 0, 0, 0]
    assert found_by(store, "albers") == found_by(store, "471") == []
    again = new(store, "customer", {"name": "Praxis Hahn"})
    assert (again, read(store, "customer", again).number) == (2, 1002)


def test_what_refers_to_a_customer_is_named(store: Store, albers: int, bonnard: int) -> None:
    assert why_not(store, "customer", albers) == (
        "Textbüro Albers cannot be deleted, as these refer to it: 1 contact person. Archive it instead."
    )
    ticket_of(store, albers)
    new(store, "site", {"name": "Gate 2"}, ("customer", albers))
    new(store, "contract", {"name": "Gold"}, ("customer", albers))
    new(store, "service", {"name": "mx01", "customers": "K-1001"})
    done(store, file_note, Note(albers, "asks again"))
    assert why_not(store, "customer", albers) == (
        "Textbüro Albers cannot be deleted, as these refer to it: 1 ticket, 1 contact person, 1 contract, 1 service, "
        "2 sites, 2 entries of the history. Archive it instead."
    )
    deleted(store, "person", bonnard)


def test_what_refers_to_persons_technicians_and_colleagues_is_named(store: Store, albers: int, bonnard: int) -> None:
    new(store, "person", {"name": "Calvet", "deputy": "Bonnard"}, ("customer", albers))
    assert "1 contact person" in why_not(store, "person", bonnard)
    wolff = technician_called(store, "WO", "Wolff")
    off = new(store, "absence", {"starts": "25.11."}, ("technician", wolff))
    assert "1 time off" in why_not(store, "technician", wolff)
    deleted(store, "absence", off)
    deleted(store, "technician", wolff)
    me = new(store, "colleague", {"name": "Ich", "login": "me", "sign": "ich"})
    assert why_not(store, "colleague", me) == "You cannot delete yourself."
    harms = new(store, "colleague", {"name": "Maria Harms", "login": "mharms"})
    assert "entries of the history" in why_not(store, "colleague", harms)
    weiss = new(store, "colleague", {"name": "Willi Weiß", "login": "wweiss"})
    deleted(store, "colleague", weiss)


def test_a_service_goes_with_the_list_of_its_customers(store: Store, albers: int) -> None:
    mail = new(store, "service", {"name": "mx01", "customers": "K-1001"})
    assert "1 service" in why_not(store, "customer", albers)
    deleted(store, "service", mail)
    deleted(store, "customer", albers)


def test_what_somebody_changed_meanwhile_is_not_deleted(store: Store, albers: int) -> None:
    edit(store, "customer", albers, remark="neu")
    assert refused(store, delete_record, DeleteRecord("customer", albers, 1)).code == "conflict"
    assert refused(store, delete_record, DeleteRecord("customer", 99)).code == "unknown"
    assert refused(store, delete_record, DeleteRecord("shoe", 1)).code == "kind"


def undone(store: Store) -> None:
    done(store, undo, Undo())
    assert_sound(store)
    assert_found_right(store)


def test_a_change_is_taken_back(store: Store, albers: int) -> None:
    before = read(store, "customer", albers).values
    edit(store, "customer", albers, name="Schreibstube", phone="030 1234567", street="Hofstr. 1", mail="")
    undone(store)
    assert read(store, "customer", albers).values == before
    assert found_by(store, "textbüro klarastr") == found_by(store, "23125471") == [albers]
    assert found_by(store, "schreibstube") == found_by(store, "1234567") == []


def test_a_new_record_is_taken_back_into_the_archive(store: Store, albers: int, bonnard: int) -> None:
    undone(store)
    assert read(store, "person", bonnard).archived
    assert found_by(store, "bonnard") == found_by(store, "2312520") == []
    undone(store)
    assert read(store, "customer", albers).archived
    assert found_by(store, "albers") == []


def test_an_archived_record_comes_back(store: Store, albers: int, bonnard: int) -> None:
    done(store, archive_record, ArchiveRecord("person", bonnard))
    undone(store)
    assert not read(store, "person", bonnard).archived
    assert found_by(store, "bonnard") == found_by(store, "2312520") == [albers]


def test_a_deleted_record_comes_back_with_its_parts(store: Store, albers: int) -> None:
    before = read(store, "customer", albers)
    done(store, delete_record, DeleteRecord("customer", albers))
    undone(store)
    after = read(store, "customer", albers)
    assert (after.values, after.number) == (before.values, before.number)
    assert found_by(store, "albers klarastr") == found_by(store, "471") == [albers]


@pytest.mark.parametrize(
    ("kind", "values", "change"),
    [
        ("technician", {"code": "WO", "name": "Wolff", "hours": "Mon-Fri 7-16"}, {"lunch": "12-13", "skills": "TK"}),
        ("colleague", {"login": "mh", "name": "Maria Harms"}, {"phone": "030 23125-1", "role": "service manager"}),
        ("service", {"name": "mx01", "customers": "K-1001"}, {"customers": "", "availability": "99.5"}),
    ],
)
def test_every_kind_can_be_taken_back(
    store: Store, albers: int, kind: str, values: dict[str, str], change: dict[str, str]
) -> None:
    ident = new(store, kind, values)
    before = read(store, kind, ident).values
    edit(store, kind, ident, **change)
    assert read(store, kind, ident).values != before
    undone(store)
    assert read(store, kind, ident).values == before
    undone(store)
    assert read(store, kind, ident).archived


def test_deleting_and_taking_back_work_on_either_database(either: Store) -> None:
    ident = new(either, "customer", {"name": "Praxis Hahn", "phone": "030 23125-1", "street": "Hauptstr. 1"})
    done(either, delete_record, DeleteRecord("customer", ident))
    assert gone(either, "customer", ident)
    undone(either)
    assert found_by(either, "hahn") == found_by(either, "231251") == [ident]
    edit(either, "customer", ident, name="Praxis Weiß")
    undone(either)
    assert found_by(either, "hahn") == [ident]

"""Persons and sites of a customer: duties, deputies, ways in; archived and taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dispatcher.actions.appointment import book
from dispatcher.actions.perform import perform
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.records import save_record
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.domain.record import ArchiveRecord, SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.customers import card
from dispatcher.queries.history import history
from dispatcher.store.schema import customer
from dispatcher.store.store import Store
from tests.actions.desk import (
    NOW,
    VIEWER,
    assert_sound,
    done,
    entries,
    refused,
    rows,
    technician_called,
    ticket_of,
)
from tests.actions.records_desk import (
    ALBERS,
    assert_found_right,
    edit,
    found_by,
    new,
    no,
    records_of,
)


def test_a_person_with_duties_a_deputy_and_permissions_on_the_card(store: Store, albers: int, bonnard: int) -> None:
    calvet = new(
        store,
        "person",
        {
            "form": "Herr",
            "name": "Calvet",
            "duties": "contact; decides: telephone system",
            "deputy": "frau bonnard",
            "permissions": "order; access data",
            "channel": "t",
            "phone": "030 23125-117",
        },
        ("customer", albers),
    )
    since = {"starts": "17.11.2026", "told": "17.11. 09:25"}
    new(store, "absence", since, ("person", calvet))
    with store.reading() as connection:
        shown = card(connection, albers, NOW)
    assert shown is not None
    person = next(one for one in shown.people if one.id == calvet)
    assert (person.name, person.deputy, person.channel) == ("Herr Calvet", "Frau Bonnard", "T")
    assert person.duties == ("contact", "decides: telephone system")
    assert person.permissions == ("order", "access data")
    assert person.away == ((datetime(2026, 11, 16, 23, tzinfo=UTC), None),)
    assert entries(store)[-1].said["text"] == "Calvet 17.11.2026 -"
    assert ("customer", albers) in entries(store)[-1].links
    assert_sound(store)


def test_a_deputy_is_another_person_of_the_same_customer(store: Store, albers: int, bonnard: int) -> None:
    other = new(store, "customer", {"name": "Praxis Hahn"})
    new(store, "person", {"name": "Ahlers"}, ("customer", other))
    assert no(store, "person", {"deputy": "Ahlers"}, bonnard) == "deputy"
    assert no(store, "person", {"deputy": "Bonnard"}, bonnard) == "deputy"
    for _twice in range(2):
        new(store, "person", {"name": "Meyer"}, ("customer", albers))
    assert no(store, "person", {"deputy": "Meyer"}, bonnard) == "deputy"
    assert no(store, "person", {"name": "Nobody"}) == "parent"
    assert no(store, "person", {"name": "Nobody"}, parent=("customer", 99)) == "parent"
    assert no(store, "customer", {"name": "Child"}, parent=("customer", albers)) == "parent"


def test_a_site_with_a_way_in_on_the_card(store: Store, albers: int) -> None:
    values = {
        "name": "Gate 2",
        "street": "Hofstr. 1",
        "postcode": "1010",
        "country": "AT",
        "zone": "Europe/Vienna",
        "access_class": "security lock",
        "register_hours": "24",
        "buffer_minutes": "20",
        "guard_phone": "030 2000110",
        "phone": "030 2000-111",
    }
    gate = new(store, "site", values, ("customer", albers))
    with store.reading() as connection:
        shown = card(connection, albers, NOW)
    assert shown is not None
    found = next(one for one in shown.sites if one.id == gate)
    assert (found.access_class, found.register_hours, found.buffer_minutes) == ("security lock", 24, 20)
    assert found.guard_phone == "030 2000-110"
    assert found_by(store, "gate 2") == found_by(store, "2000111") == [albers]
    assert no(store, "site", {"street": "", "name": "", "place": ""}, gate) == "name"
    assert no(store, "site", {"country": "DE"}, gate) == "postcode"
    assert_found_right(store)


def test_an_archived_person_is_hidden_with_his_number_and_comes_back_with_it(
    store: Store, albers: int, bonnard: int
) -> None:
    edit(store, "person", bonnard, phone="030 23125-118")
    edit(store, "person", bonnard, phone="")
    done(store, archive_record, ArchiveRecord("person", bonnard))
    assert found_by(store, "bonnard") == found_by(store, "2312520") == []
    assert records_of(store, "person", ("customer", albers)) == []
    again = done(store, archive_record, ArchiveRecord("person", bonnard))
    assert (again.seq, again.again) == (0, True)
    done(store, archive_record, ArchiveRecord("person", bonnard, archived=False))
    assert found_by(store, "bonnard") == found_by(store, "2312520") == [albers]
    assert found_by(store, "23125118") == []
    assert [entry.verb for entry in entries(store)[-2:]] == ["archive record", "restore record"]
    assert_sound(store)
    assert_found_right(store)


def test_an_archived_customer_is_hidden_and_keeps_his_history(store: Store, albers: int) -> None:
    done(store, archive_record, ArchiveRecord("customer", albers))
    for typed in ("albers", "471", "10117"):
        assert found_by(store, typed) == []
    assert found_by(store, "k1001") == [albers]
    assert records_of(store, "customer") == []
    assert records_of(store, "customer", archived=True) == ["K-1001 Textbüro Albers"]
    with store.reading() as connection:
        assert history(connection, albers).total == 2
    done(store, archive_record, ArchiveRecord("customer", albers, archived=False))
    assert found_by(store, "albers") == [albers]


def test_what_is_still_needed_is_not_archived(store: Store, albers: int) -> None:
    ticket = ticket_of(store, albers)
    wolff = technician_called(store, "WO", "Wolff")
    starts = NOW + timedelta(days=1)
    done(store, book, Book(ticket, (wolff,), starts, starts + timedelta(hours=1), "Europe/Berlin"))
    customer_no = refused(store, archive_record, ArchiveRecord("customer", albers))
    assert customer_no.sentence == "Textbüro Albers is still needed: 1 open ticket."
    technician_no = refused(store, archive_record, ArchiveRecord("technician", wolff))
    assert technician_no.sentence == "Wolff is still needed: 1 appointment ahead."


def test_a_viewer_changes_nothing(store: Store) -> None:
    outcome = perform(store, save_record, SaveRecord("customer", ALBERS), VIEWER, Clock(NOW))
    assert isinstance(outcome, Refusal)
    assert rows(store, customer) == []

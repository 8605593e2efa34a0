"""Technicians, colleagues, contracts and services; time off, and codes that belong to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dispatcher.actions.appointment import book
from dispatcher.actions.perform import perform
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.records import save_record
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.record import ArchiveRecord, SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.queries.customers import card
from dispatcher.queries.duplicates import duplicates
from dispatcher.queries.records import find_record, record
from dispatcher.store.schema import colleague, technician
from dispatcher.store.store import Store
from tests.actions.desk import (
    NOW,
    assert_sound,
    done,
    refused,
    row,
    technician_called,
    ticket_of,
)
from tests.actions.records_desk import (
    ALBERS,
    BONNARD,
    edit,
    lane_of,
    new,
    no,
    read,
)


def test_a_technician_with_a_half_day_lunch_and_time_off_ahead_of_time(store: Store) -> None:
    values = {
        "code": "WO",
        "name": "Wolff T.",
        "skills": "TK, SIP",
        "region": "Nord",
        "hours": "Mon-Thu 7-17, Fri 7-12",
        "lunch": "12:30-13",
        "reserve": "14-16",
        "phone": "0171 2312500",
    }
    wolff = new(store, "technician", values)
    half = {"starts": "25.11. 12:00", "ends": "27.11."}
    new(store, "absence", half, ("technician", wolff))
    days = {day: lane_of(store, day) for day in (24, 25, 27, 28)}
    assert (days[24].lunch, days[24].reserve) == ((750, 780), (840, 960))
    assert days[24].away == ()
    noon, friday_ends = datetime(2026, 11, 25, 11, tzinfo=UTC), datetime(2026, 11, 27, 23, tzinfo=UTC)
    assert days[25].away == days[27].away == ((noon, friday_ends),)
    assert (days[27].hours, days[27].lunch, days[27].reserve) == ((420, 720), None, None)
    assert (days[28].hours, days[28].away) == (None, ())
    assert row(store, technician)["status_since"] is not None
    done(store, archive_record, ArchiveRecord("absence", 1))
    assert lane_of(store, 25).away == ()
    assert_sound(store)


def test_nobody_is_booked_while_he_is_absent_but_for_a_reason(store: Store, albers: int) -> None:
    """I4: whoever is away that day does not drive."""
    wolff, ticket = technician_called(store, "WO", "Wolff"), ticket_of(store, albers)
    new(store, "absence", {"starts": "25.11. 12:00", "ends": "27.11."}, ("technician", wolff))
    noon = datetime(2026, 11, 25, 11, tzinfo=UTC)
    morning = Book(ticket, (wolff,), noon - timedelta(hours=2), noon, "Europe/Berlin")
    afternoon = Book(ticket, (wolff,), noon, noon + timedelta(hours=1), "Europe/Berlin")
    done(store, book, morning)
    no_one = refused(store, book, afternoon)
    assert no_one.sentence == "Wolff is absent: Wed 25.11.2026 12:00 - Fri 27.11.2026."
    done(store, book, replace(afternoon, override="he offers it himself"))
    new(store, "absence", {"starts": "30.11."}, ("technician", wolff))
    later = replace(afternoon, starts=noon + timedelta(days=8), ends=noon + timedelta(days=8, hours=1))
    assert refused(store, book, later).sentence == "Wolff is absent from Mon 30.11.2026 on."
    done(store, archive_record, ArchiveRecord("absence", 2))
    done(store, book, later)
    assert_sound(store)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts": "31.02."}, "starts"),
        ({"starts": ""}, "starts"),
        ({"starts": "27.11.", "ends": "25.11.2026"}, "ends"),
        ({"starts": "27.11.", "told": "24.11.2026"}, "told"),
        ({"starts": "28.03.2027 02:30"}, "starts"),
    ],
)
def test_time_off_that_cannot_be(store: Store, values: dict[str, str], field: str) -> None:
    wolff = technician_called(store)
    assert no(store, "absence", values, parent=("technician", wolff)) == field


def test_a_code_and_a_login_belong_to_one(store: Store) -> None:
    technician_called(store, "LO", "Lorenz")
    assert no(store, "technician", {"code": "lo", "name": "Lohmann"}) == "code"
    first = new(store, "colleague", {"name": "Maria Harms", "login": "mharms", "phone": "030 23125-1"})
    assert row(store, colleague, first)["sign"] == "mh"
    assert row(store, colleague, first)["role"] == "dispatcher"
    second = new(store, "colleague", {"name": "Max Huber", "login": "mhuber", "stand_in": "mh"})
    assert row(store, colleague, second)["sign"] == "mh2"
    assert row(store, colleague, second)["stand_in_id"] == first
    assert no(store, "colleague", {"login": "MHARMS"}, second) == "login"
    assert no(store, "colleague", {"sign": "mh"}, second) == "sign"
    assert no(store, "colleague", {"stand_in": "mh2"}, second) == "stand_in"
    assert read(store, "colleague", second).values["stand_in"] == "mh"


def test_nobody_locks_himself_out(store: Store) -> None:
    me = new(store, "colleague", {"name": "Maria Harms", "login": "mharms"})
    mine = Actor(me, "mh", "dispatcher")

    def tried(action: Any, command: object) -> str:
        outcome = perform(store, action, command, mine, Clock(NOW))
        return outcome.code if isinstance(outcome, Refusal) else "done"

    assert tried(save_record, SaveRecord("colleague", {"role": "viewer"}, me)) == "role"
    assert tried(archive_record, ArchiveRecord("colleague", me)) == "self"
    assert tried(save_record, SaveRecord("colleague", {"phone": "030 23125-2"}, me)) == "done"


def test_a_contract_and_a_service_with_its_customers(store: Store, albers: int) -> None:
    terms = {"name": "Gold", "hours": "Mon-Fri 8-18", "response_minutes": "4 h", "ends_on": "31.12.2026"}
    new(store, "contract", {**terms, "availability": "99,5"}, ("customer", albers))
    with store.reading() as connection:
        shown = card(connection, albers, NOW)
    assert shown is not None
    assert [(one.name, one.response_minutes, one.availability) for one in shown.contracts] == [("Gold", 240, 99.5)]
    assert no(store, "contract", {"starts_on": "01.01.2027"}, 1) == "ends_on"
    other = new(store, "customer", {"name": "Praxis Hahn"})
    mail = new(store, "service", {"name": "mx01", "kind": "mail server", "customers": "k1001"})
    edit(store, "service", mail, customers="K-1002")
    edit(store, "service", mail, customers="K-1001, K-1002")
    assert read(store, "service", mail).values["customers"] == "K-1001; K-1002"
    assert no(store, "service", {"customers": "K-4711"}, mail) == "customers"
    assert no(store, "service", {"name": "MX01"}) == "name"
    assert other == 2
    assert_sound(store)


def test_what_is_not_there_cannot_be_changed(store: Store) -> None:
    assert no(store, "customer", {"name": "x"}, 99) == "unknown"
    assert no(store, "shoe", {"name": "x"}) == "kind"
    assert refused(store, archive_record, ArchiveRecord("person", 99)).code == "unknown"
    assert refused(store, archive_record, ArchiveRecord("shoe", 1)).code == "kind"


def test_records_are_found_by_what_they_are_called(store: Store, albers: int, bonnard: int) -> None:
    technician_called(store, "LO", "Lorenz")
    with store.reading() as connection:
        assert find_record(connection, "customer", "K-1001") == albers
        assert find_record(connection, "person", "frau bonnard", ("customer", albers)) == bonnard
        assert find_record(connection, "technician", "lo") == find_record(connection, "technician", "Lorenz") == 1
        assert find_record(connection, "person", "#1") == find_record(connection, "person", "1") == bonnard
        assert record(connection, "customer", 99) is None
        for named, code in (("Nobody", "unknown"), ("#99", "unknown"), ("Bonnard", "unknown")):
            with pytest.raises(Trouble) as trouble:
                find_record(connection, "person", named)
            assert trouble.value.code == code


def test_text_that_could_harm_a_screen_is_made_visible(store: Store) -> None:
    ident = new(store, "customer", {"name": "Al\x1b[2Jbers\u202e", "remark": "a\nb"})
    assert read(store, "customer", ident).title == "Al␛[2Jbers�"
    assert read(store, "customer", ident).values["remark"] == "a\nb"


def test_records_work_on_either_database(either: Store) -> None:
    ident = new(either, "customer", ALBERS)
    person = new(either, "person", BONNARD, ("customer", ident))
    new(either, "absence", {"starts": "25.11.", "ends": "27.11."}, ("person", person))
    edit(either, "customer", ident, name="Albers KG", phone="030 23125-0")
    done(either, archive_record, ArchiveRecord("person", person))
    done(either, archive_record, ArchiveRecord("person", person, archived=False))
    assert read(either, "customer", ident).title == "Albers KG"
    wolff = new(either, "technician", {"code": "WO", "name": "Wolff", "hours": "Mon-Fri 7-17", "lunch": "12-13"})
    new(either, "absence", {"starts": "25.11. 12:00"}, ("technician", wolff))
    assert lane_of(either, 25).lunch == (720, 780)
    assert lane_of(either, 25).away[0][1] is None
    with either.reading() as connection:
        shown = card(connection, ident, NOW)
    assert shown is not None
    assert [len(one.away) for one in shown.people] == [1]
    assert read(either, "absence", 1).values["ends"] == "27.11.2026"
    with either.reading() as connection:
        assert [one.why for one in duplicates(connection, "customer", {"name": "x", "phone": "03023125-0"})] == [
            "same number"
        ]
        assert [one.why for one in duplicates(connection, "person", {"mail": "post@albers.example"})] == ["same mail"]
    assert_sound(either)

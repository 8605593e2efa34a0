"""What the screen asks for, on both databases: the plan, the tickets, a customer and his history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from dispatcher.actions.appointment import book
from dispatcher.actions.customer import add_customer
from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.perform import Action, perform
from dispatcher.actions.ticket import file_ticket
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Note
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.trouble import Trouble
from dispatcher.queries.board import plan
from dispatcher.queries.customer_named import find_customer
from dispatcher.queries.customers import card
from dispatcher.queries.history import PAGE, history
from dispatcher.queries.office import colleague_by_login, colleagues, office_row
from dispatcher.queries.search import search
from dispatcher.queries.telling import told
from dispatcher.queries.tickets import open_tickets, open_tickets_of, ticket_by_number, ticket_detail
from dispatcher.store.index import Indexer
from dispatcher.store.schema import contact_person, number, site
from dispatcher.store.store import Store
from dispatcher.store.uow import UnitOfWork
from tests.store.offices import CLOCK, ME, NOW, Result, note, saved

ZONE = "Europe/Berlin"
TODAY = date(2026, 11, 23)


def done(store: Store, action: Action[Result], command: Result) -> int:
    outcome: Outcome = perform(store, action, command, ME, CLOCK)
    assert isinstance(outcome, Done), outcome
    return outcome.ref


def embassy(store: Store) -> int:
    site = ImportedSite("Gatehouse", "Klarastr. 4", "10117", "Berlin", "BE", access="security lock", parking="none")
    calvet = ImportedPerson(
        "Calvet", "Herr", "facility", numbers=(ImportedNumber("phone", "+493023125117", "030 23125-117"),)
    )
    mail = ImportedNumber("mail", "gate@tarvonia.example", "gate@tarvonia.example")
    desk = ImportedNumber("phone", "+493023125100", "030 23125-100")
    return done(store, add_customer, AddCustomer("Botschaft", sites=(site,), people=(calvet,), numbers=(mail, desk)))


def report(store: Store, customer: int, title: str = "no dial tone", due: datetime = NOW, **more: object) -> int:
    command = FileTicket(customer, title, Ball("us", "call back", due), **more)  # type: ignore[arg-type]
    return done(store, file_ticket, command)


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    """A wall clock time of Berlin in November 2026, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def test_the_plan_shows_each_technician_with_his_blocks_in_order(store: Store) -> None:
    ticket = report(store, embassy(store))
    for starts in (at(13), at(10)):
        done(store, book, Book(ticket, (1,), starts, starts + timedelta(hours=1), ZONE, travel_minutes=25))
    with store.reading() as connection:
        shown = plan(connection, TODAY, ZONE, "BE")
    first, second = shown.lanes
    assert [block.starts for block in first.blocks] == [at(10), at(13)]
    assert (first.blocks[0].customer_name, first.blocks[0].state) == ("Botschaft", "proposed")
    assert first.blocks[0].travel_minutes == 25
    assert second.blocks == ()


def test_the_plan_of_a_day_has_what_touches_it_and_nothing_else(store: Store) -> None:
    ticket = report(store, embassy(store))
    night = Book(ticket, (1,), at(23, 30), at(1, 30, day=24), ZONE)
    done(store, book, night)
    with store.reading() as connection:
        days = [plan(connection, date(2026, 11, day), ZONE, "BE").lanes[0].blocks for day in (22, 23, 24, 25)]
    assert [len(blocks) for blocks in days] == [0, 1, 1, 0]


def test_a_job_for_two_is_marked_in_both_lanes(store: Store) -> None:
    ticket = report(store, embassy(store))
    done(store, book, Book(ticket, (1, 2), at(10), at(11), ZONE))
    with store.reading() as connection:
        lanes = plan(connection, TODAY, ZONE, "BE").lanes
    assert [lane.blocks[0].two_person for lane in lanes] == [True, True]


def test_a_holiday_has_its_name_in_its_state_only(store: Store) -> None:
    with store.reading() as connection:
        names = [plan(connection, date(2026, 11, 18), ZONE, state).holiday for state in ("SN", "BE")]
    assert names[0] != ""
    assert names[1] == ""


def test_open_tickets_come_due_first_and_ended_ones_never(store: Store) -> None:
    customer = embassy(store)
    late = report(store, customer, "late", NOW - timedelta(days=1))
    soon = report(store, customer, "soon", NOW + timedelta(days=9))
    with store.reading() as connection:
        rows = open_tickets(connection)
        mine = open_tickets_of(connection, customer)
    assert [row.id for row in rows] == [late, 1, soon]
    assert {row.id for row in mine} == {late, soon}
    assert (rows[0].customer_name, rows[0].ball, rows[0].next_step) == ("Botschaft", "us", "call back")


def test_a_ticket_in_full_names_its_appointments_and_crew(store: Store) -> None:
    ticket = report(store, embassy(store), text="since Monday", source_number="INC7")
    done(store, book, Book(ticket, (1, 2), at(10), at(11), ZONE))
    with store.reading() as connection:
        detail = ticket_detail(connection, ticket)
        by_number = ticket_by_number(connection, detail.row.number) if detail else None
        nothing = ticket_detail(connection, 999)
    assert detail is not None
    assert by_number == detail.row
    assert nothing is None
    assert (detail.text, detail.source_number, detail.row.ball) == ("since Monday", "INC7", "appointment")
    assert [(line.starts, set(line.technicians)) for line in detail.appointments] == [(at(10), {"NOW", "MEY"})]


def test_the_card_has_site_people_and_numbers(store: Store) -> None:
    customer = embassy(store)
    report(store, customer)
    with store.reading() as connection:
        shown = card(connection, customer, NOW)
        nobody = card(connection, 999, NOW)
    assert nobody is None
    assert shown is not None
    assert (shown.name, shown.site_count, shown.open_tickets) == ("Botschaft", 1, 1)
    assert (shown.sites[0].access, shown.sites[0].parking) == ("security lock", "none")
    assert shown.people[0].numbers == ("030 23125-117",)
    assert shown.numbers == ("030 23125-100", "gate@tarvonia.example")


def test_the_history_is_newest_first_by_when_it_happened(store: Store) -> None:
    for text, days in (("today", 0), ("a month ago", 30), ("last week", 7)):
        done(store, file_note, Note(1, text, "in", "T", "Ms Lüders", happened=NOW - timedelta(days=days)))
    with store.reading() as connection:
        page = history(connection, 1)
    notes = [row for row in page.rows if row.verb == "note"]
    assert [row.text for row in notes] == ["today", "last week", "a month ago"]
    assert page.total == len(page.rows) == 5
    assert {(row.direction, row.channel, row.person) for row in notes} == {("in", "T", "Ms Lüders")}
    assert all(row.recorded > row.happened for row in notes[1:])


@pytest.mark.parametrize("start", [0, 1, 119, 120, 180, 239, 240, 241, 5000])
def test_a_window_of_a_long_history_is_the_same_from_either_end(store: Store, start: int) -> None:
    def write(uow: object) -> None:
        for one in range(238):
            note(uow, f"entry {one}")  # type: ignore[arg-type]

    saved(store, write)
    with store.reading() as connection:
        whole = [*history(connection, 1, 0, PAGE).rows, *history(connection, 1, PAGE, PAGE).rows]
        page = history(connection, 1, start, 10)
    assert len(whole) == page.total == 240
    assert list(page.rows) == whole[start : start + 10]


def test_a_booking_tells_when_and_who(store: Store) -> None:
    ticket = report(store, embassy(store))
    done(store, book, Book(ticket, (1,), at(10), at(11), ZONE))
    with store.reading() as connection:
        customer = find_customer(connection, "botschaft")
        newest = history(connection, customer).rows[0]
    assert told(newest, ZONE) == "appointment booked T-4412 proposed Mon 23.11.2026 10:00-11:00 NOW"


def test_a_customer_is_named_by_number_or_by_a_name_that_is_unique(store: Store) -> None:
    first = embassy(store)
    done(store, add_customer, AddCustomer("Maier Heizung"))
    with store.reading() as connection:
        shown = card(connection, first, NOW)
        assert shown is not None
        spellings = (f"K-{shown.number}", f"k{shown.number}", str(shown.number), "botsch", "BOTSCHAFT", "Calvet")
        assert {find_customer(connection, named) for named in spellings} == {first}
        assert find_customer(connection, "Maier") == 1
        with pytest.raises(Trouble, match="fits several") as several:
            find_customer(connection, "mai")
        with pytest.raises(Trouble) as unknown:
            find_customer(connection, "Zzz' OR 1=1 --")
        with pytest.raises(Trouble) as slip:
            find_customer(connection, "bo")
    assert [found.value.code for found in (several, unknown, slip)] == ["ambiguous", "unknown", "unknown"]


def test_who_we_are_and_who_sits_here(store: Store) -> None:
    with store.reading() as connection:
        office = office_row(connection)
        assert (office.name, office.state, office.training) == ("Haustechnik Nord", "BE", False)
        assert colleague_by_login(connection, "nobody") is None
        assert colleagues(connection) == ()


def test_a_ticket_is_found_by_the_number_somebody_else_gave_it(store: Store) -> None:
    ticket = report(store, embassy(store), source_number="INC0000045")
    with store.reading() as connection:
        hits = search(connection, "inc0000045")
        others = search(connection, "inc0000046")
        detail = ticket_detail(connection, ticket)
    assert detail is not None
    assert [hit.ticket_number for hit in hits] == [detail.row.number]
    assert others == ()


def test_the_switchboard_of_many_sites_leaves_room_for_others(store: Store) -> None:
    desk = ImportedNumber("phone", "+499112191055", "0911 2191055")
    sites = tuple(ImportedSite(f"Station {number}", numbers=(desk,)) for number in range(40))
    many = done(store, add_customer, AddCustomer("Bahnhof", sites=sites))
    other = ImportedNumber("phone", "+493012191055", "030 12191055")
    one = done(store, add_customer, AddCustomer("Sandner", numbers=(other,)))
    with store.reading() as connection:
        hits = search(connection, "1055")
    assert {hit.customer for hit in hits} == {many, one}
    assert len(hits) == 2


def test_what_left_a_customer_is_neither_shown_nor_found(store: Store) -> None:
    customer = embassy(store)

    def give_up(uow: UnitOfWork) -> None:
        for table in (number, contact_person, site):
            for ident in uow.connection.scalars(select(table.c.id).where(table.c.customer_id == customer)).all():
                uow.update(table, ident, 1, archived=True)
        Indexer(uow).rebuild(customer)
        uow.record("change customer", [("customer", customer)], {"text": "moved out"})

    saved(store, give_up)
    with store.reading() as connection:
        shown = card(connection, customer, NOW)
        found = [search(connection, typed) for typed in ("23125117", "10117", "calvet", "klarastr")]
        (still,) = search(connection, "botschaft")
    assert shown is not None
    assert (shown.numbers, shown.people, shown.sites, shown.site_count) == ((), (), (), 0)
    assert found == [(), (), (), ()]
    assert (still.phone, still.detail) == ("", "")


def test_the_card_tells_remark_and_the_words_behind_a_number_and_each_number_once(store: Store) -> None:
    evening = ImportedNumber("phone", "+4930333444", "030 333444", "(evenings)")
    sites = tuple(ImportedSite(f"Haus {one}", numbers=(evening,)) for one in range(80))
    person = ImportedPerson("Reh", numbers=(ImportedNumber("mobile", "+4915228817386", "0152 28817386"),))
    command = AddCustomer("Autohaus", remark="see the slip", sites=sites, people=(person,))
    customer = done(store, add_customer, command)
    with store.reading() as connection:
        shown = card(connection, customer, NOW)
    assert shown is not None
    assert shown.numbers == ("030 333444 (evenings)",)
    assert shown.people[0].numbers == ("0152 28817386",)
    assert shown.remark == "see the slip"

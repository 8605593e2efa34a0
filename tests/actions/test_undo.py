"""X18: the own last action is taken back by a counter-entry: rows as they were, both entries visible, nobody else's
work touched. On both databases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from dispatcher.actions.appointment import book
from dispatcher.actions.customer import add_customer
from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.perform import Action, Command, perform
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.ticket import file_ticket
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.contact import Note
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.imported import ImportedPerson
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.undo import Undo
from dispatcher.queries.customers import card
from dispatcher.queries.history import history
from dispatcher.queries.telling import told
from dispatcher.queries.undo import last_own
from dispatcher.store.index import Indexer
from dispatcher.store.schema import appointment, assignment, contact_person, customer, site, technician, ticket
from dispatcher.store.store import Store
from dispatcher.store.uow import UnitOfWork
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    NOW,
    OURS,
    assert_sound,
    by_word,
    customer_called,
    done,
    entries,
    refused,
    row,
    rows,
    technician_called,
    ticket_of,
)

WH = Actor(2, "wh", "dispatcher")
TEN = NINE_TOMORROW + HOUR


class Later(Clock):
    """The same office, eleven minutes later."""

    def recorded(self) -> datetime:
        return super().recorded() + timedelta(minutes=11)


def by_wh(store: Store, action: Action[Command], command: Command) -> int:
    """A colleague does something at his own desk."""
    outcome = perform(store, action, command, WH, Clock(NOW))
    assert isinstance(outcome, Done), outcome
    return outcome.seq


def visit(ticket_id: int, technician_id: int = 1) -> Book:
    return Book(ticket_id, (technician_id,), NINE_TOMORROW, TEN, "Europe/Berlin")


def said_of(store: Store, ident: int) -> list[str]:
    """What the history of a customer says, filed last first."""
    with store.reading() as connection:
        shown = sorted(history(connection, ident).rows, key=lambda entry: -entry.seq)
        return [told(entry, "Europe/Berlin") for entry in shown]


def last(store: Store) -> tuple[str, str, str] | None:
    with store.reading() as connection:
        found = last_own(connection, "mh", Clock().recorded() - timedelta(minutes=10))
    return None if found is None else (found.verb, found.about, found.text)


def rename(uow: UnitOfWork, name: str, save_key: str | None = None) -> Outcome:
    seen = uow.connection.scalar(select(customer.c.version).where(customer.c.id == 1)) or 0
    uow.update(customer, 1, seen, name=name)
    Indexer(uow).rebuild(1)
    seq = uow.record("change customer", [("customer", 1)], {"text": name, "result": result("customer", 1)})
    return Done(seq, "customer", 1)


def drop(uow: UnitOfWork, ident: int, save_key: str | None = None) -> Outcome:
    """Delete a customer with his people and sites, as one does whom nothing refers to."""
    Indexer(uow).remove(ident)
    for table in (contact_person, site):
        for child in uow.connection.execute(select(table.c.id, table.c.version).where(table.c.customer_id == ident)):
            uow.delete(table, child.id, child.version)
    uow.delete(customer, ident, uow.connection.scalar(select(customer.c.version).where(customer.c.id == ident)) or 0)
    return Done(uow.record("delete customer", [("customer", ident)], {}), "customer", ident)


def test_x18_a_note_is_withdrawn_and_both_entries_are_seen(either: Store) -> None:
    praxis = customer_called(either)
    note = done(either, file_note, Note(praxis, "calls at ten", "in", "T", "Frau Hahn")).seq
    assert last(either) == ("note", "Praxis Hahn", "calls at ten")
    answer = done(either, undo, Undo(note))
    assert (answer.kind, answer.ref) == ("entry", note)
    assert said_of(either, praxis)[:2] == ["undone: note", "(withdrawn) Frau Hahn: calls at ten"]
    assert set(entries(either)[-1].links) == {("customer", praxis), ("entry", note)}
    assert_sound(either)


def test_x18_a_booking_is_taken_back_and_the_board_is_as_before(either: Store) -> None:
    lorenz, heating = technician_called(either), ticket_of(either, customer_called(either))
    before = row(either, ticket)
    done(either, book, visit(heating))
    assert row(either, ticket)["ball"] == "appointment"
    done(either, undo, Undo())
    assert row(either, ticket) == before | {"version": 3}
    assert (row(either, appointment)["state"], row(either, assignment)["active"]) == ("cancelled", False)
    assert said_of(either, 1)[0] == "undone: appointment booked T-1001"
    done(either, book, visit(heating, lorenz))
    assert_sound(either)


def test_x18_step_by_step_as_far_as_ten_minutes_reach(either: Store) -> None:
    technician_called(either)
    heating = ticket_of(either, customer_called(either))
    done(either, book, visit(heating))
    done(either, file_note, Note(1, "needs a ladder", ticket=heating))
    for expected in ("note", "book", "file ticket", "add customer", "add technician"):
        assert (last(either) or ("",))[0] == expected
        done(either, undo, Undo())
    assert last(either) is None
    ended = row(either, ticket)
    assert (ended["state"], ended["closed_at"] is None, ended["ball"], ended["due_at"]) == (
        "cancelled", False, None, None,
    )  # fmt: skip
    assert (row(either, customer)["archived"], row(either, technician)["archived"]) == (True, True)
    assert refused(either, undo, Undo()).sentence == "That cannot be undone: office founded."
    assert_sound(either)


def test_x18_who_was_deleted_comes_back_with_his_people_and_is_found(either: Store) -> None:
    praxis = customer_called(either, people=(ImportedPerson("Quirlbach"),))
    other = customer_called(either, "Kanzlei Weber")
    before = row(either, customer), row(either, contact_person)
    done(either, drop, praxis)
    assert (by_word(either, "hahn"), by_word(either, "quirlbach")) == (set(), set())
    done(either, undo, Undo())
    assert (row(either, customer), row(either, contact_person)) == tuple(one | {"version": 2} for one in before)
    assert (by_word(either, "hahn"), by_word(either, "quirlbach")) == ({praxis}, {praxis})
    assert customer_called(either, "Neu") == other + 1
    assert_sound(either)


def test_x18_a_new_name_is_set_back_and_found_again(either: Store) -> None:
    praxis = customer_called(either)
    done(either, rename, "Praxis Hase")
    done(either, undo, Undo())
    assert row(either, customer)["name"] == "Praxis Hahn"
    assert (by_word(either, "hahn"), by_word(either, "hase")) == ({praxis}, set())
    assert_sound(either)


def test_x18_a_note_that_passed_the_ball_and_marked_the_customer(either: Store) -> None:
    heating = ticket_of(either, customer_called(either))
    before = row(either, ticket)
    ball = Ball("customer", "call back", TEN, "Frau Hahn")
    done(either, file_note, Note(1, "will call, angry", ticket=heating, ball=ball, flags=("complaint",)))
    done(either, undo, Undo())
    assert row(either, ticket) == before | {"version": 3}
    with either.reading() as connection:
        found = card(connection, 1, NOW)
    assert found is not None
    assert found.flags == ()
    assert_sound(either)


def test_x18_what_others_did_elsewhere_does_not_stand_in_the_way(either: Store) -> None:
    technician_called(either)
    heating, light = ticket_of(either, customer_called(either)), ticket_of(either, customer_called(either, "Weber"))
    done(either, book, visit(heating))
    by_wh(either, file_note, Note(1, "rang", ticket=heating))
    by_wh(either, file_note, Note(2, "rang", ticket=light))
    done(either, undo, Undo())
    assert row(either, ticket)["ball"] == "us"
    assert_sound(either)


def test_x18_what_others_went_on_with_stands_in_the_way_and_is_named(either: Store) -> None:
    technician_called(either)
    heating = ticket_of(either, customer_called(either))
    by_wh(either, book, visit(heating))
    refusal = refused(either, undo, Undo())
    assert refusal == Refusal(
        "in-the-way", "wh has gone on with T-1001 since: appointment booked, 09:42. Nothing was undone."
    )
    perform(either, undo, Undo(), WH, Clock(NOW))
    done(either, undo, Undo())
    assert row(either, ticket)["state"] == "cancelled"
    assert_sound(either)


def test_x18_a_customer_with_whom_others_spoke_is_not_put_away(either: Store) -> None:
    praxis = customer_called(either)
    by_wh(either, file_note, Note(praxis, "rang"))
    assert refused(either, undo, Undo()).sentence == (
        "wh has gone on with Praxis Hahn since: note, 09:42. Nothing was undone."
    )
    assert row(either, customer)["archived"] is False


def test_x18_a_row_that_others_changed_or_deleted_stands_in_the_way(either: Store) -> None:
    customer_called(either)
    done(either, rename, "Praxis Hase")
    by_wh(either, rename, "Praxis Habicht")
    assert refused(either, undo, Undo()).sentence.startswith("wh has gone on with Praxis Habicht since: change")
    by_wh(either, drop, 1)
    assert refused(either, undo, Undo()).sentence.startswith("wh has gone on with change customer since: delete")
    assert_sound(either)


def test_x18_a_row_changed_outside_of_the_program_is_left_alone(either: Store) -> None:
    customer_called(either)
    done(either, rename, "Praxis Hase")
    with either.engine.begin() as connection:
        connection.execute(update(customer).values(name="X", version=7))
    assert refused(either, undo, Undo()).sentence == "That was changed by somebody since. Nothing was undone."


def test_x18_a_time_that_was_given_away_does_not_come_back(either: Store) -> None:
    def release(uow: UnitOfWork, _command: None, save_key: str | None = None) -> Outcome:
        uow.update(assignment, 1, 1, active=False)
        uow.update(appointment, 1, 1, state="cancelled")
        return Done(uow.record("cancel", [("appointment", 1), ("ticket", 1)], {}), "appointment", 1)

    technician_called(either)
    heating, light = ticket_of(either, customer_called(either)), ticket_of(either, customer_called(either, "Weber"))
    done(either, book, visit(heating))
    done(either, release, None)
    by_wh(either, book, visit(light))
    refusal = refused(either, undo, Undo())
    assert (refusal.code, refusal.sentence) == (
        "overlap", "Lorenz is booked already: Tue 24.11.2026 09:00-10:00, T-1002 Weber.",
    )  # fmt: skip
    perform(either, undo, Undo(), WH, Clock(NOW))
    done(either, undo, Undo())
    assert (row(either, assignment)["active"], row(either, appointment)["state"]) == (True, "proposed")
    assert_sound(either)


def test_x18_a_name_that_was_taken_meanwhile_does_not_come_back(either: Store) -> None:
    def recode(uow: UnitOfWork, code: str, save_key: str | None = None) -> Outcome:
        uow.update(technician, 1, 1, code=code)
        return Done(uow.record("change technician", [("technician", 1)], {}), "technician", 1)

    technician_called(either)
    done(either, recode, "LZ")
    by_wh(either, add_technician, AddTechnician("LO", "Loewe"))
    assert refused(either, undo, Undo()).sentence == ("Something else has taken that place since. Nothing was undone.")
    assert [one["code"] for one in rows(either, technician)] == ["LZ", "LO"]
    assert_sound(either)


def test_x18_only_the_own_last_action_and_only_once(either: Store) -> None:
    praxis = customer_called(either)
    first = done(either, file_note, Note(praxis, "rang")).seq
    second = done(either, file_note, Note(praxis, "rang again")).seq
    theirs = by_wh(either, file_note, Note(praxis, "rang too"))
    assert refused(either, undo, Undo(first)).code == "order"
    assert refused(either, undo, Undo(theirs)).sentence == (
        f"Entry {theirs} is by wh; everybody undoes only what he did himself."
    )
    counter = done(either, undo, Undo(second)).seq
    assert refused(either, undo, Undo(second)).code == "undone"
    assert refused(either, undo, Undo(counter)).code == "undo"
    assert refused(either, undo, Undo(999)).code == "entry"
    assert last(either) == ("note", "Praxis Hahn", "rang")


def test_x18_after_ten_minutes_it_stands(store: Store) -> None:
    note = done(store, file_note, Note(customer_called(store), "rang")).seq
    for command, code in ((Undo(note), "late"), (Undo(), "nothing")):
        outcome = perform(store, undo, command, DISPATCHER, Later(NOW))
        assert isinstance(outcome, Refusal)
        assert outcome.code == code


def test_x18_the_same_undo_again_undoes_no_more(store: Store) -> None:
    customer_called(store)
    note = done(store, file_note, Note(1, "rang")).seq
    counter = done(store, undo, Undo(note), "undo-1")
    again = done(store, undo, Undo(note), "undo-1")
    assert (again.seq, again.again) == (counter.seq, True)
    assert row(store, customer)["archived"] is False


def test_x18_what_stays(store: Store) -> None:
    assert refused(store, undo, Undo(1)).sentence == "That cannot be undone: office founded."
    note = done(store, file_note, Note(customer_called(store), "rang")).seq
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.record("note", [("customer", 1)], {"text": "from a list", "source": "kunden.csv", "key": "1"})
    assert last(store) is None
    assert refused(store, undo, Undo()).code == "import"
    with store.writing(WH, Clock(NOW)) as uow:
        uow.erase([note, note + 1], [("customer", 1)], {"ground": "Art. 17"})
    assert last(store) is None
    assert refused(store, undo, Undo()).code == "erased"


def test_x18_among_thousands_of_entries_by_others_the_own_one_is_found(store: Store) -> None:
    praxis = customer_called(store)
    done(store, file_note, Note(praxis, "rang"))
    with store.writing(WH, Clock(NOW)) as uow:
        for number in range(2500):
            uow.record("note", [("customer", praxis)], {"text": f"call {number}"})
    assert last(store) == ("note", "Praxis Hahn", "rang")


@pytest.mark.parametrize("command", [AddCustomer("Praxis Hahn"), FileTicket(1, "Heizung kalt", OURS)])
def test_x18_a_viewer_undoes_nothing(store: Store, command: Any) -> None:
    customer_called(store)
    done(store, add_customer if isinstance(command, AddCustomer) else file_ticket, command)
    outcome = perform(store, undo, Undo(), Actor(1, "mh", "viewer"), Clock(NOW))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "read-only"

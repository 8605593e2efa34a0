"""Whatever two desks do: an undo brings the rows back as they were, or changes nothing and says why; nobody else's work
is touched, and the store stays sound (I18, X18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from dispatcher.actions.appointment import book
from dispatcher.actions.customer import add_customer
from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.perform import perform
from dispatcher.actions.ticket import file_ticket
from dispatcher.actions.undo import undo
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.colleague import Actor
from dispatcher.domain.contact import Note
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.undo import Undo
from dispatcher.store.index import Indexer
from dispatcher.store.journal import decode
from dispatcher.store.schema import (
    contact_person,
    customer,
    journal_payload,
    metadata,
    number,
    search_document,
    site,
    ticket,
)
from dispatcher.store.store import Store
from dispatcher.store.uow import PLAIN, UnitOfWork
from dispatcher.store.verify import check
from dispatcher.store.verify_rows import JOURNAL
from tests.properties.copies import copied, made
from tests.store import offices
from tests.store.offices import CLOCK, NOW

DESKS = (Actor(1, "jd", "dispatcher"), Actor(2, "wh", "dispatcher"))
WORDS = st.text("abc ", min_size=1, max_size=8).filter(str.strip)
WORK = ("note", "ball", "ticket", "book", "customer", "rename", "drop", "undo", "undo", "undo")
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(WORK), st.integers(0, 99), WORDS), min_size=3, max_size=14
)
FAST = settings(max_examples=30)
Rows = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("template"), offices.found)


def contents(connection: Connection) -> Rows:
    """Every row of every noun, by table and id."""
    nouns = [table for table in metadata.sorted_tables if table.name not in PLAIN | JOURNAL]
    return {
        f"{table.name}:{row['id']}": dict(row)
        for table in nouns
        for row in connection.execute(select(table)).mappings()
    }


def words_of(connection: Connection) -> dict[int, set[str]]:
    """By what each customer is found."""
    found: dict[int, set[str]] = {}
    for ident, line in connection.execute(select(search_document.c.customer_id, search_document.c.words)):
        found.setdefault(ident, set()).update(line.split())
    return found


def rename(uow: UnitOfWork, given: tuple[int, str], save_key: str | None = None) -> Outcome:
    ident, name = given
    seen = uow.connection.scalar(select(customer.c.version).where(customer.c.id == ident)) or 0
    uow.update(customer, ident, seen, name=name)
    Indexer(uow).rebuild(ident)
    return Done(uow.record("rename", [("customer", ident)], {"text": name}), "customer", ident)


def drop(uow: UnitOfWork, ident: int, save_key: str | None = None) -> Outcome:
    """Delete a customer without tickets, with all that belongs to him."""
    if uow.connection.scalar(select(ticket.c.id).where(ticket.c.customer_id == ident)) is not None:
        return Refusal("referred", "a ticket refers to it")
    Indexer(uow).remove(ident)
    for table in (number, contact_person, site):
        for row in uow.connection.execute(select(table.c.id, table.c.version).where(table.c.customer_id == ident)):
            uow.delete(table, row.id, row.version)
    seen = uow.connection.scalar(select(customer.c.version).where(customer.c.id == ident)) or 0
    uow.delete(customer, ident, seen)
    return Done(uow.record("drop", [("customer", ident)], {}), "customer", ident)


def wish(rows: Rows, what: str, chosen: int, words: str) -> tuple[Callable[..., Outcome], object] | None:
    """The action and its command, about one of the customers and tickets that are there."""
    customers = sorted(row["id"] for key, row in rows.items() if key.startswith("customer:"))
    tickets = [row for key, row in sorted(rows.items()) if key.startswith("ticket:") and row["closed_at"] is None]
    if what == "undo":
        return undo, Undo()
    if what == "customer":
        mail = ImportedNumber("mail", f"{words.strip()}@example.org", words)
        person = ImportedPerson(words, numbers=(mail,))
        return add_customer, AddCustomer(words, sites=(ImportedSite(words, place=words),), people=(person,))
    if not customers or (what in ("ball", "book") and not tickets):
        return None
    whose = customers[chosen % len(customers)]
    about = tickets[chosen % len(tickets)] if tickets else {}
    starts = NOW + timedelta(hours=1 + chosen)
    ball = Ball("customer", "calls", starts, words)
    wishes: dict[str, Callable[[], tuple[Callable[..., Outcome], object]]] = {
        "note": lambda: (file_note, Note(whose, words)),
        "ball": lambda: (file_note, Note(about["customer_id"], words, ticket=about["id"], ball=ball)),
        "ticket": lambda: (file_ticket, FileTicket(whose, words, Ball("us", "call", starts))),
        "book": lambda: (
            book,
            Book(about["id"], (1 + chosen % 2,), starts, starts + timedelta(hours=1), "Europe/Berlin"),
        ),
        "rename": lambda: (rename, (whose, words)),
        "drop": lambda: (drop, whose),
    }
    return wishes[what]()


@dataclass
class Office:
    """The store, and what was there before each action that can still be undone."""

    store: Store
    before: dict[int, tuple[Rows, dict[int, set[str]]]] = field(default_factory=dict)
    undone: int = 0

    def look(self) -> tuple[Rows, dict[int, set[str]]]:
        with self.store.reading() as connection:
            return contents(connection), words_of(connection)

    def do(self, desk: int, what: str, chosen: int, words: str) -> None:
        rows, found = self.look()
        wanted = wish(rows, what, chosen, words)
        if wanted is None:
            return
        outcome = perform(self.store, *wanted, DESKS[desk], CLOCK)
        if isinstance(outcome, Refusal):
            assert self.look() == (rows, found)
        elif what == "undo":
            self.undone += 1
            self.assert_back(outcome.ref, rows, found)
        else:
            self.before[outcome.seq] = rows, found

    def touched(self, seq: int) -> set[str]:
        with self.store.reading() as connection:
            text = connection.scalar(select(journal_payload.c.payload).where(journal_payload.c.seq == seq))
        said = decode(text or "{}")
        return {*said.get("set", {}), *said.get("gone", {})}

    def assert_back(self, seq: int, rows: Rows, found: dict[int, set[str]]) -> None:
        earlier, words = self.before[seq]
        now, known = self.look()
        touched = self.touched(seq)
        assert {key: row for key, row in now.items() if key not in touched} == {
            key: row for key, row in rows.items() if key not in touched
        }
        for key in touched:
            if key in earlier:
                assert {**now[key], "version": 0} == {**earlier[key], "version": 0}
            else:
                assert is_put_away(now, key)
        for ident in {int(key.partition(":")[2]) for key in touched if key.startswith("customer:")} & words.keys():
            assert known[ident] == words[ident]


def is_put_away(rows: Rows, key: str) -> bool:
    """Itself, or with the customer it belongs to."""
    row = rows[key]
    owner = rows.get(f"customer:{row.get('customer_id')}", {})
    is_hidden = bool(row.get("archived") or owner.get("archived"))
    return is_hidden or row.get("state") == "cancelled" or row.get("active") is False


@FAST
@given(STEPS)
def test_x18_an_undo_restores_the_rows_and_the_store_stays_sound(
    template: Path, steps: list[tuple[int, str, int, str]]
) -> None:
    with copied(template) as store:
        work = Office(store)
        for step in steps:
            work.do(*step)
        assert check(store).findings == ()


@FAST
@given(STEPS.map(lambda steps: [(0, what, chosen, words) for _desk, what, chosen, words in steps if what != "undo"]))
def test_x18_alone_one_takes_back_everything_step_by_step(
    template: Path, steps: list[tuple[int, str, int, str]]
) -> None:
    with copied(template) as store:
        work = Office(store)
        for step in steps:
            work.do(*step)
        while work.undone < len(work.before):
            undone = work.undone
            work.do(0, "undo", 0, "")
            assert work.undone == undone + 1
        assert check(store).findings == ()

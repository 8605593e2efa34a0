"""What a desk does in these tests: saves, and looks at what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, func, select

from dispatcher.actions.customer import add_customer
from dispatcher.actions.office import FoundOffice, found_office
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import Action, Command, perform
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.ticket import file_ticket
from dispatcher.domain.ball import Ball
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.ticket import FileTicket
from dispatcher.store.create import founding
from dispatcher.store.journal import decode, parse_links
from dispatcher.store.place import Place
from dispatcher.store.schema import journal, journal_payload
from dispatcher.store.store import Store
from dispatcher.store.verify import check

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
NINE_TOMORROW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
DISPATCHER = Actor(1, "mh", "dispatcher")
VIEWER = Actor(2, "gf", "viewer")
OURS = Ball("us", "call back", NINE_TOMORROW)


def found(place: Place) -> None:
    """An office in Berlin with nobody in it."""
    with founding(place, DISPATCHER, Clock(NOW)) as uow:
        found_office(uow, FoundOffice("Haustechnik Nord", "BE"))


def done(store: Store, action: Action[Command], command: Command, save_key: str | None = None) -> Done:
    """A save that must succeed."""
    outcome = perform(store, action, command, DISPATCHER, Clock(NOW), save_key)
    assert isinstance(outcome, Done), outcome
    return outcome


def refused(store: Store, action: Action[Command], command: Command) -> Refusal:
    """A save that must be refused and leave nothing behind."""
    before = count(store, journal)
    outcome = perform(store, action, command, DISPATCHER, Clock(NOW))
    assert isinstance(outcome, Refusal), outcome
    assert count(store, journal) == before
    return outcome


def customer_called(store: Store, name: str = "Praxis Hahn", **more: Any) -> int:
    return done(store, add_customer, AddCustomer(name, **more)).ref


def technician_called(store: Store, code: str = "LO", name: str = "Lorenz") -> int:
    return done(store, add_technician, AddTechnician(code, name)).ref


def ticket_of(store: Store, customer: int, title: str = "Heizung kalt") -> int:
    return done(store, file_ticket, FileTicket(customer, title, OURS)).ref


def rows(store: Store, table: Table) -> list[dict[str, Any]]:
    """Every row of a table, by its key."""
    with store.reading() as connection:
        found = connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
        return [dict(row) for row in found]


def row(store: Store, table: Table, ident: int = 1) -> dict[str, Any]:
    with store.reading() as connection:
        return dict(connection.execute(select(table).where(table.c.id == ident)).mappings().one())


def count(store: Store, table: Table) -> int:
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


class Entry:
    """An entry of the journal as a test looks at it."""

    def __init__(self, found: Any) -> None:
        self.seq: int = found.seq
        self.verb: str = found.verb
        self.happened: datetime = found.happened_at
        self.recorded: datetime = found.recorded_at
        self.links = parse_links(found.links)
        self.said = decode(found.payload)


def entries(store: Store, verb: str = "") -> list[Entry]:
    """The journal, or the entries with one verb, in order."""
    query = select(journal, journal_payload.c.payload).join(journal_payload, journal_payload.c.seq == journal.c.seq)
    with store.reading() as connection:
        found = [Entry(row) for row in connection.execute(query.order_by(journal.c.seq))]
    return [entry for entry in found if not verb or entry.verb == verb]


def assert_sound(store: Store) -> None:
    """The chain holds, and the journal folds to what the tables say."""
    assert check(store).findings == ()


def by_word(store: Store, word: str) -> set[int]:
    """The customers whose search documents have a word."""
    from dispatcher.store.schema import search_document

    with store.reading() as connection:
        found: Iterable[Any] = connection.execute(select(search_document.c.customer_id, search_document.c.words))
        return {ident for ident, words in found if word in words.split()}

"""A small office and its trade for the tests of the store: rows and entries written as actions write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, select, text

from dispatcher.actions.office import FoundOffice, found_office
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.store.create import founding
from dispatcher.store.index import Indexer, search_text
from dispatcher.store.place import Place
from dispatcher.store.schema import appointment, assignment, customer, metadata, technician, ticket
from dispatcher.store.store import Store
from dispatcher.store.uow import UnitOfWork

Result = TypeVar("Result")
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
CLOCK = Clock(NOW)
ME = Actor(1, "mh", "dispatcher")


def found(place: Place) -> None:
    """An office with two technicians, two customers and a ticket: five entries."""
    with founding(place, ME, CLOCK) as uow:
        found_office(uow, FoundOffice("Haustechnik Nord", "BE"))
        for code in ("NOW", "MEY"):
            add_technician(uow, code)
        for name in ("Maier", "Müller"):
            add_customer(uow, name)
        ident = uow.insert(ticket, number=4411, customer_id=1, title="Heizung kalt", **BALL)
        uow.record("report", [("customer", 1), ("ticket", ident)], {"text": "Heizung kalt"}, search="heizung kalt")


BALL: dict[str, Any] = {"reported_at": NOW, "ball": "us", "next_step": "call", "due_at": NOW, "state": "new"}


def add_technician(uow: UnitOfWork, code: str) -> int:
    ident = uow.insert(technician, code=code, name=code.title())
    uow.record("add technician", [("technician", ident)], {})
    return ident


def add_customer(uow: UnitOfWork, name: str, **more: Any) -> int:
    uow.flush()
    ident = uow.insert(customer, number=uow.new_id(customer, "number"), name=name, **more)
    Indexer(uow).add(ident, [name])
    uow.record("add customer", [("customer", ident)], {"text": name}, search=search_text(name))
    return ident


def rename(uow: UnitOfWork, ident: int, name: str, seen: int | None = None) -> int:
    version = seen or uow.connection.scalar(select(customer.c.version).where(customer.c.id == ident)) or 0
    uow.update(customer, ident, version, name=name)
    Indexer(uow).rebuild(ident)
    return uow.record("change customer", [("customer", ident)], {"text": name}, search=search_text(name))


def note(uow: UnitOfWork, words: str, customer_id: int = 1, save_key: str | None = None) -> int:
    return uow.record(
        "note", [("customer", customer_id)], {"text": words}, search=search_text(words), save_key=save_key
    )


def book(uow: UnitOfWork, technician_id: int, starts: datetime, minutes: int = 60, **more: Any) -> int:
    """A block of the technician's time; returns the assignment's id."""
    ends = starts + timedelta(minutes=minutes)
    made = uow.insert(appointment, ticket_id=1, state="confirmed", starts_at=starts, ends_at=ends, zone="Europe/Berlin")
    block = {"appointment_id": made, "technician_id": technician_id, "blocked_from": starts, "blocked_until": ends}
    ident = uow.insert(assignment, **block, **more)
    uow.record("book", [("appointment", made), ("technician", technician_id)], {})
    return ident


def saved(store: Store, act: Callable[[UnitOfWork], Result]) -> Result:
    """What ``act`` answers, committed."""
    with store.writing(ME, CLOCK) as uow:
        return act(uow)


def save(store: Store, words: str = "rang zurück", save_key: str | None = None) -> int:
    """One note, committed."""
    return saved(store, lambda uow: note(uow, words, save_key=save_key))


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to compare before and after."""
    return {
        table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in metadata.sorted_tables
    }


def all_of(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """The contents of an open store."""
    with store.reading() as connection:
        return contents(connection)


def entries(store: Store) -> list[tuple[int, str]]:
    """Sequence and verb of every journal entry."""
    with store.reading() as connection:
        return [(seq, verb) for seq, verb in connection.execute(text("SELECT seq, verb FROM journal ORDER BY seq"))]


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Names, sizes and instants of change in a folder, to prove that nothing was written."""
    return {path.name: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.iterdir()}

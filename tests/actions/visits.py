"""Visits and their technicians, as the tests of their status want them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table

from dispatcher.actions.appointment import book
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import Action, Command, perform
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.store.schema import appointment
from dispatcher.store.store import Store
from tests.actions.desk import DISPATCHER, HOUR, NOW, customer_called, row, ticket_of

MINUTE = timedelta(minutes=1)
NINE = NOW - 42 * MINUTE
TEN = NOW + 18 * MINUTE
BERLIN = "Europe/Berlin"


def done_at(store: Store, at: datetime, action: Action[Command], command: Command) -> Done:
    """A save that must succeed, at ``at``."""
    outcome = perform(store, action, command, DISPATCHER, Clock(at))
    assert isinstance(outcome, Done), outcome
    return outcome


def visit_of(store: Store, *technicians: int, starts: datetime = TEN, name: str = "Kanzlei Weber", **more: Any) -> int:
    """An appointment of one hour that is proposed; one that has begun was booked before."""
    ticket = ticket_of(store, customer_called(store, name))
    wish = Book(ticket, technicians, starts, starts + HOUR, BERLIN, **more)
    return done_at(store, min(NOW, starts - HOUR), book, wish).ref


def is_now(store: Store, table: Table, ident: int, **values: Any) -> None:
    """Somebody else's action changed the row."""
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        uow.update(table, ident, row(store, table, ident)["version"], **values)
        uow.record("row update", [(str(table.name), ident)], {})


def confirmed(store: Store, visit: int) -> int:
    """The visit, confirmed."""
    is_now(store, appointment, visit, state="confirmed", opener="Frau Ahlers", no_deputy=True, confirmed_at=NOW)
    return visit


def on_site(store: Store, visit: int, since: datetime = NOW) -> int:
    """The visit, its technician on site."""
    is_now(store, appointment, visit, state="on site", on_site_at=since)
    return visit


def to_the_minute(instant: datetime) -> datetime:
    """The office's clock goes on while a test runs."""
    return instant.replace(second=0, microsecond=0)

"""What a desk with a board does in these tests: a visit that was booked, moved and told of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from dispatcher.actions.appointment import book
from dispatcher.domain.appointment import Book
from dispatcher.domain.clock import Clock
from dispatcher.domain.moving import MoveAppointment
from dispatcher.store.schema import appointment
from dispatcher.store.store import Store
from tests.actions.desk import (
    DISPATCHER,
    HOUR,
    NINE_TOMORROW,
    NOW,
    customer_called,
    done,
    row,
    technician_called,
    ticket_of,
)
from tests.actions.promise_desk import staff

WEEK = timedelta(days=7)
TEN_TOMORROW = NINE_TOMORROW + HOUR
CONFIRMED = datetime(2026, 11, 23, 8, tzinfo=UTC)


def visit_tomorrow(store: Store, **more: Any) -> int:
    """Lorenz at Praxis Hahn tomorrow from nine to ten, and told so; with three colleagues, Nowak and Okafor."""
    staff(store)
    made = ticket_of(store, customer_called(store))
    for code, name in (("LO", "Lorenz"), ("NO", "Nowak"), ("OK", "Okafor")):
        technician_called(store, code, name)
    told: dict[str, Any] = {"window": (NINE_TOMORROW, TEN_TOMORROW), "travel_minutes": 0, **more}
    return done(store, book, Book(made, (1,), NINE_TOMORROW, TEN_TOMORROW, "Europe/Berlin", **told)).ref


def confirm(store: Store, ident: int, **more: Any) -> None:
    """The appointment as a confirmation leaves it."""
    with store.writing(DISPATCHER, Clock(NOW)) as uow:
        values = {"state": "confirmed", "confirmed_at": CONFIRMED, "confirmed_with": "Frau Hahn", **more}
        uow.update(appointment, ident, row(store, appointment, ident)["version"], **values)
        uow.record("ticket update", [("appointment", ident)], {})


def by(days: float = 7, *, asked_by: str = "customer", reason: str = "contact away", **more: Any) -> MoveAppointment:
    """A move of the first appointment from tomorrow nine to ten, by days."""
    step = timedelta(days=days)
    values: dict[str, Any] = {"starts": NINE_TOMORROW + step, "ends": TEN_TOMORROW + step, "technicians": None}
    values["travel_minutes"] = 0
    return MoveAppointment(**{"appointment": 1, "asked_by": asked_by, "reason": reason, **values, **more})

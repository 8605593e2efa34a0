"""An embassy with a security lock, and an appointment there tomorrow from nine to eleven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dispatcher.actions.appointment import book
from dispatcher.actions.confirm import confirm
from dispatcher.domain.appointment import Book
from dispatcher.domain.confirming import Confirm
from dispatcher.domain.imported import ImportedPerson, ImportedSite
from dispatcher.store.schema import appointment
from dispatcher.store.store import Store
from tests.actions.desk import HOUR, NINE_TOMORROW, customer_called, done, refused, row, technician_called, ticket_of
from tests.actions.promise_desk import staff
from tests.actions.records_desk import new

TWO_HOURS = 2 * HOUR
CALVET, BONNARD = 1, 2
LOCK = ImportedSite("", "Klarastr. 4", "10117", "Berlin", "BE", access_class="security lock", register_hours=24)


@dataclass(frozen=True, slots=True)
class Embassy:
    """The customer, a ticket of his, and an appointment for it."""

    store: Store
    customer: int
    ticket: int
    visit: int

    def row(self, ident: int | None = None) -> dict[str, Any]:
        return row(self.store, appointment, ident or self.visit)

    def state(self, ident: int | None = None) -> tuple[str, str]:
        found = self.row(ident)
        return found["state"], found["unconfirmed"]

    def answers(self, **more: Any) -> Confirm:
        """All three answers: Calvet opens, Bonnard is his deputy, the gate knows."""
        whole = Confirm(self.visit, opener=CALVET, deputy=BONNARD, registered="Ms Sorel", channel="T")
        return replace(whole, **more)

    def confirm(self, **more: Any) -> int:
        return done(self.store, confirm, self.answers(**more)).seq

    def no(self, **more: Any) -> tuple[str, str]:
        refusal = refused(self.store, confirm, self.answers(**more))
        return refusal.code, refusal.sentence

    def another(self, days: int) -> int:
        """A further appointment for the same ticket, some days later."""
        starts = NINE_TOMORROW + days * 24 * HOUR
        return done(self.store, book, replace(_visit(self.ticket), starts=starts, ends=starts + TWO_HOURS)).ref

    def away(self, person: int = CALVET, since: str = "24.11.2026", until: str = "") -> int:
        values: Mapping[str, str] = {"starts": since, "ends": until}
        return new(self.store, "absence", values, ("person", person))


def embassy(store: Store, site: ImportedSite = LOCK) -> Embassy:
    """Nothing is confirmed yet."""
    staff(store)
    people = (ImportedPerson("Calvet", "Herr"), ImportedPerson("Bonnard", "Frau"))
    customer = customer_called(store, "Botschaft Tarvonien", sites=(site,), people=people)
    ticket = ticket_of(store, customer, "phone system, gatehouse")
    technician_called(store)
    return Embassy(store, customer, ticket, done(store, book, _visit(ticket)).ref)


def _visit(ticket: int) -> Book:
    return Book(ticket, (1,), NINE_TOMORROW, NINE_TOMORROW + TWO_HOURS, "Europe/Berlin")

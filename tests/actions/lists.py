"""Rows of foreign lists, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from dispatcher.actions.importing import ImportReport, import_rows
from dispatcher.actions.importing_settle import ByHand
from dispatcher.domain.clock import Clock
from dispatcher.domain.imported import (
    CustomerRef,
    ImportedAppointment,
    ImportedContact,
    ImportedCustomer,
    ImportedNumber,
    ImportedPerson,
    ImportedRow,
    ImportedSite,
    ImportedTechnician,
    ImportedTicket,
    RejectedRow,
    TicketEvent,
)
from dispatcher.store.store import Store
from tests.actions.desk import DISPATCHER, HOUR, NINE_TOMORROW, NOW

DESK = ImportedNumber("phone", "+493023125201", "030 23125-201")
MOBILE = ImportedNumber("mobile", "+4917123125202", "0171 23125202")
MAIL = ImportedNumber("mail", "hahn@praxis.example", "hahn@praxis.example")
PLACE = ImportedSite("Praxis", "Hauptstr. 1", "10115", "Berlin", "BE")
HAHN = ImportedPerson("Hahn", "Frau", "opens", numbers=(MOBILE,))


@dataclass(slots=True)
class Told:
    """Everything an import said."""

    report: ImportReport = field(default_factory=ImportReport)
    rejected: list[RejectedRow] = field(default_factory=list)
    by_hand: list[ByHand] = field(default_factory=list)
    progress: list[ImportReport] = field(default_factory=list)

    @property
    def reasons(self) -> list[str]:
        return [row.reason for row in self.rejected]


def take_in(store: Store, rows: Iterable[ImportedRow | RejectedRow], **how: Any) -> Told:
    """An import from the first row to the last."""
    told = Told()
    told.report = import_rows(
        store,
        rows,
        DISPATCHER,
        Clock(NOW),
        on_progress=told.progress.append,
        on_reject=told.rejected.append,
        on_by_hand=told.by_hand.append,
        **how,
    )
    assert told.report.rejected == sum(row.rows for row in told.rejected)
    assert told.report.by_hand == len(told.by_hand)
    return told


def praxis(key: str = "7", name: str = "Praxis Hahn", line: int = 2, **more: Any) -> ImportedCustomer:
    """A customer with a site, a person, and a number each."""
    row = ImportedCustomer("firms", key, line, CustomerRef(key, name), site=PLACE, person=HAHN, numbers=(DESK,))
    return replace(row, **more)


def firm(number: int) -> ImportedCustomer:
    """One of many customers with a name and a place."""
    place = replace(PLACE, street=f"Hauptstr. {number}")
    return ImportedCustomer("firms", str(number), number + 1, CustomerRef(str(number), f"Firma {number}"), site=place)


def contact(key: str = "1", customer: CustomerRef | None = None, **more: Any) -> ImportedContact:
    person = ImportedPerson("Bonnard", "Frau", numbers=(MOBILE,))
    row = ImportedContact("people", key, 2, customer or CustomerRef("7", "Praxis Hahn", source="firms"), person)
    return replace(row, **more)


def technician(key: str = "1", code: str = "LO", name: str = "Lorenz", **more: Any) -> ImportedTechnician:
    hours = ((420, 1020),) * 5 + (None, None)
    return replace(ImportedTechnician("staff", key, 2, code, name, ("TK",), "Mitte", hours, MOBILE), **more)


def incident(key: str = "INC1", state: str = "new", line: int = 2, **more: Any) -> ImportedTicket:
    """A ticket of a caller who is known by his key only in this list."""
    row = ImportedTicket(
        source="incidents",
        key=key,
        line=line,
        customer=CustomerRef("Caller 9", "Caller 9"),
        title="Mail kommt nicht an",
        text="seit heute früh",
        state=state,
        reported=NOW - timedelta(days=10),
    )
    return replace(row, **more)


def event(hours_ago: int, state: str = "in work", text: str = "group 2 -> 7", owner: str = "Resolver 4") -> TicketEvent:
    return TicketEvent(NOW - hours_ago * HOUR, state, owner, text)


def visit(key: str = "1", hours_later: int = 0, **more: Any) -> ImportedAppointment:
    """Lorenz goes to the incident, for an hour from tomorrow nine on or later."""
    starts: datetime = NINE_TOMORROW + hours_later * HOUR
    row = ImportedAppointment(
        source="plan",
        key=key,
        line=int(key) + 1,
        ticket_key="INC1",
        ticket_source="incidents",
        technicians=("LO",),
        starts=starts,
        ends=starts + HOUR,
        state="proposed",
        zone="Europe/Berlin",
    )
    return replace(row, **more)

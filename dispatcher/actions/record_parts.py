"""The parts of a record that are rows of their own: numbers, a customer's first site, the customers of a service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from dispatcher.actions.customer import number_values
from dispatcher.actions.record_entered import Entered
from dispatcher.domain.field_numbers import read_one
from dispatcher.domain.imported import ImportedNumber
from dispatcher.store.records import PLACE, numbers_of
from dispatcher.store.schema import number, service_customer, site
from dispatcher.store.uow import UnitOfWork


def settle_numbers(uow: UnitOfWork, entered: Entered, ident: int) -> None:
    """Keep, add and archive numbers until they are those of the changed fields."""
    for one in entered.of("numbers"):
        wanted = _numbers(one.name, str(entered.values[one.name]))
        _settle(uow, entered, ident, one.name, wanted)


def _numbers(sort: str, text: str) -> list[ImportedNumber]:
    parts = [part for part in text.split("; ") if part]
    if sort == "mail":
        return [ImportedNumber(sort, part, part) for part in parts]
    found = ((part, read_one(part)) for part in parts)
    return [ImportedNumber(sort, read.e164, read.shown, read.note) for _part, read in found if read is not None]


def _settle(uow: UnitOfWork, entered: Entered, ident: int, sort: str, wanted: Iterable[ImportedNumber]) -> None:
    kind = entered.kind.name
    customer_id = ident if kind == "customer" else entered.owner[1] if entered.owner else 0
    person_id, site_id = (ident if kind == owner else None for owner in ("person", "site"))
    waiting = {one.value: one for one in wanted}
    row = {"id": ident, "customer_id": customer_id}
    mine = select(number).where(*numbers_of(kind, row), number.c.kind == sort)
    for kept in uow.connection.execute(mine.order_by(number.c.id)).mappings().all():
        here = waiting.pop(kept["value"], None)
        if here is None:
            uow.update(number, kept["id"], kept["version"], archived=True)
        elif (kept["shown"], kept["note"]) != (here.shown, here.note):
            uow.update(number, kept["id"], kept["version"], shown=here.shown, note=here.note)
    for here in waiting.values():
        uow.insert(number, **number_values(customer_id, here, person_id, site_id))


def settle_place(uow: UnitOfWork, entered: Entered, customer_id: int) -> None:
    """The place typed with a customer is that of his first site, which is made where there is none."""
    changes: dict[str, Any] = {one.name: entered.values[one.name] for one in entered.of("place")}
    first = entered.before.site if entered.before else None
    if first and changes:
        uow.update(site, first["id"], first["version"], **changes)
    elif any(changes.values()):
        place = {name: entered.values.get(name, "") for name in PLACE}
        uow.insert(site, customer_id=customer_id, country="DE", zone=entered.zone, **place)


def settle_customers(uow: UnitOfWork, entered: Entered, service_id: int) -> None:
    """Who has the service: kept, taken back from the archive, added or archived."""
    if not any(entered.of("customers")):
        return
    mine = select(service_customer).where(service_customer.c.service_id == service_id)
    waiting = dict.fromkeys(entered.customers)
    for kept in uow.connection.execute(mine).mappings().all():
        is_wanted = kept["customer_id"] in waiting
        waiting.pop(kept["customer_id"], None)
        if kept["archived"] == is_wanted:
            uow.update(service_customer, kept["id"], kept["version"], archived=not is_wanted)
    for customer_id in waiting:
        uow.insert(service_customer, service_id=service_id, customer_id=customer_id)

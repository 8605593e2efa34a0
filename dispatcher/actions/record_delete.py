"""Delete a record that nothing refers to, with what is only its own."""

from __future__ import annotations

from sqlalchemy import Table, delete, select

from dispatcher.actions.outcome import Outcome
from dispatcher.actions.record_context import touch_customer
from dispatcher.actions.record_ends import close, present
from dispatcher.actions.record_uses import refuse_delete
from dispatcher.domain.record import DeleteRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import DELETE
from dispatcher.store.records import TABLES
from dispatcher.store.schema import number, search_document, service_customer, site
from dispatcher.store.uow import UnitOfWork

_OWN: dict[str, tuple[tuple[Table, str], ...]] = {
    "customer": ((number, "customer_id"), (site, "customer_id")),
    "site": ((number, "site_id"),),
    "person": ((number, "person_id"),),
    "service": ((service_customer, "service_id"),),
}
"""Rows that are parts of a record and go with it, archived ones too."""


def delete_record(uow: UnitOfWork, command: DeleteRecord, save_key: str | None = None) -> Outcome:
    """Take a record away with what is only its own: numbers, a customer's one site, the customers of a service.

    Refuses where anything refers to it, naming what does. Raises Stale where it was changed since it was ``seen``.
    """
    before = present(uow, command.kind, command.ident, command.seen)
    if isinstance(before, Refusal):
        return before
    if refusal := refuse_delete(uow, before):
        return refusal
    if before.kind == "site":
        touch_customer(uow, before.owner, before.ident)
    for table, column in _OWN.get(before.kind, ()):
        _delete_all(uow, table, column, before.ident)
    if before.kind == "customer":
        documents = search_document.c.customer_id == before.ident
        uow.connection.execute(delete(search_document).where(documents))
    uow.delete(TABLES[before.kind], before.ident, before.version)
    return close(uow, before, DELETE, save_key)


def _delete_all(uow: UnitOfWork, table: Table, column: str, ident: int) -> None:
    uow.flush()
    query = select(table.c.id, table.c.version).where(table.c[column] == ident)
    for part, version in uow.connection.execute(query.order_by(table.c.id)).all():
        uow.delete(table, part, version)

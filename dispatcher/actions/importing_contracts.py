"""Rows of lists of contracts and of services."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from dispatcher.actions.importing_batch import UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check, check_lengths
from dispatcher.actions.importing_customers import Customers, references
from dispatcher.actions.importing_settle import Part, Parts
from dispatcher.domain.field_figures import MOST_RESPONSE
from dispatcher.domain.imported import CustomerRef
from dispatcher.domain.imported_records import ImportedContract, ImportedService
from dispatcher.domain.record import refuse_record
from dispatcher.domain.technician import hours_to_text, refuse_hours
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ADD_CONTRACT, ADD_SERVICE
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.schema import contract, service, service_customer


class ContractRows:
    """Takes the rows of a list of contracts."""

    kind = "contracts"

    def __init__(self, batch: Batch, rows: Sequence[ImportedContract]) -> None:
        """Reads what the batch's rows share."""
        self._batch = batch
        self._customers = Customers(batch, references(rows))

    def take(self, incoming: Incoming, row: ImportedContract) -> str:
        """Add or update the contract. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        self._check(row)
        customer_id = self._customers.find_or_make(row.source, row.customer)
        settling = self._batch.settle(incoming, _contract_parts(row, customer_id))
        said = {"text": clean(row.name.strip())}
        return self._batch.close(
            incoming, settling, ADD_CONTRACT, said, [("customer", customer_id)], search=search_text(row.name)
        )

    def _check(self, row: ImportedContract) -> None:
        check_lengths(row)
        if not row.name.strip():
            raise RowRefused("name", "", _("A contract needs a name."))
        if row.hours is not None:
            check(refuse_hours(row.hours), row.name)
        if row.response_minutes is not None and not 0 < row.response_minutes <= MOST_RESPONSE:
            shown = str(row.response_minutes)
            raise RowRefused("response", shown, _("The response time is between one minute and 90 days."))
        check_share(row.availability)
        values = {"starts_on": row.starts_on, "ends_on": row.ends_on}
        check(refuse_record("contract", values, values.keys(), "", self._batch.uow.now), row.ends_on)


def check_share(share: float | None) -> None:
    """Raises RowRefused for what is no percentage; None says nothing."""
    if share is not None and not 0 < share <= 100:
        raise RowRefused("availability", str(share), _("{text} is no percentage. Like: 99.5").format(text=share))


def _contract_parts(row: ImportedContract, customer_id: int) -> Parts:
    values = {
        "customer_id": customer_id,
        "name": clean(row.name.strip()),
        "hours": hours_to_text(row.hours) if row.hours is not None else "",
        "response_minutes": row.response_minutes,
        "availability": row.availability,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "remark": clean(row.remark),
    }
    yield Part("contract", contract, values)


class ServiceRows:
    """Takes the rows of a list of services, each with the customers who have it. A name belongs to one only."""

    kind = "services"

    def __init__(self, batch: Batch, rows: Sequence[ImportedService]) -> None:
        """Reads what the batch's rows share."""
        self._batch = batch
        self._customers = Customers(batch, [(row.source, one) for row in rows for one in row.customers])
        names = {row.name.strip().lower() for row in rows}
        query = select(func.lower(service.c.name), service.c.id).where(func.lower(service.c.name).in_(names))
        self._names = {str(name): int(ident) for name, ident in batch.uow.connection.execute(query)}

    def take(self, incoming: Incoming, row: ImportedService) -> str:
        """Add or update the service. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        self._check(incoming, row)
        idents = [self._find(row.source, one) for one in row.customers]
        settling = self._batch.settle(incoming, _service_parts(row, idents))
        self._names[row.name.strip().lower()] = settling.kept["service"].ident
        return self._batch.close(incoming, settling, ADD_SERVICE, {"text": clean(row.name.strip())})

    def _check(self, incoming: Incoming, row: ImportedService) -> None:
        check_lengths(row)
        name, kept = row.name.strip(), incoming.before.get("service")
        if not name:
            raise RowRefused("name", "", _("A service needs a name."))
        if self._names.get(name.lower(), kept.ident if kept else None) != (kept.ident if kept else None):
            raise RowRefused("name", name, _("There is a service {name} already.").format(name=name))
        check_share(row.availability)

    def _find(self, source: str, ref: CustomerRef) -> int:
        """The id of a customer who has it. Raises RowRefused for one who is not there: a service brings nobody."""
        ident = self._customers.find(source, ref)
        if ident is None:
            raise RowRefused("customers", ref.key, _("There is no customer with the key {key}.").format(key=ref.key))
        return ident


def _service_parts(row: ImportedService, idents: Sequence[int]) -> Parts:
    values = {
        "name": clean(row.name.strip()),
        "kind": clean(row.kind),
        "availability": row.availability,
        "remark": clean(row.remark),
    }
    service_id = yield Part("service", service, values)
    for ident in dict.fromkeys(idents):
        yield Part(f"customer {ident}", service_customer, {"service_id": service_id, "customer_id": ident})

"""Rows of lists of contact persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dispatcher.actions.customer import number_values, person_values
from dispatcher.actions.importing_batch import UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check_lengths, check_person
from dispatcher.actions.importing_customers import Customers, references
from dispatcher.actions.importing_ledger import Kept
from dispatcher.actions.importing_people import Deputies
from dispatcher.actions.importing_settle import Part, Parts, Settling, emptied
from dispatcher.domain.imported import ImportedContact, ImportedNumber, ImportedPerson
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ADD_CONTACT
from dispatcher.store.index import search_text
from dispatcher.store.schema import contact_person, number

_SAID = ("duties", "permissions", "channel", "no_information", "deputy_id")
"""Columns of a person about which most lists say nothing."""


class ContactRows:
    """Takes the rows of a list of contact persons."""

    kind = "contacts"

    def __init__(self, batch: Batch, rows: Sequence[ImportedContact]) -> None:
        """Reads what the batch's rows share."""
        self._batch = batch
        self._customers = Customers(batch, references(rows))
        self._deputies = Deputies(batch, self._named(rows))

    def _named(self, rows: Iterable[ImportedContact]) -> dict[int, set[tuple[str, str]]]:
        named: dict[int, set[tuple[str, str]]] = {}
        for row in rows:
            if (ident := self._there(row)) is not None:
                named.setdefault(ident, set()).update({(row.source, row.person.name), (row.source, row.deputy)})
        return named

    def _there(self, row: ImportedContact) -> int | None:
        try:
            return self._customers.find(row.source, row.customer)
        except RowRefused:
            return None

    def take(self, incoming: Incoming, row: ImportedContact) -> str:
        """Add or update the person. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        check_lengths(row)
        check_person(row.person)
        ident = self._customers.find_or_make(row.source, row.customer)
        settling = self._settle(incoming, row, ident)
        if settling.changed:
            self._batch.redone.add((ident, None))
        self._batch.renamed |= moved(dict(incoming.before), ident)
        text = clean("\n".join(part for part in (row.person.name, row.remark) if part))
        return self._batch.close(
            incoming, settling, ADD_CONTACT, {"text": text}, [("customer", ident)], search=search_text(row.remark)
        )

    def _settle(self, incoming: Incoming, row: ImportedContact, ident: int) -> Settling:
        deputy = self._deputies.find_or_make(row.source, ident, row.person.name, row.deputy)
        before = incoming.before or self._deputies.take_over(row.source, ident, row.person.name)
        settling = self._batch.settle(incoming, person_parts(ident, row.person, before, deputy=deputy), before)
        self._deputies.call(ident, row.person.name, settling.kept["person"].ident)
        return settling


def person_parts(
    ident: int,
    person: ImportedPerson,
    before: Mapping[str, Kept],
    site_id: int | None = None,
    deputy: int | None = None,
) -> Parts:
    """A contact person of the customer ``ident`` and the person's numbers."""
    values = person_values(ident, person, site_id) | ({"deputy_id": deputy} if deputy is not None else {})
    values = emptied(before.get("person"), contact_person, values, _SAID)
    person_id = yield Part("person", contact_person, values)
    yield from number_parts("person", ident, person.numbers, person_id=person_id)


def number_parts(
    owner: str,
    ident: int,
    numbers: Iterable[ImportedNumber],
    person_id: int | None = None,
    site_id: int | None = None,
) -> Parts:
    """Numbers of the customer ``ident``, each once."""
    for role, one in {number_role(owner, one): one for one in numbers}.items():
        yield Part(role, number, number_values(ident, one, person_id, site_id))


def number_role(owner: str, one: ImportedNumber) -> str:
    """What a number is called within a row: another value is another number."""
    return f"{owner} {one.kind} {one.value}"


def moved(before: dict[str, Kept], ident: int) -> set[int]:
    """The customer whom a row's site or person belonged to, where that is another one now."""
    parts = (before[role] for role in ("site", "person") if role in before)
    return {part.values["customer_id"] for part in parts if part.values.get("customer_id") not in (None, ident)}

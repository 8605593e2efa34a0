"""Whose row it is: the customer by our number, by his key in a list, or by name; made where he is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from dispatcher.actions.importing_batch import Batch
from dispatcher.actions.importing_checks import RowRefused, check_lengths
from dispatcher.actions.importing_ledger import LONGEST_KEY, Content, Kept, Known, RowKey, plain_values
from dispatcher.domain.customer import FIRST_NUMBER, HIGHEST_NUMBER
from dispatcher.domain.imported import CustomerRef
from dispatcher.domain.text import clean
from dispatcher.locale import _, ngettext
from dispatcher.store.schema import customer

IDENTITY = "customer"
"""The ledger's kind for "this key in this list is that customer of ours"."""
UNOWNED = "="
"""Owner of a customer whom no row of a customer list describes yet: made because somebody else's row named him."""

Reference = tuple[str, CustomerRef]
"""The list of the row, and whom it names."""


def identity(source: str, ref: CustomerRef) -> RowKey:
    """Under what the ledger keeps the customer: his key in his list, or his name in the row's."""
    if ref.key:
        return ref.source or source, IDENTITY, ref.key
    name = f"={ref.name}"
    if len(name) > LONGEST_KEY:
        name = "#" + hashlib.sha256(name.encode()).hexdigest()
    return ref.source or source, IDENTITY, name


class Customers:
    """The customers that the rows of one batch name, found with a few queries for all."""

    def __init__(self, batch: Batch, references: Sequence[Reference]) -> None:
        self._batch = batch
        batch.ledger.load(identity(source, ref) for source, ref in references)
        self._names: dict[int, str] = {}
        self._by_number = self._find_numbers({ref.number for _source, ref in references if ref.number is not None})
        self._by_name = self._find_names({ref.name for _source, ref in references if not ref.key and ref.name})
        known = (self.known(source, ref) for source, ref in references)
        there = {one.ref for one in known if one is not None} | set(self._by_number.values())
        batch.rows.load(customer, there | {ident for same in self._by_name.values() for ident in same})

    def _find_numbers(self, numbers: set[int]) -> dict[int, int]:
        wanted = [number for number in numbers if 0 < number <= HIGHEST_NUMBER]
        if not wanted:
            return {}
        query = select(customer.c.number, customer.c.id).where(customer.c.number.in_(wanted))
        return {found.number: found.id for found in self._batch.uow.connection.execute(query)}

    def _find_names(self, names: set[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        if names:
            query = select(customer.c.name, customer.c.id).where(customer.c.name.in_(names), ~customer.c.archived)
            for name, ident in self._batch.uow.connection.execute(query):
                found.setdefault(name, []).append(ident)
        return found

    def known(self, source: str, ref: CustomerRef) -> Known | None:
        """What the ledger knows of the customer under his key, or his name, in his list."""
        return self._batch.ledger.get(identity(source, ref))

    def find(self, source: str, ref: CustomerRef) -> int | None:
        """The id of a customer who is there. Raises RowRefused where nobody can tell which one is meant."""
        check_lengths(ref)
        if ref.number is not None and (ident := self._by_number.get(ref.number)) is not None:
            return ident
        if (ref.key or ref.name) and (known := self.known(source, ref)) is not None:
            return known.ref
        if ref.key or not ref.name:
            return None
        same = self._by_name.get(ref.name, [])
        if len(same) > 1:
            sentence = ngettext("{n} customer is called that.", "{n} customers are called that.", len(same))
            raise RowRefused("customer", ref.name, sentence.format(n=len(same)))
        return same[0] if same else None

    def find_or_make(self, source: str, ref: CustomerRef) -> int:
        """The id of the customer named; one who is missing is made with his name and nothing else.

        Raises RowRefused where he is missing and has no name.
        """
        ident = self.find(source, ref)
        if ident is None:
            check_made(ref, self._is_rehearsed(source, ref))
            return self._make(source, ref)
        if not ref.key and ref.number is None and self.known(source, ref) is None:
            self.own(source, ref, ident, UNOWNED)
        return ident

    def _is_rehearsed(self, source: str, ref: CustomerRef) -> bool:
        rehearsal = self._batch.rehearsal
        return rehearsal is not None and bool(ref.key) and rehearsal.said(identity(source, ref)) is not None

    def _make(self, source: str, ref: CustomerRef) -> int:
        number = self._batch.uow.new_id(customer, "number", first=FIRST_NUMBER)
        name = clean(ref.name.strip() or ref.key)
        values = {"name": name, "language": "de", "collective": ref.collective}
        ident = self._batch.uow.insert(customer, number=number, **values)
        self._batch.documents.append((ident, None, [name]))
        kept = Kept("customer", ident, 1, plain_values(values))
        self.own(source, ref, ident, UNOWNED, {"customer": kept})
        self.call(ident, name)
        return ident

    def own(self, source: str, ref: CustomerRef, ident: int, owner: str, parts: dict[str, Kept] | None = None) -> None:
        """Note who the customer is in his list, and which row describes him."""
        self._batch.ledger.put(identity(source, ref), IDENTITY, ident, "", Content(1, parts or {}, owner))

    def call(self, ident: int, name: str) -> None:
        """Note what a customer is called who is new in this batch."""
        self._names[ident] = name

    def name(self, ident: int) -> str:
        """What the customer is called."""
        if ident in self._names:
            return self._names[ident]
        row = self._batch.rows.get(customer, ident)
        return str(row["name"]) if row else ""


def check_made(ref: CustomerRef, rehearsed: bool = False) -> None:
    """Raises RowRefused where a customer cannot be made because nobody says what he is called."""
    if ref.name.strip() or rehearsed:
        return
    if ref.number is not None:
        raise RowRefused("customer", str(ref.number), _("There is no customer K-{number}.").format(number=ref.number))
    raise RowRefused("customer", ref.key, _("There is no customer with the key {key}.").format(key=ref.key))


def references(rows: Iterable[object]) -> list[Reference]:
    """Whom these imported rows name."""
    return [(row.source, row.customer) for row in rows if hasattr(row, "customer") and hasattr(row, "source")]

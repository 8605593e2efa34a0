"""Contact persons by name: whom a row of a list means, and deputies whom nobody described yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from dispatcher.actions.importing_batch import Batch
from dispatcher.actions.importing_checks import RowRefused
from dispatcher.actions.importing_ledger import Content, Kept, RowKey, plain_values, save_key
from dispatcher.domain.text import clean, words
from dispatcher.locale import _
from dispatcher.store.schema import contact_person

DEPUTY = "deputy"
"""The ledger's kind for "somebody of this name was made because a row named her as deputy"."""
_FORMS = frozenset({"frau", "herr", "fr", "hr", "hrn", "mr", "ms", "mrs"})


def plain_name(name: str) -> str:
    """A name as it is compared: folded, without a form of address before it."""
    found = words(name)
    return " ".join(found[1:] if len(found) > 1 and found[0] in _FORMS else found)


class People:
    """The contact persons of some customers, by name."""

    def __init__(self, batch: Batch, customers: Iterable[int]) -> None:
        """Reads them with one query, by ``ix_contact_person_customer_id``."""
        self._ids: dict[tuple[int, str], set[int]] = {}
        wanted = set(customers)
        if not wanted:
            return
        query = select(contact_person.c.id, contact_person.c.customer_id, contact_person.c.name)
        query = query.where(contact_person.c.customer_id.in_(wanted), ~contact_person.c.archived)
        for ident, customer_id, name in batch.uow.connection.execute(query):
            self.call(customer_id, name, ident)

    def call(self, customer_id: int, name: str, ident: int) -> None:
        """Note what a person is called."""
        self._ids.setdefault((customer_id, plain_name(name)), set()).add(ident)

    def find(self, customer_id: int, name: str, column: str) -> int | None:
        """The person of that name, or None. Raises RowRefused where two have it."""
        same = self._ids.get((customer_id, plain_name(name)), set())
        if len(same) > 1:
            raise RowRefused(column, name, _("Two contact persons are called {name}.").format(name=name))
        return next(iter(same), None)


class Deputies:
    """Who stands in for a contact person: one who is there, or one made with the name, whom her own row completes."""

    def __init__(self, batch: Batch, customers: Mapping[int, Iterable[tuple[str, str]]]) -> None:
        """``customers`` are those of the batch's rows, with the lists and names of their people."""
        self._batch = batch
        self._people = People(batch, customers)
        self._unsent: set[int] = set()
        batch.ledger.load(
            _made_key(source, ident, name) for ident, named in customers.items() for source, name in named
        )

    def find_or_make(self, source: str, customer_id: int, person: str, deputy: str) -> int | None:
        """The id of the ``deputy`` of ``person``; None where none is named. Raises RowRefused where two have the name,
        or the person stands in for herself."""
        if not deputy:
            return None
        if plain_name(deputy) == plain_name(person):
            raise RowRefused(DEPUTY, deputy, _("{name} cannot be the own deputy.").format(name=deputy))
        found = self._people.find(customer_id, deputy, DEPUTY)
        ident = found if found is not None else self._make(source, customer_id, deputy)
        if ident in self._unsent:
            # Rows of one table are not always sent in their order; a deputy has to be there before the one she is for.
            self._batch.uow.flush()
            self._unsent.clear()
        return ident

    def _make(self, source: str, customer_id: int, name: str) -> int:
        values = {"customer_id": customer_id, "name": clean(name.strip())}
        ident = self._batch.uow.insert(contact_person, **values)
        kept = Kept(str(contact_person.name), ident, 1, plain_values(values))
        self._batch.ledger.put(_made_key(source, customer_id, name), "person", ident, "", Content(1, {"person": kept}))
        self._batch.redone.add((customer_id, None))
        self.call(customer_id, name, ident)
        return ident

    def take_over(self, source: str, customer_id: int, name: str) -> Mapping[str, Kept]:
        """The person who was made with that name and whom no row describes yet; from now on this one does."""
        key = _made_key(source, customer_id, name)
        made = self._batch.ledger.get(key)
        if made is None or not made.content.parts:
            return {}
        self._batch.ledger.put(key, made.ref_kind, made.ref, "", Content(1))
        return made.content.parts

    def call(self, customer_id: int, name: str, ident: int) -> None:
        """Note a person whom a row of this batch brought."""
        self._unsent.add(ident)
        self._people.call(customer_id, name, ident)


def _made_key(source: str, customer_id: int, name: str) -> RowKey:
    return source, DEPUTY, save_key(customer_id, plain_name(name))

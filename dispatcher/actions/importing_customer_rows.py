"""Rows of customer lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from sqlalchemy import select

from dispatcher.actions.customer import place_words, site_values
from dispatcher.actions.importing_batch import UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import check_lengths, check_numbers, check_person, check_site
from dispatcher.actions.importing_contacts import moved, number_parts, number_role, person_parts
from dispatcher.actions.importing_customers import UNOWNED, Customers, check_made, references
from dispatcher.actions.importing_ledger import Kept
from dispatcher.actions.importing_numbers import check_number, number_for
from dispatcher.actions.importing_settle import Part, Parts, Settling, Values, emptied
from dispatcher.domain.customer import FIRST_NUMBER
from dispatcher.domain.imported import ImportedCustomer, ImportedNumber
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ADD_CONTACT, ADD_CUSTOMER, ADD_SITE
from dispatcher.store.schema import customer, number, site

_SAID = ("municipality", "access_class", "register_hours", "buffer_minutes", "guard_phone")
"""Columns of a site about which most lists say nothing."""


class CustomerRows:
    """Takes the rows of a customer list. Rows with the same customer are his sites; the first of them owns his names,
    the others only their site, person and numbers."""

    kind = "customers"

    def __init__(self, batch: Batch, rows: Sequence[ImportedCustomer]) -> None:
        """Reads what the batch's rows share."""
        self._batch = batch
        self._customers = Customers(batch, references(rows))
        self._numbers = self._own_numbers(row for row in rows if row.numbers)

    def _own_numbers(self, rows: Iterable[ImportedCustomer]) -> set[tuple[int, str, str]]:
        known = (self._customers.known(row.source, row.customer) for row in rows)
        idents = {one.ref for one in known if one is not None}
        if not idents:
            return set()
        query = select(number.c.customer_id, number.c.kind, number.c.value).where(
            number.c.customer_id.in_(idents), number.c.site_id.is_(None), number.c.person_id.is_(None)
        )
        return {(ident, kind, value) for ident, kind, value in self._batch.uow.connection.execute(query)}

    def take(self, incoming: Incoming, row: ImportedCustomer) -> str:
        """Add or update what the row describes. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        check_lengths(row)
        check_site(row.site)
        check_person(row.person)
        check_numbers(row.numbers)
        there = self._customers.find(row.source, row.customer)
        if there is None:
            check_made(row.customer)
            check_number(self._batch.uow, customer, row.customer.number)
        owns, before = self._ownership(row, there, dict(incoming.before))
        settling = self._batch.settle(incoming, self._parts(row, there, owns, before), before)
        ident = settling.kept["customer"].ident if owns else there
        assert ident is not None
        if owns and (there is None or "customer" not in incoming.before):
            self._customers.own(row.source, row.customer, ident, row.key)
            self._customers.call(ident, clean(row.customer.name.strip()))
        self._index(row, there, ident, settling, before)
        verb = ADD_CUSTOMER if there is None else ADD_SITE if row.site else ADD_CONTACT
        text = _said(row, owns)
        return self._batch.close(incoming, settling, verb, {"text": text}, [("customer", ident)])

    def _ownership(
        self, row: ImportedCustomer, there: int | None, before: dict[str, Kept]
    ) -> tuple[bool, dict[str, Kept]]:
        """Whether this row describes the customer himself, and its rows of ours with him or without."""
        known = self._customers.known(row.source, row.customer)
        if "customer" in before and before["customer"].ident != there:
            del before["customer"]
        if there is None:
            return True, before
        if known is None or known.ref != there or known.content.owner not in (UNOWNED, row.key):
            before.pop("customer", None)
            return False, before
        before.setdefault("customer", known.content.parts.get("customer", Kept("customer", there, 1, {})))
        return True, before

    def _parts(self, row: ImportedCustomer, there: int | None, owns: bool, before: dict[str, Kept]) -> Parts:
        ident, site_id = there, None
        if owns:
            ident = yield Part("customer", customer, _customer_values(row), once=partial(self._new_number, row))
        assert ident is not None
        if row.site is not None:
            values = emptied(before.get("site"), site, site_values(ident, row.site), _SAID)
            site_id = yield Part("site", site, values)
            yield from number_parts("site", ident, row.site.numbers, site_id=site_id)
        if row.person is not None:
            yield from person_parts(ident, row.person, before, site_id)
        fresh = [one for one in row.numbers if self._is_own(ident, one, before)]
        yield from number_parts("customer", ident, fresh)

    def _is_own(self, ident: int, one: ImportedNumber, before: dict[str, Kept]) -> bool:
        """Whether this row brings the number; one that the customer has from another row is not added again."""
        known = (ident, one.kind, one.value)
        if number_role("customer", one) in before:
            return True
        is_new = known not in self._numbers
        self._numbers.add(known)
        return is_new

    def _new_number(self, row: ImportedCustomer) -> Values:
        return {"number": number_for(self._batch.uow, customer, row.customer.number, FIRST_NUMBER)}

    def _index(
        self, row: ImportedCustomer, there: int | None, ident: int, settling: Settling, before: dict[str, Kept]
    ) -> None:
        batch, changed = self._batch, settling.changed
        if there is None:
            batch.documents.append((ident, None, _words(row)))
        elif "customer" in changed or moved(before, ident):
            batch.renamed |= {ident, *moved(before, ident)}
        elif "site" in changed and "site" not in before and row.site is not None:
            words = [self._customers.name(ident), *place_words(row.site)]
            batch.documents.append((ident, settling.kept["site"].ident, words))
        elif "site" in changed:
            batch.redone.add((ident, settling.kept["site"].ident))
        if there is not None and any(not role.startswith(("customer", "site")) or "mail" in role for role in changed):
            batch.redone.add((ident, None))


def _customer_values(row: ImportedCustomer) -> Values:
    return {
        "name": clean(row.customer.name.strip()),
        "long_name": clean(row.long_name),
        "language": row.language,
        "remark": clean(row.remark),
        "collective": row.customer.collective,
    }


def _words(row: ImportedCustomer) -> list[str]:
    owners = [part for part in (row, row.site, row.person) if part is not None]
    mails = [one.value for owner in owners for one in owner.numbers if one.kind == "mail"]
    person = [row.person.name] if row.person else []
    place = place_words(row.site) if row.site else ()
    return [row.customer.name, row.long_name, row.remark, *person, *mails, *place]


def _said(row: ImportedCustomer, owns: bool) -> str:
    """What the history shows: whom or what the row added, and a remark that found no other place."""
    name = row.customer.name if owns or row.site is None else row.site.name
    return clean("\n".join(part for part in (name, "" if owns else row.remark) if part))

"""The sites that lists of tickets name: those the customer has, or new ones."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from dispatcher.actions.customer import number_values, place_words, site_values
from dispatcher.actions.importing_batch import Batch
from dispatcher.actions.importing_customers import Customers, identity
from dispatcher.actions.importing_ledger import Content, RowKey, save_key
from dispatcher.domain.imported import ImportedSite, ImportedTicket
from dispatcher.store.schema import number, site

SITE = "site"
"""The ledger's kind for the sites that ticket lists name: no key of their own, so what they say is their key."""


class Sites:
    """The sites that tickets name: those the customer has, found by street, postcode and place; else made."""

    def __init__(self, batch: Batch, customers: Customers, rows: Sequence[ImportedTicket]) -> None:
        """Reads the sites that the batch's rows could mean; by the ledger's key and the postcode's index."""
        self._batch = batch
        self._customers = customers
        named = [row for row in rows if row.site is not None]
        batch.ledger.load(_site_key(row) for row in named)
        known = (customers.known(row.source, row.customer) for row in named)
        postcodes = {row.site.postcode for row in named if row.site is not None and row.site.postcode}
        self._places = self._read({one.ref for one in known if one is not None}, postcodes)

    def _read(self, customers: set[int], postcodes: set[str]) -> dict[tuple[int, str, str, str], int]:
        if not customers or not postcodes:
            return {}
        query = select(site.c.customer_id, site.c.street, site.c.postcode, site.c.place, site.c.id)
        query = query.where(site.c.postcode.in_(postcodes), site.c.customer_id.in_(customers), ~site.c.archived)
        rows = self._batch.uow.connection.execute(query.order_by(site.c.id.desc()))
        return {(customer_id, street, postcode, place): ident for customer_id, street, postcode, place, ident in rows}

    def find_or_make(self, row: ImportedTicket, customer_id: int) -> int | None:
        """The id of the ticket's site; None where it names none."""
        place = row.site
        if place is None:
            return None
        known = self._batch.ledger.get(_site_key(row))
        if known is not None:
            return known.ref
        ident = self._places.get((customer_id, place.street, place.postcode, place.place)) if place.postcode else None
        ident = ident or self._make(place, customer_id)
        self._batch.ledger.put(_site_key(row), SITE, ident, "", Content())
        return ident

    def _make(self, place: ImportedSite, customer_id: int) -> int:
        ident = self._batch.uow.insert(site, **site_values(customer_id, place))
        for one in place.numbers:
            self._batch.uow.insert(number, **number_values(customer_id, one, site_id=ident))
        words = [self._customers.name(customer_id), *place_words(place)]
        self._batch.documents.append((customer_id, ident, words))
        return ident


def _site_key(row: ImportedTicket) -> RowKey:
    """A site has no key of its own in a list of tickets: whose it is and where it lies are its key."""
    place = row.site
    where = (place.name, place.street, place.postcode, place.place) if place else ()
    return row.source, SITE, save_key(*identity(row.source, row.customer), *where)

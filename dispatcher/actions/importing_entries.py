"""Rows of lists of past contacts: each becomes one entry of a customer's history, at the instant it happened."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.actions.importing_batch import ADDED, CHANGED, UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check, check_lengths
from dispatcher.actions.importing_customers import Customers, references
from dispatcher.actions.importing_found import Tickets
from dispatcher.actions.importing_ledger import Content
from dispatcher.domain.contact import Note, refuse_note
from dispatcher.domain.imported import ImportedEntry
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import NOTE
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.journal import Link
from dispatcher.store.types import as_text


class EntryRows:
    """Takes entries. One that reads differently now is corrected by a further entry; the first stays as it is."""

    kind = "entries"

    def __init__(self, batch: Batch, rows: Sequence[ImportedEntry]) -> None:
        """Reads what the batch's rows share."""
        self._batch = batch
        self._customers = Customers(batch, references(rows))
        self._tickets = Tickets(
            batch, [(row.ticket_source or row.source, row.ticket_key) for row in rows if row.ticket_key]
        )

    def take(self, incoming: Incoming, row: ImportedEntry) -> str:
        """File the entry. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        check_lengths(row)
        check(refuse_note(Note(None, row.text, row.direction, row.channel)), row.text[:80])
        if row.happened > max(self._batch.uow.now, self._batch.uow.recorded):
            raise RowRefused("happened", as_text(row.happened), _("A contact cannot lie in the future."))
        seq = self._record(incoming, row, self._links(row))
        self._batch.ledger.put(incoming.key, "entry", seq, incoming.digest, Content(incoming.taken))
        return ADDED if incoming.known is None else CHANGED

    def _links(self, row: ImportedEntry) -> list[Link]:
        if not row.ticket_key:
            return [("customer", self._customers.find_or_make(row.source, row.customer))]
        found = self._tickets.find(row.ticket_source or row.source, row.ticket_key)
        if self._customers.find(row.source, row.customer) not in (None, found["customer_id"]):
            raise RowRefused("ticket", row.ticket_key, _("That ticket belongs to another customer."))
        return [("customer", found["customer_id"]), ("ticket", found["id"])]

    def _record(self, incoming: Incoming, row: ImportedEntry, links: list[Link]) -> int:
        text, person = clean(row.text.strip()), clean(row.person.strip())
        said: dict[str, object] = {
            "text": text,
            "direction": row.direction,
            "channel": row.channel,
            "person": person,
            "author": clean(row.author.strip()),
            "source": row.source,
            "key": row.key,
        }
        if incoming.known is not None:
            said["corrects"] = incoming.known.ref
            links = [*links, ("entry", incoming.known.ref)]
        return self._batch.uow.record(
            NOTE,
            links,
            said,
            happened=row.happened,
            search=search_text(text, person),
            save_key=incoming.save_key(),
        )

"""Which ticket and which technician a row of a list means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from dispatcher.actions.importing_batch import Batch
from dispatcher.actions.importing_checks import RowRefused
from dispatcher.actions.importing_settle import Values
from dispatcher.actions.importing_tickets import TICKETS
from dispatcher.domain.text import fold
from dispatcher.domain.ticket import ticket_number
from dispatcher.locale import _
from dispatcher.store.schema import technician, ticket


class Tickets:
    """The tickets that a batch's rows name: by their key in a list, or by our number."""

    def __init__(self, batch: Batch, named: Iterable[tuple[str, str]]) -> None:
        """``named`` are sources and keys, read with one query each way."""
        self._batch = batch
        keys = {(source, TICKETS, key) for source, key in named}
        batch.ledger.load(keys)
        numbers = {number for _source, _kind, key in keys if (number := ticket_number(key)) is not None}
        query = select(ticket.c.number, ticket.c.id).where(ticket.c.number.in_(numbers))
        self._by_number = {row.number: row.id for row in batch.uow.connection.execute(query)} if numbers else {}
        known = (batch.ledger.get(key) for key in keys)
        batch.rows.load(ticket, {one.ref for one in known if one is not None} | set(self._by_number.values()))

    def find(self, source: str, key: str) -> Values:
        """The ticket's row. Raises RowRefused where there is none."""
        known = self._batch.ledger.get((source, TICKETS, key))
        ident = known.ref if known else self._by_number.get(ticket_number(key) or 0)
        found = self._batch.rows.get(ticket, ident) if ident is not None else None
        if found is None:
            raise RowRefused("ticket", key, _("There is no ticket {key}.").format(key=key))
        return found


class Crew:
    """The technicians, by code or name."""

    def __init__(self, batch: Batch) -> None:
        """Reads them all; an office has at most some hundreds. ``codes`` are also of those who left."""
        self._found: dict[str, set[int]] = {}
        self._rows: dict[int, Any] = {}
        self.codes: dict[int, str] = {}
        for row in batch.uow.connection.execute(select(technician)):
            self.codes[row.id] = row.code
            if row.archived:
                continue
            self._rows[row.id] = row
            for word in (row.code, row.name):
                self._found.setdefault(fold(word.strip()), set()).add(row.id)

    def find(self, words: Iterable[str]) -> list[Any]:
        """The technicians that these codes or names mean, each once. Raises RowRefused for one who is unknown, or
        where two have the name."""
        found: dict[int, Any] = {}
        for word in words:
            same = self._found.get(fold(word.strip()), set())
            if not same:
                raise RowRefused("technician", word, _("There is no technician {name}.").format(name=word))
            if len(same) > 1:
                raise RowRefused("technician", word, _("Two technicians are called {name}.").format(name=word))
            ident = next(iter(same))
            found[ident] = self._rows[ident]
        return list(found.values())

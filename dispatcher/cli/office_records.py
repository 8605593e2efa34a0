"""What an office is asked about its master data; each question opens a reading of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from dispatcher.domain.clock import Clock

if TYPE_CHECKING:
    from dispatcher.domain.record import Owner
    from dispatcher.queries.record_rows import ChangeRow, DuplicateRow, RecordLine, RecordRow


class RecordReads(ABC):
    """The questions about customers, sites, people, technicians, colleagues, contracts, services and times off."""

    clock: Clock

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def record(self, kind: str, ident: int) -> RecordRow | None:
        """One record with the texts of its fields; None where there is none."""
        from dispatcher.queries.records import record

        with self._reading() as connection:
            return record(connection, kind, ident)

    def records(
        self, kind: str, parent: Owner | None = None, archived: bool = False, after: int = 0
    ) -> tuple[RecordLine, ...]:
        """The records of a kind, at most 500 behind the id ``after``; of one ``parent`` where one is given."""
        from dispatcher.queries.records import records

        with self._reading() as connection:
            return records(connection, kind, parent, archived, after, self.clock.now())

    def last_change(self, kind: str, ident: int) -> ChangeRow | None:
        """Who changed a record last, and when."""
        from dispatcher.queries.records import last_change

        with self._reading() as connection:
            return last_change(connection, kind, ident)

    def find_record(self, kind: str, named: str, parent: Owner | None = None) -> int:
        """The record that is called so. Raises Trouble with what to do."""
        from dispatcher.queries.records import find_record

        with self._reading() as connection:
            return find_record(connection, kind, named, parent)

    def duplicates(self, kind: str, values: Mapping[str, str], ident: int | None = None) -> tuple[DuplicateRow, ...]:
        """Customers who may be the one with these texts; ``ident`` is the one that is being changed."""
        from dispatcher.queries.duplicates import duplicates

        with self._reading() as connection:
            return duplicates(connection, kind, values, ident)

    def filled(self, kind: str, values: Mapping[str, str]) -> dict[str, str]:
        """``values`` with place and state of the postcode where nothing was typed for them."""
        from dispatcher.queries.records import filled

        return filled(kind, values)

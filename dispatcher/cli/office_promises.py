"""What an office is asked about its promises; each question opens a reading of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import OwnerDay, PromiseRow
    from dispatcher.queries.rows import ColleagueRow, OfficeRow


class PromiseReads(ABC):
    """The questions about promises, and about the day of whoever has to keep one."""

    @property
    @abstractmethod
    def row(self) -> OfficeRow:
        """Who we are."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def colleagues(self) -> tuple[ColleagueRow, ...]:
        """Everybody who works here: who may answer for a promise, and to whom one may be given."""
        from dispatcher.queries.office import colleagues

        with self._reading() as connection:
            return colleagues(connection)

    def promises(self) -> tuple[PromiseRow, ...]:
        """Every open promise of both sides, due first."""
        from dispatcher.queries.promises import open_promises

        with self._reading() as connection:
            return open_promises(connection)

    def ended_promises(self, since: datetime) -> tuple[PromiseRow, ...]:
        """Promises with an end that were due at ``since`` (aware) or later, due first."""
        from dispatcher.queries.promises import ended_promises

        with self._reading() as connection:
            return ended_promises(connection, since)

    def promises_of(self, customer_id: int) -> tuple[PromiseRow, ...]:
        """The open promises with one customer, due first."""
        from dispatcher.queries.promises import open_promises_of

        with self._reading() as connection:
            return open_promises_of(connection, customer_id)

    def promise(self, promise_id: int) -> PromiseRow | None:
        """One promise, open or not."""
        from dispatcher.queries.promises import promise_row

        with self._reading() as connection:
            return promise_row(connection, promise_id)

    def owner_day(self, colleague: int, day: date) -> OwnerDay | None:
        """What a colleague has promised for a local day, and when he is absent."""
        from dispatcher.queries.promises import owner_day

        with self._reading() as connection:
            return owner_day(connection, colleague, day, self.row.zone)

"""What an office is asked about whose turn it is: whom to call, and how to remind in writing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from dispatcher.domain.clock import Clock

if TYPE_CHECKING:
    from dispatcher.domain.reminder import Letter
    from dispatcher.queries.dial_rows import NumberRow
    from dispatcher.queries.rows import ColleagueRow, OfficeRow


class BallReads(ABC):
    """The questions of a follow-up."""

    clock: Clock

    @property
    @abstractmethod
    def row(self) -> OfficeRow:
        """Who we are."""

    @property
    @abstractmethod
    def colleague(self) -> ColleagueRow | None:
        """Who asks."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def numbers(self, customer: int, ticket: int | None = None) -> tuple[NumberRow, ...]:
        """Whom to call about a customer or one of his tickets, first the one to try first."""
        from dispatcher.queries.dial import numbers_to_try

        with self._reading() as connection:
            return numbers_to_try(connection, customer, ticket, self.clock.now())

    def reminder(self, ticket_id: int) -> Letter | None:
        """The written reminder of a ticket, ready to send; None for an unknown one."""
        from dispatcher.domain.reminder import reminder
        from dispatcher.locale import language
        from dispatcher.queries.reminder import waiting

        with self._reading() as connection:
            found = waiting(connection, ticket_id)
        sender = self.colleague.name if self.colleague is not None else ""
        if found is None:
            return None
        return reminder(found, self.row.zone, language(), sender, self.row.name)

"""What an office is asked when somebody is placed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dispatcher.domain.planning import PlanningRow
    from dispatcher.queries.rows import OfficeRow


class PlanningReads(ABC):
    """The questions of a slot."""

    @property
    @abstractmethod
    def row(self) -> OfficeRow:
        """Who we are."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def planning(self, ticket: int, appointment: int | None, first: date, days: int) -> PlanningRow | None:
        """What is needed to place a ticket, or its appointment that is carried, in ``days`` local days from ``first``
        on; None for an unknown ticket."""
        from dispatcher.queries.planning import planning

        with self._reading() as connection:
            return planning(connection, ticket, appointment, first, days, self.row.zone)

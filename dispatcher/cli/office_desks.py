"""What an office is asked about its desks, its hand-overs and its word; each question opens a reading of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dispatcher.domain.clock import Clock
    from dispatcher.domain.phrases import Office as Place
    from dispatcher.queries.desk_rows import DesksRow
    from dispatcher.queries.rows import OfficeRow


class DeskReads(ABC):
    """The questions about who is where and what is handed on."""

    clock: Clock

    @property
    @abstractmethod
    def row(self) -> OfficeRow:
        """Who we are."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def place(self) -> Place:
        """Where and when the office is, as time phrases and its hours are read."""
        from dispatcher.domain.phrases import Office as Place

        row = self.row
        return Place(self.clock.now(), row.zone, row.state, row.municipality, hours=row.hours)

    def desks(self) -> DesksRow:
        """Who is at a desk, and what nobody may leave it empty over."""
        from dispatcher.queries.desks import desks

        with self._reading() as connection:
            return desks(connection, self.place(), self.clock.recorded())

"""What an office is asked about a visit somebody reports on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from dispatcher.domain.clock import Clock

if TYPE_CHECKING:
    from dispatcher.queries.visit_rows import VisitSheet


class VisitReads(ABC):
    """The questions of a report."""

    clock: Clock

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def visit(self, appointment: int) -> VisitSheet | None:
        """One appointment with its ticket, its crew and whom to call; None where there is none."""
        from dispatcher.queries.visit_sheet import visit_sheet

        with self._reading() as connection:
            return visit_sheet(connection, appointment, self.clock.now())

"""What the console asks about the plan of one technician."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from dispatcher.queries.week_rows import WeekRow


class PlanDesk(Protocol):
    """The part of an office that knows a technician's weeks."""

    def technician_week(self, technician: int, first: date, days: int) -> WeekRow | None:
        """One technician's days from ``first`` on."""

"""What an office is asked when somebody is placed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any

from dispatcher.domain.clock import Clock

if TYPE_CHECKING:
    from dispatcher.domain.planning import PlanningRow
    from dispatcher.domain.service_clock import ClockRow
    from dispatcher.queries.absent_rows import Worklist
    from dispatcher.queries.clocks import TicketClock
    from dispatcher.queries.decision_rows import DecisionRow, PlannedWith
    from dispatcher.queries.rows import OfficeRow
    from dispatcher.queries.slots import SlotsRow
    from dispatcher.queries.week_rows import WeekRow


class PlanningReads(ABC):
    """The questions of a slot."""

    clock: Clock

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

    def worklist(self, technician: int) -> Worklist | None:
        """What is to be planned anew because a technician is absent; None where he is not, and will not be."""
        from dispatcher.queries.absent import worklist

        with self._reading() as connection:
            return worklist(connection, technician, self.clock.now(), self.row.zone, self.row.state)

    def clocks(self) -> Mapping[int, ClockRow]:
        """The service-level clocks of the open tickets, by the tickets' ids."""
        from dispatcher.queries.clocks import clocks

        with self._reading() as connection:
            return clocks(connection)

    def ticket_clock(self, ticket: int) -> TicketClock | None:
        """The clock of a ticket with its segments; None for an unknown ticket."""
        from dispatcher.queries.clocks import ticket_clock

        with self._reading() as connection:
            return ticket_clock(connection, ticket, self.clock.now())

    def decisions(self, customer: int) -> tuple[DecisionRow, ...]:
        """The decisions of a customer that hold now."""
        from dispatcher.queries.decisions import decisions_of

        with self._reading() as connection:
            return decisions_of(connection, customer, self.clock.now())

    def planned_with(self, customer: int, technician: int) -> tuple[PlannedWith, ...]:
        """The visits that a technician has still to make at a customer."""
        from dispatcher.queries.decisions import planned_with

        with self._reading() as connection:
            return planned_with(connection, customer, technician, self.clock.now())

    def technician_week(self, technician: int, first: date, days: int) -> WeekRow | None:
        """One technician's local days from ``first`` on; None where nobody knows him."""
        from dispatcher.queries.week import week

        with self._reading() as connection:
            return week(connection, technician, first, days, self.row.zone, self.row.state)

    def slots(self, ticket: int, appointment: int | None = None, leaves: int | None = None) -> SlotsRow | None:
        """The best slots for a ticket, or for its appointment that a technician (id) must leave; None for an unknown
        ticket."""
        from dispatcher.queries.slots import slots

        with self._reading() as connection:
            return slots(connection, ticket, appointment, self.clock.now(), self.row.zone, self.row.state, leaves)

"""What an office is asked: each question opens a reading of its own and answers with frozen rows.

Nothing heavy is imported before the first question, so that the console can paint its frame first.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from dispatcher.cli.office_ball import BallReads
from dispatcher.cli.office_chasers import ChaserReads
from dispatcher.cli.office_desks import DeskReads
from dispatcher.cli.office_moves import MoveReads
from dispatcher.cli.office_planning import PlanningReads
from dispatcher.cli.office_promises import PromiseReads
from dispatcher.cli.office_records import RecordReads
from dispatcher.cli.office_visits import VisitReads
from dispatcher.cli.office_waiting import WaitingReads
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.agenda_rows import AgendaRow, Doubts
    from dispatcher.queries.card_rows import Answer, CustomerCard
    from dispatcher.queries.confirm_rows import ConfirmSheet
    from dispatcher.queries.history_rows import HistoryPage, OwnEntry, SiftedHistory, UnassignedRow
    from dispatcher.queries.paper import Sheet
    from dispatcher.queries.rows import HitRow, OfficeRow, PlanRow, TicketDetail, TicketRow


class Reads(
    MoveReads, RecordReads, PromiseReads, WaitingReads, DeskReads, ChaserReads, BallReads, PlanningReads, VisitReads
):
    """The questions. May be asked from any thread once the office is open."""

    @property
    @abstractmethod
    def row(self) -> OfficeRow:
        """Who we are."""

    @property
    @abstractmethod
    def sign(self) -> str:
        """The sign of whoever asks."""

    def today(self) -> date:
        """The office's local day."""
        from dispatcher.domain.calendar import local_day

        return local_day(self.clock.now(), self.row.zone)

    def has_customers(self) -> bool:
        """Whether there is anybody yet whom one could look up."""
        from dispatcher.queries.office import has_customers

        with self._reading() as connection:
            return has_customers(connection)

    def plan(self, day: date, *, names_holiday: bool = True) -> PlanRow:
        """The plan of a local day; without its holiday it need not wait for the calendar."""
        from dispatcher.queries.board import plan

        with self._reading() as connection:
            return plan(connection, day, self.row.zone, self.row.state, names_holiday=names_holiday)

    def sheet(self, day: date) -> Sheet:
        """The plan of a local day as it goes on paper."""
        from dispatcher.queries.paper import sheet

        with self._reading() as connection:
            return sheet(connection, day, self.row.zone, self.row.state)

    def agenda(self) -> AgendaRow:
        """What lies ahead of today."""
        from dispatcher.queries.agenda import agenda

        with self._reading() as connection:
            return agenda(connection, self.today(), self.row.zone, self.row.state, self.clock.now())

    def confirm_sheet(self, appointment: int) -> ConfirmSheet | None:
        """One appointment as it is confirmed."""
        from dispatcher.queries.confirming import confirm_sheet

        with self._reading() as connection:
            return confirm_sheet(connection, appointment)

    def doubts(self) -> Doubts:
        """What is doubtful about the newest entries: their chain, and the clock they were written by."""
        from dispatcher.queries.doubts import doubts

        with self._reading() as connection:
            return doubts(connection, self.clock.recorded())

    def tickets(self) -> tuple[TicketRow, ...]:
        """Open tickets, due first."""
        from dispatcher.queries.tickets import open_tickets

        with self._reading() as connection:
            return open_tickets(connection)

    def ticket(self, ticket_id: int) -> TicketDetail | None:
        """One ticket in full."""
        from dispatcher.queries.tickets import ticket_detail

        with self._reading() as connection:
            return ticket_detail(connection, ticket_id)

    def card(self, customer_id: int) -> CustomerCard | None:
        """One customer's head data."""
        from dispatcher.queries.customers import card

        with self._reading() as connection:
            return card(connection, customer_id, self.clock.now())

    def history(self, customer_id: int, start: int = 0, size: int = 200) -> HistoryPage:
        """A window of one customer's history."""
        from dispatcher.queries.history import history

        with self._reading() as connection:
            return history(connection, customer_id, start, size)

    def sifted(self, customer_id: int, typed: str) -> SiftedHistory:
        """The entries of one customer's history that say what is typed."""
        from dispatcher.queries.sifted import sifted

        with self._reading() as connection:
            return sifted(connection, customer_id, typed, self.row.zone)

    def search(self, typed: str) -> tuple[HitRow, ...]:
        """Hits for what somebody types; nothing is stored by searching."""
        from dispatcher.queries.search import search

        with self._reading() as connection:
            return search(connection, typed)

    def answer(self, customer_id: int) -> Answer | None:
        """What is shown of a customer before Enter."""
        from dispatcher.queries.card_rows import Answer
        from dispatcher.queries.customers import card
        from dispatcher.queries.history import history
        from dispatcher.queries.tickets import open_tickets_of

        with self._reading() as connection:
            head = card(connection, customer_id, self.clock.now())
            if head is None:
                return None
            newest = history(connection, customer_id, 0, 5).rows
            return Answer(head, open_tickets_of(connection, customer_id, 5), newest)

    def unassigned(self) -> tuple[UnassignedRow, ...]:
        """Notes without a customer, newest first."""
        from dispatcher.queries.unassigned import unassigned

        with self._reading() as connection:
            return unassigned(connection)

    def last_own(self) -> OwnEntry | None:
        """What undo would take back now; None where there is nothing from the last ten minutes."""
        from dispatcher.domain.undo import REACH
        from dispatcher.queries.undo import last_own

        with self._reading() as connection:
            return last_own(connection, self.sign, self.clock.recorded() - REACH)

    def customer_numbers(self, ids: Collection[int]) -> dict[int, int]:
        """The numbers (K-...) behind customers' ids."""
        from dispatcher.queries.customer_named import customer_numbers

        with self._reading() as connection:
            return customer_numbers(connection, ids)

    def customer_with_number(self, number: int) -> int | None:
        """The id of customer K-``number``."""
        from dispatcher.queries.customer_named import customer_by_number

        with self._reading() as connection:
            return customer_by_number(connection, number)

    def ticket_by_number(self, number: int) -> TicketRow | None:
        """The ticket T-``number``, open or not."""
        from dispatcher.queries.tickets import ticket_by_number

        with self._reading() as connection:
            return ticket_by_number(connection, number)

    def ticket_named(self, typed: str) -> TicketRow:
        """The ticket meant by ``T-4711``, ``t4711`` or ``4711``. Raises Trouble where there is none."""
        from dispatcher.domain.ticket import ticket_number

        number = ticket_number(typed)
        if number is None:
            raise Trouble("input", _('"{value}" is no ticket. Like: T-4711').format(value=one_line(typed)[:60]))
        found = self.ticket_by_number(number)
        if found is None:
            raise Trouble("input", _("There is no ticket T-{number}.").format(number=number))
        return found

    def technician(self, named: str) -> int:
        """The technician meant by his code or name. Raises Trouble with what to do."""
        from dispatcher.queries.technicians import find_technician

        with self._reading() as connection:
            return find_technician(connection, named)

    def customer(self, named: str) -> int:
        """The customer meant by ``K-1042``, ``k1042`` or a name that is unique. Raises Trouble with what to do."""
        from dispatcher.queries.customer_named import find_customer

        with self._reading() as connection:
            return find_customer(connection, named)

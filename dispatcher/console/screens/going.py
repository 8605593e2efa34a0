"""Going to something that is named: the next card of the queue, a ticket, a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dispatcher.console.screens.weeks import Weeks

if TYPE_CHECKING:
    from dispatcher.queries.rows import BlockRow


class Going(Weeks):
    """The part of the board that jumps."""

    def action_day(self, by: int) -> None:
        """The plan of another day, the weeks of a technician from another one on; 0 is today."""
        if self.turn_week(by):
            return
        self._days = self._days + by if by else 0
        if self.is_open:
            self.ask_plan()

    def go_to_ticket(self, customer: int, ticket: int) -> None:
        """Show a ticket and its customer; the list's cursor stands on it where it is open."""
        self.caller = self.promise = None
        self.is_gone_to = True
        self.contacts_pane.found_by = ""
        self.tickets_pane.put_on(ticket)
        self.show_customer(customer, ticket)

    def show_visit(self, block: BlockRow) -> None:
        """Show whose visit it is, and its ticket."""
        self.go_to_ticket(block.customer, block.ticket)

    def go_to_customer(self, customer: int) -> None:
        """Show a customer; the strip is his as long as no ticket is chosen."""
        self.caller = self.promise = None
        self.is_gone_to = True
        self.contacts_pane.found_by = ""
        self.wanted_ticket = self.detail = None
        self.show_customer(customer)
        self.say_strip()

    def go_to_nobody(self) -> None:
        """Nobody is talked about: what is shown now has no customer, and no verb may reach for the one before."""
        self.caller = self.promise = None
        self.wanted = self.wanted_ticket = self.detail = self.card = None
        self.awaits_card = False
        self.contacts_pane.found_by = ""
        self.contacts_pane.show_customer(None, (), self.now, self.zone)
        self.say_strip()

    def go_to_technician(self, technician: int) -> None:
        """Show today's plan with the cursor on a technician."""
        self.leave_technician_week()
        if self._days:
            self._days = 0
            self.ask_plan()
        block = self.plan_pane.put_on(technician)
        if block is not None:
            self.go_to_ticket(block.customer, block.ticket)
        self._last_pane = "plan"
        self.is_gone_to = False
        self.set_focus(self.plan_pane, scroll_visible=False)

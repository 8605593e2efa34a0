"""Going to something that is named: the next card of the queue, a ticket, a customer."""

from __future__ import annotations

from dispatcher.console.alarm_lines import alarm_text
from dispatcher.console.screens.arrangement import Arrangement
from dispatcher.domain.queue import Card, Rank
from dispatcher.locale import _


class Going(Arrangement):
    """The part of the board that jumps."""

    card_shown: Card | None = None
    """The card of the queue that was gone to last, until a cursor is moved by hand."""

    def action_next_card(self) -> None:
        """What burns next: the head of the queue, and from a card to the one behind it."""
        if not self.cards:
            self.flash(_("no alarms   nothing is waiting"))
            return
        at = self._place_of_next()
        card = self.card_shown = self.cards[at]
        told = alarm_text(card, self.now, self.zone, self.app.size.width)
        self.flash(f"{at + 1}/{len(self.cards)} {told}")
        self._go_to_card(card)

    def _place_of_next(self) -> int:
        """A card that is done meanwhile leaves its place to the one behind it."""
        if self.card_shown is None:
            return 0
        shown = self.card_shown.subject
        at = next((n for n, card in enumerate(self.cards) if card.subject == shown), -1)
        return (at + 1) % len(self.cards)

    def _go_to_card(self, card: Card) -> None:
        if card.ticket is not None and card.customer is not None:
            self.go_to_ticket(card.customer, card.ticket)
        elif card.customer is not None:
            self.go_to_customer(card.customer)
        elif card.technician is not None:
            self.go_to_technician(card.technician)
        elif card.rank is Rank.DRAFT:
            self.flash(_("1 draft: Enter = go on"))

    def action_day(self, by: int) -> None:
        """The plan of another day; 0 is today."""
        self._days = self._days + by if by else 0
        if self.is_open:
            self.ask_plan()

    def go_to_ticket(self, customer: int, ticket: int) -> None:
        """Show a ticket and its customer; the list's cursor stands on it where it is open."""
        self.caller = self.promise = None
        self.contacts_pane.found_by = ""
        self.tickets_pane.put_on(ticket)
        self.show_customer(customer)
        self.wanted_ticket = ticket
        self.runner.ask_ticket(ticket)

    def go_to_customer(self, customer: int) -> None:
        """Show a customer; the strip is his as long as no ticket is chosen."""
        self.caller = self.promise = None
        self.contacts_pane.found_by = ""
        self.wanted_ticket = self.detail = None
        self.show_customer(customer)
        self.say_strip()

    def go_to_technician(self, technician: int) -> None:
        """Show today's plan with the cursor on a technician."""
        if self._days:
            self._days = 0
            self.ask_plan()
        block = self.plan_pane.put_on(technician)
        if block is not None:
            self.go_to_ticket(block.customer, block.ticket)
        self._last_pane = "plan"
        self.set_focus(self.plan_pane, scroll_visible=False)

"""What a verb is about: the object under the cursor, whichever pane it stands in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import on

from dispatcher.console.messages import TicketLoaded
from dispatcher.console.screens.alarms import Alarms
from dispatcher.console.target import Target
from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.pane import Pane
from dispatcher.domain.next_visit import next_visit
from dispatcher.domain.queue import Card


class Targets(Alarms):
    """The part of the board that says what lies under the cursor."""

    card_shown: Card | None = None
    """The card of the queue that was gone to last, until a cursor is moved by hand."""
    is_gone_to = False
    """Whether what is on the strip was named, or taken in a search, and no cursor was moved since."""
    _target_verb: Callable[[], Awaitable[None]] | None = None

    def target(self) -> Target:
        """What lies under the cursor of the pane with the focus, or what the card is about that was gone to last.

        In the plan a technician with the block that is chosen, or below him a line of work without technician or of
        the next working day; in the other panes, and after a number was typed or a caller taken, the ticket on the
        strip with its next appointment. Ask :meth:`waits_for_target` first where that one matters."""
        if self.card_shown is not None:
            return self._target_of_card(self.card_shown)
        row = self.tickets_pane.chosen()
        if self._last_pane == "plan" and not self.is_gone_to:
            return self.plan_pane.target()
        if self._last_pane == "tickets" and not self.is_gone_to and row is not None:
            return Target(None, self._visit_of(row.id), row.id, row.customer)
        return Target(None, self._visit_of(self.wanted_ticket), self.wanted_ticket, self.wanted)

    def _target_of_card(self, card: Card) -> Target:
        if card.ticket is not None:
            return Target(None, card.appointment or self._visit_of(card.ticket), card.ticket, card.customer)
        if card.technician is not None:
            return self.plan_pane.target_on(card.technician)
        return Target(customer=card.customer)

    def _visit_of(self, ticket: int | None) -> int | None:
        """The next appointment of a ticket, as far as it is known here."""
        if ticket is None or self.detail is None or self.detail.row.id != ticket:
            return None
        found = next_visit(self.detail.appointments, self.now)
        return found.id if found is not None else None

    def waits_for_target(self, verb: Callable[[], Awaitable[None]]) -> bool:
        """Whether the appointments of the ticket under the cursor are still on their way; then ``verb`` is done when
        they are there, and the keys behind it wait too."""
        target = self.target()
        is_there = self.detail is not None and self.detail.row.id == target.ticket
        if target.ticket is None or target.appointment is not None or is_there:
            return False
        self._target_verb = verb
        self.app.hold_keys("ticket")
        self.runner.ask_ticket(target.ticket)
        return True

    @on(TicketLoaded)
    async def target_if_wanted(self) -> None:
        """What a verb waited for is there, or will not come."""
        if (verb := self._target_verb) is not None:
            self._target_verb = None
            if self.detail is not None and self.detail.row.id == self.target().ticket:
                await verb()
            self.app.release_keys("ticket")

    @on(LineList.CursorMoved)
    def _cursor_moved(self, message: LineList.CursorMoved) -> None:
        """From now on it is what lies under the cursor again."""
        message.stop()
        if isinstance(message.control, Pane):
            self.is_gone_to = False

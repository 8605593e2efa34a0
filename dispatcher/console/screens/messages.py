"""What reached us without an answer: messages are heard, orders sent and acknowledged, marks decided about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dispatcher.console.promise_messages import NumbersLoaded
from dispatcher.console.screens.dialling import Dialling
from dispatcher.console.waiting_messages import WaitingLoaded
from dispatcher.domain.flag import CHURN, DECIDE_LEAVING, FLAGS
from dispatcher.domain.next_visit import next_drive
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.messages import MessagesBox
    from dispatcher.queries.dial_rows import NumberRow
    from dispatcher.queries.message_rows import MessageRow


class Messages(Dialling):
    """The part of the board that deals with messages, orders and marks."""

    message_wanted: int | None = None
    """The message for which the list is opened next."""

    async def action_messages(self) -> None:
        """Show what waits."""
        if not self.is_open:
            return
        from dispatcher.console.forms.messages import MessagesBox

        wanted, self.message_wanted = self.message_wanted, None
        box = MessagesBox(
            self.waiting.messages if self.waiting is not None else (),
            wanted,
            frame=self.box,
            now=self.now,
            zone=self.zone,
            settle=self._settle_message,
            dial=self._call_back,
        )
        await self.open_box(box)

    def waits(self, message: WaitingLoaded) -> None:
        """The list too, while it is open."""
        super().waits(message)
        if (box := self._messages_box()) is not None:
            box.show(message.messages)

    def _messages_box(self) -> MessagesBox | None:
        if not self._boxes:
            return None
        from dispatcher.console.forms.messages import MessagesBox

        return next((box for box in self._boxes if isinstance(box, MessagesBox)), None)

    def _settle_message(self, row: MessageRow) -> None:
        from dispatcher.domain.message import SettleMessage

        if not self.refuses_to_write():
            name = one_line(row.customer_name) or row.number or _("unknown caller")
            self.send_at_once(_("message"), name, "settle message", SettleMessage(row.id, seen=row.version))

    # --- calling back ---

    def _call_back(self, row: MessageRow) -> None:
        self.call_later(self._dial_message, row)

    async def _dial_message(self, row: MessageRow) -> None:
        """The number that called comes first; a customer in Contacts gets the note of whoever is reached."""
        about = one_line(row.customer_name) or row.number
        if row.customer is not None:
            self.show_customer(row.customer)
        await self.open_dial(about, None, None, partial(self._tried_message, row))
        self.show_numbers(NumbersLoaded((self._number_of(row),) if row.number else ()))

    def _number_of(self, row: MessageRow) -> NumberRow:
        from dispatcher.queries.dial_rows import NumberRow

        return NumberRow(row.number, name=row.person or one_line(row.customer_name) or _("unknown caller"))

    def _tried_message(self, row: MessageRow, number: NumberRow, outcome: str) -> None:
        from dispatcher.domain.promise import OUTCOMES, REACHED

        if self.refuses_to_write():
            return
        if outcome == REACHED:
            self.call_later(self._note_of_caller, row)
        elif row.customer is not None:
            self.tried_customer(row.customer, row.customer_name, number, outcome)
        else:
            self.leave_box()
            self.flash(_("{outcome}. The message still waits.").format(outcome=_(OUTCOMES[outcome]).capitalize()))

    async def _note_of_caller(self, row: MessageRow) -> None:
        """A note with a customer settles his calls by itself; a caller whom nobody knows is settled here."""
        for _box in range(2):
            self.leave_box()
        if row.customer is None:
            self._settle_message(row)
            await self.open_unknown_note(row.number)
        elif self.card is not None and self.card.id == row.customer:
            await self.open_call_note(row.person, row.ticket)
        else:
            self.wait_for_customer(partial(self.open_call_note, row.person, row.ticket))

    # --- orders ---

    def action_send_order(self) -> None:
        """The order of the ticket's next appointment went to the technician."""
        from dispatcher.domain.order import SendOrder

        if (visit := self._next_visit()) is not None:
            self._tell_order(_("order sent"), "send order", SendOrder(visit))

    def action_acknowledge_order(self) -> None:
        """The technician has the order of the ticket's next appointment."""
        from dispatcher.domain.order import AcknowledgeOrder

        if (visit := self._next_visit()) is not None:
            self._tell_order(_("order acknowledged"), "acknowledge order", AcknowledgeOrder(visit))

    def _next_visit(self) -> int | None:
        """The next appointment of the ticket on the strip; where there is none, that is said."""
        if self.refuses_to_write():
            return None
        is_there = self.detail is not None and self.detail.row.id == self.wanted_ticket
        lines = self.detail.appointments if self.detail is not None and is_there else ()
        found = next_drive(lines, self.now)
        if found is None:
            self.flash(_("No ticket with an appointment ahead is chosen."))
            return None
        return found.id

    def _tell_order(self, what: str, verb: str, command: object) -> None:
        name = f"T-{self.detail.row.number}" if self.detail is not None else ""
        self.send_at_once(what, name, verb, command)

    # --- decisions ---

    async def action_decide(self) -> None:
        """Say what was decided about the customer in Contacts."""
        if self.refuses_to_write():
            return
        if self.wanted is not None and (self.card is None or self.card.id != self.wanted):
            self.wait_for_customer(self.action_decide)
            return
        flag = next((flag for flag in FLAGS if self.card is not None and flag in self.card.flags), None)
        if flag is None or self.card is None:
            self.flash(_("Nothing is to be decided about this customer."))
        elif flag == CHURN and (self.desk.colleague is None or self.desk.colleague.role not in DECIDE_LEAVING):
            self.flash(_("Only the service manager or the managing director decides about this customer."))
        else:
            await self._open_decision(flag)

    async def _open_decision(self, flag: str) -> None:
        from dispatcher.console.forms.decision import DecisionForm, Marked

        card = self.card
        assert card is not None
        marked, subject = Marked(card.id, card.number, card.name, flag), f"decision/customer/{card.id}"
        await self.open_form(subject, lambda draft: DecisionForm(marked, subject, self.ties, draft))

"""Dialling: whom to call about what is chosen, and what is filed of how the call ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.panes.promise_lines import to_whom
from dispatcher.console.promise_messages import NumbersLoaded
from dispatcher.console.screens.promises import Promising
from dispatcher.console.wording import follow_up
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from dispatcher.console.forms.dial import DialBox
    from dispatcher.queries.card_rows import CustomerCard
    from dispatcher.queries.dial_rows import NumberRow
    from dispatcher.queries.promise_rows import PromiseRow
    from dispatcher.queries.rows import TicketRow


class Dialling(Promising):
    """The part of the board that calls."""

    async def action_dial(self) -> None:
        """Call about the promise on the strip, else about the ticket, else the customer in Contacts."""
        if self.promise_row(self.promise) is not None:
            await self.action_dial_promise()
        elif self.wanted is None:
            self.flash(_("No customer chosen.  s = search   F2 = incoming call"))
        elif self.card is None or self.card.id != self.wanted:
            self.wait_for_customer(self.action_dial)
        elif (ticket := self.chosen_ticket()) is not None:
            about = f"T-{ticket.number} {one_line(ticket.customer_name)}"
            tried = partial(self._tried_ticket, ticket)
            await self.open_dial(about, ticket.customer, ticket.id, tried, self._caller_id(self.card))
        else:
            card = self.card
            tried = partial(self.tried_customer, card.id, card.name)
            await self.open_dial(one_line(card.name), card.id, None, tried, self._caller_id(card))

    def _caller_id(self, card: CustomerCard) -> int | None:
        """Whose number was looked up is whom one calls back."""
        caller = self.caller_of(card)
        return caller.id if caller is not None else None

    async def action_dial_promise(self) -> None:
        """Call whoever the promise on the strip was given to."""
        promise = self.promise_row(self.promise)
        if promise is not None:
            about = f"{one_line(promise.what)}, {to_whom(promise)}"
            tried = partial(self._tried_promise, promise)
            await self.open_dial(about, promise.customer, promise.ticket, tried, promise.person, to_whom(promise))

    async def open_dial(
        self,
        about: str,
        customer: int | None,
        ticket: int | None,
        tried: Callable[[NumberRow, str], None],
        person: int | None = None,
        name: str = "",
    ) -> None:
        """``person`` comes first, where he is there; ``name`` is whom one calls where no number is known."""
        from dispatcher.console.forms.dial import DialBox

        await self.open_box(
            DialBox(frame=self.box, about=about, name=name, ended=tried, hold=self._hold, copy=self.copy)
        )
        if customer is None:
            self.show_numbers(NumbersLoaded(()))
            return
        self._hold(True)
        calls = self._caller_id(self.card) if self.card is not None else None

        def question() -> NumbersLoaded:
            """The numbers in sensible order, that of ``person`` first."""
            rows = self.desk.numbers(customer, ticket)
            if person is not None:
                # Whoever has just called is there, whatever was said of his absence.
                rows = tuple(sorted(rows, key=lambda row: (row.absent and row.person != calls) or row.person != person))
            return NumbersLoaded(rows)

        self.runner.ask("numbers", question)

    @on(NumbersLoaded)
    def show_numbers(self, message: NumbersLoaded) -> None:
        """These are the numbers to try."""
        if (box := self._dial_box()) is not None:
            box.show(message.rows)

    def _dial_box(self) -> DialBox | None:
        if not self._boxes:
            return None
        from dispatcher.console.forms.dial import DialBox

        return next((box for box in self._boxes if isinstance(box, DialBox)), None)

    # --- how it ended ---

    def _tried_promise(self, promise: PromiseRow, number: NumberRow, outcome: str) -> None:
        from dispatcher.domain.promise import REACHED, VOICEMAIL, PromiseAttempt, next_try

        if self.refuses_to_write():
            return
        if outcome in (REACHED, VOICEMAIL):
            self.call_later(self._open_attempt, promise, number, outcome)
            return
        self.leave_box()
        again = next_try(outcome, self.now)
        command = PromiseAttempt(promise.id, outcome, number.number, number.name, next_try=again)
        self._send_attempt(outcome, to_whom(promise), "promise attempt", command, again)

    async def _open_attempt(self, promise: PromiseRow, number: NumberRow, outcome: str) -> None:
        from dispatcher.console.forms.promise_attempt import AttemptForm, Dialled

        one, dialled = self.promised(promise), Dialled(number.number, number.name)
        subject = f"attempt-promise/{promise.id}"
        await self.open_form(
            subject,
            lambda draft: AttemptForm(one, outcome, dialled, subject, self.ties, draft),
            instead_of=self._dial_box(),
        )

    def _tried_ticket(self, ticket: TicketRow, number: NumberRow, outcome: str) -> None:
        from dispatcher.domain.attempt import FileAttempt, is_pressing, next_try
        from dispatcher.domain.promise import REACHED

        if self.refuses_to_write():
            return
        if outcome == REACHED:
            self.call_later(self._note_of_call, number, ticket.id)
            return
        self.leave_box()
        office = self.phrase_office()
        pressing = is_pressing(ticket.urgent, ticket.ball)
        again = next_try(outcome, self.now, self.zone, office.state, urgent=pressing, hours=office.hours)
        command = FileAttempt(ticket.id, outcome, number.number, number.name)
        self._send_attempt(outcome, ticket.customer_name, "attempt", command, again)

    def tried_customer(self, customer: int, name: str, number: NumberRow, outcome: str) -> None:
        """A call to a customer (by id) ended so, whether he stands in Contacts already or not."""
        from dispatcher.domain.contact import Note
        from dispatcher.domain.promise import OUTCOMES, REACHED

        if self.refuses_to_write():
            return
        if outcome == REACHED:
            self.call_later(self._note_of_call, number, None)
            return
        self.leave_box()
        told = f"{_(OUTCOMES[outcome])}  {number.number}"
        note = Note(customer, told, "out", "T", number.name, in_vain=True)
        self._send_attempt(outcome, name, "note", note)

    def _send_attempt(self, outcome: str, name: str, verb: str, command: object, again: datetime | None = None) -> None:
        """``again`` is when it is tried once more."""
        from dispatcher.domain.promise import OUTCOMES

        told = _(OUTCOMES[outcome])
        if again is not None:
            told += ", " + _("next try {when}").format(when=follow_up(again, self.now, self.zone))
        self.send_at_once(told, one_line(name), verb, command)

    async def _note_of_call(self, number: NumberRow, ticket: int | None) -> None:
        """Who was reached is who the note is about."""
        if (box := self._dial_box()) is not None:
            self.close_box(box)
        await self.open_call_note(number.name, ticket)

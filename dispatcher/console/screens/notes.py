"""Notes: opened for the customer in Contacts, or for the caller that was taken in a search."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from textual import on

from dispatcher.console.forms.call import CallBox
from dispatcher.console.forms.note_head import TicketChoice
from dispatcher.console.messages import NoteWanted
from dispatcher.console.screens.calls import Calls
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.note import NoteForm
    from dispatcher.console.forms.note_start import NoteStart
    from dispatcher.queries.card_rows import CustomerCard
    from dispatcher.queries.rows import TicketRow


class Notes(Calls):
    """The part of the board that logs contacts."""

    _waiting_verb: Callable[[], Awaitable[None]] | None = None
    """What opens its form as soon as the customer is there."""

    begun_note = ""
    """What the next note begins with."""

    async def action_note(self) -> None:
        """Log a contact with the customer in Contacts; where he is still on his way, as soon as he is there."""
        if self.refuses_to_write():
            return
        if self.wanted is None:
            self.flash(_("No customer chosen.  s = search   F2 = incoming call"))
        elif self.card is None or self.card.id != self.wanted:
            self.wait_for_customer(self.action_note)
        else:
            row = self.chosen_ticket()
            tickets = self._tickets_of(self.card)
            await self._open_note(_note_start(self.card, tickets, row.id if row else None, self.caller_name(self.card)))

    async def open_call_note(self, person: str, ticket: int | None) -> None:
        """The note of a call of ours with the customer in Contacts, in which ``person`` was reached."""
        if self.card is not None:
            start = _note_start(self.card, self._tickets_of(self.card), ticket)
            await self._open_note(replace(start, direction="out", channel="T", person=person, reached=True))

    def wait_for_customer(self, verb: Callable[[], Awaitable[None]]) -> None:
        """Do ``verb`` when the customer is there; the keys behind it wait too."""
        self._waiting_verb = verb
        self.app.hold_keys("customer")

    async def form_if_wanted(self) -> None:
        """The customer is there (or will not come): open the form that waited for him."""
        if (verb := self._waiting_verb) is not None:
            self._waiting_verb = None
            if self.card is not None and self.card.id == self.wanted:
                await verb()
            self.app.release_keys("customer")

    def _tickets_of(self, card: CustomerCard) -> list[TicketRow]:
        return [row for row in self.tickets_pane.all_rows() if row.customer == card.id]

    @on(NoteWanted)
    async def _note_wanted(self, message: NoteWanted) -> None:
        box = self.box_now()
        if not isinstance(box, CallBox) or self.refuses_to_write():
            return
        answer = message.answer
        if answer is None:
            await self._open_note(self._unknown(message.typed), instead_of=box)
            return
        ticket = answer.tickets[0].id if len(answer.tickets) == 1 else None
        start = _note_start(answer.card, answer.tickets, ticket, self.caller_name(answer.card))
        await self._open_note(start, instead_of=box)

    async def _open_note(self, start: NoteStart, instead_of: CallBox | None = None) -> None:
        from dispatcher.console.forms.note import NoteForm
        from dispatcher.console.forms.note_start import subject_for

        subject = subject_for(start, uuid4().hex[:8])
        form = await self.open_form(subject, lambda draft: NoteForm(start, subject, self.ties, draft), instead_of)
        if self.begun_note and isinstance(form, NoteForm):
            form.text.insert(self.begun_note)
        self.begun_note = ""

    async def open_unknown_note(self, number: str) -> None:
        """The note of a caller whom nobody knows."""
        await self._open_note(self._unknown(number))

    def _unknown(self, typed: str) -> NoteStart:
        """A note of a caller whom nobody knows; what was looked for is all there is of him."""
        from dispatcher.console.forms.note_start import NoteStart

        return NoteStart(None, person=typed)

    def _notes(self) -> list[NoteForm]:
        """Imported late: Textual's text area is half of what the first frame would wait for."""
        from dispatcher.console.forms.note import NoteForm

        return [box for box in self._boxes if isinstance(box, NoteForm)]

    def complete_notes(self, card: CustomerCard) -> None:
        """A draft of an earlier session knows neither the customer's people nor his tickets."""
        for box in self._notes() if self._boxes else ():
            if box.start.customer == card.id:
                box.offer([person.name for person in card.people], [choice_of(row) for row in self._tickets_of(card)])


def _note_start(card: CustomerCard, tickets: Any, ticket: int | None, person: str = "") -> NoteStart:
    from dispatcher.console.forms.note_start import NoteStart

    choices = [choice_of(row) for row in tickets]
    people = [person.name for person in card.people]
    return NoteStart(card.id, card.number, card.name, ticket, person=person, people=people, tickets=choices)


def choice_of(row: TicketRow) -> TicketChoice:
    """A ticket as a choice of the note's head line."""
    return TicketChoice(row.id, f"T-{row.number} {one_line(row.title)[:24]}")

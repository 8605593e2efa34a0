"""Notes: opened for a customer, kept as a draft from the first key on, filed behind the dispatcher's back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import on

from dispatcher.console.forms.call import CallBox
from dispatcher.console.forms.note_head import TicketChoice
from dispatcher.console.messages import DraftNotSaved, DraftSaved, Filed, NoteWanted, SaveWaits
from dispatcher.console.screens.calls import Calls
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.console.wording import hour_minute
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.filing import Filing
    from dispatcher.console.forms.note import NoteForm, NoteStart
    from dispatcher.queries.rows import CustomerCard, TicketRow

_DRAFT_RETRY_SECONDS = 5.0
_NAME = 16
"""Signs of a customer's name on the banner."""
_FLASHED = 40
"""Signs of it in the status line."""


class Notes(Calls):
    """The part of the board that logs contacts."""

    _note_is_wanted = False
    _filing_key = 0

    # --- opening ---

    def refuses_to_write(self) -> bool:
        """Say so where nothing can be written; asked by every verb that saves, before a form opens."""
        reason = self.why_read_only()
        if reason:
            self.flash(_("Read-only: {reason}").format(reason=reason))
        return bool(reason)

    async def action_note(self) -> None:
        """Log a contact with the customer in Contacts; where he is still on his way, as soon as he is there."""
        if self.refuses_to_write():
            return
        if self.wanted is None:
            self.flash(_("No customer chosen.  s = search   F2 = incoming call"))
        elif self.card is None or self.card.id != self.wanted:
            self._note_is_wanted = True
            self.app.hold_keys()
        else:
            row = self.chosen_ticket()
            tickets = self._tickets_of(self.card)
            await self._open_note(_note_start(self.card, tickets, row.id if row else None))

    async def note_if_wanted(self) -> None:
        """The customer is there (or will not come): open the note that waited for him."""
        if self._note_is_wanted:
            self._note_is_wanted = False
            if self.card is not None and self.card.id == self.wanted:
                await self.action_note()
            self.app.release_keys()

    def _tickets_of(self, card: CustomerCard) -> list[TicketRow]:
        return [row for row in self.tickets_pane.all_rows() if row.customer == card.id]

    @on(NoteWanted)
    async def _note_wanted(self, message: NoteWanted) -> None:
        box = self.box_now()
        if not isinstance(box, CallBox) or self.refuses_to_write():
            return
        answer = message.answer
        ticket = answer.tickets[0].id if len(answer.tickets) == 1 else None
        await self._open_note(_note_start(answer.card, answer.tickets, ticket), instead_of=box)

    async def _open_note(self, start: NoteStart, instead_of: CallBox | None = None) -> None:
        from dispatcher.console.forms.note import subject_for

        subject = subject_for(start.customer)
        if (parked := self._form_of(subject)) is not None:
            self.raise_box(parked)
        else:
            data = await self._draft_of(subject)
            await self.open_box(self._form(start, subject, data or {}))
        if instead_of is not None:
            self.close_box(instead_of)

    def _form(self, start: NoteStart, subject: str, data: dict[str, Any], sentence: str = "") -> NoteForm:
        runner = self.runner
        return self._note_form()(
            start,
            subject,
            frame=self.box,
            draft=data,
            sentence=sentence,
            typed=runner.typed,
            keep=runner.keep_draft,
            file=self._file,
        )

    def _note_form(self) -> type[NoteForm]:
        """Imported late: Textual's text area is half of what the first frame would wait for."""
        from dispatcher.console.forms.note import NoteForm

        return NoteForm

    def _notes(self) -> list[NoteForm]:
        form = self._note_form()
        return [box for box in self._boxes if isinstance(box, form)]

    def _form_of(self, subject: str) -> NoteForm | None:
        return next((box for box in self._notes() if box.subject == subject), None)

    async def _draft_of(self, subject: str) -> dict[str, Any] | None:
        """Read in a thread, because a disk may take its time; the keys wait for it."""
        try:
            return await asyncio.to_thread(self.runner.unfiled.load, subject)
        except Trouble as trouble:
            self.flash(trouble.sentence)
            return None

    async def action_draft(self) -> None:
        """Go on with the draft that waits."""
        found = self.waiting_draft()
        if found is None or self.refuses_to_write():
            return
        from dispatcher.console.forms.note import start_from

        start = start_from(found.data)
        self.show_not_saved("")
        if start is not None:
            self.runner.unfiled.opened(found.subject, found.data)
            self.show_customer(start.customer)
            await self.open_box(self._form(start, found.subject, found.data))

    def complete_notes(self, card: CustomerCard) -> None:
        """A draft of an earlier session knows neither the customer's people nor his tickets."""
        for box in self._notes() if self._boxes else ():
            if box.start.customer == card.id:
                box.offer([person.name for person in card.people], [choice_of(row) for row in self._tickets_of(card)])

    # --- filing ---

    def _file(self, form: NoteForm, filing: Filing) -> None:
        """The form goes at once, so that the next key is the board's; its draft stays until the store has the note."""
        self.runner.typed(filing.subject, filing.data)
        if form.subject != filing.subject:
            self.runner.typed(form.subject, None)
        self.runner.write_drafts()
        self.runner.send(filing)
        self.save_begins(filing.subject)
        self.close_box(form)
        self._filing_key = self.app.last_key

    @on(SaveWaits)
    def _save_waits(self, message: SaveWaits) -> None:
        self.save_waits(message.trouble)

    @on(Filed)
    async def _filed(self, message: Filed) -> None:
        self.save_ends(message.filing.subject)
        if message.trouble is not None:
            await self._come_back(message.filing, message.trouble.sentence)
        elif isinstance(message.outcome, Refusal):
            await self._come_back(message.filing, message.outcome.sentence)
        else:
            self._is_filed(message.filing)

    async def _come_back(self, filing: Filing, sentence: str) -> None:
        """A note that was not filed comes back with its text and the reason. Under hands that type on already it does
        not: their keys are meant for something else, so it waits as a draft."""
        from dispatcher.console.forms.note import start_from

        start = start_from(filing.data)
        if start is not None and not self.app.typed_since(self._filing_key):
            await self.open_box(self._form(start, filing.subject, filing.data, sentence))
            self.show_not_saved(_("NOT SAVED. The text stays in the form. Enter = again  Esc = as draft"))
        else:
            self.flash(sentence)
            told = _("NOT SAVED: note {name} waits as a draft. Enter = open")
            self.show_not_saved(told.format(name=one_line(filing.name)[:_NAME]))
            self.runner.ask_drafts()

    def _is_filed(self, filing: Filing) -> None:
        at = hour_minute(self.now, self.zone)
        self.say_last(_("last {time} {sign} note filed   saved {time}").format(time=at, sign=self.desk.sign))
        self.flash(_("Filed: note {name} {time}").format(name=one_line(filing.name)[:_FLASHED], time=at))
        self.say_header()
        self.read_all()
        self.runner.ask_drafts()

    def close_box(self, box: Overlay | None = None) -> bool:
        """Close a box; a note that could not be saved is a draft from then on."""
        if isinstance(box or self.box_now(), self._note_form()):
            self.show_not_saved("")
        return super().close_box(box)

    # --- drafts ---

    @on(DraftSaved)
    def _draft_saved(self, message: DraftSaved) -> None:
        form = self._form_of(message.subject)
        if form is not None and message.at:
            form.draft_is_saved(message.at)
        self.show_draft_trouble(None)
        if self.box_now() is None:
            self.runner.ask_drafts()

    @on(DraftNotSaved)
    def _draft_not_saved(self, message: DraftNotSaved) -> None:
        self.show_draft_trouble(message.trouble)
        self.set_timer(_DRAFT_RETRY_SECONDS, self.runner.write_drafts)

    def save_now(self) -> None:
        """The end comes: put what is typed on the disk, from whichever thread this is."""
        self.runner.unfiled.write()


def _note_start(card: CustomerCard, tickets: Any, ticket: int | None) -> NoteStart:
    from dispatcher.console.forms.note import NoteStart

    choices = [choice_of(row) for row in tickets]
    people = [person.name for person in card.people]
    return NoteStart(card.id, card.number, card.name, ticket, people=people, tickets=choices)


def choice_of(row: TicketRow) -> TicketChoice:
    """A ticket as a choice of the note's head line."""
    return TicketChoice(row.id, f"T-{row.number} {one_line(row.title)[:24]}")

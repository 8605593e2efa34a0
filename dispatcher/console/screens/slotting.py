"""Appointments are made: the best slots for what lies under the cursor, or a time of one's own (screen design 3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.forms.form import Form
from dispatcher.console.messages import JournalMoved
from dispatcher.console.screens.confirming import Confirming
from dispatcher.console.slot_messages import SlotDayLoaded, SlotDayWanted, SlotsLoaded, SlotsWanted
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.forms.slot_start import SlotStart
    from dispatcher.console.forms.slots import SlotsForm


class Slotting(Confirming):
    """The part of the board that plans tickets."""

    async def action_appointment(self) -> None:
        """The best slots for the ticket under the cursor; for its appointment, where whoever should go is away."""
        if self.refuses_to_write() or self.waits_for_target(self.action_appointment):
            return
        target = self.target()
        if target.ticket is None or target.customer is None:
            self.flash(_("No ticket chosen.  j k = another line   t = new fault report"))
            return
        if self.card is None or self.card.id != target.customer:
            self.show_customer(target.customer)
            self.wait_for_customer(self.action_appointment)
            return
        from dispatcher.console.forms.slot_start import SlotStart

        number = self.number_of(target.ticket)
        people = tuple(person.name for person in self.card.people if not person.no_information)
        told = (target.ticket, number, target.customer, self.card.name)
        await self.open_slots(SlotStart(*told, appointment=target.appointment, people=people))

    def number_of(self, ticket: int) -> int:
        """The number of a ticket on the screen."""
        rows = [row for row in self.tickets_pane.all_rows() if row.id == ticket]
        if not rows and self.detail is not None and self.detail.row.id == ticket:
            rows = [self.detail.row]
        return rows[0].number if rows else 0

    async def open_slots(self, start: SlotStart) -> None:
        """The box of the best slots for ``start``; the keys behind it wait until they are found."""
        from dispatcher.console.forms.slots import SlotsForm

        self.app.hold_keys("slots")
        await self.open_form(start.subject, lambda draft: SlotsForm(start, start.subject, self.ties, draft))

    def _slots_form(self, subject: str) -> SlotsForm | None:
        if subject.partition("/")[0] != "slots":
            return None
        from dispatcher.console.forms.slots import SlotsForm

        form = self.form_of(subject)
        return form if isinstance(form, SlotsForm) else None

    # --- errands ---

    @on(SlotsWanted)
    def _slots_wanted(self, message: SlotsWanted) -> None:
        desk, wanted = self.desk, message
        role = desk.colleague.role if desk.colleague is not None else ""

        def question() -> SlotsLoaded:
            """The best slots as things are now."""
            return SlotsLoaded(wanted.subject, desk.slots(wanted.ticket, wanted.appointment, wanted.leaves), role)

        self.runner.ask("slots", question)

    @on(SlotsLoaded)
    def _slots_loaded(self, message: SlotsLoaded) -> None:
        if (form := self._slots_form(message.subject)) is not None:
            form.take(message.row, message.role)
        self.app.release_keys("slots")

    @on(SlotDayWanted)
    def _slot_day_wanted(self, message: SlotDayWanted) -> None:
        desk, wanted = self.desk, message
        if wanted.waits:
            self.app.hold_keys("slot day")

        def question() -> SlotDayLoaded:
            """Who could be sent on that one local day."""
            return SlotDayLoaded(wanted.subject, desk.planning(wanted.ticket, wanted.appointment, wanted.day, 1))

        self.runner.ask("slot day", question)

    @on(SlotDayLoaded)
    def _slot_day_loaded(self, message: SlotDayLoaded) -> None:
        form = self._slots_form(message.subject)
        if form is not None and message.row is not None:
            form.know(message.row)
        self.app.release_keys("slot day")

    @on(JournalMoved)
    def _slots_may_be_gone(self) -> None:
        """Somebody wrote: what is offered may be taken. What is chosen stays chosen where it is still there."""
        box = self.box_now()
        if isinstance(box, Form) and (form := self._slots_form(box.subject)) is not None:
            form.look()

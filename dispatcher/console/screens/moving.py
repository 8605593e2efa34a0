"""Move mode: an appointment is grabbed by its key or by the number of its ticket (screen design 3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.move_messages import Grabbed, NumberedVisit
from dispatcher.console.screens.carrying import Carrying
from dispatcher.console.target import Target
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.commands import Order
    from dispatcher.console.forms.move_start import MoveStart


class Moving(Carrying):
    """The part of the board that grabs."""

    async def action_move_chosen(self) -> None:
        """Grab the appointment under the cursor, or give the promise on the strip another time."""
        if self.promise_row(self.promise) is not None:
            await super().action_move_chosen()
        elif not self.refuses_to_write() and not self.waits_for_target(self.action_move_chosen):
            self.grab(self.target())

    def grab(self, target: Target) -> None:
        """Take the appointment of ``target`` into the hand."""
        if target.appointment is None or target.ticket is None or target.customer is None:
            self.flash(_("No appointment is chosen that could be moved."))
            return
        from dispatcher.console.forms.move_start import MoveStart

        via = self.caller_name(self.card) if self.card is not None and self.card.id == target.customer else ""
        self._grab(MoveStart(target.appointment, target.ticket, target.customer, target.technician, via))

    def _grab(self, start: MoveStart, typed: str = "") -> None:
        from dispatcher.console.forms.move_start import grip_of

        desk = self.desk
        self.wants_to_hold(start.appointment)

        def question() -> Grabbed:
            """What can be done with the appointment, or who has it in the hand."""
            held = self.hold_now(start.appointment)
            return Grabbed(start, grip_of(desk, start) if held is None else None, held, typed)

        self.app.hold_keys("grab")
        self.runner.ask("grab", question)

    @on(Grabbed)
    async def _grabbed(self, message: Grabbed) -> None:
        """It is in the hand, or somebody else has it, or it is not to be moved any more."""
        from dispatcher.console.forms.move_start import refuse_grip

        refusal = refuse_grip(message.grip) if message.grip is not None else None
        if message.grip is None or refusal is not None:
            self.let_go()
            self.flash(refusal.sentence if refusal is not None else self.held_words(message.held))
        else:
            await self._open_move(message)
        self.app.release_keys("grab")

    async def _open_move(self, message: Grabbed) -> None:
        from dispatcher.console.forms.move import MoveForm

        start = message.start
        form = await self.open_form(start.subject, lambda draft: MoveForm(start, start.subject, self.ties, draft))
        if not isinstance(form, MoveForm) or message.grip is None:
            return
        self.take_up(form)
        form.take(message.grip, self.lane_order())
        if message.typed:
            form.take_target(message.typed)

    # --- by a command ---

    async def grab_number(self, order: Order) -> None:
        """Grab the next appointment of the ticket with that number, and carry it where the command says."""
        if self.refuses_to_write():
            return
        from dispatcher.console.forms.move_start import visit_of

        desk, number, now = self.desk, order.number, self.now
        self.app.hold_keys("number")
        self.runner.ask("number", lambda: NumberedVisit(number, *visit_of(desk, number, now), order.text))

    @on(NumberedVisit)
    def _numbered_visit(self, message: NumberedVisit) -> None:
        if message.start is not None:
            self.go_to_ticket(message.start.customer, message.start.ticket)
            self._grab(message.start, message.typed)
            self.app.release_keys("number")
            return
        number = f"T-{message.number}"
        told = _("{number} has no appointment that could be moved.") if message.is_there else _("There is no {number}.")
        self.flash(told.format(number=number))
        self.app.release_keys("number")

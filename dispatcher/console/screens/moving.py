"""Move mode: an appointment is grabbed, carried through the plan, and set down (screen design 3.3)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.messages import JournalMoved
from dispatcher.console.move_messages import (
    DaysLoaded,
    Grabbed,
    GripWanted,
    HandMoved,
    HandStirred,
    HoldTold,
    NumberedVisit,
)
from dispatcher.console.panes.plan_carry import CarriedBlock
from dispatcher.console.screens.cards import Cards
from dispatcher.console.target import Target
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.domain.calendar import local_day
from dispatcher.domain.clock import Clock, monotonic
from dispatcher.domain.lease import APPOINTMENT, Held, held_words
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.console.commands import Order
    from dispatcher.console.forms.move_hand import Hand
    from dispatcher.console.forms.move_start import MoveStart

_RENEW_SECONDS = 20.0
"""A key that comes so long after the last renewal renews the hold."""


class Moving(Cards):
    """The part of the board that carries appointments."""

    _carried: Hand | None = None
    """The box of what is in the hand."""
    _day_before = 0
    """Which day the plan showed when it was grabbed."""
    _held_at = 0.0

    # --- grabbing ---

    async def action_move_chosen(self) -> None:
        """Grab the appointment under the cursor, or give the promise on the strip another time."""
        if self.promise_row(self.promise) is not None:
            await super().action_move_chosen()
        elif not self.refuses_to_write() and not self.waits_for_target(self.action_move_chosen):
            self.grab(self.target())

    def grab(self, target: Target, typed: str = "") -> None:
        """Take the appointment of ``target`` into the hand; ``typed`` is where it is to be carried at once."""
        if target.appointment is None or target.ticket is None or target.customer is None:
            self.flash(_("No appointment is chosen that could be moved."))
            return
        from dispatcher.console.forms.move_start import MoveStart

        self._ask_grip(MoveStart(target.appointment, target.ticket, target.customer, target.technician), typed)

    def _ask_grip(self, start: MoveStart, typed: str = "", subject: str = "") -> None:
        from dispatcher.console.forms.move_start import grab

        desk = self.desk

        def question() -> Grabbed:
            return Grabbed(start, *grab(desk, start), typed, subject)

        if not subject:
            self.app.hold_keys()
        self.runner.ask("grab", question)

    @on(Grabbed)
    async def _grabbed(self, message: Grabbed) -> None:
        """It is in the hand, or somebody else has it."""
        if message.subject:
            self._know_anew(message)
            return
        if message.held is not None or message.grip is None:
            self.flash(self._held_words(message.held))
        else:
            await self._open_move(message)
        self.app.release_keys()

    def _held_words(self, held: Held | None) -> str:
        if held is None:
            return _("That appointment is not there any more.")
        return held_words(held, Clock().recorded())

    async def _open_move(self, message: Grabbed) -> None:
        from dispatcher.console.forms.move import MoveForm
        from dispatcher.console.forms.move_start import refuse_grip

        start, grip = message.start, message.grip
        assert grip is not None
        if (refusal := refuse_grip(grip)) is not None:
            self._let_go()
            self.flash(refusal.sentence)
            return
        form = await self.open_form(start.subject, lambda draft: MoveForm(start, start.subject, self.ties, draft))
        if isinstance(form, MoveForm):
            self._take_up(form)
            form.take(grip, self._lane_order())
            if message.typed:
                form.take_target(message.typed)

    def _take_up(self, form: Hand) -> None:
        """From now on this is what is in the hand; the plan is seen beside it."""
        if self._carried is None:
            self._day_before = self._days
        self._carried, self._held_at = form, monotonic()
        self.leave_technician_week()
        if self._zoomed not in (None, "plan"):
            self._zoomed = None
            self._arrange()

    def _lane_order(self) -> list[int]:
        return [lane.technician for lane in self.plan_pane.lanes]

    # --- known anew ---

    @on(GripWanted)
    def _grip_wanted(self, message: GripWanted) -> None:
        """A form came back from a draft or a refusal."""
        form = message.form
        self._take_up(form)
        self._ask_grip(form.start, subject=form.subject)

    @on(JournalMoved)
    def _written_meanwhile(self) -> None:
        """Somebody wrote: what is in the hand may stand elsewhere, and so may everybody else."""
        form = self._carried
        if form is not None and form.grip is not None:
            self._ask_grip(form.start, subject=form.subject)

    def _know_anew(self, message: Grabbed) -> None:
        form = self._carried
        if form is None or form.subject != message.subject:
            return
        if message.grip is not None:
            form.take(message.grip, form.lanes or self._lane_order())
        else:
            form.say(self._held_words(message.held))
        form.show_held(message.held is None)

    @on(HandMoved)
    def _hand_moved(self, message: HandMoved) -> None:
        """Draw it where it would go; read the days of which nothing is known."""
        form = message.form
        block = form.block()
        if form is not self._carried or block is None or form.hand is None:
            return
        self._follow_day(local_day(block.starts, self.zone))
        self._draw_carried()
        if form.hand.is_known:
            return
        if form.waits_for_days:
            self.app.hold_keys()
        from dispatcher.console.forms.move_start import DAYS, around

        desk, start, subject, first = self.desk, form.start, form.subject, around(form.hand.day)
        self.runner.ask(
            "days", lambda: DaysLoaded(subject, desk.planning(start.ticket, start.appointment, first, DAYS))
        )

    @on(DaysLoaded)
    def _days_loaded(self, message: DaysLoaded) -> None:
        form = self._carried
        if form is not None and form.subject == message.subject and message.row is not None:
            form.know(message.row)
        self.app.release_keys()

    def _follow_day(self, day: date) -> None:
        days = (day - local_day(self.now, self.zone)).days
        if days != self._days:
            self._days = days
            self.ask_plan()

    # --- drawing ---

    def _draw_carried(self) -> None:
        form = self._carried
        block = form.block() if form is not None else None
        if form is None or block is None or form.hand is None:
            self.plan_pane.carry(None)
            return
        whom = form.whom()
        crew = tuple(sorted(form.hand.crew, key=lambda one: one != whom))
        self.plan_pane.carry(CarriedBlock(block, crew), self._covered())

    def _covered(self) -> int:
        """Rows of the plan over which the box lies."""
        form = self._carried
        if form is None or form.styles.offset is None:
            return 0
        top = int(form.styles.offset.y.value)
        return max(0, self.plan_pane.region.bottom - 1 - top)

    def arrange_box(self) -> None:
        """At another size other rows are covered."""
        super().arrange_box()
        if self._carried is not None:
            self.call_after_refresh(self._draw_carried)

    # --- held ---

    @on(HandStirred)
    def _hand_stirred(self) -> None:
        """It is held for another minute, where half of this one is over."""
        form = self._carried
        if form is None or monotonic() - self._held_at < _RENEW_SECONDS:
            return
        self._held_at = monotonic()
        desk, ref = self.desk, form.start.appointment
        self.runner.ask("hold", lambda: HoldTold(desk.hold(APPOINTMENT, ref)))

    @on(HoldTold)
    def _hold_told(self, message: HoldTold) -> None:
        form = self._carried
        if form is None:
            return
        form.show_held(message.held is None)
        if message.held is not None:
            form.say(self._held_words(message.held))

    def close_box(self, box: Overlay | None = None) -> bool:
        """Whatever was in the hand is let go with its box."""
        closing = box or self.box_now()
        is_closed = super().close_box(box)
        if is_closed and closing is not None and closing is self._carried:
            self._put_back()
        return is_closed

    def _put_back(self) -> None:
        self._carried = None
        self.plan_pane.carry(None)
        if self._days != self._day_before:
            self._days = self._day_before
            self.ask_plan()
        self._let_go()

    def _let_go(self) -> None:
        desk = self.desk

        def question() -> HoldTold:
            desk.release()
            return HoldTold(None)

        self.runner.ask("hold", question)

    # --- by a command ---

    async def grab_number(self, order: Order) -> None:
        """Grab the next appointment of the ticket with that number, and carry it where the command says."""
        from dispatcher.console.forms.move_start import MoveStart
        from dispatcher.domain.next_visit import next_visit

        if self.refuses_to_write():
            return
        desk, number, now = self.desk, order.number, self.now

        def question() -> NumberedVisit:
            row = desk.ticket_by_number(number)
            detail = desk.ticket(row.id) if row is not None else None
            if detail is None:
                return NumberedVisit(number, None, False, order.text)
            visit = next_visit(detail.appointments, now)
            start = MoveStart(visit.id, detail.row.id, detail.row.customer) if visit is not None else None
            return NumberedVisit(number, start, True, order.text)

        self.app.hold_keys()
        self.runner.ask("number", question)

    @on(NumberedVisit)
    def _numbered_visit(self, message: NumberedVisit) -> None:
        if message.start is not None:
            self.go_to_ticket(message.start.customer, message.start.ticket)
            self._ask_grip(message.start, message.typed)
            return
        told = (
            _("T-{number} has no appointment that could be moved.") if message.is_there else _("There is no {number}.")
        )
        shown = message.number if message.is_there else f"T-{message.number}"
        self.flash(told.format(number=shown))
        self.app.release_keys()

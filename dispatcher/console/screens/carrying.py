"""The plan follows what is in the hand: its day, its line, and everybody's plan around it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.messages import JournalMoved
from dispatcher.console.move_messages import DaysLoaded, GripLoaded, GripWanted, HandMoved, WeekWanted
from dispatcher.console.panes.plan_carry import CarriedBlock
from dispatcher.console.screens.holding import Holding
from dispatcher.console.screens.weeks import DAYS as WEEK_DAYS
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.domain.calendar import local_day
from dispatcher.queries.rows import BlockRow

if TYPE_CHECKING:
    from dispatcher.console.forms.move_hand import Hand

_AFTER_PAINT = 0.01
"""Seconds after a step to another day when its plan is asked for: a thread that reads would hold up the step itself."""


class Carrying(Holding):
    """The part of the board that shows where an appointment is carried."""

    _days_before = 0
    """Which day the plan showed when it was grabbed, and whose week."""
    _week_before: tuple[int, date] | None = None

    # --- in the hand, and out of it ---

    def take_up(self, form: Hand) -> None:
        """From now on this is what is in the hand; the plan is seen beside it."""
        if self.carried is None:
            self._days_before, self._week_before = self._days, self._week_of
        self.carried = form
        self.watch_hold()
        if self._zoomed not in (None, "plan"):
            self._zoomed = None
            self._arrange()

    def close_box(self, box: Overlay | None = None) -> bool:
        """Whatever was in the hand is let go with its box."""
        closing = box or self.box_now()
        is_closed = super().close_box(box)
        if is_closed and closing is not None and closing is self.carried:
            self._put_back()
        return is_closed

    def _put_back(self) -> None:
        self.carried = None
        if self._week_of != self._week_before:
            self.leave_technician_week()
            if self._week_before is not None:
                self.show_technician_week(*self._week_before)
        self.plan_pane.carry(None)
        self._turn_to(local_day(self.now, self.zone) + timedelta(days=self._days_before))
        self.let_go()

    def lane_order(self) -> list[int]:
        """The technicians in the order of the plan."""
        pane = self.plan_pane
        lanes = pane.plan.lanes if pane.week is not None and pane.plan is not None else pane.lanes
        return [lane.technician for lane in lanes]

    # --- known anew ---

    @on(GripWanted)
    def _grip_wanted(self, message: GripWanted) -> None:
        """A form came back from a draft or a refusal: into the hand with it."""
        self.take_up(message.form)
        self.wants_to_hold(message.form.start.appointment)
        self._ask_grip(message.form, is_held=False)

    @on(JournalMoved)
    def _written_meanwhile(self) -> None:
        """Somebody wrote: what is in the hand may stand elsewhere, and so may everybody else."""
        if self.carried is not None and self.carried.grip is not None:
            self._ask_grip(self.carried, is_held=True)

    def _ask_grip(self, form: Hand, *, is_held: bool) -> None:
        from dispatcher.console.forms.move_start import grip_of

        desk, start, subject = self.desk, form.start, form.subject

        def question() -> GripLoaded:
            """What can be done with the appointment, or who has it in the hand."""
            held = None if is_held else self.hold_now(start.appointment)
            return GripLoaded(subject, grip_of(desk, start) if held is None else None, held)

        self.runner.ask("grip", question)

    @on(GripLoaded)
    def _grip_loaded(self, message: GripLoaded) -> None:
        form = self.carried
        if form is None or form.subject != message.subject:
            return
        if message.grip is not None:
            form.take(message.grip, form.lanes or self.lane_order())
        else:
            form.say(self.held_words(message.held))
        form.show_held(message.held is None)

    # --- where it is ---

    @on(HandMoved)
    def _hand_moved(self, message: HandMoved) -> None:
        """Draw it where it would go; read the days of which nothing is known."""
        form, block = message.form, message.form.block()
        form.repaint()
        if form is not self.carried or block is None or form.hand is None:
            return
        self._follow(form, block)
        self._draw_carried()
        if not form.hand.is_known:
            self._ask_days(form, form.hand.day)

    def _ask_days(self, form: Hand, day: date) -> None:
        from dispatcher.console.forms.move_start import DAYS, around

        if form.waits_for_days:
            self.app.hold_keys("days")
        desk, start, subject = self.desk, form.start, form.subject
        self.runner.ask(
            "days", lambda: DaysLoaded(subject, desk.planning(start.ticket, start.appointment, around(day), DAYS))
        )

    @on(DaysLoaded)
    def _days_loaded(self, message: DaysLoaded) -> None:
        form = self.carried
        if form is not None and form.subject == message.subject and message.row is not None:
            form.know(message.row)
        self.app.release_keys("days")

    def _follow(self, form: Hand, block: BlockRow) -> None:
        day, whom = local_day(block.starts, self.zone), form.whom()
        if self._week_of is None:
            self._turn_to(day)
            return
        technician, monday = self._week_of
        if whom is not None and (whom != technician or not monday <= day < monday + timedelta(days=WEEK_DAYS)):
            self.show_technician_week(whom, day, block.appointment)

    def _turn_to(self, day: date) -> None:
        days = (day - local_day(self.now, self.zone)).days
        if days != self._days:
            self._days = days
            self.set_timer(_AFTER_PAINT, self.ask_plan)

    @on(WeekWanted)
    def _week_wanted(self, message: WeekWanted) -> None:
        form, block = message.form, message.form.block()
        if form is not self.carried or block is None:
            return
        if self.leave_technician_week():
            self._follow(form, block)
            self._draw_carried()
        elif (whom := form.whom()) is not None:
            self.show_technician_week(whom, local_day(block.starts, self.zone), block.appointment)

    # --- drawing ---

    def _draw_carried(self) -> None:
        form = self.carried
        block = form.block() if form is not None else None
        if form is None or block is None or form.hand is None:
            self.plan_pane.carry(None)
            return
        whom = form.whom()
        crew = tuple(sorted(form.hand.crew, key=lambda one: one != whom))
        self.plan_pane.carry(CarriedBlock(block, crew), self._covered(form))

    def _covered(self, form: Hand) -> int:
        """Rows of the plan over which the box lies."""
        return max(0, self.plan_pane.region.bottom - 1 - int(form.styles.offset.y.value))

    def arrange_box(self) -> None:
        """At another size other rows are covered."""
        super().arrange_box()
        if self.carried is not None:
            self.call_after_refresh(self._draw_carried)

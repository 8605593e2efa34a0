"""PLAN: who is where today, one line a technician; or one technician's days below each other."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from textual.binding import BindingType

from dispatcher.console.keys import PLAN, bindings_for
from dispatcher.console.messages import Chosen
from dispatcher.console.panes.plan_lines import PlanLines, lane_name
from dispatcher.console.panes.plan_notes import has_doubts, lane_trouble
from dispatcher.console.target import Target
from dispatcher.console.wording import short_day, weekday
from dispatcher.domain.next_visit import next_visit
from dispatcher.domain.text import fold
from dispatcher.locale import _
from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow
from dispatcher.queries.week_rows import WeekRow

__all__ = ["PlanPane", "lane_name"]


class PlanPane(PlanLines):
    """The plan: its lines, the block that is chosen, and what lies under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(PLAN)]
    _block = 0
    is_untold = False
    """Whether what lies under the cursor changed while the focus was elsewhere."""

    @property
    def help_text(self) -> str:
        """What this pane is, for the help."""
        return _("The plan: one line a technician, one cell 15 minutes; the bracket is the state.")

    def show_plan(self, plan: PlanRow, now: datetime, zone: str) -> bool:
        """Show ``plan``; the cursor stays on the technician it was on. Whether it is another day than before."""
        if plan == self.plan:
            return False
        is_other_day = self.plan is not None and plan.day != self.plan.day
        self.plan, self._now, self._zone = plan, now, zone
        if self.week is None:
            self._axes = None
            self.sift()
            self._block = self.current_block() if is_other_day and self.is_above() else self._block
        return is_other_day and self.week is None

    def sift(self) -> None:
        """Show whom the filter lets through; the cursor stays on the technician it was on."""
        assert self.plan is not None
        kept = self.lanes[self.cursor].technician if self.is_above() else None
        typed = self.filter_text
        lanes = self.plan.lanes
        self._show_lanes([lane for lane in lanes if self._passes(lane, typed)] if typed else lanes, kept)

    def _show_lanes(self, lanes: tuple[LaneRow, ...] | list[LaneRow], technician: int | None) -> None:
        """Other lines, with the cursor on that technician's; below it stays on its line."""
        block, below = self._block_at(self.cursor) if self.is_above() else None, self.at_below()
        self.lanes = lanes
        self.retitle()
        at = next((n for n, lane in enumerate(lanes) if lane.technician == technician), 0)
        self.show_with_below(at if below is None else len(lanes) + below)
        is_same = self.is_above() and lanes[self.cursor].technician == technician
        self._block = self._place_of(block) if is_same else self.current_block() if self.is_above() else 0

    def _passes(self, lane: LaneRow, typed: str) -> bool:
        """Every word stands in his name, skills or region; "!" lets through whose day is in trouble or doubtful."""
        assert self.plan is not None
        assert self._now is not None
        said = fold(f"{lane.code} {lane.name} {' '.join(lane.skills)} {lane.region}")
        words = fold(typed).split()
        is_wrong = "!" in words and (
            lane_trouble(lane, self.plan.day, self._zone, self._now) is not None or has_doubts(lane)
        )
        return all(is_wrong if word == "!" else word in said for word in words)

    def tick(self, now: datetime) -> None:
        """Draw the now-line where it is now."""
        self._now, self._axes = now, None
        self.refresh(self.area())

    def on_resize(self) -> None:
        """The title is as long as there is room."""
        if self.plan is not None:
            self.retitle()

    def retitle(self) -> None:
        """The day, whose week it is, or what is sifted."""
        if self.plan is None:
            return
        if self.week is not None:
            self.title = f"{_('WEEK')} {self.week.name}"
        elif self.is_filtered:
            self.title = self.filter_title(len(self.lanes), str(len(self.plan.lanes)))
        else:
            day = short_day(self.plan.day) if self.size.width > 45 else weekday(self.plan.day)
            self.title = f"{_('PLAN')} {day}{self._seen()} F6"

    def _seen(self) -> str:
        """Which of the technicians are on show, where there is not room for all of them."""
        rows, all_ = self.area().height, self.scrolled
        return f" {self.top + 1}-{min(self.top + rows, all_)}/{all_}" if 0 < rows < all_ else ""

    def _set_top(self, top: int) -> None:
        super()._set_top(top)
        if self.scrolled > self.area().height:
            self.retitle()

    # --- one technician's days ---

    def show_week(self, week: WeekRow, day: date, appointment: int | None) -> None:
        """Show one technician's days; the cursor goes to ``day`` and to an appointment of it, or where the same days
        were on show, stays where it is."""
        if week == self.week:
            return
        if self.week is not None and self._spans(self.week) == self._spans(week) and self.is_above():
            block = self._block_at(self.cursor)
            day, appointment = self.day_at(self.cursor), block.appointment if block is not None else None
        self.week, self._axes = week, None
        self.lanes = [one.lane for one in week.days]
        self.retitle()
        self.show_with_below(next((n for n, one in enumerate(week.days) if one.day == day), 0))
        self._block = self._place_of_appointment(appointment)

    @staticmethod
    def _spans(week: WeekRow) -> tuple[int, date]:
        return week.technician, week.days[0].day

    def leave_week(self) -> bool:
        """Show everybody's day again, with the cursor on the technician; False where it is that already."""
        if self.week is None or self.plan is None:
            return False
        technician, self.week, self._axes = self.week.technician, None, None
        self._show_lanes([lane for lane in self.plan.lanes if self._passes(lane, self.filter_text)], technician)
        return True

    # --- the block that is chosen ---

    def chosen_block(self, index: int) -> BlockRow | None:
        """The appointment under the cursor, while the plan has the focus."""
        if self.plan is None or index != self.cursor or not self.has_focus:
            return None
        return self._block_at(index)

    def _block_at(self, index: int) -> BlockRow | None:
        blocks = self.lanes[index].blocks
        return blocks[self._block] if self._block < len(blocks) else None

    def _place_of(self, block: BlockRow | None) -> int:
        """Where the appointment that was chosen stands now; it stays chosen while others come and go (X4)."""
        return self._place_of_appointment(block.appointment if block is not None else None)

    def _place_of_appointment(self, appointment: int | None) -> int:
        if not self.is_above():
            return 0
        blocks = self.lanes[self.cursor].blocks
        same = (n for n, one in enumerate(blocks) if one.appointment == appointment)
        # Where it is gone, none is chosen: no verb may reach for another one instead.
        return next(same, self.current_block() if appointment is None else len(blocks))

    def action_block(self, by: int) -> None:
        """Choose the technician's next (or the one before) appointment."""
        if not self.is_above():
            return
        last = len(self.lanes[self.cursor].blocks) - 1
        self._block = max(0, min(last, self._block + by))
        self.repaint(self.cursor)
        self.tell_choice()

    def current_block(self) -> int:
        """The index of the block that is on now or comes next, for the technician under the cursor."""
        blocks = self.lanes[self.cursor].blocks
        found = next_visit(blocks, self._now) if self._now is not None else None
        return blocks.index(found) if found is not None else max(0, len(blocks) - 1)

    def on_line_list_cursor_moved(self) -> None:
        """Another technician: his current appointment is chosen."""
        self._block = self.current_block() if self.is_above() else 0
        self.repaint(self.cursor)
        self.tell_choice()

    def put_on(self, technician: int) -> BlockRow | None:
        """Put the cursor on a technician, without a word to anybody; the appointment that is on now or comes next."""
        self.leave_week()
        if all(lane.technician != technician for lane in self.lanes):
            self.clear_filter()
        lanes = self.lanes
        at = next((n for n, lane in enumerate(lanes) if lane.technician == technician), None)
        if at is None:
            return None
        self.put_cursor(at)
        self._block = self.current_block()
        self.repaint(self.cursor)
        return lanes[at].blocks[self._block] if lanes[at].blocks else None

    # --- what lies under the cursor ---

    def tell_choice(self) -> None:
        """Tell the screen whose appointment or ticket is under the cursor."""
        target = self.target()
        if target.customer is not None and self.has_focus:
            self.post_message(Chosen(target.customer, target.ticket))

    def stands_on_another(self) -> None:
        """Tell it, or remember it until the focus comes back."""
        self.is_untold = not self.has_focus
        self.tell_choice()

    def target(self) -> Target:
        """What lies under the cursor: a technician with the appointment that is chosen, or what the line is about."""
        at = self.at_below()
        if at is not None:
            return self.below.target(at)
        return _target_of(self.lanes[self.cursor], self._block_at(self.cursor)) if self.is_above() else Target()

    def target_on(self, technician: int) -> Target:
        """A technician with the appointment that is under way or comes next, whether the filter hides him or not."""
        lanes = self.plan.lanes if self.plan is not None else ()
        lane = next((lane for lane in lanes if lane.technician == technician), None)
        if lane is None or self._now is None:
            return Target(technician)
        return _target_of(lane, next_visit(lane.blocks, self._now))


def _target_of(lane: LaneRow, block: BlockRow | None) -> Target:
    if block is None:
        return Target(lane.technician)
    return Target(lane.technician, block.appointment, block.ticket, block.customer)

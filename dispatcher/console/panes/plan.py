"""PLAN: who is where today, one line a technician."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from textual.binding import BindingType

from dispatcher.console.keys import PLAN, bindings_for
from dispatcher.console.messages import Chosen
from dispatcher.console.panes.entry_lines import said
from dispatcher.console.panes.plan_cells import Axis, axis_for, lane_spans, scale
from dispatcher.console.widgets.marks import Frame, Line, MarkName, Span, cell
from dispatcher.console.widgets.pane import Pane
from dispatcher.console.wording import full_day, short_day, weekday
from dispatcher.domain.free import free_from
from dispatcher.locale import _, ngettext
from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow

_LEGEND = 62
"""Columns from which the signs are explained below the plan."""


class PlanPane(Pane):
    """The plan of one day: technicians with their blocks, the now-line, the chosen block."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(PLAN)]

    def __init__(self, *, id: str, frame: Frame) -> None:
        super().__init__(_("PLAN"), id=id, frame=frame)
        self.plan: PlanRow | None = None
        self._now: datetime | None = None
        self._zone = "UTC"
        self._axis: Axis | None = None
        self._block = 0

    @property
    def help_text(self) -> str:
        """What this pane is, for the help."""
        return _("The plan: one line a technician, one cell 15 minutes; the bracket is the state.")

    def show_plan(self, plan: PlanRow, now: datetime, zone: str) -> None:
        """Show ``plan``; the cursor stays on the technician it was on."""
        if plan == self.plan:
            return
        kept = self._lane().technician if self.plan and self.plan.lanes else None
        self.plan, self._now, self._zone = plan, now, zone
        self._axis = None
        self._title_of_day(plan.day)
        at = next((n for n, lane in enumerate(plan.lanes) if lane.technician == kept), 0)
        self.show(len(plan.lanes), at)
        self._block = min(self._block, max(0, len(self._lane().blocks) - 1)) if plan.lanes else 0

    def tick(self, now: datetime) -> None:
        """Draw the now-line where it is now."""
        self._now, self._axis = now, None
        self.refresh(self.area())

    def on_resize(self) -> None:
        """The title is as long as there is room."""
        if self.plan is not None:
            self._title_of_day(self.plan.day)

    def _title_of_day(self, day: date) -> None:
        self.title = f"{_('PLAN')} {short_day(day)} F6" if self.size.width > 45 else f"{_('PLAN')} {weekday(day)} F6"

    def axis(self) -> Axis | None:
        """The hours on show, for the width there is."""
        if self.plan is None or self._now is None:
            return None
        cells = max(0, self.inside().width - self._label_width() - self._note_width())
        if self._axis is None or self._axis.cells != cells:
            self._axis = axis_for(self.plan.day, self._zone, min(cells, 96), self._now, self.plan.lanes)
        return self._axis

    def _label_width(self) -> int:
        inner = self.inside().width
        return 13 if inner >= 70 else 12 if inner >= 56 else 7

    def _note_width(self) -> int:
        return 13 if self.inside().width >= 70 else 0

    def header(self, width: int, height: int) -> Sequence[Line]:
        """The hours; a holiday's name, or that nothing is planned."""
        axis = self.axis()
        if axis is None or self.plan is None:
            return ((("", "plain"),),)
        note = _("load/note") if self._note_width() else ""
        lines: list[Line] = [((" " * self._label_width() + cell(scale(axis), axis.cells) + "  " + note, "head"),)]
        return [*lines, *said(width, *self._notes(), mark="due")]

    def _notes(self) -> list[str]:
        assert self.plan is not None
        day = full_day(self.plan.day)
        notes = []
        if self.plan.holiday:
            notes.append(_("{day} public holiday: {name}").format(day=short_day(self.plan.day), name=self.plan.holiday))
        if not self.plan.lanes:
            notes.append(_("No technicians yet."))
        elif not any(lane.blocks for lane in self.plan.lanes):
            notes.append(_("No appointments on {day}.  + = next day").format(day=day))
        return notes

    def footer(self, width: int, height: int) -> Sequence[Line]:
        """The signs explained, where there is room."""
        if width < _LEGEND or height < 20:
            return ()
        states = _("(.)proposed [.]confirmed {.}on site <.>done /./no access")
        return (((f" {states}", "done"),), ((" " + _("~ travel  . free  | now  2P two persons"), "done"),))

    def line(self, index: int, width: int) -> Line:
        """One technician: name, status digit, cells, and what is left of his day."""
        axis = self.axis()
        if self.plan is None or axis is None or self._now is None:
            return ()
        lane = self.plan.lanes[index]
        chosen = self._chosen_block(index)
        spans = [self._label(lane), *lane_spans(lane, axis, self._now, chosen.appointment if chosen else None)]
        return [*spans, self._note(lane, axis)] if self._note_width() else spans

    def _label(self, lane: LaneRow) -> Span:
        room = self._label_width() - 1
        mark: MarkName = "due" if lane.status == 5 else "plain"
        name = lane.name if room > 8 else lane.code
        gap = " " if room > 8 else ""
        return cell(name, room - 2 - len(gap)) + f"{gap}{lane.status} ", mark

    def _note(self, lane: LaneRow, axis: Axis) -> Span:
        assert self.plan is not None
        assert self._now is not None
        hidden = sum(axis.at(block.starts) >= axis.cells for block in lane.blocks)
        if hidden:
            return f" {ngettext('{n} later', '{n} later', hidden).format(n=hidden)}", "plain"
        free = free_from(lane, self.plan.day, self._zone, self._now)
        if lane.hours is None:
            return f" {_('off')}", "done"
        return (
            (f" {_('free')} {free // 60:02d}:{free % 60:02d}", "plain")
            if free is not None
            else (f" {_('full')}", "done")
        )

    def _lane(self) -> LaneRow:
        assert self.plan is not None
        return self.plan.lanes[self.cursor]

    def _chosen_block(self, index: int) -> BlockRow | None:
        if self.plan is None or index != self.cursor or not self.has_focus:
            return None
        blocks = self.plan.lanes[index].blocks
        return blocks[self._block] if self._block < len(blocks) else None

    def action_block(self, by: int) -> None:
        """Choose the technician's next (or the one before) appointment."""
        if self.plan is None or not self.plan.lanes:
            return
        last = len(self._lane().blocks) - 1
        self._block = max(0, min(last, self._block + by))
        self.repaint(self.cursor)
        self.tell_choice()

    def current_block(self) -> int:
        """The index of the block that is on now or comes next, for the technician under the cursor."""
        blocks = self._lane().blocks
        return next(
            (n for n, block in enumerate(blocks) if self._now and block.ends > self._now), max(0, len(blocks) - 1)
        )

    def on_line_list_cursor_moved(self) -> None:
        """Another technician: his current appointment is chosen."""
        self._block = self.current_block()
        self.repaint(self.cursor)
        self.tell_choice()

    def put_on(self, technician: int) -> BlockRow | None:
        """Put the cursor on a technician, without a word to anybody; the appointment that is on now or comes next."""
        lanes = self.plan.lanes if self.plan is not None else ()
        at = next((n for n, lane in enumerate(lanes) if lane.technician == technician), None)
        if at is None:
            return None
        self.put_cursor(at)
        self._block = self.current_block()
        self.repaint(self.cursor)
        return lanes[at].blocks[self._block] if lanes[at].blocks else None

    def tell_choice(self) -> None:
        """Tell the screen whose appointment is under the cursor."""
        block = self._chosen_block(self.cursor) if self.plan and self.plan.lanes else None
        if block is not None:
            self.post_message(Chosen(block.customer, block.ticket))

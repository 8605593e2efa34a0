"""PLAN: who is where today, one line a technician."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region

from dispatcher.console.keys import PLAN, bindings_for, written
from dispatcher.console.messages import Chosen
from dispatcher.console.panes.entry_lines import said
from dispatcher.console.panes.plan_below import Below
from dispatcher.console.panes.plan_cells import WHOLE_DAY, Axis, axis_for, day_minutes, lane_spans, scale
from dispatcher.console.panes.plan_notes import lane_note, lane_trouble
from dispatcher.console.panes.plan_sections import Outlook
from dispatcher.console.target import Target
from dispatcher.console.widgets.filtered import FilteredPane
from dispatcher.console.widgets.marks import Frame, Line, Span, cell, fit
from dispatcher.console.wording import full_day, short_day, weekday
from dispatcher.domain.next_visit import next_visit
from dispatcher.domain.text import fold, one_line
from dispatcher.locale import _
from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow

_LEAST_ROWS = 6
"""Below so many rows there are technicians only."""
_TALL = 20
_LEAST_SECTIONS = 8
"""Rows that a tall window keeps for what stands below the technicians, however many there are."""


_SMALL_SECTIONS = 6
"""Rows that a small window gives them while the cursor is there."""


class PlanPane(FilteredPane):
    """The plan of one day: technicians with their blocks, the now-line, the chosen block."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(PLAN)]

    def __init__(self, *, id: str, frame: Frame) -> None:
        super().__init__(_("PLAN"), id=id, frame=frame)
        self.plan: PlanRow | None = None
        self.lanes: Sequence[LaneRow] = ()
        self._below = Below()
        self._was_below = self._is_laying = False
        self._now: datetime | None = None
        self._zone = "UTC"
        self._axis: tuple[int, Axis] | None = None
        """For how many cells it was made."""
        self._block = 0

    @property
    def help_text(self) -> str:
        """What this pane is, for the help."""
        return _("The plan: one line a technician, one cell 15 minutes; the bracket is the state.")

    def show_plan(self, plan: PlanRow, now: datetime, zone: str) -> None:
        """Show ``plan``; the cursor stays on the technician it was on."""
        if plan == self.plan:
            return
        self.plan, self._now, self._zone = plan, now, zone
        self._axis = None
        self.sift()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what stands below the plan."""
        if outlook == self._below.outlook:
            return
        at = self._at_below()
        target = self._below.target(at) if at is not None else None
        self._below.take(outlook)
        if target is None or self.plan is None:
            self._count = self.scrolled + len(self._below.listed)
            self.repaint_fixed()
        else:
            found = self._below.listed.place_of(target)
            self.show(self.scrolled + len(self._below.listed), self.scrolled + (at or 0 if found is None else found))

    def sift(self) -> None:
        """Show whom the filter lets through; the cursor stays on the technician it was on."""
        assert self.plan is not None
        is_on_lane, below = self._is_on_lane(), self._at_below()
        kept = self._lane().technician if is_on_lane else None
        block = self._block_at(self.cursor) if is_on_lane else None
        typed = self.filter_text
        self.lanes = [lane for lane in self.plan.lanes if self._passes(lane, typed)] if typed else self.plan.lanes
        self.retitle()
        at = next((n for n, lane in enumerate(self.lanes) if lane.technician == kept), 0)
        self.show(len(self.lanes) + len(self._below.listed), at if below is None else len(self.lanes) + below)
        self._block = self._place_of(block) if self._is_on_lane() else 0

    # --- technicians above, further lines below them ---

    @property
    def scrolled(self) -> int:
        """The technicians; what stands below them has rows of its own."""
        return len(self.lanes)

    def _is_on_lane(self) -> bool:
        return self.cursor < len(self.lanes)

    def _at_below(self) -> int | None:
        """The line below the technicians that the cursor is on, counted from 0; None while it is on one of them."""
        at = self.cursor - len(self.lanes)
        return at if 0 <= at < len(self._below.listed) and self.plan is not None else None

    def _keep_visible(self) -> None:
        """A line below the technicians has its own window."""
        if self._is_on_lane():
            super()._keep_visible()
        else:
            self._set_top(self._top)
        is_below = self._at_below() is not None
        if (is_below or self._was_below) and not self._is_laying:
            self._is_laying, self._was_below = True, is_below
            self.repaint_fixed()
            self._is_laying = False

    def repaint(self, *indexes: int) -> None:
        """Draw only these lines again, wherever they stand."""
        super().repaint(*(index for index in indexes if index < self.scrolled))
        rows = [self._below.row_of(index - self.scrolled) for index in indexes if index >= self.scrolled]
        bottom = self.area().bottom
        if seen := [Region(0, bottom + row, self.size.width, 1) for row in rows if row is not None]:
            self.refresh(*seen)

    def footer_row(self, row: int, line: Line, width: int) -> list[Segment]:
        """A line below the technicians, with the cursor where it is there."""
        at = self._at_below()
        if at is None or self._below.at_row(row) != at:
            return fit(line, width)
        return fit(((">", "plain"), *line[1:]), width, self.is_lit)

    def on_click(self, event: events.Click) -> None:
        """The mouse puts the cursor on a line below the technicians too."""
        at = self._below.at_row(event.y - self.area().bottom)
        if at is not None:
            self.move_to(self.scrolled + at)

    def _passes(self, lane: LaneRow, typed: str) -> bool:
        """Every word stands in his name, skills or region; "!" lets through whose day is in trouble."""
        said = fold(f"{lane.code} {lane.name} {' '.join(lane.skills)} {lane.region}")
        return all(self._trouble(lane) is not None if word == "!" else word in said for word in fold(typed).split())

    def _trouble(self, lane: LaneRow) -> Span | None:
        if self.plan is None or self._now is None:
            return None
        return lane_trouble(lane, self.plan.day, self._zone, self._now)

    def tick(self, now: datetime) -> None:
        """Draw the now-line where it is now."""
        self._now, self._axis = now, None
        self.refresh(self.area())

    def on_resize(self) -> None:
        """The title is as long as there is room."""
        if self.plan is not None:
            self.retitle()

    def retitle(self) -> None:
        """The day, or what is sifted."""
        if self.plan is None:
            return
        if self.is_filtered:
            self.title = self.filter_title(len(self.lanes), str(len(self.plan.lanes)))
        else:
            day = short_day(self.plan.day) if self.size.width > 45 else weekday(self.plan.day)
            self.title = f"{_('PLAN')} {day} F6"

    def axis(self) -> Axis | None:
        """The hours on show, for the width there is."""
        if self.plan is None or self._now is None:
            return None
        cells = max(0, self.inside().width - self._label_width() - self._note_width())
        if self._axis is None or self._axis[0] != cells:
            self._axis = cells, axis_for(self.plan.day, self._zone, cells, self._now, self.plan.lanes)
        return self._axis[1]

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
            notes += self._on_call_note()
        notes += _change_note(day_minutes(self.plan.day, self._zone)[1])
        if not self.plan.lanes:
            key = _('{key} "{name}"').format(key=written("ctrl+p"), name=_("new technician"))
            notes += [_("No technicians yet."), key]
        elif not self.lanes:
            told = _('No technician matches "{typed}" ({n} hidden).  Esc clears the filter')
            notes.append(told.format(typed=self.filter_text, n=len(self.plan.lanes)))
        elif not any(lane.blocks for lane in self.plan.lanes):
            notes.append(_("No appointments on {day}.  + = next day").format(day=day))
        return notes

    def _on_call_note(self) -> list[str]:
        assert self.plan is not None
        names = [lane.code for lane in self.plan.lanes if lane.on_call]
        return [_("On call: {names}").format(names=", ".join(names))] if names else []

    def footer(self, width: int, height: int) -> Sequence[Line]:
        """What is left to plan, what is open tomorrow, who is free: as much as the technicians leave room for."""
        if height < _LEAST_ROWS:
            return ()
        above, at = len(self.header(width, height)), self._at_below()
        least = max(_LEAST_SECTIONS, height // 3) if height >= _TALL else 1 if at is None else _SMALL_SECTIONS
        rows = max(height - above - len(self.lanes), least)
        return self._below.lay(width, rows, self.rule(width), at)

    def line(self, index: int, width: int) -> Line:
        """One technician: name, status digit, cells, and what is to be said of his day."""
        axis = self.axis()
        if self.plan is None or axis is None or self._now is None:
            return ()
        lane = self.lanes[index]
        chosen = self._chosen_block(index)
        spans = [*self._label(lane), *lane_spans(lane, axis, self._now, chosen.appointment if chosen else None)]
        return [*spans, *self._note(lane, axis)] if self._note_width() else spans

    def _label(self, lane: LaneRow) -> list[Span]:
        """Name, digit, and where there is no room for a note a mark that something is wrong."""
        room = self._label_width() - 1
        gap = " " if room > 8 else ""
        width = room - 2 - len(gap)
        said = cell(lane_name(lane, width), width) + f"{gap}{lane.status}"
        trouble = self._trouble(lane) if not self._note_width() else None
        return [(said, "plain"), ("!" if trouble else " ", trouble[1] if trouble else "plain")]

    def _note(self, lane: LaneRow, axis: Axis) -> list[Span]:
        assert self.plan is not None
        assert self._now is not None
        hidden = sum(axis.at(block.starts) >= axis.cells for block in lane.blocks)
        return [(" ", "plain"), lane_note(lane, self.plan.day, self._zone, self._now, hidden)]

    def _lane(self) -> LaneRow:
        return self.lanes[self.cursor]

    def _chosen_block(self, index: int) -> BlockRow | None:
        if self.plan is None or index != self.cursor or not self.has_focus:
            return None
        return self._block_at(index)

    def _block_at(self, index: int) -> BlockRow | None:
        blocks = self.lanes[index].blocks
        return blocks[self._block] if self._block < len(blocks) else None

    def _place_of(self, block: BlockRow | None) -> int:
        """Where the appointment that was chosen stands now; it stays chosen while others come and go (X4)."""
        blocks = self._lane().blocks
        same = (n for n, one in enumerate(blocks) if block is not None and one.appointment == block.appointment)
        return next(same, min(self._block, max(0, len(blocks) - 1)))

    def action_block(self, by: int) -> None:
        """Choose the technician's next (or the one before) appointment."""
        if not self._is_on_lane():
            return
        last = len(self._lane().blocks) - 1
        self._block = max(0, min(last, self._block + by))
        self.repaint(self.cursor)
        self.tell_choice()

    def current_block(self) -> int:
        """The index of the block that is on now or comes next, for the technician under the cursor."""
        blocks = self._lane().blocks
        found = next_visit(blocks, self._now) if self._now is not None else None
        return blocks.index(found) if found is not None else max(0, len(blocks) - 1)

    def on_line_list_cursor_moved(self) -> None:
        """Another technician: his current appointment is chosen."""
        self._block = self.current_block() if self._is_on_lane() else 0
        self.repaint(self.cursor)
        self.tell_choice()

    def put_on(self, technician: int) -> BlockRow | None:
        """Put the cursor on a technician, without a word to anybody; the appointment that is on now or comes next."""
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

    def tell_choice(self) -> None:
        """Tell the screen whose appointment or ticket is under the cursor."""
        target = self.target()
        if target.customer is not None and self.has_focus:
            self.post_message(Chosen(target.customer, target.ticket))

    def target(self) -> Target:
        """What lies under the cursor: a technician with the appointment that is chosen, or what the line is about."""
        at = self._at_below()
        if at is not None:
            return self._below.target(at)
        return _target_of(self._lane(), self._block_at(self.cursor)) if self._is_on_lane() else Target()

    def target_on(self, technician: int) -> Target:
        """A technician with the appointment that is under way or comes next, whether the filter hides him or not."""
        lanes = self.plan.lanes if self.plan is not None else ()
        lane = next((lane for lane in lanes if lane.technician == technician), None)
        if lane is None or self._now is None:
            return Target(technician)
        return _target_of(lane, next_visit(lane.blocks, self._now))


def _change_note(minutes: int) -> list[str]:
    """A word on a day on which the clocks change."""
    if minutes == WHOLE_DAY:
        return []
    return [_("The clocks go back: 25 hours.") if minutes > WHOLE_DAY else _("The clocks go forward: 23 hours.")]


def _target_of(lane: LaneRow, block: BlockRow | None) -> Target:
    if block is None:
        return Target(lane.technician)
    return Target(lane.technician, block.appointment, block.ticket, block.customer)


def lane_name(lane: LaneRow, width: int) -> str:
    """His name where it fits, a dot at its end aside; else the short code that everybody here knows him by."""
    name = one_line(lane.name)
    return next((one for one in (name, name.removesuffix(".")) if one and cell_len(one) <= width), lane.code)

"""The lines of the plan: hours above, one line a technician, or one a day of a single technician."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from rich.cells import cell_len

from dispatcher.console.keys import written
from dispatcher.console.panes.entry_lines import said
from dispatcher.console.panes.plan_cells import (
    WHOLE_DAY,
    Axis,
    axis_for,
    day_minutes,
    lane_spans,
    scale,
    week_axes,
)
from dispatcher.console.panes.plan_lower import SectionedPane
from dispatcher.console.panes.plan_notes import lane_note, lane_trouble
from dispatcher.console.widgets.marks import Frame, Line, MarkName, Span, cell
from dispatcher.console.wording import day_month, full_day, short_day, weekday
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow
from dispatcher.queries.week_rows import WeekRow


class PlanLines(SectionedPane):
    """Draws; where the cursor goes is the business of :class:`~dispatcher.console.panes.plan.PlanPane`."""

    def __init__(self, *, id: str, frame: Frame) -> None:
        super().__init__(_("PLAN"), id=id, frame=frame)
        self.plan: PlanRow | None = None
        self.week: WeekRow | None = None
        """The one technician whose days stand below each other; None while it is one day of all."""
        self.lanes: Sequence[LaneRow] = ()
        """The lines on show: technicians of one day, or days of one technician."""
        self._now: datetime | None = None
        self._zone = "UTC"
        self._axes: tuple[int, Sequence[Axis]] | None = None
        """For how many cells they were made; one where all lines have the same."""

    @property
    def scrolled(self) -> int:
        """The technicians, or the days; what stands below has rows of its own."""
        return len(self.lanes)

    def chosen_block(self, index: int) -> BlockRow | None:
        """The appointment under the cursor, where that is on line ``index``."""
        return None

    def day_at(self, index: int) -> date:
        """The local day of a line."""
        assert self.plan is not None
        return self.week.days[index].day if self.week is not None else self.plan.day

    def axis(self, index: int = 0) -> Axis | None:
        """The hours on show in a line, for the width there is."""
        if self.plan is None or self._now is None:
            return None
        cells = max(0, self.inside().width - self._label_width() - self._note_width())
        if self._axes is None or self._axes[0] != cells:
            self._axes = cells, self._made_for(cells, self.plan, self._now)
        axes = self._axes[1]
        return axes[index] if index < len(axes) else axes[0]

    def _made_for(self, cells: int, plan: PlanRow, now: datetime) -> Sequence[Axis]:
        if self.week is None:
            return (axis_for(plan.day, self._zone, cells, now, plan.lanes),)
        return week_axes([one.day for one in self.week.days], self._zone, cells, [one.lane for one in self.week.days])

    def _label_width(self) -> int:
        inner = self.inside().width
        return 13 if inner >= 70 else 12 if inner >= 56 else 7

    def _note_width(self) -> int:
        return 13 if self.inside().width >= 70 else 0

    # --- above ---

    def header(self, width: int, height: int) -> Sequence[Line]:
        """The hours; a holiday's name, or that nothing is planned."""
        axis = self.axis()
        if axis is None or self.plan is None:
            return ((("", "plain"),),)
        note = _("load/note") if self._note_width() else ""
        lines: list[Line] = [((" " * self._label_width() + cell(scale(axis), axis.cells) + "  " + note, "head"),)]
        return [*lines, *said(width, *self._notes(self.plan), mark="due")] if self.week is None else lines

    def _notes(self, plan: PlanRow) -> list[str]:
        notes = []
        if plan.holiday:
            notes.append(_("{day} public holiday: {name}").format(day=short_day(plan.day), name=plan.holiday))
            notes += _on_call_note(plan)
        notes += _change_note(day_minutes(plan.day, self._zone)[1])
        if not plan.lanes:
            key = _('{key} "{name}"').format(key=written("ctrl+p"), name=_("new technician"))
            notes += [_("No technicians yet."), key]
        elif not self.lanes:
            told = _('No technician matches "{typed}" ({n} hidden).  Esc clears the filter')
            notes.append(told.format(typed=self.filter_text, n=len(plan.lanes)))
        elif not any(lane.blocks for lane in plan.lanes):
            told = _("No appointments on {day}.  a = plan a ticket   + = next day")
            notes.append(told.format(day=full_day(plan.day)))
        return notes

    # --- one line ---

    def line(self, index: int, width: int) -> Line:
        """One technician: name, status digit, cells, and what is to be said of his day; or one day of his."""
        axis = self.axis(index)
        if self.plan is None or axis is None or self._now is None:
            return ()
        lane = self.lane_shown(index)
        label = self._label(index) if self.week is None else self._day_label(self.week.days[index].day)
        spans = [*label, *lane_spans(lane, axis, self._now, *self.block_mark(index))]
        if (holiday := self._holiday(index)) and not lane.blocks:
            spans = [*label, (cell(holiday, axis.cells), "done")]
        return [*spans, *self._note(index, axis)] if self._note_width() else spans

    def lane_shown(self, index: int) -> LaneRow:
        """A line's day as it is drawn."""
        return self.lanes[index]

    def block_mark(self, index: int) -> tuple[int | None, MarkName]:
        """The appointment that is marked in a line, and how."""
        chosen = self.chosen_block(index)
        return (chosen.appointment if chosen is not None else None), "cursor"

    def _label(self, index: int) -> list[Span]:
        """Name, digit, and where there is no room for a note a mark that something is wrong."""
        lane, room = self.lanes[index], self._label_width() - 1
        gap = " " if room > 8 else ""
        width = room - 2 - len(gap)
        told = cell(lane_name(lane, width), width) + f"{gap}{lane.status}"
        return [(told, "plain"), self._label_mark(index)]

    def _label_mark(self, index: int) -> Span:
        trouble = self.trouble(index) if not self._note_width() else None
        return "!" if trouble else " ", trouble[1] if trouble else "plain"

    def _day_label(self, day: date) -> list[Span]:
        """The day, as long as there is room."""
        room = self._label_width() - 2
        told = f"{weekday(day)} {day_month(day)}"
        shown = told if cell_len(told) <= room else f"{weekday(day)}{day.day:02d}"
        at = next(n for n, one in enumerate(self.week.days if self.week is not None else ()) if one.day == day)
        return [(cell(shown, room), "plain"), self._label_mark(at)]

    def _note(self, index: int, axis: Axis) -> list[Span]:
        assert self._now is not None
        lane, day = self.lane_shown(index), self.day_at(index)
        hidden = sum(axis.at(block.starts) >= axis.cells for block in lane.blocks)
        holiday = self._holiday(index)
        told: Span = (
            (_("holiday"), "due" if lane.blocks else "done")
            if holiday
            else lane_note(lane, day, self._zone, self._now, hidden)
        )
        return [(" ", "plain"), told]

    def _holiday(self, index: int) -> str:
        """The holiday of a single day among others; above everybody's day it stands for all of them."""
        return one_line(self.week.days[index].holiday) if self.week is not None else ""

    def trouble(self, index: int) -> Span | None:
        """What is wrong with the day of a line, the weightiest."""
        if self.plan is None or self._now is None:
            return None
        return lane_trouble(self.lanes[index], self.day_at(index), self._zone, self._now)


def lane_name(lane: LaneRow, width: int) -> str:
    """His name where it fits, a dot at its end aside; else the short code that everybody here knows him by."""
    name = one_line(lane.name)
    return next((one for one in (name, name.removesuffix(".")) if one and cell_len(one) <= width), lane.code)


def _on_call_note(plan: PlanRow) -> list[str]:
    names = [lane.code for lane in plan.lanes if lane.on_call]
    return [_("On call: {names}").format(names=", ".join(names))] if names else []


def _change_note(minutes: int) -> list[str]:
    """A word on a day on which the clocks change."""
    if minutes == WHOLE_DAY:
        return []
    return [_("The clocks go back: 25 hours.") if minutes > WHOLE_DAY else _("The clocks go forward: 23 hours.")]

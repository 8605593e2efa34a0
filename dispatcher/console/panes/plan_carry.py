"""The plan while an appointment is in the hand: it is drawn where it would go, and its line is always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rich.cells import cell_len

from dispatcher.console.panes.plan import PlanPane
from dispatcher.console.panes.plan_cells import CELL_MINUTES, Axis
from dispatcher.console.widgets.marks import Line, MarkName, Span, cell
from dispatcher.domain.calendar import local_day
from dispatcher.queries.rows import BlockRow, LaneRow
from dispatcher.values import dataclass

_HOUR = 60


@dataclass(frozen=True, slots=True)
class CarriedBlock:
    """The appointment as it would stand there, and those who would go by id, the one whom it is about first."""

    block: BlockRow
    crew: tuple[int, ...]


class CarryingPlan(PlanPane):
    """The plan, with what is in the hand."""

    _carried: CarriedBlock | None = None
    _covered = 0
    """Rows at the bottom over which a box lies."""
    _cursor_before: tuple[int, int | None] | None = None
    """The line the cursor was on when it was grabbed, and whose that was, where lines are technicians."""

    def carry(self, carried: CarriedBlock | None, covered: int = 0) -> None:
        """Draw ``carried`` where it would go, or (None) what stands in the plan; ``covered`` rows at the bottom cannot
        be seen meanwhile."""
        axis, changed = self.axis(), {*self._lines_of(self._carried), *self._lines_of(carried)}
        if carried is not None and self._carried is None:
            is_lane = self.week is None and self.is_above()
            self._cursor_before = self.cursor, self.lanes[self.cursor].technician if is_lane else None
        if carried is None:
            self._axes = None
        is_new = (carried is None) != (self._carried is None) or covered != self._covered
        self._carried, self._covered = carried, covered
        if is_new or self.axis() != axis:
            self.repaint_fixed()
            self.refresh(self.area())
        else:
            self.repaint(*changed)
        self._put_cursor_on(carried)

    def show_with_below(self, cursor: int) -> None:
        """Another day came: what is in the hand stays under the cursor."""
        super().show_with_below(cursor)
        if self._carried is not None:
            self._put_cursor_on(self._carried)

    def _put_cursor_on(self, carried: CarriedBlock | None) -> None:
        if carried is None:
            if self._cursor_before is not None:
                line, technician = self._cursor_before
                lines = [n for n, lane in enumerate(self.lanes) if lane.technician == technician]
                self.put_cursor(lines[0] if lines and self.week is None else line)
            self._cursor_before = None
            return
        on_show = {lane.technician for lane in self.lanes}
        if self.week is None and any(one not in on_show for one in carried.crew):
            self.clear_filter()
        if lines := self._lines_of(carried):
            self.put_cursor(lines[0])

    def _lines_of(self, carried: CarriedBlock | None) -> list[int]:
        """The lines it stands in, that of whom it is about first: technicians, or the day of one technician."""
        if carried is None or self.plan is None:
            return []
        if self.week is not None:
            day, is_his = local_day(carried.block.starts, self._zone), self.week.technician in carried.crew
            return [n for n, one in enumerate(self.week.days) if one.day == day and is_his]
        lines = {lane.technician: n for n, lane in enumerate(self.lanes)}
        return [lines[one] for one in carried.crew if one in lines]

    def _is_here(self, index: int) -> bool:
        """Whether what is in the hand stands in a line, on the day of that line."""
        if self._carried is None or index not in self._lines_of(self._carried):
            return False
        return local_day(self._carried.block.starts, self._zone) == self.day_at(index)

    def axis(self, index: int = 0) -> Axis | None:
        """The hours on show; those of what is in the hand are among them."""
        axis = super().axis(index)
        line = next((n for n in self._lines_of(self._carried) if self._is_here(n)), None)
        here = super().axis(line) if line is not None else None
        if axis is None or here is None or self._carried is None or self._axes is None:
            return axis
        by = _around(here, self._carried.block) - here.first
        if by:
            self._axes = self._axes[0], [replace(one, first=one.first + by) for one in self._axes[1]]
        return super().axis(index)

    def lane_shown(self, index: int) -> LaneRow:
        """A line's day with what is in the hand, and without it where it came from."""
        lane = super().lane_shown(index)
        if self._carried is None:
            return lane
        block = self._carried.block
        others = tuple(one for one in lane.blocks if one.appointment != block.appointment)
        # Behind the others, so that it lies over them.
        return replace(lane, blocks=(*others, block) if self._is_here(index) else others)

    def block_mark(self, index: int) -> tuple[int | None, MarkName]:
        """What is in the hand is marked wherever it is."""
        if self._carried is None:
            return super().block_mark(index)
        return self._carried.block.appointment, "grabbed"

    def _label(self, index: int) -> list[Span]:
        label = super()._label(index)
        if self._carried is None or index not in self._lines_of(self._carried):
            return label
        (told, _mark), *more = label
        tail = told[-2:] if told[-2:-1] == " " else told[-1:]
        name = cell(told[: -len(tail)], cell_len(told) - len(tail) - 1)
        return [(f">{name}{tail}", "grabbed"), *more]

    def _day_label(self, day: date) -> list[Span]:
        label = super()._day_label(day)
        days = [self.day_at(index) for index in self._lines_of(self._carried)]
        if day not in days:
            return label
        (told, _mark), *more = label
        return [(">" + cell(told, cell_len(told) - 1), "grabbed"), *more]

    def footer(self, width: int, height: int) -> Sequence[Line]:
        """What is covered has nothing to say, so that every line of a technician can be seen."""
        if not self._covered:
            return super().footer(width, height)
        left = max(0, height - self._covered)
        return [*super().footer(width, left), *[()] * (height - left)]


def _around(axis: Axis, block: BlockRow) -> int:
    """The first minute of the same axis, moved by whole hours until ``block`` is on it; its beginning counts most."""
    first = axis.first
    while first > 0 and replace(axis, first=first).at(block.starts) < 0:
        first = max(0, first - _HOUR)
    while (moved := replace(axis, first=first)).until(block.ends) > axis.cells:
        if moved.at(block.starts) < _HOUR // CELL_MINUTES:
            break
        first += _HOUR
    return first

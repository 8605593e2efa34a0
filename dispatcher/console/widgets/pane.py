"""The base of the three panes: a frame that joins its neighbours, fixed lines above and below, a list between."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip

from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.marks import BOX, Frame, Line, cell, fit, in_columns, look


class Pane(LineList):
    """One of several panes side by side.

    A subclass overrides :meth:`line` (and :meth:`header`, :meth:`footer`, :meth:`selectable` where it needs
    them) and calls :meth:`show` when it has new lines. Each pane draws the border on its left, the last one
    also that on its right. The focused pane has a double top line and nothing else that tells it.
    """

    def __init__(self, title: str = "", *, id: str | None = None, frame: Frame = BOX) -> None:
        super().__init__(id=id)
        self._title = title
        self._frame = frame
        self._is_first = self._is_last = self._is_lowest = True
        self._fixed: tuple[Region, Sequence[Line], Sequence[Line]] | None = None
        self._framed: tuple[Size, Region] | None = None
        """What the frame leaves of a size; while lines are drawn, the size is the very same for all of them."""

    @property
    def title(self) -> str:
        """The text in the top line; plain, foreign text is allowed."""
        return self._title

    @title.setter
    def title(self, title: str) -> None:
        """Draw the upper edge anew where it says something else now."""
        if title != self._title:
            self._title = title
            self._repaint_title()

    def place(self, *, first: bool, last: bool, lowest: bool = True) -> None:
        """Say whether a neighbour joins on the left (not ``first``), on the right (not ``last``), and below (not
        ``lowest``)."""
        if (first, last, lowest) != (self._is_first, self._is_last, self._is_lowest):
            self._is_first, self._is_last, self._is_lowest = first, last, lowest
            self._framed = None
            self.refresh()

    def header(self, width: int, height: int) -> Sequence[Line]:
        """Fixed lines above the list; ``width`` and ``height`` are those of the whole inside."""
        return ()

    def footer(self, width: int, height: int) -> Sequence[Line]:
        """Fixed lines below the list; ``width`` and ``height`` are those of the whole inside."""
        return ()

    def rule(self, width: int) -> Line:
        """The line that separates two sections."""
        return ((self._frame.across * width, "plain"),)

    def inside(self) -> Region:
        """What the frame leaves, in cells."""
        size = self.size
        if self._framed is None or self._framed[0] is not size:
            width, height = size
            inside = Region(1, 1, max(0, width - 1 - self._is_last), max(0, height - 1 - self._is_lowest))
            self._framed = size, inside
        return self._framed[1]

    def area(self) -> Region:
        """Where the list stands: the inside without the fixed lines."""
        x, y, width, height = self.inside()
        header, footer = self._fixed_lines()
        return Region(x, y + len(header), width, max(0, height - len(header) - len(footer)))

    def show(self, count: int, cursor: int = 0) -> None:
        """Show ``count`` new lines and ask for the fixed lines again; see :meth:`LineList.show`."""
        self._fixed = None
        super().show(count, cursor)

    def repaint_fixed(self) -> None:
        """Draw again what changed in the fixed lines, and everything if their number did."""
        before, old = self.area(), self._fixed_lines()
        self._fixed = None
        after, new = self.area(), self._fixed_lines()
        if before != after:
            self._keep_visible()
            self.refresh()
        elif changed := [*self._changed(old[0], new[0], 1), *self._changed(old[1], new[1], after.bottom)]:
            self.refresh(*changed)

    def _changed(self, old: Sequence[Line], new: Sequence[Line], top: int) -> list[Region]:
        """Where lines that stand from row ``top`` on are no longer as they were; a line may be any sequence."""
        rows = range(max(len(old), len(new)))
        told = [[[tuple(line) for line in lines[row : row + 1]] for lines in (old, new)] for row in rows]
        return [Region(0, top + row, self.size.width, 1) for row in rows if told[row][0] != told[row][1]]

    def _fixed_lines(self) -> tuple[Sequence[Line], Sequence[Line]]:
        inside = self.inside()
        if self._fixed is None or self._fixed[0] != inside:
            _, _, width, height = inside
            header = self.header(width, height)[:height]
            self._fixed = inside, header, self.footer(width, height)[: height - len(header)]
        return self._fixed[1:]

    def render_line(self, y: int) -> Strip:
        """One line of the pane, frame included."""
        width, height = self.size
        if y == 0 or (y == height - 1 and self._is_lowest):
            text = self._top_line(width) if y == 0 else self._bottom_line(width)
            return Strip([Segment(cell(text, width), look("plain"))], width)
        edge = Segment(self._frame.down, look("plain"))
        inner = self._inner(y - 1, self.inside().width)
        return Strip([edge, *inner, edge] if self._is_last else [edge, *inner], width)

    def _inner(self, y: int, width: int) -> list[Segment]:
        header, footer = self._fixed_lines()
        below = y - len(header) - self.area().height
        if y < len(header):
            return fit(header[y], width)
        if below >= 0:
            return self.footer_row(below, footer[below], width)
        return self.row(y - len(header), width)

    def footer_row(self, row: int, line: Line, width: int) -> list[Segment]:
        """The segments of row ``row`` of the footer."""
        return fit(line, width)

    def _top_line(self, width: int) -> str:
        frame = self._frame
        left = frame.top_left if self._is_first else frame.top_join
        right = frame.top_right if self._is_last else ""
        along = frame.double if self.has_focus else frame.across
        title = f" {in_columns(self._title)} " if self._title else ""
        room = max(0, width - len(left) - len(right))
        return left + cell(along + title + along * max(0, room - 1 - cell_len(title)), room) + right

    def _bottom_line(self, width: int) -> str:
        frame = self._frame
        left = frame.bottom_left if self._is_first else frame.bottom_join
        right = frame.bottom_right if self._is_last else ""
        return left + frame.across * (width - len(left) - len(right)) + right

    def _focus_changed(self, event: events.Event, has_focus: bool) -> None:
        super()._focus_changed(event, has_focus)
        self._repaint_title()

    def _repaint_title(self) -> None:
        self.refresh(Region(0, 0, self.size.width, 1))

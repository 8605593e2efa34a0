"""A box over the panes: 80 cells wide at every size, never over header, banner or status line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.console.widgets.marks import Frame, Line, cell, fit, in_columns, look

WIDTH = 80


class Overlay(Widget, can_focus=True):
    """A framed box whose lines a subclass gives; it takes every key while it is there."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Overlay { layer: overlay; width: 80; height: 12; offset: 0 1; background: ansi_default; }
    """

    def __init__(self, *, id: str, frame: Frame) -> None:
        super().__init__(id=id)
        self.box = frame

    def title(self) -> tuple[str, str]:
        """The words in the top line, left and right."""
        return "", ""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What stands inside."""
        return ()

    def repaint(self, *rows: int) -> None:
        """Draw these inner rows again, all of them where none is named."""
        if rows:
            self.refresh(*(Region(0, row + 1, self.size.width, 1) for row in rows))
        else:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the box, frame included."""
        width, height = self.size
        if y == 0:
            return Strip([Segment(self._top_line(width), look("plain"))], width)
        if y >= height - 1:
            across = self.box.across * (width - 2)
            return Strip([Segment(self.box.bottom_left + across + self.box.bottom_right, look("plain"))], width)
        edge = Segment(self.box.down, look("plain"))
        lines = self.lines(width - 2, height - 2)
        line = lines[y - 1] if y - 1 < len(lines) else ()
        return Strip([edge, *fit(line, width - 2), edge], width)

    def _top_line(self, width: int) -> str:
        left, right = (in_columns(text) for text in self.title())
        head = cell(f" {left} ", min(cell_len(left) + 2, width - 4))
        tail = f" {right} " if right and cell_len(head) + cell_len(right) + 4 <= width - 2 else ""
        fill = self.box.across * (width - 2 - cell_len(head) - cell_len(tail) - (1 if tail else 0))
        return self.box.top_left + head + fill + tail + (self.box.across if tail else "") + self.box.top_right

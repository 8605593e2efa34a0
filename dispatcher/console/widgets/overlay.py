"""A box over the panes: 80 cells wide at every size, never over header, banner or status line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.console.hearing import Hearing
from dispatcher.console.widgets.marks import Frame, Line, Span, cell, fit, in_columns, look

WIDTH = 80
_BLANK: Line = ()


class Overlay(Hearing, Widget, can_focus=True):
    """A framed box whose lines a subclass gives; it takes every key while it is there."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Overlay { layer: overlay; width: 80; height: 12; offset: 0 1; background: ansi_default; }
    """
    tallest: int = 12
    """Rows with the frame, where there is room for them."""
    is_low: bool = False
    """Whether it lies as low as it can, so that the lines above it are seen."""

    def __init__(self, *, frame: Frame) -> None:
        super().__init__()
        self.box = frame
        self._drawn: tuple[Size, Sequence[Line]] | None = None

    def title(self) -> tuple[str, str]:
        """The words in the top line, left and right."""
        return "", ""

    def name_of(self) -> str:
        """What this box is about, for the box above it."""
        return self.title()[0]

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What stands inside."""
        return ()

    def leave(self) -> None:
        """The dispatcher goes back from here: keep what is worth it."""

    def entrance(self) -> Widget:
        """Who gets the focus when the box comes up."""
        return self

    def repaint(self) -> None:
        """Draw again what is no longer as it was."""
        size = self.size
        old = self._drawn[1] if self._drawn is not None and self._drawn[0] == size else None
        new = self._draw(size)
        self._drawn = size, new
        if old is None:
            self.refresh()
        elif rows := [row for row in range(size.height) if row >= len(old) or old[row] != new[row]]:
            self.refresh(*(Region(0, row, size.width, 1) for row in rows))

    def _draw(self, size: Size) -> Sequence[Line]:
        width, height = size
        inner = list(self.lines(width - 2, height - 2))[: height - 2]
        bottom = self.box.bottom_left + self.box.across * (width - 2) + self.box.bottom_right
        filled = [*inner, *[_BLANK] * (height - 2 - len(inner))]
        return [((self._top_line(width), "plain"),), *filled, ((bottom, "plain"),)]

    def render_line(self, y: int) -> Strip:
        """One line of the box, frame included."""
        size = self.size
        if self._drawn is None or self._drawn[0] != size:
            self._drawn = size, self._draw(size)
        line = self._drawn[1][y]
        if y in (0, size.height - 1):
            return Strip(fit(line, size.width), size.width)
        edge = Segment(self.box.down, look("plain"))
        return Strip([edge, *fit(line, size.width - 2), edge], size.width)

    def _top_line(self, width: int) -> str:
        left, right = (in_columns(text) for text in self.title())
        head = cell(f" {left} ", min(cell_len(left) + 2, width - 4))
        tail = f" {right} " if right and cell_len(head) + cell_len(right) + 4 <= width - 2 else ""
        fill = self.box.across * (width - 2 - cell_len(head) - cell_len(tail) - (1 if tail else 0))
        return self.box.top_left + head + fill + tail + (self.box.across if tail else "") + self.box.top_right


def key_line(text: str) -> Line:
    """The last line of a box: the keys that it takes."""
    spans: tuple[Span, ...] = ((f" {text}", "done"),)
    return spans


def key_lines(keys: Sequence[str], width: int) -> list[Line]:
    """The last lines of a box with more keys than one line of ``width`` cells may hold; none is cut through."""
    told = [keys[0]]
    for key in keys[1:]:
        if cell_len(f" {told[-1]}  {key}") > width:
            told.append(key)
        else:
            told[-1] += f"  {key}"
    return [key_line(text) for text in told]

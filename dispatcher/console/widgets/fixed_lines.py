"""A few lines that always stand at the same place: header, focus strip, banner, status, key bar."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.console.hearing import Hearing
from dispatcher.console.widgets.as_drawn import AsDrawn
from dispatcher.console.widgets.marks import Line, fit


class FixedLines(Hearing, AsDrawn, Widget):
    """Lines drawn as they are given; only those that changed are drawn again, and none asks for layout."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "FixedLines { width: 1fr; height: 1; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self.was_drawn = False

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def show(self, lines: Sequence[Line]) -> None:
        """Show ``lines`` in place of those before."""
        old, self._lines = self._lines, lines
        rows = range(max(len(old), len(lines)))
        changed = [row for row in rows if old[row : row + 1] != lines[row : row + 1]]
        if changed:
            self.refresh(*(Region(0, row, self.size.width, 1) for row in changed))

    def render_line(self, y: int) -> Strip:
        """One line, cut or filled to the width."""
        self.was_drawn = True
        return Strip(fit(self.line_at(y), self.size.width), self.size.width)

    def line_at(self, row: int) -> Line:
        """What stands in one line."""
        return self._lines[row] if row < len(self._lines) else ()

"""A screen of pyte that reads a line again only where something was written to it: a test looks after every piece."""

from __future__ import annotations

import pyte
from wcwidth import wcwidth


class Cells(pyte.Screen):
    """The same cells, told in less time."""

    def __init__(self, columns: int, rows: int) -> None:
        self._told: list[str] = []
        super().__init__(columns, rows)

    @property
    def display(self) -> list[str]:
        """The lines as text; a wide sign stands for both of its cells."""
        if len(self._told) != self.lines:
            self._told = [""] * self.lines
            self.dirty.update(range(self.lines))
        for row in self.dirty:
            if row < self.lines:
                self._told[row] = self._line(row)
        self.dirty.clear()
        return self._told

    def _line(self, row: int) -> str:
        told, line, behind_wide = [], self.buffer[row], False
        for column in range(self.columns):
            sign = "" if behind_wide else line[column].data
            behind_wide = bool(sign) and not sign.isascii() and wcwidth(sign[0]) == 2
            told.append(sign)
        return "".join(told)

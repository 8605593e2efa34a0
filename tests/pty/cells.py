"""A screen of pyte for tests that look after every piece: it reads a line again only where something was written to it,
and what is written without any oddity goes straight into its cells."""

from __future__ import annotations

from functools import lru_cache

import pyte
from pyte import modes
from pyte.screens import Char
from wcwidth import wcwidth


@lru_cache(4096)
def _is_plain(text: str) -> bool:
    """Whether each sign takes one cell."""
    return all(wcwidth(sign) == 1 for sign in text)


@lru_cache(512)
def _known(_attributes: Char) -> dict[str, Char]:
    """The signs written so far with these colours and weights."""
    return {}


class Cells(pyte.Screen):
    """The same cells, told in less time."""

    def __init__(self, columns: int, rows: int) -> None:
        self._told: list[str] = []
        super().__init__(columns, rows)

    def draw(self, data: str) -> None:
        """Write ``data`` at the cursor."""
        start, cursor = self.cursor.x, self.cursor
        text = data.translate(self.g1_charset if self.charset else self.g0_charset)
        if start + len(text) > self.columns or modes.IRM in self.mode or not _is_plain(text):
            super().draw(data)
            return
        line, known = self.buffer[cursor.y], _known(cursor.attrs)
        for column, sign in enumerate(text, start):
            if (cell := known.get(sign)) is None:
                cell = known[sign] = cursor.attrs._replace(data=sign)
            line[column] = cell
        cursor.x = start + len(text)
        self.dirty.add(cursor.y)

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

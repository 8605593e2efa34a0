"""Cells of a terminal: what stands in them, and the fewest bytes that write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size, split_graphemes
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.color import ColorSystem

Cell = tuple[str, str]
"""The sign in one cell and its look; the right half of a wide sign has no sign of its own."""
_BESIDE = "\0"
"""Stands in a look between the numbers of its colours and weights (SGR) and the target of a link."""
_PICTURES = "\U0001f000"
"""From here on a character may be a picture."""
_PLAIN = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u2500-\u257f]*")
_SHORT_WAY = 4
"""Bytes that take the pen a few cells to the right; as many unchanged signs are written over instead."""
_INK, _PAPER = "ink", "paper"
_AS_BEFORE = {_INK: "39", _PAPER: "49"}
_COLOURS = {
    **dict.fromkeys((*range(30, 40), *range(90, 98)), _INK), **dict.fromkeys((*range(40, 50), *range(100, 108)), _PAPER)
}  # fmt: skip


def cells_of(strips: Iterable[Strip], colours: ColorSystem | None) -> list[Cell]:
    """The cells that ``strips`` side by side fill, in as many colours as the terminal has."""
    cells: list[Cell] = []
    for strip in strips:
        for text, style, control in strip:
            if not control:
                cells.extend(zip(_signs(text), repeat(_look(style, colours) if style else "")))
    return cells


@lru_cache(2048)
def _signs(text: str) -> Sequence[str]:
    """The sign in each cell. A mark without a width goes with the sign before it, and away where there is none."""
    if text.isascii():
        return text
    signs: list[str] = []
    for first, end, width in split_graphemes(text)[0]:
        signs += [text[first:end], ""][:width]
    return signs


@lru_cache(8192)
def _look(style: Style, colours: ColorSystem | None) -> str:
    if colours is None:
        return ""
    numbers = _told(_parts(Strip.render_ansi(style, colours)).values())
    return f"{numbers}{_BESIDE}{style.link}" if style.link else numbers


def _told(numbers: Iterable[str]) -> str:
    return ";".join(number for number in numbers if number not in _AS_BEFORE.values())


@lru_cache(1024)
def _parts(look: str) -> dict[str, str]:
    """What a look says of ink, paper and each weight."""
    parts: dict[str, str] = {}
    numbers = iter(look.split(";") if look else ())
    for number in numbers:
        rest: list[str] = []
        if number in ("38", "48"):
            space = next(numbers)
            rest = [space, *(next(numbers) for _part in range(3 if space == "2" else 1))]
        parts[_COLOURS.get(int(number), number)] = ";".join((number, *rest))
    return parts


@lru_cache(8192)
def _change(before: str, now: str) -> str:
    """The shortest sequence that turns one look into another."""
    (old, _beside, old_link), (new, _beside, link) = before.partition(_BESIDE), now.partition(_BESIDE)
    linked = f"\x1b]8;;{link}\x1b\\" if link != old_link else ""
    if old == new:
        return linked
    had, wanted = _parts(old), _parts(new)
    gone = had.keys() - wanted.keys()
    anew = f"0;{new}" if new else ""
    if not gone <= _AS_BEFORE.keys():
        return f"\x1b[{anew}m{linked}"
    more = [_AS_BEFORE[kind] for kind in sorted(gone)]
    more += [number for kind, number in wanted.items() if had.get(kind) != number]
    return f"\x1b[{min(';'.join(more), anew, key=len)}m{linked}"


def is_odd(sign: str) -> bool:
    """Whether terminals disagree about the width of ``sign``: of several characters, or a picture."""
    return len(sign) > 1 or sign >= _PICTURES


def is_plain(signs: str) -> bool:
    """Whether each of ``signs`` is Latin or part of a frame: then none is odd."""
    return _PLAIN.fullmatch(signs) is not None


def odd_reach(sign: str) -> int:
    """Over how many cells a terminal may draw an odd sign, each of its characters at its own width."""
    return sum(2 if character >= _PICTURES else get_character_cell_size(character) for character in sign)


class Pen:
    """Writes cells; it begins and ends without colours, anywhere on the screen."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._look = ""
        self._row = self._column = -1
        """Where the terminal's cursor stands; -1 where that is not sure."""

    def wipe(self) -> None:
        """Empty the screen."""
        self._told.append("\x1b[m\x1b[H\x1b[J")
        self._row = self._column = 0

    def told(self) -> str:
        """All of it; nothing where nothing was written."""
        if self._look:
            self._told.append(_change(self._look, ""))
            self._look = ""
        return "".join(self._told)

    def draw(self, row: int, cells: Sequence[Cell], columns: Sequence[int]) -> None:
        """Write the cells of a line that stand in ``columns``, and what lies between where that is shorter."""
        last = columns[0] - 1
        stands, look_now = self._column if row == self._row else -1, self._look
        for column in columns:
            sign, look = cells[column]
            if column == stands and look == look_now and sign.isascii() and sign:
                # Most of all cells; in one that a terminal may take for wider stands no such sign.
                self._told.append(sign)
                stands += 1
            else:
                self._column = stands if stands >= 0 else self._column
                self._bridge(row, cells[last + 1 : column], look)
                if sign:
                    self._go(row, column)
                    self._write(cells[column], 1 if cells[column + 1 : column + 2] != [("", look)] else 2)
                stands, look_now = self._column if row == self._row else -1, self._look
            last = column
        self._column = stands if stands >= 0 else self._column

    def _bridge(self, row: int, gap: Sequence[Cell], next_look: str) -> None:
        if self._row == row and gap and self._is_short(gap, next_look):
            for cell in gap:
                self._put(cell)

    def _is_short(self, gap: Sequence[Cell], next_look: str) -> bool:
        return len(gap) <= _SHORT_WAY and (
            all(sign.isascii() and sign and look == self._look for sign, look in gap)
            or all(sign.isascii() and sign and look == next_look for sign, look in gap)
        )

    def _write(self, cell: Cell, width: int) -> None:
        """What is wide or odd may be of another width to the terminal: nothing old shows beside it, and the way to the
        next cell is not counted from it."""
        if width == 1 and not is_odd(cell[0]):
            self._put(cell)
            return
        row, column = self._row, self._column
        self._put((" " * width, cell[1]))
        self._row = -1
        self._go(row, column)
        self._put(cell)
        self._row = -1

    def _put(self, cell: Cell) -> None:
        sign, look = cell
        if look != self._look:
            self._told.append(_change(self._look, look))
            self._look = look
        self._told.append(sign)
        self._column += 1

    def _go(self, row: int, column: int) -> None:
        if row == self._row and column >= self._column:
            way = column - self._column
            if way:
                self._told.append(f"\x1b[{way}C" if way > 1 else "\x1b[C")
        elif column == 0 and row == self._row + 1 and self._row >= 0:
            self._told.append("\r\n")
        else:
            self._told.append(f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H")
        self._row, self._column = row, column

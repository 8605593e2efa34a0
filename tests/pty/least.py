"""How few bytes turn one screen into another: runs of changed cells, each with a way to it, its looks and its signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyte.screens import Char

_GAP = 6
"""So many unchanged cells between two changed ones end a run: a way to the next costs as much."""
_TRUE_COLOUR, _NAMED_COLOUR, _WEIGHT, _LOOK = 17, 3, 2, 4
"""Bytes in a sequence for each colour and weight, and around them."""
MORE = 120
TIMES = 1.3


def least(before: Sequence[Sequence[Char]], now: Sequence[Sequence[Char]]) -> int:
    """An estimate, in bytes, of what an ideal program sends. Both screens have the same size."""
    return sum(
        len(f"\x1b[{row};{start + 1}H") + _written(line[start:end])
        for row, (old, line) in enumerate(zip(before, now, strict=True), 1)
        for start, end in _runs(old, line)
    )


def is_within(sent: int, ideal: int) -> bool:
    """Whether so many bytes are near enough to the ideal."""
    return sent <= max(TIMES * ideal, ideal + MORE)


def _runs(old: Sequence[Char], line: Sequence[Char]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for column, (was, cell) in enumerate(zip(old, line, strict=True)):
        if was == cell:
            continue
        if start >= 0 and column - end >= _GAP:
            yield start, end
            start = -1
        start, end = (column if start < 0 else start), column + 1
    if start >= 0:
        yield start, end


def _written(cells: Sequence[Char]) -> int:
    look: tuple[object, ...] | None = None
    total = 0
    for cell in cells:
        if cell[1:] != look:
            look = cell[1:]
            colours = [_TRUE_COLOUR if _is_true(one) else _NAMED_COLOUR for one in cell[1:3] if one != "default"]
            total += _LOOK + sum(colours) + _WEIGHT * sum(map(bool, cell[3:]))
        total += len(cell.data.encode())
    return total


def _is_true(colour: str) -> bool:
    """The emulator says a true colour by six hexadecimal figures, any other by its name."""
    return len(colour) == 6 and all(sign in "0123456789abcdef" for sign in colour)

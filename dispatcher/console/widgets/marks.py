"""What a word on the screen means, and the terminal colours it gets. Signs carry every state without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from dispatcher.console.terminal.net import harmless
from dispatcher.console.widgets.frame import ASCII, BOX, Frame

__all__ = ["ASCII", "BOX", "Frame", "Line", "MarkName", "Span", "cell", "fit", "in_columns", "look"]

MarkName = Literal["plain", "head", "alarm", "due", "onsite", "done", "us", "hold", "new", "seen", "cursor", "grabbed"]
"""``hold`` is also a refusal, ``us`` our ball, ``new`` not acknowledged and ``seen`` acknowledged."""

Span = tuple[str, MarkName]
Line = Sequence[Span]

_LOOKS: dict[MarkName, Style] = {
    "plain": Style.null(),
    "head": Style(bold=True),
    "alarm": Style(color="white", bgcolor="red", bold=True),
    "due": Style(color="black", bgcolor="yellow"),
    "onsite": Style(color="bright_cyan"),
    "done": Style(color="bright_black"),
    "us": Style(bold=True),
    "hold": Style(reverse=True),
    "new": Style(reverse=True),
    "seen": Style(bold=True),
    "cursor": Style(reverse=True),
    "grabbed": Style(reverse=True, bold=True),
}
_BLANKS = str.maketrans("\n\t", "  ")
_GOES_ON = " .."
_SIGNS_IN_A_CELL = 40
_JOINERS = dict.fromkeys(map(ord, "\u200d\ufe0e\ufe0f"))
"""Terminals disagree about the width of joined signs, so in columns each sign stands alone."""


@lru_cache(maxsize=64)
def look(mark: MarkName, under_cursor: bool = False) -> Style:
    """The terminal style of ``mark``; under the cursor it is reversed."""
    return _LOOKS[mark] + _LOOKS["cursor"] if under_cursor else _LOOKS[mark]


@lru_cache(maxsize=4096)
def in_columns(text: str) -> str:
    """``text`` so that every terminal agrees with us about its width: one line, no control, no joined signs."""
    if text.isascii() and text.isprintable():
        return text
    return harmless(text.translate(_BLANKS)).translate(_JOINERS)


def cell(text: str, width: int) -> str:
    """``text`` cut without a sign, or filled with blanks, to exactly ``width`` cells."""
    return set_cell_size(in_columns(_beginning(text, width)), max(0, width))


def _beginning(text: str, width: int) -> str:
    """So much of ``text`` as can be seen in ``width`` cells, however many marks its signs have: a text of a megabyte
    costs what a line costs."""
    return text[: _SIGNS_IN_A_CELL * max(width, 1)]


def whole_words(text: str, width: int) -> str:
    """``text``, cut behind its last whole word where it is longer than ``width`` cells; a first word that is longer
    than that is cut itself."""
    if cell_len(text) <= width:
        return text
    return cell(text, width + 1).rpartition(" ")[0].rstrip() or cell(text, width).rstrip()


def begun_words(text: str, width: int) -> str:
    """The same with a sign that it goes on, where there is room for one."""
    is_whole = cell_len(text) <= width or width <= len(_GOES_ON)
    return whole_words(text, width) if is_whole else whole_words(text, width - len(_GOES_ON)) + _GOES_ON


def fit(spans: Iterable[Span], width: int, under_cursor: bool = False) -> list[Segment]:
    """Segments of exactly ``width`` cells; a wide sign that is cut in half becomes a blank."""
    segments, left = [], width
    for text, mark in spans:
        if left <= 0:
            break
        shown = in_columns(_beginning(text, left))
        if cell_len(shown) > left:
            shown = set_cell_size(shown, left)
        segments.append(Segment(shown, look(mark, under_cursor)))
        left -= cell_len(shown)
    if left > 0:
        segments.append(Segment(" " * left, look("plain", under_cursor)))
    return segments

"""How a field of a form is drawn: what is typed into it, and behind it what is understood or what could be typed."""

from __future__ import annotations

from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from rich.cells import cell_len

from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.line_edit import LONGEST_SET, LineEdit
from dispatcher.console.widgets.marks import Line, MarkName, Span, cell
from dispatcher.domain.text import one_line

if TYPE_CHECKING:
    from dispatcher.console.forms.fields import FormField

_VALUE = 10
"""Cells that a value keeps beside an echo."""


def value_spans(one: FormField, edit: LineEdit, echo: str, *, here: bool, room: int) -> list[Span]:
    """The end of the text where it is longer than its cells, the cursor always in sight (``here``); then the echo, for
    which a long text makes room, or a hint, which makes room for the text."""
    wanted = cell_len(edit.text) + 2
    said = f"= {echo}" if echo else _hint(one, room - max(_VALUE, wanted) - 1) if here else ""
    beside = room - cell_len(said) - 1 if echo else room
    cells = max(_VALUE, min(wanted, beside)) if said else min(wanted, room)
    before, behind = edit.text[: edit.at], edit.text[edit.at :]
    text = f"{before[-max(1, cells - 2) :]}_{behind}" if here else edit.text
    mark: MarkName = "head" if here else "plain"
    spans: list[Span] = [(cell(one_line(text), cells), mark)]
    if said:
        spans.append((f" {one_line(said)}", "plain" if echo else "done"))
    return spans


def _hint(one: FormField, room: int) -> str:
    """What stands behind a field until something is understood of it: its hint, else as many of its choices as have
    room; nothing is cut through."""
    if one.hint or not one.choices:
        return one.hint if cell_len(one.hint) <= room else ""
    told = accumulate(one.choices, "{}  {}".format)
    fitting = [*takewhile(lambda text: cell_len(text) <= room, told)]
    if len(fitting) == len(one.choices):
        return fitting[-1]
    return next((f"{text}  .." for text in reversed(fitting) if cell_len(text) + 4 <= room), "")


def wrapped(edit: LineEdit, rows: int, *, here: bool, room: int) -> list[str]:
    """As many ``rows`` of a long text, those with the cursor where it is ``here``."""
    before, behind = edit.text[: edit.at], edit.text[edit.at :]
    lines = wrap(f"{before}_{behind}" if here else edit.text, room, LONGEST_SET + 1)
    marks, top = before.count("_"), 0
    while here and top + rows < len(lines) and "".join(lines[: top + rows]).count("_") <= marks:
        top += 1
    return [*lines, *[""] * rows][top : top + rows]


def signed(row: Line, sign: str, width: int) -> Line:
    """The row with a sign at its right end, or its left one; as it is where neither is free."""
    used = sum(cell_len(text) for text, _mark in row)
    if used < width - 2:
        return *row, (" " * (width - 1 - used), "plain"), (sign, "done")
    return row if row[0][0][0] != " " else ((sign, "done"), (row[0][0][1:], row[0][1]), *row[1:])

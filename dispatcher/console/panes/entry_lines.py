"""One contact entry as lines: who said what when, wrapped to the width there is."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len, chop_cells

from dispatcher.console.widgets.marks import Line, MarkName, in_columns
from dispatcher.console.wording import day_month
from dispatcher.domain.calendar import to_local
from dispatcher.domain.text import shortened
from dispatcher.queries.history_rows import HistoryRow
from dispatcher.queries.telling import signs, told

LONGEST_SHOWN = 20_000
"""Signs of one text that are wrapped for the screen; the rest is read with the command line."""


def wrap(text: str, width: int, most: int = LONGEST_SHOWN) -> list[str]:
    """``text`` in lines of at most ``width`` cells, broken at blanks where there are any, paragraphs kept. Behind so
    many signs "…" stands for the rest."""
    lines: list[str] = []
    text = shortened(text, most)
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(in_columns(paragraph), max(1, width))
    return lines


def said(width: int, *texts: str, mark: MarkName = "plain") -> list[Line]:
    """``texts`` as lines for a pane of ``width`` cells, each begun anew."""
    return [((f" {line}", mark),) for text in texts for line in wrap(text, width - 1)]


def _wrap_paragraph(text: str, width: int) -> list[str]:
    lines, line, used = [], "", 0
    for word in text.split(" "):
        size = cell_len(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, width) or [""] if size > width else [word]
        lines += full
        used = cell_len(line)
    return [*lines, line]


def entry_lines(row: HistoryRow, width: int, most: int, now: datetime, zone: str) -> list[Line]:
    """The lines of one entry: date, time, direction, channel, author, then the text, hanging below itself.

    At most ``most`` lines; what is left out is marked by two dots. A narrow pane leaves out time and author.
    """
    head = _head(row, width, now, zone)
    hang = min(cell_len(head), 17 if width > 36 else 3)
    text = told(row, zone)[:LONGEST_SHOWN].rstrip()
    first, *rest = wrap(text, width - cell_len(head)) or [""]
    if _breaks_word(text, width - cell_len(head), width - hang):
        first, rest = "", wrap(text, width - hang)
    elif rest:
        behind = text[_consumed(text, first) :].lstrip(" \n")
        rest = wrap(behind, width - hang) if behind else []
    lines = [first, *(" " * hang + line for line in rest)]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: max(0, width - 3)]} .."]
    mark: MarkName = "done" if row.erased else "plain"
    return [((head, mark), (lines[0], mark)), *(((line, mark),) for line in lines[1:])]


def _breaks_word(text: str, room: int, below: int) -> bool:
    """Whether the first word has no room behind the head, but on a line of its own."""
    word = cell_len(in_columns(text[: below + 1].split(" ", 1)[0].split("\n", 1)[0]))
    return room < word <= below


def _consumed(text: str, first: str) -> int:
    """How much of ``text`` the first line has shown: columns and text differ where a sign had to be replaced."""
    shown = 0
    for index, sign in enumerate(text):
        if shown >= len(first):
            return index
        shown += len(in_columns(sign))
    return len(text)


def _head(row: HistoryRow, width: int, now: datetime, zone: str) -> str:
    local, today = to_local(row.happened, zone), to_local(now, zone)
    sign = signs(row)
    day = day_month(local.date())
    if local.year != today.year:
        day = f"{day}{local.year % 100:02d}"
    if width < 20:
        return f"{day} {sign.strip()} "
    if width < 34:
        return f"{day.rstrip('.')} {local:%H:%M} {sign} "
    return f"{day} {local:%H:%M} {sign} {row.author} "

"""What stands below the plan: work without technician, what is open tomorrow, who is free, and how full the week is."""

from __future__ import annotations

from dispatcher.console.panes.outlook import Listed, Outlook
from dispatcher.console.panes.plan_words import (
    WIDE,
    free_line,
    legend,
    sums,
    visit_lines,
    visits_head,
    week_line,
    work_head,
    work_lines,
)
from dispatcher.console.widgets.marks import Line
from dispatcher.values import dataclass

__all__ = ["Listed", "Outlook", "Row", "Tops", "section_lines", "section_rows"]

_FIRST = 3
"""Lines that each list gets before anything else does."""
_FIXED = 5
"""Two headings, their rules, and who is free."""
_LEAST_ALONE = 2
"""Rows in which a list of its own has room."""
_LEAST = 7
"""Rows from which there is more than one line of sums."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``at`` says which of :class:`Listed` it is, None for headings and sums."""

    line: Line
    at: int | None = None


Tops = tuple[int, int]
"""The first line on show of the work and of the visits."""


def section_lines(outlook: Outlook, width: int, rows: int, rule: Line) -> list[Line]:
    """At most ``rows`` lines, those that alarm first to be given room; one line of sums where there is room for no
    more."""
    return [row.line for row in section_rows(outlook, Listed.of(outlook), width, rows, rule)]


def section_rows(
    outlook: Outlook, listed: Listed, width: int, rows: int, rule: Line, at: int | None = None, tops: Tops = (0, 0)
) -> list[Row]:
    """The same with what each line is about. ``at`` is the one under the cursor, counted through both lists: it is
    always on show, in a small window alone with its list. ``tops`` are the first ones shown before."""
    work, visits = listed.work, listed.visits
    if rows < _LEAST and (at is None or rows < _LEAST_ALONE):
        return [Row(sums(outlook, width))][:rows]
    if rows < _LEAST:
        return _alone(outlook, listed, width, rows, at or 0, tops)
    most_work, most_visits, has_week, has_legend = _room(rows, len(work), len(visits), width)
    shown = [Row(line) for line in (*(legend() if has_legend else ()), rule, work_head(len(work), width, listed.news))]
    shown += _work_rows(outlook, listed, _window(len(work), most_work, at, tops[0]), width)
    shown += [Row(rule), Row(visits_head(outlook, width))]
    below = at - len(work) if at is not None else None
    shown += _visit_rows(outlook, listed, _window(len(visits), most_visits, below, tops[1]), width)
    shown += [Row(rule)] if has_week else []
    shown.append(Row(free_line(outlook, width)))
    return [*shown, Row(week_line(outlook.agenda.load))] if has_week else shown


def _alone(outlook: Outlook, listed: Listed, width: int, rows: int, at: int, tops: Tops) -> list[Row]:
    work, below = len(listed.work), at - len(listed.work)
    if below < 0:
        window = _window(work, rows - 1, at, tops[0])
        return [Row(work_head(work, width, listed.news)), *_work_rows(outlook, listed, window, width)]
    window = _window(len(listed.visits), rows - 1, below, tops[1])
    return [Row(visits_head(outlook, width)), *_visit_rows(outlook, listed, window, width)]


def _window(count: int, most: int, at: int | None, top: int) -> range:
    """Which of ``count`` lines are on show: those that were, unless ``at`` is not among them."""
    top = max(0, min(top, count - most))
    if at is not None and 0 <= at < count:
        top = max(at - most + 1, min(top, at))
    return range(top, min(count, top + most))


def _room(rows: int, work: int, visits: int, width: int) -> tuple[int, int, bool, bool]:
    """Lines for the work, lines for the visits, and whether week and legend have room."""
    left = rows - _FIXED
    most_work = min(work, max(left - min(visits, _FIRST), left // 2), _FIRST)
    most_visits = min(visits, _FIRST, left - most_work)
    left -= most_work + most_visits
    has_week = width >= WIDE and left >= 2
    left -= 2 * has_week
    has_legend = width >= WIDE and left >= 2
    left -= 2 * has_legend
    more = min(work - most_work, left)
    return most_work + more, most_visits + min(visits - most_visits, left - more), has_week, has_legend


def _work_rows(outlook: Outlook, listed: Listed, window: range, width: int) -> list[Row]:
    lines = work_lines(outlook, [listed.work[n] for n in window], width)
    return [_row(listed, line, n) for n, line in zip(window, lines, strict=True)]


def _visit_rows(outlook: Outlook, listed: Listed, window: range, width: int) -> list[Row]:
    before = len(listed.work)
    lines = visit_lines(outlook, [listed.visits[n] for n in window], width)
    return [_row(listed, line, before + n) for n, line in zip(window, lines, strict=True)]


def _row(listed: Listed, line: Line, at: int) -> Row:
    """A line that stays though there is nothing to do any more is dim and has no sign."""
    if not listed.gone or listed.keys()[at] not in listed.gone:
        return Row(line, at)
    return Row((("   ", "plain"), *((text, "done") for text, _mark in line[2:])), at)

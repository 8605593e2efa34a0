"""What is asked when a carried appointment is set down: both of them, who wanted it, and why."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.forms.move_lines import crew_words, live
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.moving import PARTIES, REASONS
from dispatcher.domain.planning import PlanningRow
from dispatcher.locale import _

_FIRST_LINE = 6
"""Reasons in the first of two lines."""


def both_line(row: PlanningRow, crew: Sequence[int], whom: int | None) -> Line:
    """Whether a crew of several moves together (X11)."""
    one = crew_words(row, (whom,) if whom is not None else ())
    told = _("Both?  y = {crew}   n = only {one}").format(crew=crew_words(row, crew), one=one)
    return ((f" {told}", "head"),)


def who_line(asked_by: str, hint: str, width: int, *, is_live: bool) -> Line:
    """Who wanted it, with the answer where there is one; in its place what is to be thought of."""
    if hint:
        return ((f" {hint}", "due"),)
    told = _("Enter:  who wanted it?   c customer   w we   t technician   o other")
    chosen = f"    -> {_(PARTIES[asked_by])}" if asked_by in PARTIES else ""
    return ((cell(f" {told}{chosen}", width).rstrip(), live(is_live)),)


def why_lines(beside: str, *, is_live: bool) -> list[Line]:
    """The nine reasons, and what else can be done there."""
    names = [f"{number} {_(words)}" for number, words in enumerate(REASONS.values(), 1)]
    first, second = " ".join(names[:_FIRST_LINE]), " ".join(names[_FIRST_LINE:])
    mark = live(is_live)
    return [((f" {_('Why?')} {first}", mark),), ((f"      {second}   {beside}", mark),)]


def said_lines(sentence: str, width: int) -> list[Line]:
    """A sentence in two lines."""
    first, *more = wrap(sentence, width - 2) or [""]
    return [((f" {first}", "due"),), ((f" {' '.join(more)}", "due"),) if more else ()]

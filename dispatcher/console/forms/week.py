"""How the office kept its word, week by week: from the hand-over (``H`` ``w``), and by its name (M13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import BindingType

from dispatcher.console.keys import WEEK, bindings_for
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.honesty import Week
from dispatcher.locale import _
from dispatcher.queries.honesty_words import week_lines, week_title

_OTHERS = 11
"""Lines beside those of what was broken."""


class WeekBox(Overlay):
    """One week in plain bars; ``+`` and ``-`` turn to others."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(WEEK)]
    tallest = 20

    def __init__(self, *, frame: Frame, zone: str, today: date, ask: Callable[[int, int], None]) -> None:
        """``ask`` asks for the week of a year and number; ``today`` lies in the newest one."""
        super().__init__(frame=frame)
        self._zone, self._today, self._ask = zone, today, ask
        self._monday = today - timedelta(days=today.weekday())
        self._week: Week | None = None

    def on_mount(self) -> None:
        """This week first."""
        self._turn(0)

    def title(self) -> tuple[str, str]:
        """Which week it is."""
        return week_title(self._week) if self._week is not None else "..", _("how we kept our word")

    def show(self, week: Week) -> None:
        """The week that was asked for; another one came too late."""
        if (week.year, week.number) == self._monday.isocalendar()[:2]:
            self._week = week
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The sums, and the keys."""
        told = week_lines(self._week, self._zone, width - 2, height - _OTHERS) if self._week is not None else ()
        rows: list[Line] = [((f" {line}", "plain"),) for line in told]
        blank: Line = ()
        shown = rows[: height - 1]
        return [*shown, *[blank] * (height - 1 - len(shown)), key_line(_("- + week before, week after   Esc back"))]

    def action_turn(self, by: int) -> None:
        """Another week; none that has not begun."""
        if self._monday + timedelta(weeks=by) <= self._today:
            self._turn(by)

    def _turn(self, by: int) -> None:
        self._monday += timedelta(weeks=by)
        self._ask(*self._monday.isocalendar()[:2])

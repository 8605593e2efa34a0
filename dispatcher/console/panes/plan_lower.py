"""A list whose cursor goes on into lines that stand below it, in rows of their own."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region

from dispatcher.console.panes.outlook import Key, Outlook
from dispatcher.console.panes.plan_below import Below
from dispatcher.console.widgets.filtered import FilteredPane
from dispatcher.console.widgets.marks import Frame, Line, fit

_LEAST_ROWS = 6
"""Below so many rows there are technicians only."""
_TALL = 20
_LEAST_SECTIONS = 8
"""Rows that a tall window keeps for what stands below the technicians, however many there are."""
_SMALL_SECTIONS = 6
"""Rows that a small window gives them while the cursor is there."""


class SectionedPane(FilteredPane):
    """A subclass tells how many lines stand above (:attr:`scrolled`) and calls :meth:`show_with_below`."""

    def __init__(self, title: str = "", *, id: str, frame: Frame) -> None:
        super().__init__(title, id=id, frame=frame)
        self.below = Below()
        self._was_below = self._is_laying = self._takes_over = False

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what stands below; the cursor stays on the line it was on."""
        if outlook == self.below.outlook:
            return
        at = self.at_below()
        key = self.below.listed.keys()[at] if at is not None else None
        self.below.take(outlook, is_frozen=at is not None and self.has_focus and not self._takes_over)
        self._takes_over = False
        self._changed_below(key)

    def _changed_below(self, key: Key | None) -> None:
        """Other lines below; the cursor stays on the one with ``key``, or on its line."""
        if key is None:
            self._count = self.scrolled + len(self.below.listed)
            self.repaint_fixed()
        else:
            at, found = self.cursor - self.scrolled, self.below.listed.place_of(key)
            self.show_with_below(self.scrolled + (at if found is None else found))
            if found is None:
                self.stands_on_another()

    def stands_on_another(self) -> None:
        """What the cursor stood on below is done and gone: what lies under it now is something else."""

    def take_over(self) -> None:
        """Show what came and went below while the cursor was there."""
        at = self.at_below()
        key = self.below.listed.keys()[at] if at is not None else None
        if self.below.thaw():
            self._changed_below(key)

    def take_over_own(self) -> None:
        """What the dispatcher filed herself she wants to see: take over now, and what comes next."""
        self.take_over()
        self._takes_over = True

    def _focus_changed(self, event: events.Event, has_focus: bool) -> None:
        super()._focus_changed(event, has_focus)
        if not has_focus:
            self.take_over()

    def show_with_below(self, cursor: int) -> None:
        """Show the lines above anew and those below, with the cursor on a line counted through both."""
        self.show(self.scrolled + len(self.below.listed), cursor)

    def is_above(self) -> bool:
        """Whether the cursor is on a line of the list itself."""
        return self.cursor < self.scrolled

    def at_below(self) -> int | None:
        """The line below that the cursor is on, counted from 0; None while it is above."""
        at = self.cursor - self.scrolled
        return at if 0 <= at < len(self.below.listed) else None

    def footer(self, width: int, height: int) -> Sequence[Line]:
        """What is left to plan, what is open tomorrow, who is free: as much as the lines above leave room for."""
        if height < _LEAST_ROWS:
            return ()
        above, at = len(self.header(width, height)), self.at_below()
        least = max(_LEAST_SECTIONS, height // 3) if height >= _TALL else 1 if at is None else _SMALL_SECTIONS
        rows = max(height - above - self.scrolled, least)
        return self.below.lay(width, rows, self.rule(width), at)

    def _keep_visible(self) -> None:
        """A line below has its own window."""
        if self.is_above():
            super()._keep_visible()
        else:
            self._set_top(self._top)
        is_below = self.at_below() is not None
        if (is_below or self._was_below) and not self._is_laying:
            if not is_below and self.below.thaw():
                self._count = self.scrolled + len(self.below.listed)
            self._is_laying, self._was_below = True, is_below
            self.repaint_fixed()
            self._is_laying = False

    def repaint(self, *indexes: int) -> None:
        """Draw only these lines again, wherever they stand."""
        super().repaint(*(index for index in indexes if index < self.scrolled))
        rows = [self.below.row_of(index - self.scrolled) for index in indexes if index >= self.scrolled]
        bottom = self.area().bottom
        if seen := [Region(0, bottom + row, self.size.width, 1) for row in rows if row is not None]:
            self.refresh(*seen)

    def footer_row(self, row: int, line: Line, width: int) -> list[Segment]:
        """A line below, with the cursor where it is there."""
        at = self.at_below()
        if at is None or self.below.at_row(row) != at:
            return fit(line, width)
        return fit(((">", "plain"), *line[1:]), width, self.is_lit)

    def on_click(self, event: events.Click) -> None:
        """The mouse puts the cursor on a line below too."""
        at = self.below.at_row(event.y - self.area().bottom)
        if at is not None:
            self.move_to(self.scrolled + at)

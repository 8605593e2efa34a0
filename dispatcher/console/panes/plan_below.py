"""The lines below the technicians that the plan's cursor goes on to, and which of them are on show."""

from __future__ import annotations

from dataclasses import replace

from dispatcher.console.panes.outlook import Listed, Outlook
from dispatcher.console.panes.plan_sections import Row, section_rows
from dispatcher.console.target import Target
from dispatcher.console.widgets.marks import Line


class Below:
    """What stands below the technicians. Lines are counted through both lists, from 0."""

    def __init__(self) -> None:
        self.outlook: Outlook | None = None
        self.listed = self._newest = Listed()
        self._tops = (0, 0)
        self._rows: list[Row] = []

    def take(self, outlook: Outlook, *, is_frozen: bool = False) -> None:
        """Show this from now on; while the cursor is there no line comes, goes or moves."""
        if not self._is_same(outlook):
            self._newest = Listed.of(outlook)
        self.outlook = outlook
        self.listed = self.listed.brought_up_to(self._newest) if is_frozen else self._newest

    def _is_same(self, outlook: Outlook) -> bool:
        """Whether only the skills are others, which change with every ticket under the cursor."""
        old = self.outlook
        return old is not None and replace(old, skills=outlook.skills) == outlook

    def thaw(self) -> bool:
        """Take over what came and went; whether anything did."""
        changed, self.listed = self.listed != self._newest, self._newest
        return changed

    def lay(self, width: int, rows: int, rule: Line, at: int | None) -> list[Line]:
        """At most ``rows`` lines, that of the cursor (``at``) among them."""
        if self.outlook is None:
            return []
        self._rows = section_rows(self.outlook, self.listed, width, rows, rule, at, self._tops)
        self._tops = self._first_shown()
        return [row.line for row in self._rows]

    def _first_shown(self) -> tuple[int, int]:
        work = len(self.listed.work)
        shown = [row.at for row in self._rows if row.at is not None]
        of_work, of_visits = [at for at in shown if at < work], [at - work for at in shown if at >= work]
        return (of_work or [self._tops[0]])[0], (of_visits or [self._tops[1]])[0]

    def row_of(self, at: int) -> int | None:
        """The row in which a line stands; None while it is not on show."""
        return next((row for row, one in enumerate(self._rows) if one.at == at), None)

    def at_row(self, row: int) -> int | None:
        """The line that stands in a row; None for headings and sums."""
        return self._rows[row].at if 0 <= row < len(self._rows) else None

    def target(self, at: int) -> Target:
        """What a line is about."""
        return self.listed.target(at)

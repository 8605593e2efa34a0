"""Notes without a customer (``N``): unknown callers and public words, until somebody says whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widget import Widget

from dispatcher.console.forms.below_list import below_list
from dispatcher.console.keys import UNASSIGNED, bindings_for
from dispatcher.console.messages import OwnerWanted
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.console.wording import moment
from dispatcher.domain.contact import DIRECTION_SIGNS
from dispatcher.domain.text import one_line
from dispatcher.locale import _, ngettext
from dispatcher.queries.history_rows import UnassignedRow

_TEXT_ROWS = 5
"""Rows of the whole text of the note under the cursor."""


class UnassignedBox(Overlay, can_focus=False):
    """The list, newest first, and the whole text of the note under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(UNASSIGNED)]
    DEFAULT_CSS = """
    UnassignedBox { layout: vertical; }
    UnassignedBox > LineList { margin: 1 1 8 1; }
    """
    tallest = 22
    notes = query_one(LineList)

    def __init__(self, *, frame: Frame, now: datetime, zone: str) -> None:
        """``now`` and ``zone`` say how instants are written."""
        super().__init__(frame=frame)
        self._now, self._zone = now, zone
        self._rows: tuple[UnassignedRow, ...] | None = None

    def compose(self) -> ComposeResult:
        """The list; the rest is drawn by the box itself."""
        yield LineList(always_lit=True)

    def entrance(self) -> Widget:
        """The list."""
        return self.notes

    def show(self, rows: tuple[UnassignedRow, ...]) -> None:
        """These are the notes now; the cursor stays on its note, or where it stood."""
        kept, at = self.chosen(), self.notes.cursor
        self._rows = rows
        at = next((n for n, row in enumerate(rows) if kept is not None and row.seq == kept.seq), at)
        none: Line = ((_("No notes without a customer."), "plain"),)
        lines = [self._line(row) for row in rows] or [none]
        self.notes.show_lines(lines, at, passed=() if rows else (0,))
        self.repaint()

    def chosen(self) -> UnassignedRow | None:
        """The note under the cursor."""
        rows = self._rows or ()
        return rows[self.notes.cursor] if self.notes.cursor < len(rows) else None

    def title(self) -> tuple[str, str]:
        """What this is, and how many there are."""
        count = len(self._rows or ())
        return _("WITHOUT CUSTOMER"), ngettext("{n} note", "{n} notes", count).format(n=count) if count else ""

    def _line(self, row: UnassignedRow) -> Line:
        sign = f"{DIRECTION_SIGNS.get(row.direction, ' ')}{row.channel or ' '}"
        head = f"{moment(row.happened, self._now, self._zone)} {sign} {row.author} "
        return ((head, "plain"), (one_line(_said(row)), "plain"))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Below the list the whole text, as far as there is room, and the keys."""
        row = self.chosen() if self.is_mounted else None
        text = wrap(_said(row), width - 2) if row is not None else []
        return below_list(text, self._keys(), rows=_TEXT_ROWS, across=self.box.across, size=(width, height))

    def _keys(self) -> Line:
        return key_line(_("Enter = say whose it is   Up Down choose   Esc back") if self._rows else _("Esc back"))

    @on(LineList.CursorMoved)
    def _moved(self) -> None:
        self.repaint()

    def action_assign(self) -> None:
        """Ask whose the note under the cursor is."""
        if self.chosen() is not None:
            self.post_message(OwnerWanted())

    def about(self) -> str:
        """The note under the cursor in a few words."""
        row = self.chosen()
        return one_line(_said(row))[:30] if row is not None else ""


def _said(row: UnassignedRow) -> str:
    name = _("via {name}").format(name=row.person) if row.channel == "3" and row.person else row.person
    return ": ".join(part for part in (name, row.text) if part)

"""What waits on the machine: voicemails nobody has heard, calls nobody took; Enter settles one, ``d`` calls back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widget import Widget

from dispatcher.console.forms.below_list import below_list
from dispatcher.console.keys import MESSAGES, bindings_for
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.console.wording import moment
from dispatcher.domain.message import VOICEMAIL, is_repeated
from dispatcher.domain.text import one_line
from dispatcher.locale import _, ngettext
from dispatcher.queries.message_rows import MessageRow

_TEXT_ROWS = 5
"""Rows of the whole text of the message under the cursor."""


class MessagesBox(Overlay, can_focus=False):
    """The list, the oldest first, and the whole text of the message under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(MESSAGES)]
    DEFAULT_CSS = """
    MessagesBox { layout: vertical; }
    MessagesBox > LineList { margin: 1 1 8 1; }
    """
    tallest = 22
    messages = query_one(LineList)

    def __init__(
        self,
        rows: Sequence[MessageRow],
        wanted: int | None,
        *,
        frame: Frame,
        now: datetime,
        zone: str,
        settle: Callable[[MessageRow], None],
        dial: Callable[[MessageRow], None],
    ) -> None:
        """``wanted`` is the message the cursor stands on; ``settle`` and ``dial`` are told the one under it."""
        super().__init__(frame=frame)
        self._now, self._zone = now, zone
        self._rows: tuple[MessageRow, ...] = tuple(rows)
        self._wanted = wanted
        self._settle, self._dial = settle, dial

    def compose(self) -> ComposeResult:
        """The list; the rest is drawn by the box itself."""
        yield LineList(always_lit=True)

    def on_mount(self) -> None:
        """The cursor stands on the message somebody came for."""
        self.show(self._rows, self._wanted)

    def entrance(self) -> Widget:
        """The list."""
        return self.messages

    def show(self, rows: Sequence[MessageRow], wanted: int | None = None) -> None:
        """These wait now; the cursor stays on its message, or where it stood."""
        kept = wanted if wanted is not None else getattr(self.chosen(), "id", None)
        self._rows = tuple(rows)
        at = next((n for n, row in enumerate(self._rows) if kept in row.ids), self.messages.cursor)
        none: Line = ((_("No messages."), "plain"),)
        self.messages.show_lines([self._line(row) for row in self._rows] or [none], at, passed=() if rows else (0,))
        self.repaint()

    def chosen(self) -> MessageRow | None:
        """The message under the cursor."""
        return self._rows[self.messages.cursor] if self.messages.cursor < len(self._rows) else None

    def title(self) -> tuple[str, str]:
        """What this is, and how many wait."""
        count = len(self._rows)
        return _("MESSAGES"), ngettext("{n} message", "{n} messages", count).format(n=count) if count else ""

    def _line(self, row: MessageRow) -> Line:
        what = _("voicemail") if row.kind == VOICEMAIL else ngettext("{n} call", "{n} calls", row.calls)
        head = f"{moment(row.came, self._now, self._zone)} {what.format(n=row.calls)}"
        loud = row.kind == VOICEMAIL or is_repeated(row.count)
        about = f"  {row.number}  {one_line(row.customer_name) or _('unknown caller')}"
        return (
            ("! " if loud else "  ", "due"),
            (head, "plain"),
            (about, "plain"),
            (f"  {one_line(row.text)}", "plain"),
        )

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Below the list what is known of the message, as far as there is room, and the keys."""
        row = self.chosen() if self.is_mounted else None
        text = [part for said in self._told(row) for part in wrap(said, width - 2)] if row is not None else []
        return below_list(text, self._keys(), rows=_TEXT_ROWS, across=self.box.across, size=(width, height))

    def _told(self, row: MessageRow) -> list[str]:
        who = "  ".join(part for part in (row.person, one_line(row.customer_name), row.number) if part)
        about = f"T-{row.ticket_number}" if row.ticket_number else ""
        if row.starts is not None:
            about = f"{about}  {_('appointment')} {moment(row.starts, self._now, self._zone)}".strip()
        times = ""
        if row.calls > 1 and row.first is not None:
            times = _("since {time}, {n} within 15 min")
            times = times.format(time=moment(row.first, self._now, self._zone), n=row.count)
        return [line for line in (who or _("number withheld"), about, times, row.text) if line]

    def _keys(self) -> Line:
        row = self.chosen() if self.is_mounted else None
        if row is None:
            return key_line(_("Esc back"))
        if row.kind == VOICEMAIL:
            return key_line(_("Enter = heard   d = call back   Up Down choose   Esc back"))
        return key_line(_("Enter = settled   d = call back   Up Down choose   Esc back"))

    @on(LineList.CursorMoved)
    def _moved(self) -> None:
        self.repaint()

    def action_settle(self) -> None:
        """It was heard, or the caller was spoken to."""
        if (row := self.chosen()) is not None:
            self._settle(row)

    def action_call_back(self) -> None:
        """Call whoever left it."""
        if (row := self.chosen()) is not None:
            self._dial(row)

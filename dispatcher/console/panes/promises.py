"""PROMISES TODAY and OWED TO US: what was promised, below the tickets, due first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events

from dispatcher.console.panes.promise_lines import owed_line, promise_line
from dispatcher.console.promise_messages import PromiseChosen
from dispatcher.console.widgets.marks import Frame, Line, cell
from dispatcher.console.widgets.pane import Pane
from dispatcher.domain.calendar import day_bounds, local_day
from dispatcher.domain.promise import OURS
from dispatcher.locale import _, ngettext
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import PromiseRow

_HEADED = 30
"""Columns from which a panel has a heading of its own."""
_WIDE = 40
_LEAST_OWED = 3
"""Lines that OWED TO US gets before PROMISES TODAY gets more than its half."""
_SMALL = 4
"""Lines of promises in a small window."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Rows that the panels take of a column of tickets, their own top line included; 0 for one that is not shown."""

    today: int
    owed: int


def is_headed(width: int) -> bool:
    """Whether a column of ``width`` cells has room for headings."""
    return width > _HEADED


def shares(inside: int, today: int, owed: int, has_heads: bool, is_alone: bool = False) -> Shares:
    """How a column with ``inside`` rows is shared: the panels take what they need, together at most half of it, two
    thirds where the column stands alone. A small window without headings shows some promises of ours only."""
    if not has_heads:
        return Shares(1 + min(today, _SMALL) if today else 0, 0)
    fixed = 2 + (2 if owed else 0)
    lines = max(0, (inside * 2 // 3 if is_alone else inside // 2) - fixed)
    most_owed = min(owed, max(lines - max(1, today), min(_LEAST_OWED, lines // 2)))
    most_today = min(max(1, today), max(1, lines - most_owed))
    # Without promises the heading is the line that says so.
    return Shares(2 + most_today if today else 2, 2 + most_owed if most_owed > 0 else 0)


class PromisesPane(Pane):
    """The open promises of one side. While the cursor is among them no line moves: what came and went is counted
    (X4)."""

    def __init__(self, side: str, *, id: str, frame: Frame) -> None:
        """``side`` is "ours" or "theirs"."""
        super().__init__("", id=id, frame=frame)
        self.side = side
        self.rows: tuple[PromiseRow, ...] = ()
        self.news = 0
        self._newest: tuple[PromiseRow, ...] = ()
        self._gone: frozenset[int] = frozenset()
        self._takes_over = False
        self._is_at_rest = True
        """Nobody stands in it: the first line is the one to be seen."""
        self._is_near = True
        self._now: datetime | None = None
        self._zone = "UTC"

    @property
    def help_text(self) -> str:
        """What this panel is, for the help."""
        if self.side == OURS:
            return _("What we promised, due first: !! overdue, ! due within 15 minutes. Later days stand below.")
        return _("What customers and others owe us, due first: ! overdue.")

    # --- rows ---

    def show_promises(self, rows: Sequence[PromiseRow], now: datetime, zone: str) -> None:
        """Show those of ``rows`` that are of this side; the cursor stays on its promise."""
        mine = tuple(row for row in rows if row.side == self.side)
        self._now, self._zone = now, zone
        if mine == self._newest and not self._takes_over:
            return
        is_frozen = self.has_focus and bool(self.rows) and not self._takes_over
        self._newest = mine
        if is_frozen:
            self._freeze()
        else:
            self.take_over()

    def _freeze(self) -> None:
        fresh = {row.id: row for row in self._newest}
        shown = {row.id for row in self.rows}
        self._gone = frozenset(shown - fresh.keys())
        self.news = len(self._gone) + len(fresh.keys() - shown)
        self.rows = tuple(fresh.get(row.id, row) for row in self.rows)
        self.show(len(self.rows), self.cursor)

    def take_over(self) -> None:
        """Show the newest rows in their order."""
        kept = self.chosen()
        self.rows, self._gone, self.news, self._takes_over = self._newest, frozenset(), 0, False
        at = next((n for n, row in enumerate(self.rows) if kept is not None and row.id == kept.id), self.cursor)
        at = 0 if self._is_at_rest else at
        self.show(len(self.rows), min(at, max(0, len(self.rows) - 1)))
        if self.has_focus and self.rows and (kept is None or self.rows[self.cursor].id != kept.id):
            self.tell_choice()

    def take_over_own(self) -> None:
        """What the dispatcher filed herself she wants to see: take over now, and what comes next."""
        if self.news:
            self.take_over()
        self._takes_over = True

    def _focus_changed(self, event: events.Event, has_focus: bool) -> None:
        super()._focus_changed(event, has_focus)
        if has_focus:
            self._is_at_rest = False
        elif self.rows != self._newest:
            self.take_over()

    def rest(self, *, beside_tickets: bool) -> None:
        """The cursor went to another pane: what is due first stands on top again. ``beside_tickets`` says that it is in
        the tickets, which one key shows alone together with the panels."""
        self._is_at_rest, self._is_near = True, beside_tickets
        self.put_cursor(0)
        self.repaint_fixed()

    def tick(self, now: datetime) -> None:
        """What is due grows with the minute."""
        self._now = now
        self.repaint_fixed()
        self.refresh(self.area())

    def asked(self) -> int:
        """How many lines ask for room: of ours those of today, without any the next one; of theirs all."""
        if self.side != OURS:
            return len(self.rows)
        return self._due_today() or min(1, len(self.rows))

    def _due_today(self) -> int:
        """Those that are due today, or were before and nobody told yet; a frozen list is not in order any more."""
        if self._now is None:
            return 0
        ends = day_bounds(local_day(self._now, self._zone), self._zone)[1]
        return sum(row.due < ends for row in self.rows)

    def chosen(self) -> PromiseRow | None:
        """The promise under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def put_on(self, promise: int) -> bool:
        """Put the cursor on a promise, without a word to anybody; whether it is here."""
        if all(row.id != promise for row in self.rows) and any(row.id == promise for row in self._newest):
            self.take_over()
        at = next((n for n, row in enumerate(self.rows) if row.id == promise), None)
        if at is not None:
            self.put_cursor(at)
        return at is not None

    # --- drawing ---

    def header(self, width: int, height: int) -> Sequence[Line]:
        """The heading; below it that there is nothing."""
        if width < _HEADED:
            return ()
        if not self.rows and self.side == OURS:
            return (((f" {_('No promises due.  p = new')}", "plain"),),)
        return (self._heading(width),)

    def _heading(self, width: int) -> Line:
        today = self._due_today() if self.side == OURS else len(self.rows)
        name = _("PROMISES TODAY") if self.side == OURS else _("OWED TO US")
        count = f"({today})" if width >= _WIDE else str(today)
        news = f"  {ngettext('{n} new (F5)', '{n} new (F5)', self.news).format(n=self.news)}" if self.news else ""
        later = len(self.rows) - today
        more = f"  {_('+{n} later').format(n=later)}" if later and not news else ""
        key = (_("p = new") if width >= _WIDE else _("p new")) if self.side == OURS else ""
        room = width - cell_len(key) - 1
        left = next(
            (one for one in (f" {name} {count}{news}{more}", f" {name} {count}{news}") if cell_len(one) < room), ""
        )
        return (cell(left or f" {name} {count}", room), "head"), (f"{key} ", "done")

    def footer(self, width: int, height: int) -> Sequence[Line]:
        """How many there are for which there is no room."""
        room = height - len(self.header(width, height))
        wanted = min(self.asked(), len(self.rows))
        if wanted <= room or room < 2:
            return ()
        way = "PgDn" if self.has_focus or self._is_first else "F7" if self._is_near else "F7 F7"
        told = _("... {n} more").format(n=wanted - room + 1)
        return (((f"   {told} ({_('PgDn') if way == 'PgDn' else way})", "done"),),)

    def line(self, index: int, width: int) -> Line:
        """One promise; one that is gone meanwhile says so until the list is taken over."""
        row = self.rows[index]
        if self._now is None:
            return ()
        if row.id in self._gone:
            return ((f"  {_('no longer open')}: {row.what}", "done"),)
        draw = promise_line if self.side == OURS else owed_line
        return draw(row, self._now, self._zone, width)

    def row(self, y: int, width: int) -> list[Segment]:
        """The cursor's sign stands where the cursor is, and in no other pane."""
        segments = super().row(y, width)
        return segments if self.has_focus or not segments or y != self.cursor - self._top else _unsigned(segments)

    def _top_line(self, width: int) -> str:
        """A rule, because the tickets stand above."""
        along = self._frame.double if self.has_focus else self._frame.across
        last = self._frame.down if self._is_last else ""
        return self._frame.down + along * max(0, width - 1 - len(last)) + last

    # --- cursor ---

    def on_line_list_cursor_moved(self) -> None:
        """Another promise: its customer's history follows."""
        self.tell_choice()

    def tell_choice(self, by_hand: bool = True) -> None:
        """Tell the screen which promise is under the cursor."""
        row = self.chosen()
        if row is not None:
            self.post_message(PromiseChosen(row, by_hand))


def _unsigned(segments: list[Segment]) -> list[Segment]:
    return [Segment(segments[0].text.replace(">", " ", 1), segments[0].style), *segments[1:]]

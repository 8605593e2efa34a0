"""Relate (``r``): which open matter a ticket or a note belongs to; Enter makes two tickets one, ``l`` only counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widget import Widget

from dispatcher.console.chaser_lines import facts, why
from dispatcher.console.chaser_messages import RelateChosen
from dispatcher.console.forms.below_list import below_list
from dispatcher.console.keys import RELATE, bindings_for
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.marks import Frame, Line, cell
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.console.wording import moment
from dispatcher.domain.merging import LinkChaser, MergeTicket, Unmerge
from dispatcher.domain.text import one_line
from dispatcher.domain.verbs import CHASE, MERGE, UNMERGE, verb_words
from dispatcher.locale import _
from dispatcher.queries.chaser_rows import ChaserRow
from dispatcher.queries.rows import ReportLine
from dispatcher.values import dataclass

_TEXT_ROWS = 4
"""Rows of the whole text of the report under the cursor."""
_TITLE = 34
"""Cells of a ticket's title in the list."""


@dataclass(frozen=True, slots=True)
class RelateStart:
    """What is related: a ticket (id, number, when it was reported) or a note (``entry``); ``text`` is what it says,
    ``name`` whose it is."""

    name: str
    text: str
    reported: datetime
    ticket: int | None = None
    number: int = 0
    entry: int | None = None


class RelateBox(Overlay, can_focus=False):
    """The customer's other open matters, the likeliest first; below them what was joined already."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(RELATE)]
    DEFAULT_CSS = """
    RelateBox { layout: vertical; }
    RelateBox > LineList { margin: 1 1 7 1; }
    """
    tallest = 18
    rows = query_one(LineList)

    def __init__(self, start: RelateStart, *, frame: Frame, now: datetime, zone: str) -> None:
        """``now`` and ``zone`` say how instants are written."""
        super().__init__(frame=frame)
        self.start = start
        self._now, self._zone = now, zone
        self._rows: Sequence[ChaserRow | ReportLine] | None = None

    def compose(self) -> ComposeResult:
        """The list; the rest is drawn by the box itself."""
        yield LineList(always_lit=True)

    def entrance(self) -> Widget:
        """The list."""
        return self.rows

    def show(self, others: Sequence[ChaserRow], reports: Sequence[ReportLine] = ()) -> None:
        """These are the matters and the reports now."""
        self._rows = [*others, *reports]
        none: Line = ((_("No other open matter of this customer."), "plain"),)
        lines = [self._line(row) for row in self._rows] or [none]
        self.rows.show_lines(lines, 0, passed=() if self._rows else (0,))
        self.repaint()

    def chosen(self) -> ChaserRow | ReportLine | None:
        """What is under the cursor."""
        rows = self._rows or ()
        return rows[self.rows.cursor] if self.rows.cursor < len(rows) else None

    # --- drawing ---

    def title(self) -> tuple[str, str]:
        """What is related, and whose it is."""
        start = self.start
        head = f"T-{start.number}" if start.number else _("note")
        return f"{_('RELATE')} {head} {one_line(start.text)[:30]}", one_line(start.name)[:24]

    def _line(self, row: ChaserRow | ReportLine) -> Line:
        if isinstance(row, ReportLine):
            number = f"T-{row.number}" if row.number is not None else _("note")
            head = f"  {_('joined')} {cell(number, 8)} {moment(row.reported, self._now, self._zone)} "
            return ((head, "done"), (one_line(row.text), "done"))
        told = f"{cell(f'T-{row.number}', 8)} {cell(one_line(row.title), _TITLE)} {facts(row, self._now)}"
        return (("? " if row.score else "  ", "due"), (told, "plain"), (f"  {why(row)}", "head"))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Below the list the whole text, as far as there is room, and the keys."""
        row = self.chosen() if self.is_mounted else None
        said = row.text if isinstance(row, ReportLine) else self.start.text
        text = wrap(said, width - 2)
        return below_list(
            text, key_line(self._keys(row)), rows=_TEXT_ROWS, across=self.box.across, size=(width, height)
        )

    def _keys(self, row: ChaserRow | ReportLine | None) -> str:
        if isinstance(row, ReportLine):
            return _("Enter = take it out again   Up Down choose   Esc back") if row.ticket else _("Esc back")
        if row is None:
            return _("Esc back")
        if self.start.ticket is None:
            return _("Enter = asks about T-{number}   Up Down choose   Esc back").format(number=row.number)
        stays = min((self.start.reported, self.start.number), (row.reported, row.number))[1]
        told = _("Enter = merge, T-{number} stays (older)   l link only   Esc back")
        return told.format(number=stays)

    @on(LineList.CursorMoved)
    def _moved(self) -> None:
        self.repaint()

    # --- keys ---

    def action_merge(self) -> None:
        """Make both one; of a note say what it asks about; take a joined report out again."""
        row, own = self.chosen(), self.start.ticket
        if isinstance(row, ReportLine):
            if row.ticket is not None:
                self._choose("unmerge", Unmerge(row.ticket), UNMERGE)
        elif row is not None and own is not None:
            self._choose("merge", MergeTicket(own, row.ticket), MERGE)
        else:
            self.action_link()

    def action_link(self) -> None:
        """Count only that he asked once more: of two tickets the newer one asks about the older."""
        row, start = self.chosen(), self.start
        if not isinstance(row, ChaserRow):
            return
        if start.ticket is None:
            self._choose("chaser", LinkChaser(row.ticket, entry=start.entry), CHASE)
            return
        older, newer = row.ticket, start.ticket
        if (start.reported, start.number) < (row.reported, row.number):
            older, newer = newer, older
        self._choose("chaser", LinkChaser(older, report=newer), CHASE)

    def _choose(self, verb: str, command: object, word: str) -> None:
        self.post_message(RelateChosen(verb, command, verb_words(word), self.start.name))

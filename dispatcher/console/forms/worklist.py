"""The visits of a technician who is absent, and who could take each of them over (screen design 3.5, X9)."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widget import Widget

from dispatcher.console.absent_messages import OthersWanted, TakenOver, VisitCallWanted
from dispatcher.console.keys import WORKLIST, bindings_for
from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.marks import Frame, Line, Span, cell
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.console.wording import day_month, hour_minute, span, weekday
from dispatcher.domain.absent import until_words
from dispatcher.domain.appointment import brackets
from dispatcher.domain.calendar import local_day, to_local
from dispatcher.domain.slots import Offer
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.absent_rows import AbsentRow, Worklist

_PROMISED, _NAME, _CHOICE = 12, 11, 26
"""Cells of what was promised, of the customer's name, and of each choice."""


class WorklistBox(Overlay, can_focus=False):
    """One line a visit: what was promised, and the two best choices; who is taken leaves the list."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(WORKLIST)]
    DEFAULT_CSS = """
    WorklistBox { layout: vertical; }
    WorklistBox > LineList { margin: 2 1 4 1; }
    """
    tallest = 16
    rows = query_one(LineList)

    def __init__(self, worklist: Worklist, *, frame: Frame, now: datetime, zone: str) -> None:
        """``now`` and ``zone`` say how instants are written."""
        super().__init__(frame=frame)
        self.worklist = worklist
        self._now, self._zone = now, zone
        self._chosen: dict[int, int] = {}
        """Which of the choices of an appointment (by id) is meant, where it is not the first."""
        self.taken = 0

    def compose(self) -> ComposeResult:
        """The list; the rest is drawn by the box itself."""
        yield LineList(always_lit=True)

    def on_mount(self) -> None:
        """Everything is known already."""
        self.show(self.worklist)

    def entrance(self) -> Widget:
        """The list."""
        return self.rows

    def show(self, worklist: Worklist) -> None:
        """These are the visits by now; the cursor stays on the line it was on."""
        self.worklist = worklist
        none: Line = ((_("Nothing of his is left to plan."), "plain"),)
        lines = [self._line(row) for row in worklist.rows] or [none]
        self.rows.show_lines(lines, self.rows.cursor, passed=() if worklist.rows else (0,))
        self.repaint()

    def chosen(self) -> AbsentRow | None:
        """The visit under the cursor."""
        rows = self.worklist.rows
        return rows[self.rows.cursor] if self.rows.cursor < len(rows) else None

    # --- drawing ---

    def title(self) -> tuple[str, str]:
        """Who, until when, and how much there is to do."""
        told, today = self.worklist, local_day(self._now, self._zone)
        first = sum(local_day(row.starts, self._zone) <= today for row in told.rows)
        count = _("today {n}, later {m}").format(n=first, m=len(told.rows) - first)
        return f"{_('ABSENT')} {one_line(told.name)}  {until_words(told.ends, self._zone)}", count

    def _line(self, row: AbsentRow) -> Line:
        pair = brackets(row.state)
        first, last = row.window or (row.starts, row.ends)
        day = local_day(row.starts, self._zone)
        when = "" if day == local_day(self._now, self._zone) else f"{weekday(day)} "
        promised = cell(f"{pair[0]}{when}{span(first, last, self._zone)}{pair[1]}", _PROMISED)
        if not row.offers:
            return ((f"{promised}{cell(one_line(row.customer_name), _NAME)} ", "plain"), (_("nobody fits"), "due"))
        choices = [self._choice(row, number) for number in range(len(row.offers))]
        return ((f"{promised}{cell(one_line(row.customer_name), _NAME)} ", "plain"), *choices)

    def _choice(self, row: AbsentRow, number: int) -> Span:
        offer = row.offers[number]
        local = to_local(offer.starts, self._zone)
        same = local.date() == local_day(row.starts, self._zone)
        time = hour_minute(offer.starts, self._zone) if same else f"{weekday(local.date())} {local:%H:%M}"
        word = _("fits") if offer.is_own_word_kept else _("call !")
        tail = f" {time} {word}"
        who = f"{number + 1} {one_line(offer.workers[0].code)}"
        told = cell(cell(who, min(cell_len(who), _CHOICE - 1 - cell_len(tail))) + tail, _CHOICE)
        return told, "head" if number == self._chosen.get(row.appointment, 0) else "plain"

    def lines(self, width: int, height: int) -> list[Line]:
        """Column names above the list; below it what the choice means, and the keys."""
        blank: Line = ()
        promised = cell(f" {_('promised')}", _PROMISED)
        names = f"{promised}{cell(_('customer'), _NAME)} {cell(_('1st choice'), _CHOICE)}"
        head: Line = ((f" {names}{_('2nd choice')}", "done"),)
        row = self.chosen() if self.is_mounted else None
        means: Line = ((f" {self._means(row)}", "plain"),)
        room = height - 4
        return [head, *[blank] * room, means, ((f" {self._legend()}", "done"),), key_line(self._keys())]

    def _means(self, row: AbsentRow | None) -> str:
        offer = self._offer(row)
        if row is None or offer is None:
            return ""
        day = to_local(offer.starts, self._zone).date()
        slot = f"{weekday(day)} {day_month(day)} {span(offer.starts, offer.ends, self._zone)}"
        hints = "; ".join(one.sentence for one in offer.findings)
        told = _("T-{number}: {who} {slot}, way {n} min").format(
            number=row.ticket_number, who=one_line(offer.workers[0].name), slot=slot, n=offer.travel_minutes
        )
        return f"{told}   {hints}".rstrip()[:76]

    def _legend(self) -> str:
        return _("fits = window, skill, way, exclusion checked.   ! = the customer is called")

    def _keys(self) -> str:
        if not self.worklist.rows:
            return _("Esc back")
        return _("1 2 choose   Enter take   d dial   a other slots   Esc the rest stays listed")

    @on(LineList.CursorMoved)
    def _moved(self) -> None:
        self.repaint()

    # --- keys ---

    def _offer(self, row: AbsentRow | None) -> Offer | None:
        if row is None or not row.offers:
            return None
        return row.offers[min(self._chosen.get(row.appointment, 0), len(row.offers) - 1)]

    def action_choose(self, number: int) -> None:
        """One of the two."""
        row = self.chosen()
        if row is not None and number <= len(row.offers):
            self._chosen[row.appointment] = number - 1
            self.show(self.worklist)

    def action_take(self) -> None:
        """Whoever is chosen drives there."""
        row = self.chosen()
        offer = self._offer(row)
        if row is not None and offer is not None:
            self.post_message(TakenOver(row, offer))

    def action_call(self) -> None:
        """Call the customer of the visit."""
        if (row := self.chosen()) is not None:
            self.post_message(VisitCallWanted(row))

    def action_others(self) -> None:
        """Look for other slots."""
        if (row := self.chosen()) is not None:
            self.post_message(OthersWanted(row))

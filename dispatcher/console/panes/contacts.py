"""CONTACTS: one customer's head data and everything that was ever said, newest first.

Entries have as many lines as their text needs, so the cursor goes from entry to entry and only those that can be
seen are asked for and wrapped: 50,000 scroll like 50.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from dispatcher.console.keys import written
from dispatcher.console.panes.card_lines import card_lines
from dispatcher.console.panes.card_moves import moves_line
from dispatcher.console.panes.card_people import WIDE
from dispatcher.console.panes.entry_lines import entry_lines, said
from dispatcher.console.panes.history_pages import HistoryPages
from dispatcher.console.widgets.filtered import FilteredPane
from dispatcher.console.widgets.marks import Frame, Line, fit
from dispatcher.locale import _, ngettext
from dispatcher.queries.card_rows import CustomerCard
from dispatcher.queries.history_rows import HistoryPage, HistoryRow, SiftedHistory

_Placed = tuple[int | None, int, Sequence[Line]]
"""An entry, which of its lines, and all of them."""
_KEPT_WRAPPED = 500
_LOADING: Line = ((" ..", "done"),)
_CARD_SHARE = 3
"""The head takes a third of the pane at most, where it is wide one line more, and what weighs on the customer."""
_LEAST_HEAD = 5
"""Name, who is spoken to, his deputy, the way in and a number."""


class ContactsPane(FilteredPane):
    """Head data and history of the chosen customer."""

    def __init__(
        self, *, id: str, frame: Frame, ask: Callable[[int, int], None], ask_sifted: Callable[[int, str], None]
    ) -> None:
        """``ask(customer, start)`` sends for a window of the history, which comes back by :meth:`show_page`;
        ``ask_sifted(customer, typed)`` for what a filter lets through, which comes by :meth:`show_sifted`."""
        super().__init__(f"{_('CONTACTS')} F8", id=id, frame=frame)
        self.card: CustomerCard | None = None
        self.found_by = ""
        """The place by which the customer was looked up, where he has many."""
        self.news = 0
        """Entries that came above the window while somebody reads; F5 goes to them."""
        self._takes_over = False
        self._history = HistoryPages(ask)
        self._ask_sifted = ask_sifted
        self._now: datetime | None = None
        self._zone = "UTC"
        self.is_empty_store = False
        """Whether there is nobody yet whom one could look up."""
        self._wrapped: dict[tuple[int, int], Sequence[Line]] = {}
        self._laid: dict[int, list[_Placed]] | None = None
        """While lines are drawn: what stands in the window, by the width."""

    @property
    def help_text(self) -> str:
        """What this pane is, for the help."""
        return _("Everything said with the customer: < in, > out, i internal; T phone M mail P portal S SMS V on site.")

    def show_customer(self, card: CustomerCard | None, pages: Sequence[HistoryPage], now: datetime, zone: str) -> None:
        """Show a customer; the cursor stays on its entry when it is the same one, and nothing is drawn again when
        nothing is new. ``pages`` are windows of his history, the newest among them."""
        if card == self.card and self._history.knows(pages):
            return
        total = pages[0].total if card is not None and pages else 0
        same = self.card is not None and card is not None and self.card.id == card.id
        more = total - self._history.total if same else 0
        # Under the eyes of somebody who reads, nothing moves either, not even the newest entry (X4).
        is_read = self.has_focus and self.count > 0 and not self._takes_over
        at = self.cursor + more if same and (self.cursor or is_read) else 0
        self._takes_over = self._takes_over and same and not more
        if not same:
            self._top = 0
            self._drop_filter()
        elif at:
            self._top += more
        self._count_news(more if same and at else None)
        self.card, self._now, self._zone = card, now, zone
        self._history.renew(total, pages)
        self._wrapped.clear()
        if self.filter_text:
            self.sift()
        else:
            self.show(total, at)

    # --- the filter ---

    def sift(self) -> None:
        """Send for what the filter lets through; without one the whole history stands here again."""
        if self.filter_text and self.card is not None:
            self._ask_sifted(self.card.id, self.filter_text)
        elif self._history.sifted is not None:
            self._show_sifted(None)
            self.show(self._history.total)
        self.retitle()

    def show_sifted(self, sifted: SiftedHistory) -> None:
        """What the filter lets through came; where it was typed on meanwhile, more is on its way."""
        if self.card is None or (sifted.customer, sifted.typed) != (self.card.id, self.filter_text):
            return
        kept = self.chosen()
        self._show_sifted(sifted)
        self.show(len(sifted.rows), next((n for n, row in enumerate(sifted.rows) if kept and row.seq == kept.seq), 0))
        self.retitle()

    def _show_sifted(self, sifted: SiftedHistory | None) -> None:
        self._history.sifted = sifted
        self._wrapped.clear()
        self._top = 0

    def _drop_filter(self) -> None:
        """What was looked for in one customer's history is not looked for in another's."""
        self.is_filtering = False
        self._filter.set("")
        self._show_sifted(None)

    def _count_news(self, more: int | None) -> None:
        """So many entries came above the window; None where the newest stands under the cursor."""
        self.news = 0 if more is None else self.news + max(0, more)
        self.retitle()

    def retitle(self) -> None:
        """Say what came meanwhile, or what is sifted."""
        if self.is_filtered:
            self.title = self.filter_title(*self._history.shown_of())
            return
        news = f"  {ngettext('{n} new (F5)', '{n} new (F5)', self.news).format(n=self.news)}" if self.news else ""
        self.title = f"{_('CONTACTS')}{news}" if news and self.size.width < 30 else f"{_('CONTACTS')} F8{news}"

    def take_over(self) -> None:
        """Go to the newest entry, where any came meanwhile."""
        if self.news:
            self.clear_filter()
            self.move_to(0)
            self._count_news(None)

    def take_over_own(self) -> None:
        """What the dispatcher filed herself stands on top at once, unless she reads further down."""
        if self.news and self.cursor == self.news:
            self.take_over()
        self._takes_over = True

    def _focus_changed(self, event: events.Event, has_focus: bool) -> None:
        super()._focus_changed(event, has_focus)
        if not has_focus:
            self._count_news(None)

    def windows(self) -> tuple[int, ...]:
        """Where the windows begin that are on the screen, and the one before."""
        return self._history.starts(self._top, self._top + self.area().height)

    def show_page(self, page: HistoryPage) -> None:
        """A further window of the same customer came."""
        if self.card is None or page.customer != self.card.id:
            return
        self._history.keep(page)
        if self._history.sifted is None:
            self._keep_visible()
            self.refresh(self.area())

    def say_empty_store(self, is_empty: bool) -> None:
        """Whether there are no customers at all."""
        if is_empty != self.is_empty_store:
            self.is_empty_store = is_empty
            self.repaint_fixed()

    def chosen(self) -> HistoryRow | None:
        """The entry under the cursor, where it is loaded."""
        return self._entry(self.cursor)

    def _entry(self, index: int) -> HistoryRow | None:
        return self._history.entry(self.card.id, index) if self.card is not None else None

    def header(self, width: int, height: int) -> Sequence[Line]:
        """Name, place, people, numbers; or what to do where nobody is chosen."""
        if self.card is None and self.is_empty_store:
            reads = _('{key} "import" reads your list').format(key=written("ctrl+p"))
            new = _('"{name}" or F2: the first one').format(name=_("new customer"))
            return said(width, _("No customers yet."), reads, new)
        if self.card is None:
            return said(width, _("No customer chosen."), _("s = search"), _("F2 = incoming call"))
        if self._now is None:
            return ()
        most = max(_LEAST_HEAD, height // _CARD_SHARE + (width >= WIDE))
        lines = [*card_lines(self.card, width, most, self._now, self._zone, self.found_by), self.rule(width)]
        if self._history.sifted is not None and not self.count:
            text = _('No entry matches "{typed}" ({n} hidden).').format(typed=self.filter_text, n=self._history.total)
            lines += said(width, text, _("Esc clears the filter"))
        elif self._history.total == 0:
            lines += said(width, _("No contact logged yet."), _("n = first note"))
        return lines

    def tick(self, now: datetime) -> None:
        """What is promised to the customer falls due with the minute."""
        if self._now is not None and self.card is not None and self.card.promises:
            self._now = now
            self.repaint_fixed()

    def footer(self, width: int, height: int) -> Sequence[Line]:
        """How often whom moved something (B5), or how many entries the whole history has."""
        if self.card is None or self._history.total == 0 or height < 20:
            return ()
        if self._now is not None and (moves := moves_line(self.card, width, self._now)):
            return (moves,)
        text = ngettext("{n} entry", "{n} entries", self._history.total).format(n=self._history.total)
        return (((f" {text}", "done"),),)

    def _most_lines(self) -> int:
        width = self.inside().width
        return 60 if width > 90 else 8 if width >= 40 else 6 if width >= 26 else 3

    def _lines_of(self, index: int, width: int) -> Sequence[Line]:
        known = self._wrapped.get((index, width))
        if known is not None:
            return known
        row = self._entry(index)
        if row is None or self._now is None:
            return (_LOADING,)
        if len(self._wrapped) > _KEPT_WRAPPED:
            self._wrapped.clear()
        lines = entry_lines(row, width, self._most_lines(), self._now, self._zone)
        self._wrapped[index, width] = lines
        return lines

    def row(self, y: int, width: int) -> list[Segment]:
        """The segments of the row ``y`` rows below the top of the list. Of the entry under the cursor the first line is
        reversed: all of a long one would be sent again for every key."""
        index, offset, lines = self._at(y, max(0, width - 1))
        if index is None:
            return fit((), width)
        here = index == self.cursor
        sign = ">" if here and offset == 0 else " "
        return fit(((sign, "plain"), *lines[offset]), width, here and offset == 0 and self.is_lit)

    def _at(self, y: int, width: int) -> _Placed:
        """The entry that row ``y`` belongs to, which of its lines, and all its lines."""
        laid = {} if self._laid is None else self._laid
        if (rows := laid.get(width)) is None:
            rows = laid[width] = self._lay(width)
        return rows[y] if y < len(rows) else (None, 0, ())

    def _lay(self, width: int) -> list[_Placed]:
        """What stands in the rows of the window, from its top on."""
        rows: list[_Placed] = []
        height = self.area().height
        for index in range(self._top, self.count):
            if len(rows) >= height:
                break
            lines = self._lines_of(index, width)
            rows += [(index, offset, lines) for offset in range(len(lines))]
        return rows

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its rows are laid out once for all of them."""
        self._laid = {}
        try:
            return super().render_lines(crop)
        finally:
            self._laid = None

    def _height_of(self, index: int) -> int:
        return len(self._lines_of(index, max(0, self.area().width - 1)))

    def repaint(self, *indexes: int) -> None:
        """Draw these entries again, as far as they can be seen."""
        area, row, regions = self.area(), 0, []
        for index in range(self._top, self.count):
            if row >= area.height:
                break
            height = self._height_of(index)
            if index in indexes:
                regions.append(Region(0, area.y + row, self.size.width, min(height, area.height - row)))
            row += height
        if regions:
            self.refresh(*regions)

    def _set_top(self, top: int) -> None:
        top = max(0, min(self.count - 1, top))
        if top != self._top:
            self._top = top
            self.refresh(self.area())

    def _keep_visible(self) -> None:
        """Move the window until the cursor's entry stands in it whole, or from its first line on."""
        if self.cursor <= self._top:
            self._set_top(self.cursor)
            return
        room, first = max(1, self.area().height), self.cursor
        used = self._height_of(first)
        while first > self._top and used + self._height_of(first - 1) <= room:
            first -= 1
            used += self._height_of(first)
        self._set_top(max(self._top, first))

    def action_page(self, by: int) -> None:
        """Move by as many entries as the window shows."""
        room, seen, index = max(1, self.area().height), 0, self._top
        while index < self.count and room > 0:
            room -= self._height_of(index)
            index += 1
            seen += 1
        self.move_to(self.cursor + by * max(1, seen - 1))

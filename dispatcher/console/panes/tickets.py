"""TICKETS: what is open, who has the ball, how old it is, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rich.cells import cell_len
from textual import events

from dispatcher.console.chaser_lines import times
from dispatcher.console.messages import Chosen
from dispatcher.console.panes.entry_lines import said
from dispatcher.console.widgets.filtered import FilteredPane
from dispatcher.console.widgets.marks import Frame, Line, MarkName, cell
from dispatcher.console.wording import age, day_month, due
from dispatcher.domain.ball import holder_now
from dispatcher.domain.calendar import to_local
from dispatcher.domain.overdue import is_overdue, opens_on_another_day
from dispatcher.domain.queue_tickets import is_long_ball
from dispatcher.domain.service_clock import ClockRow
from dispatcher.domain.text import fold
from dispatcher.locale import _, ngettext
from dispatcher.queries.rows import TicketRow

_NAME_WITH_COUNT = 10
"""Cells of a customer's name from which there is room for how often a matter was told."""
MOST_SHOWN = 1000
"""The office hands over no more open tickets than these; the title says that there are more."""

_STEPS = 8
"""So far from the cursor a row is read ahead."""


def ball_letter(holder: str) -> str:
    """The letter of who holds the ball, in the language in use: U C O A, German W K D T."""
    letters = {"us": _("U"), "customer": _("C"), "other": _("O"), "appointment": _("A")}
    return letters.get(holder, "?")


def matches(row: TicketRow, typed: str) -> bool:
    """Whether a filter lets ``row`` through: every word typed stands somewhere in what the row says."""
    said = fold(f"t-{row.number} {row.customer_name} {row.title} {row.next_step} {row.ball_who} {row.skills}")
    return all(word in said for word in fold(typed).split())


class TicketsPane(FilteredPane):
    """The open tickets, due first, with a filter that is typed in the pane's own title."""

    def __init__(self, *, id: str, frame: Frame) -> None:
        super().__init__(_("TICKETS"), id=id, frame=frame)
        self._newest: tuple[TicketRow, ...] = ()
        self._all: tuple[TicketRow, ...] = ()
        """As they stand in the list: behind the newest while the cursor is in it (X4)."""
        self._gone: frozenset[int] = frozenset()
        self._kept: frozenset[int] = frozenset()
        """What the filter would hide and may not: overdue, or too long with the customer (B10)."""
        self.news = 0
        """How many tickets came or went since; F5 takes them over."""
        self._takes_over = False
        self.rows: Sequence[TicketRow] = ()
        self._digits = 4
        self._now: datetime | None = None
        self._zone = "UTC"
        self._is_loaded = False
        self._clocks: Mapping[int, ClockRow] = {}
        self.long_since: datetime | None = None
        """Before then a ball that is still with the customer was passed to him too long ago."""

    @property
    def help_text(self) -> str:
        """What this pane is, for the help."""
        return _(
            "Open tickets: !! overdue, ! today or urgent, . half of the agreed time, = clock stopped; "
            "ball U us, C customer, O other, A appointment."
        )

    def show_tickets(self, rows: tuple[TicketRow, ...], now: datetime, zone: str) -> None:
        """Show these tickets; the cursor stays on the ticket it was on. While it is in the list no line moves: what
        came and went is counted (X4)."""
        if self._is_loaded and rows == self._newest:
            return
        is_frozen = self.has_focus and bool(self._all) and not self._takes_over
        self._newest, self._now, self._zone, self._is_loaded = rows, now, zone, True
        if is_frozen:
            self._freeze()
        else:
            self.take_over()

    def _freeze(self) -> None:
        fresh = {row.id: row for row in self._newest}
        shown = {row.id for row in self._all}
        self._gone = frozenset(shown - fresh.keys())
        self.news = len(self._gone) + len(fresh.keys() - shown)
        self._all = tuple(fresh.get(row.id, row) for row in self._all)
        self.sift()

    def take_over(self) -> None:
        """Show the newest rows in their order."""
        self._all, self._gone, self.news, self._takes_over = self._newest, frozenset(), 0, False
        self.sift()

    def take_over_own(self) -> None:
        """What the dispatcher filed herself she wants to see: take over now, and what comes next."""
        if self.news:
            self.take_over()
        self._takes_over = True

    def _focus_changed(self, event: events.Event, has_focus: bool) -> None:
        super()._focus_changed(event, has_focus)
        if not has_focus and self._all != self._newest:
            self.take_over()

    def show_long_since(self, instant: datetime) -> None:
        """Mark balls that customers have had since before ``instant``."""
        if instant != self.long_since:
            self.long_since = instant
            self.refresh(self.area())

    def show_clocks(self, clocks: Mapping[int, ClockRow]) -> None:
        """Mark how much of the time that was agreed is used."""
        self._clocks = clocks
        self.refresh(self.area())

    def tick(self, now: datetime) -> None:
        """Ages grow with the minute."""
        self._now = now
        if self.filter_text:
            self.sift()
        self.refresh(self.area())

    def sift(self) -> None:
        """Show what the filter lets through; the cursor stays on its ticket."""
        kept = self.chosen()
        typed = self.filter_text
        found = [row for row in self._all if matches(row, typed)] if typed else self._all
        kept_rows = self._not_to_be_hidden(found) if typed else []
        self._kept = frozenset(row.id for row in kept_rows)
        self.rows = [*found, *kept_rows] if kept_rows else found
        self._digits = max([4, *(len(str(row.number)) for row in self.rows[:200])])
        at = next((n for n, row in enumerate(found or self.rows) if kept and row.id == kept.id), 0)
        self.show(len(self.rows), at)
        self.retitle()
        if self.rows and (kept is None or self.rows[self.cursor].id != kept.id):
            self.tell_choice(by_hand=self.is_filtering)

    def _not_to_be_hidden(self, found: Sequence[TicketRow]) -> list[TicketRow]:
        """What no filter hides stands below what it finds."""
        now, shown = self._now, {row.id for row in found}
        if now is None:
            return []
        return [row for row in self._all if row.id not in shown and self._presses(row, now)]

    def _presses(self, row: TicketRow, now: datetime) -> bool:
        return is_overdue(row.due, row.earliest, now) or is_long_ball(row, self.long_since)

    def on_resize(self) -> None:
        """The title is as long as there is room."""
        if self._is_loaded:
            self.retitle()

    def retitle(self) -> None:
        """Say how many there are."""
        count = f"{len(self._newest)}{'+' if len(self._newest) >= MOST_SHOWN else ''}"
        news = f"  {ngettext('{n} new (F5)', '{n} new (F5)', self.news).format(n=self.news)}" if self.news else ""
        if self.is_filtered:
            self.title = self.filter_title(len(self.rows) - len(self._kept), count) + self._kept_words() + news
        elif self.size.width < 30:
            self.title = f"{_('TICKETS')} {news.strip()}" if news else f"{_('TICKETS')} {count} F7"
        else:
            self.title = f"{_('TICKETS open')} {count} F7{news}"

    def _kept_words(self) -> str:
        if not self._kept:
            return ""
        return _(" +{n} overdue").format(n=len(self._kept)) if self.size.width >= 40 else f" +{len(self._kept)}!"

    def all_rows(self) -> tuple[TicketRow, ...]:
        """Every open ticket, whatever the filter hides and whatever is not taken over yet."""
        return self._newest

    def chosen(self) -> TicketRow | None:
        """The ticket under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def put_on(self, ticket: int) -> bool:
        """Put the cursor on an open ticket, without a word to anybody; what the filter hides is shown for it."""
        if all(row.id != ticket for row in self.rows) and any(row.id == ticket for row in self._newest):
            self.take_over()
            self.clear_filter()
        at = next((n for n, row in enumerate(self.rows) if row.id == ticket), None)
        if at is not None:
            self.put_cursor(at)
        return at is not None

    def header(self, width: int, height: int) -> Sequence[Line]:
        """Column names, or why there is nothing to see."""
        if self._is_loaded and not self._all:
            return said(width, _("No open tickets."), _("t = new fault report"))
        if self._is_loaded and len(self.rows) == len(self._kept):
            hidden = len(self._all) - len(self._kept)
            text = _('No ticket matches "{typed}" ({n} hidden).').format(typed=self.filter_text, n=hidden)
            return said(width, text, _("Esc clears the filter"))
        if width < 30:
            return ()
        return (((self._names(width), "head"),),)

    def _names(self, width: int) -> str:
        number, name, more = self._columns(width)
        ball = cell(_("Ball"), 5 if more else 3)
        customer = cell(_("Customer"), name - (2 if more else 0))
        return f"   {cell(_('No.'), number)} {customer}{ball}{cell(_('Age'), 4)} {_('Next')}"

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Cells of the number, the customer's name, and what is left for the next step; ``width`` is the inside's."""
        number = self._digits + 2 if width >= 40 else self._digits
        more = max(0, 11 + (width - 44) // 2) if width >= 40 else 5 if width >= 30 else 0
        name = width - 3 - number - 1 - 3 - 4 - (more + 1 if more else 0)
        return number, max(1, name), more

    def line(self, index: int, width: int) -> Line:
        """One ticket: sign, number, customer, ball, age, when and what next."""
        row, now = self.rows[index], self._now
        if now is None:
            return ()
        if row.id in self._gone:
            return ((f"  T-{row.number} {_('no longer open')}: {row.customer_name}", "done"),)
        number, name, more = self._columns(width + 1)
        if more and (access := self._from(row, now)):
            # The customer's own date stands whole, so the name gives way.
            short = max(0, cell_len(access) - more)
            name, more = name - short, more + short
        sign, mark = self._sign(row, now)
        shown = f"T-{row.number}" if number > len(str(row.number)) + 1 else str(row.number)
        again = f" {times(row)}x" if times(row) > 1 and name >= _NAME_WITH_COUNT else ""
        holder = holder_now(row.ball, row.due, now)
        ball: MarkName = "us" if holder == "us" else "plain"
        spans: list[tuple[str, MarkName]] = [
            (sign, mark),
            (f"{'' if len(sign) == 2 else ' '}", "plain"),
            (f"{cell(shown, number)} {cell(row.customer_name, name - len(again))}", "plain"),
            (again, "due"),
            (f" {ball_letter(holder)} ", ball),
            (f"{age(row.reported, now):>4}", "plain"),
        ]
        return (
            [*spans, (f" {cell(self._next(row, now, more), more)}", mark if sign == "!!" else "plain")]
            if more
            else spans
        )

    def _sign(self, row: TicketRow, now: datetime) -> tuple[str, MarkName]:
        """``!!`` overdue, or the agreed time used up; ``!`` due within the day, urgent by the customer, told again,
        with him too long, or three quarters of the agreed time used; ``.`` half of it, ``=`` its clock stands."""
        clock = self._clocks[row.id].sign(now) if row.id in self._clocks else ""
        if clock == "!!" or is_overdue(row.due, row.earliest, now):
            return "!!", "alarm"
        if (
            clock == "!"
            or row.urgent
            or times(row) > 1
            or is_long_ball(row, self.long_since)
            or (row.due is not None and row.due - now < timedelta(hours=12))
        ):
            return "! ", "due"
        return f"{clock:<2}", "done" if clock == "=" else "plain"

    def _next(self, row: TicketRow, now: datetime, room: int) -> str:
        if row.id in self._kept:
            return _("overdue") if is_overdue(row.due, row.earliest, now) else _("lies too long")
        when = self._from(row, now) or due(row.due, now, self._zone)
        return when if room < 9 else f"{when} {row.next_step}"

    def _from(self, row: TicketRow, now: datetime) -> str:
        """The day before which the customer lets nobody in, while it is ahead; else empty."""
        if row.earliest is None or not opens_on_another_day(row.earliest, now, self._zone):
            return ""
        return _("from {date}").format(date=day_month(to_local(row.earliest, self._zone).date()))

    def on_line_list_cursor_moved(self) -> None:
        """Another ticket: its customer's history follows."""
        self.tell_choice()

    def tell_choice(self, by_hand: bool = True) -> None:
        """Tell the screen which ticket is under the cursor."""
        row = self.chosen()
        if row is not None:
            around = [(near.customer, near.id) for near in self._around()] if by_hand else ()
            self.post_message(Chosen(row.customer, row.id, by_hand, around))

    def _around(self) -> list[TicketRow]:
        """The rows a few steps from the cursor, the nearest first."""
        steps = [sign * far for far in range(1, _STEPS + 1) for sign in (1, -1)]
        return [self.rows[self.cursor + step] for step in steps if 0 <= self.cursor + step < len(self.rows)]

"""The one screen: plan, tickets and contacts side by side, wired to each other, with boxes over them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from dispatcher.console.geometry import SMALLEST
from dispatcher.console.keys import EVERYWHERE, PANES, bindings_for, keys_for
from dispatcher.console.messages import (
    CardLoaded,
    Chosen,
    DraftsFound,
    HistoryLoaded,
    JournalMoved,
    Opened,
    PlanLoaded,
    Recovered,
    TicketLoaded,
    TicketsLoaded,
    Troubled,
)
from dispatcher.console.panes.contacts import ContactsPane
from dispatcher.console.panes.plan import PlanPane
from dispatcher.console.panes.tickets import TicketsPane
from dispatcher.console.screens.boxes import Boxes
from dispatcher.console.widgets.fixed_lines import FixedLines
from dispatcher.console.widgets.pane import Pane
from dispatcher.locale import _

_VERBS = frozenset(key.action.partition("(")[0] for key in keys_for(PANES))


class BoardScreen(Boxes):
    """Wires pane to pane; what a pane shows is its own business."""

    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(EVERYWHERE, PANES)]

    def compose(self) -> ComposeResult:
        """Header, panes, focus strip, banner, status line, key bar."""
        yield FixedLines(id="header")
        with Horizontal(id="panes"):
            yield PlanPane(id="plan", frame=self.box)
            yield TicketsPane(id="tickets", frame=self.box)
            yield ContactsPane(id="contacts", frame=self.box, ask=self.runner.ask_history)
        for name in ("strip", "banner", "status", "keys", "small"):
            yield FixedLines(id=name)

    def on_mount(self) -> None:
        """The frame is on the screen first; the store is opened behind it."""
        self._arrange()
        self.tickets_pane.focus()
        self.call_after_refresh(self.runner.open)

    # --- layout ---

    def on_resize(self) -> None:
        """Another size: the largest layout that fits."""
        self._arrange()

    def _arrange(self) -> None:
        layout = self.layout_now()
        small = self.lines("small")
        small.styles.display = "block" if layout is None else "none"
        if layout is None:
            small.show([((self._too_small(), "plain"),)])
            return
        for pane, width in zip(self.panes(), (layout.plan, layout.tickets, layout.contacts), strict=True):
            alone = self._zoomed == pane.id
            pane.styles.display = "block" if self._zoomed is None or alone else "none"
            pane.styles.width = "1fr" if alone else width
            pane.place(first=alone or pane is self.plan_pane, last=alone or pane is self.contacts_pane)
        self.lines("strip").styles.height = layout.strip
        self.arrange_box()
        self.say_all()

    def _too_small(self) -> str:
        width, height = self.app.size
        return _("Needs at least {w} x {h} (now {width} x {height}).").format(
            w=SMALLEST[0], h=SMALLEST[1], width=width, height=height
        )

    def say_all(self) -> None:
        """Draw header, strip, banner, status and keys as things stand."""
        self.say_header()
        self.say_strip()
        self.say_notices()
        self.say_keys()

    # --- what came back ---

    @on(Opened)
    def _opened(self) -> None:
        self.is_open = True
        self.say_all()
        self.read_all()
        self.runner.ask_drafts()
        self._next_minute()

    def _next_minute(self) -> None:
        """The clock's minute is all that an idle screen sends."""
        now = self.now
        self.set_timer(60.5 - now.second - now.microsecond / 1e6, self._minute)

    def _minute(self) -> None:
        self._next_minute()
        self.say_header()
        self.say_strip()
        self.plan_pane.tick(self.now)
        self.tickets_pane.tick(self.now)

    @on(JournalMoved)
    def _journal_moved(self) -> None:
        self.read_all()

    @on(Recovered)
    def _recovered(self) -> None:
        self.clear_trouble()
        if self.is_open:
            self.read_all()

    @on(Troubled)
    def _troubled(self, message: Troubled) -> None:
        self.show_trouble(message.trouble)
        if self.is_open:
            self.set_timer(2.0, self.read_all)

    @on(PlanLoaded)
    def _plan_loaded(self, message: PlanLoaded) -> None:
        self.plan_pane.show_plan(message.plan, self.now, self.zone)

    @on(TicketsLoaded)
    def _tickets_loaded(self, message: TicketsLoaded) -> None:
        self.tickets_pane.show_tickets(message.rows, self.now, self.zone)

    @on(TicketLoaded)
    def _ticket_loaded(self, message: TicketLoaded) -> None:
        self.detail = message.detail
        self.say_strip()

    @on(CardLoaded)
    def _card_loaded(self, message: CardLoaded) -> None:
        self.card = message.card
        self.contacts_pane.show_customer(message.card, message.page, self.now, self.zone)

    @on(HistoryLoaded)
    def _history_loaded(self, message: HistoryLoaded) -> None:
        self.contacts_pane.show_page(message.page)

    @on(DraftsFound)
    def _drafts_found(self, message: DraftsFound) -> None:
        self.show_drafts(message)

    @on(Chosen)
    def _chosen(self, message: Chosen) -> None:
        self.show_customer(message.customer)
        if message.ticket is not None:
            self.runner.ask_ticket(message.ticket)

    # --- keys ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Verbs of the panes mean nothing while a box is open."""
        return self.box_now() is None or action not in _VERBS

    def action_pane(self, name: str) -> None:
        """Go to a pane; when it has the focus already, show it alone, and again all three."""
        pane = next(pane for pane in self.panes() if pane.id == name)
        if pane.has_focus or self._zoomed is not None:
            self._zoomed = None if self._zoomed == name else name
            self._arrange()
        pane.focus()

    def on_descendant_focus(self) -> None:
        """Remember the pane, for the time after a box."""
        if isinstance(self.focused, Pane) and self.focused.id:
            self._last_pane = self.focused.id

    def action_next_pane(self, by: int) -> None:
        """Go to the next pane or the one before; alone stays alone."""
        panes = self.panes()
        at = next((n for n, pane in enumerate(panes) if pane.has_focus), 1)
        pane = panes[(at + by) % len(panes)]
        if self._zoomed is not None:
            self._zoomed = pane.id
            self._arrange()
        pane.focus()

    def action_back(self) -> None:
        """One level back: box, filter, zoom."""
        if self.close_box() or self.tickets_pane.clear_filter():
            return
        if self._zoomed is not None:
            self._zoomed = None
            self._arrange()

    def action_refresh_all(self) -> None:
        """Read and draw everything again."""
        self.read_all()
        self.refresh(layout=True)

    def action_filter(self) -> None:
        """Type a filter for the tickets."""
        if self._zoomed not in (None, "tickets"):
            self._zoomed = "tickets"
            self._arrange()
        self.tickets_pane.focus()
        self.tickets_pane.start_filter()

    def action_day(self, by: int) -> None:
        """The plan of another day; 0 is today."""
        self._days = self._days + by if by else 0
        if self.is_open:
            self._ask_plan()

    def action_end(self) -> None:
        """Leave the console."""
        self.app.exit()

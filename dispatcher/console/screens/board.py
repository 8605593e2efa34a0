"""The one screen: plan, tickets and contacts side by side, wired to each other, with boxes over them."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer

from dispatcher.console.geometry import SMALLEST
from dispatcher.console.keys import EVERYWHERE, PANES, Key, bindings_for, keys_for
from dispatcher.console.messages import (
    CardLoaded,
    Chosen,
    DraftsFound,
    HistoryLoaded,
    Hopeless,
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
from dispatcher.console.screens.notes import Notes
from dispatcher.console.widgets.fixed_lines import FixedLines
from dispatcher.console.widgets.pane import Pane
from dispatcher.locale import _

_VERBS = frozenset(key.action.partition("(")[0] for key in keys_for(PANES))
_RETRY_SECONDS = 2.0


class BoardScreen(Notes):
    """Wires pane to pane; what a pane shows is its own business."""

    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(EVERYWHERE, PANES)]
    _retry: Timer | None = None

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
        self.app.call_later(self._watch_frame)

    def _watch_frame(self) -> None:
        """Textual draws before it shows anything. What is drawn from now on is shown: the app itself is awake."""
        for name in ("header", "small"):
            self.lines(name).was_drawn = False
            self.lines(name).refresh()
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        """Loading the store before the first frame is out would hold it up."""
        if self.lines("header").was_drawn or self.lines("small").was_drawn:
            self.runner.open()
        else:
            self.call_after_refresh(self._open)

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

    @on(Hopeless)
    def _hopeless(self, message: Hopeless) -> None:
        self.ending = message.trouble
        self.app.exit()

    def _next_minute(self) -> None:
        """The clock's minute is all that an idle screen sends."""
        now = self.now
        self.set_timer(60.5 - now.second - now.microsecond / 1e6, self._minute)

    def _minute(self) -> None:
        self._next_minute()
        self.say_header()
        self.say_strip()
        self.say_notices()
        if self.plan_pane.plan is not None and self.plan_pane.plan.day != self.day_shown():
            self.ask_plan()
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
    async def _troubled(self, message: Troubled) -> None:
        """Whatever waited for the answer waits no longer; a little later everything is asked for again."""
        self.show_trouble(message.trouble)
        if (box := self.call_box()) is not None:
            box.stop_waiting()
        await self.note_if_wanted()
        if self.is_open and self._retry is None:
            self._retry = self.set_timer(_RETRY_SECONDS, self._again)

    def _again(self) -> None:
        self._retry = None
        self.read_all()

    @on(PlanLoaded)
    def _plan_loaded(self, message: PlanLoaded) -> None:
        if message.plan.day == self.day_shown():
            self.plan_pane.show_plan(message.plan, self.now, self.zone)

    @on(TicketsLoaded)
    def _tickets_loaded(self, message: TicketsLoaded) -> None:
        self.tickets_pane.show_tickets(message.rows, self.now, self.zone)
        self.contacts_pane.say_empty_store(message.is_empty_store)

    @on(TicketLoaded)
    def _ticket_loaded(self, message: TicketLoaded) -> None:
        if message.ticket == self.wanted_ticket:
            self.detail = message.detail
            self.say_strip()

    @on(CardLoaded)
    async def _card_loaded(self, message: CardLoaded) -> None:
        if message.customer != self.wanted:
            return
        self.card = message.card
        self.contacts_pane.show_customer(message.card, message.pages, self.now, self.zone)
        if message.card is not None:
            self.complete_notes(message.card)
        await self.note_if_wanted()

    @on(HistoryLoaded)
    def _history_loaded(self, message: HistoryLoaded) -> None:
        self.contacts_pane.show_page(message.page)

    @on(DraftsFound)
    def _drafts_found(self, message: DraftsFound) -> None:
        self.show_drafts(message)

    @on(Chosen)
    def _chosen(self, message: Chosen) -> None:
        """Contacts and strip follow the cursor; a list that moved by itself does not take a customer away."""
        if not message.by_hand and self.wanted is not None:
            return
        if message.by_hand:
            self.caller = None
            self.contacts_pane.found_by = ""
        self.show_customer(message.customer)
        if message.ticket is not None:
            self.wanted_ticket = message.ticket
            self.runner.ask_ticket(message.ticket)

    # --- keys ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Verbs of the panes mean nothing while a box is open, and Enter only where a draft waits."""
        if action == "draft" and self.waiting_draft() is None:
            return False
        return self.box_now() is None or action not in _VERBS

    def palette_keys(self) -> list[Key]:
        """What the palette offers: every action that means something now, wherever the focus is."""
        keys = keys_for(EVERYWHERE, PANES)
        return [key for key in keys if key.id != "palette" and self.check_action(key.action.partition("(")[0], ())]

    def action_pane(self, name: str) -> None:
        """Go to a pane; when it has the focus already, show it alone, and again all three."""
        pane = next(pane for pane in self.panes() if pane.id == name)
        if pane.has_focus or self._zoomed is not None:
            self._zoomed = None if self._zoomed == name else name
            self._arrange()
        self.set_focus(pane, scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another pane: what is under its cursor is what is talked about, unless a caller was taken: looking for a
        slot in the plan must not put somebody else in his place. Back from a box it is the same pane."""
        pane = event.widget
        if isinstance(pane, Pane) and pane.id and pane.id != self._last_pane:
            self._last_pane = pane.id
            if isinstance(pane, PlanPane | TicketsPane) and self.caller is None:
                pane.tell_choice()
        self.say_keys()

    def action_next_pane(self, by: int) -> None:
        """Go to the next pane or the one before; alone stays alone."""
        panes = self.panes()
        at = next((n for n, pane in enumerate(panes) if pane.has_focus), 1)
        pane = panes[(at + by) % len(panes)]
        if self._zoomed is not None:
            self._zoomed = pane.id
            self._arrange()
        self.set_focus(pane, scroll_visible=False)

    def action_back(self) -> None:
        """One level back: box, filter, zoom."""
        if self.leave_box() or self.tickets_pane.clear_filter():
            return
        if self._zoomed is not None:
            self._zoomed = None
            self._arrange()

    def action_refresh_all(self) -> None:
        """Read and draw everything again."""
        if self.is_open:
            self.read_all()
        self.refresh(layout=True)

    def action_filter(self) -> None:
        """Type a filter for the tickets."""
        if self._zoomed not in (None, "tickets"):
            self._zoomed = "tickets"
            self._arrange()
        self.set_focus(self.tickets_pane, scroll_visible=False)
        self.tickets_pane.start_filter()

    def action_day(self, by: int) -> None:
        """The plan of another day; 0 is today."""
        self._days = self._days + by if by else 0
        if self.is_open:
            self.ask_plan()

    def action_end(self) -> None:
        """Leave the console."""
        self.app.exit()

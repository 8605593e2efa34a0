"""What every part of the board stands on: the office, the panes, and asking for what is on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from textual.getters import app as the_app
from textual.getters import query_one
from textual.message import Message
from textual.reactive import Reactive
from textual.types import NoActiveAppError
from textual.widget import Widget

from dispatcher.console import strip_lines as say
from dispatcher.console.desk import Desk
from dispatcher.console.geometry import Layout, layout_for
from dispatcher.console.keys import KEYS, Key
from dispatcher.console.panes.contacts import ContactsPane
from dispatcher.console.panes.plan_carry import CarryingPlan
from dispatcher.console.panes.promises import PromisesPane
from dispatcher.console.panes.tickets import TicketsPane
from dispatcher.console.runner import Runner
from dispatcher.console.shell import Shell
from dispatcher.console.terminal.repaint import Drawn
from dispatcher.console.widgets.command_line import CommandLine
from dispatcher.console.widgets.fixed_lines import FixedLines
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.pane import Pane
from dispatcher.domain.calendar import local_day
from dispatcher.domain.confirming import Points
from dispatcher.domain.service_clock import ClockRow
from dispatcher.domain.trouble import Trouble
from dispatcher.queries.card_rows import CustomerCard
from dispatcher.queries.rows import HitRow, TicketDetail, TicketRow


class BoardBase(Drawn, inherit_bindings=False):
    """Panes, fixed lines, and the errands that fill them."""

    app = the_app(Shell)
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """A change of focus redraws what changed and not the whole screen."""
    plan_pane = query_one("#plan", CarryingPlan)
    tickets_pane = query_one("#tickets", TicketsPane)
    promises_pane = query_one("#promises", PromisesPane)
    owed_pane = query_one("#owed", PromisesPane)
    contacts_pane = query_one("#contacts", ContactsPane)
    command_line = query_one("#status", CommandLine)

    def __init__(self, desk: Desk, box: Frame) -> None:
        super().__init__(id="board")
        self.desk = desk
        self.box = box
        self.runner = Runner(desk, self._answer, self._fault)
        self.is_open = False
        self.begin = ""
        """The action to begin with when the store is open."""
        self.takes_over_keys = False
        """Whether the keys wait until then, because they were typed at the first run."""
        self.wanted: int | None = None
        """The customer that Contacts shows, or is about to show."""
        self.awaits_card = False
        """Whether his card is on its way: the strip is said with it, not twice."""
        self.caller: HitRow | None = None
        """The hit that was taken in a search: he stays until somebody moves a cursor."""
        self.wanted_ticket: int | None = None
        self.ending: Trouble | None = None
        """Why the console had to end, where the store could not be opened at all."""
        self.promise: int | None = None
        """The promise that the strip shows in place of a ticket."""
        self.detail: TicketDetail | None = None
        self.card: CustomerCard | None = None
        self.clocks: Mapping[int, ClockRow] = {}
        """The service-level clocks of the open tickets, by the tickets' ids."""
        self._zoomed: str | None = None
        self._days = 0
        self._last_pane = "tickets"

    def panes(self) -> tuple[Pane, ...]:
        """The three panes from left to right, the panels of promises behind the tickets above them."""
        return self.plan_pane, self.tickets_pane, self.promises_pane, self.owed_pane, self.contacts_pane

    def lines(self, name: str) -> FixedLines:
        """One of the fixed lines by its name."""
        return self.query_one(f"#{name}", FixedLines)

    @property
    def now(self) -> datetime:
        """The office's present instant."""
        return self.desk.clock.now()

    @property
    def zone(self) -> str:
        """The office's zone; UTC until the store is open."""
        return self.desk.row.zone if self.is_open else "UTC"

    def layout_now(self) -> Layout | None:
        """The layout for the terminal as it is."""
        return layout_for(*self.app.size)

    def say_strip(self) -> None:
        """The focus strip."""
        layout = self.layout_now()
        if layout is not None:
            width = self.app.size.width
            clock = self.clocks.get(self.detail.row.id) if self.detail is not None else None
            points, rows = self.points_now(), layout.strip
            lines = say.strip_lines(self.detail, self.now, self.zone, width, rows, self.suggested(), clock, points)
            if self.detail is None and self.card is not None:
                lines[0] = say.customer_line(self.card)
            elif self.detail is None and self.wanted is None:
                lines = self.nothing_yet(layout.strip)
            self.lines("strip").show(lines)

    def nothing_yet(self, rows: int) -> list[Line]:
        """What the strip suggests where there is nothing to choose; what is missing is the business of
        :class:`Alarms`."""
        return [()] * rows

    def points_now(self) -> Points | None:
        """What is settled about the next appointment of the ticket on the strip, where it is not confirmed; known to
        :class:`Confirming`."""
        return None

    def suggested(self) -> str:
        """How to go on with the ticket on the strip, in words; what is known of the queue is the business of
        :class:`Alarms`."""
        return ""

    def say_keys(self) -> None:
        """The key bar: what works here and now; what may not be written is dim."""
        words: Mapping[str, str] = getattr(self.focused, "key_words", {})
        keys = [replace(key, label=words.get(key.id, key.bar_word or key.label)) for key in self.live_keys() if key.bar]
        keys = [key for key in keys if key.label]
        self.lines("keys").show(say.key_bar(keys, self.app.size.width, 2, self.why_read_only()))

    def live_keys(self) -> list[Key]:
        """The keys that mean something where the focus is, in the order of the table."""
        active = {binding.binding.id for binding in self.active_bindings.values()}
        return [key for key in KEYS if key.id in active]

    def why_read_only(self) -> str:
        """Why nothing can be written, or empty; not known before the store is open."""
        return self.desk.read_only if self.is_open else ""

    def read_all(self) -> None:
        """Ask again for everything on the screen."""
        self.runner.ask_tickets()
        self.ask_plan()
        self.runner.ask_agenda()
        self.runner.ask_clocks()
        self.runner.ask_doubts()
        self.runner.forget()
        if self.wanted is not None:
            self.show_customer(self.wanted, self.wanted_ticket)
        elif self.wanted_ticket is not None:
            self.runner.ask_ticket(self.wanted_ticket)

    def day_shown(self) -> date:
        """The local day of the plan."""
        return local_day(self.now, self.zone) + timedelta(days=self._days)

    def ask_plan(self) -> None:
        """Ask for the plan of the day on show; the first one shows without waiting for the calendar, because what lies
        ahead brings today's holiday."""
        is_first = self.plan_pane.plan is None and not self._days
        self.runner.ask_plan(self.day_shown(), names_holiday=not is_first)

    def show_customer(self, customer: int, ticket: int | None = None) -> None:
        """Let Contacts follow, and the strip where a ``ticket`` is named."""
        self.wanted, self.awaits_card = customer, True
        self.wanted_ticket = self.wanted_ticket if ticket is None else ticket
        is_shown = self.card is not None and self.card.id == customer
        self.runner.ask_customer(customer, *(self.contacts_pane.windows() if is_shown else ()), ticket=ticket)

    def chosen_ticket(self) -> TicketRow | None:
        """The open ticket that the strip shows or is about to show, while it belongs to the customer in Contacts."""
        if self.card is None:
            return None
        rows = self.tickets_pane.all_rows()
        return next((row for row in rows if row.id == self.wanted_ticket and row.customer == self.card.id), None)

    def focus_pane(self) -> None:
        """The focus goes back to the pane it came from."""
        pane = next((pane for pane in self.panes() if pane.id == self._last_pane), self.tickets_pane)
        self.set_focus(pane, scroll_visible=False)

    def _answer(self, message: Message) -> None:
        """An errand is done; a console that has ended takes no answer."""
        with suppress(NoActiveAppError):
            self.post_message(message)

    def _fault(self, error: BaseException) -> None:
        """A mistake in the program, in a thread: it ends the console as one in the event loop does."""

        def fail() -> None:
            """Raise it where the event loop sees it."""
            raise error

        with suppress(NoActiveAppError):
            self.call_later(fail)

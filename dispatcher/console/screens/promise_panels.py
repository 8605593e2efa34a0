"""The panels of promises below the tickets: filled, placed, gone to; and the promise on the focus strip."""

from __future__ import annotations

from textual import on

from dispatcher.console.panes.promise_lines import promise_strip
from dispatcher.console.panes.promises import PromisesPane, is_headed, shares
from dispatcher.console.promise_messages import PromiseChosen, PromisesLoaded
from dispatcher.console.screens.ringing import Ringing
from dispatcher.console.widgets.pane import Pane
from dispatcher.domain.promise import OURS
from dispatcher.queries.promise_rows import PromiseRow


class PromisePanels(Ringing):
    """The part of the board that shows what is owed."""

    promises: tuple[PromiseRow, ...] = ()
    """The open ones of both sides, due first."""

    def panels(self) -> tuple[PromisesPane, PromisesPane]:
        """Ours and theirs."""
        return self.promises_pane, self.owed_pane

    def read_all(self) -> None:
        """The promises too."""
        super().read_all()
        self.ask_promises()

    def ask_promises(self) -> None:
        """Ask for the open promises."""
        self.runner.ask("promises", lambda: PromisesLoaded(self.desk.promises()))

    @on(PromisesLoaded)
    def _promises_loaded(self, message: PromisesLoaded) -> None:
        self.promises = message.rows
        for panel in self.panels():
            panel.show_promises(message.rows, self.now, self.zone)
        self.arrange_promises()
        self.say_header()
        self.promises_follow()
        if self.promise is not None:
            self.promise = self.promise if self.promise_row(self.promise) is not None else None
            self.say_strip()
            self.say_keys()

    def promises_follow(self) -> None:
        """Boxes that are about promises are the business of a later part of the board."""

    def take_over_promises(self) -> None:
        """Show the newest rows in both panels."""
        for panel in self.panels():
            panel.take_over()

    def take_over_own_promises(self) -> None:
        """What was filed here stands in the panels at once."""
        for panel in self.panels():
            panel.take_over_own()

    def say_moment(self) -> None:
        """What is due grows with the minute."""
        super().say_moment()
        for panel in self.panels():
            panel.tick(self.now)
        self.arrange_promises()

    # --- where they stand ---

    def arrange_promises(self) -> None:
        """Give the panels their rows; the tickets have the rest of the column."""
        layout = self.layout_now()
        if layout is None:
            return
        alone = self._zoomed == "middle"
        width = self.app.size.width if alone else layout.tickets
        rows = self.app.size.height - layout.header - layout.strip - 6
        ours, theirs = self.panels()
        share = shares(rows, ours.asked(), theirs.asked(), is_headed(width), alone)
        for panel, height in ((ours, share.today), (theirs, share.owed)):
            panel.styles.display = "block" if height else "none"
            panel.styles.height = height + (panel is theirs or not share.owed)
            panel.place(first=alone, last=alone, lowest=panel is theirs or not share.owed)
        self.tickets_pane.place(first=alone, last=alone, lowest=not share.today)
        if any(panel.has_focus and not self.can_go_to(panel) for panel in self.panels()):
            self.set_focus(self.tickets_pane, scroll_visible=False)

    def rest_promises(self, gone_to: Pane) -> None:
        """The cursor left for another pane."""
        for panel in self.panels():
            if panel is not gone_to:
                panel.rest(beside_tickets=gone_to is self.tickets_pane)

    def can_go_to(self, panel: PromisesPane) -> bool:
        """Whether a panel is on the screen and has a line."""
        return bool(panel.rows) and str(panel.styles.display) != "none"

    def go_to_promise(self, promise: int) -> None:
        """Show a promise on the strip with its customer in Contacts, the cursor of its panel on it."""
        row = self.promise_row(promise)
        if row is not None:
            for panel in self.panels():
                panel.put_on(promise)
            self._show_promise(row, with_customer=True)

    # --- the one on the strip ---

    def promise_row(self, promise: int | None) -> PromiseRow | None:
        """An open promise by its id."""
        if promise is None:
            return None
        return next((row for row in self.promises if row.id == promise), None)

    @on(PromiseChosen)
    def _promise_chosen(self, message: PromiseChosen) -> None:
        if message.by_hand:
            self.caller = None
        self._show_promise(message.row, with_customer=message.by_hand or self.wanted is None)

    def _show_promise(self, row: PromiseRow, *, with_customer: bool) -> None:
        self.promise = row.id
        self.contacts_pane.found_by = ""
        if with_customer and row.customer is not None:
            self.show_customer(row.customer)
        self.wanted_ticket = row.ticket
        if row.ticket is not None:
            self.runner.ask_ticket(row.ticket)
        else:
            self.detail = None
        self.say_strip()
        self.say_keys()

    def say_strip(self) -> None:
        """The promise under the cursor, where there is one; else the ticket."""
        row, layout = self.promise_row(self.promise), self.layout_now()
        if row is None or layout is None:
            super().say_strip()
            return
        successor = self.promise_row(row.followed_by)
        lines = promise_strip(row, successor, self.now, self.zone, self.app.size.width, layout.strip)
        self.lines("strip").show(lines)

    def promise_of(self, side: str) -> PromisesPane:
        """The panel of a side."""
        return self.promises_pane if side == OURS else self.owed_pane

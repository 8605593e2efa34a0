"""Where everything stands: three panes or one of them alone, whatever size the terminal has."""

from __future__ import annotations

from textual import events

from dispatcher.console.panes.plan import PlanPane
from dispatcher.console.panes.promises import PromisesPane
from dispatcher.console.panes.tickets import TicketsPane
from dispatcher.console.screens.learning import Learning
from dispatcher.console.widgets.filtered import FilteredPane
from dispatcher.console.widgets.pane import Pane


class Arrangement(Learning):
    """The part of the board that places panes and gives them the focus."""

    def on_resize(self) -> None:
        """Another size: the largest layout that fits."""
        self._arrange()

    def _arrange(self) -> None:
        layout = self.layout_now()
        small = self.lines("small")
        small.styles.display = "block" if layout is None else "none"
        if layout is None:
            self.say_small()
            return
        widths = {"plan": layout.plan, "middle": layout.tickets, "contacts": layout.contacts}
        for column, width in widths.items():
            alone = self._zoomed == column
            widget = self.query_one(f"#{column}")
            widget.styles.display = "block" if self._zoomed is None or alone else "none"
            widget.styles.width = "1fr" if alone else width
        self.plan_pane.place(first=True, last=self._zoomed == "plan")
        self.contacts_pane.place(first=self._zoomed == "contacts", last=True)
        self.arrange_promises()
        self.lines("strip").styles.height = layout.strip
        self.lines("header").styles.height = layout.header
        self.arrange_box()
        self.say_all()

    def say_all(self) -> None:
        """Draw header, strip, banner, status and keys as things stand."""
        self.say_header()
        self.say_strip()
        self.say_notices()
        self.say_keys()

    def action_pane(self, name: str) -> None:
        """Go to a pane; when it has the focus already, show it alone, and again all three."""
        pane, column = next(pane for pane in self.panes() if pane.id == name), column_of(name)
        if pane.has_focus or self._zoomed not in (None, column):
            self._zoomed = None if self._zoomed == column else column
            self._arrange()
        self.set_focus(pane, scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another pane: what is under its cursor is what is talked about, unless a caller was taken: looking for a
        slot in the plan must not put somebody else in his place. Back from a box it is the same pane."""
        pane = event.widget
        if isinstance(pane, Pane) and pane.id and pane.id != self._last_pane:
            self.rest_promises(pane)
            self._last_pane = pane.id
            self.is_gone_to = False
            if isinstance(pane, PlanPane | TicketsPane) and self.caller is None:
                pane.tell_choice()
            if isinstance(pane, PromisesPane):
                pane.tell_choice(by_hand=self.caller is None)
        if pane is self.plan_pane and self.plan_pane.is_untold:
            self.plan_pane.is_untold = False
            if self.caller is None:
                self.plan_pane.tell_choice()
        self.say_keys()

    def action_next_pane(self, by: int) -> None:
        """Go to the next pane or the one before, past a panel without promises; alone stays alone."""
        panes = [pane for pane in self.panes() if not isinstance(pane, PromisesPane) or self.can_go_to(pane)]
        at = next((n for n, pane in enumerate(panes) if pane.has_focus), 1)
        pane = panes[(at + by) % len(panes)]
        if self._zoomed is not None:
            self._zoomed = column_of(pane.id)
            self._arrange()
        self.set_focus(pane, scroll_visible=False)

    def action_back(self) -> None:
        """One level back: box, filter, zoom."""
        if self.leave_command() or self.leave_box() or self._clear_filter():
            return
        if self._zoomed is not None:
            self._zoomed = None
            self._arrange()

    def leave_command(self) -> bool:
        """Leave the command line; False where nobody types into it."""
        if not self.command_line.is_open:
            return False
        self.focus_pane()
        return True

    def _clear_filter(self) -> bool:
        """Of the pane with the focus first."""
        panes = sorted(self._filtered(), key=lambda pane: not pane.has_focus)
        return any(pane.clear_filter() for pane in panes)

    def _filtered(self) -> tuple[FilteredPane, ...]:
        return self.tickets_pane, self.plan_pane, self.contacts_pane

    def action_filter(self) -> None:
        """Type a filter for the pane that has the focus."""
        pane = next((pane for pane in self._filtered() if pane.has_focus), self.tickets_pane)
        if self._zoomed not in (None, column_of(pane.id)):
            self._zoomed = column_of(pane.id)
            self._arrange()
        self.set_focus(pane, scroll_visible=False)
        pane.start_filter()


def column_of(pane: str | None) -> str | None:
    """The column in which a pane stands: the panels of promises share that of the tickets."""
    return "middle" if pane in ("tickets", "promises", "owed") else pane

"""The one screen: plan, tickets and contacts side by side, wired to each other, with boxes over them."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from dispatcher.console.keys import EVERYWHERE, NAMED, PANES, Key, Named, bindings_for, keys_for
from dispatcher.console.panes.contacts import ContactsPane
from dispatcher.console.panes.plan_carry import CarryingPlan
from dispatcher.console.panes.promises import PromisesPane
from dispatcher.console.panes.tickets import TicketsPane
from dispatcher.console.screens.beginning import Beginning
from dispatcher.console.typeahead import TAKEN_OVER
from dispatcher.console.widgets.command_line import CommandLine
from dispatcher.console.widgets.fixed_lines import FixedLines
from dispatcher.domain.promise import OURS, THEIRS

_VERBS = frozenset(key.action.partition("(")[0] for key in keys_for(PANES))


class BoardScreen(Beginning):
    """Wires pane to pane; what a pane shows is its own business."""

    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(EVERYWHERE, PANES)]

    def compose(self) -> ComposeResult:
        """Header, panes, focus strip, banner, status line, key bar."""
        yield FixedLines(id="header")
        with Horizontal(id="panes"):
            yield CarryingPlan(id="plan", frame=self.box)
            with Vertical(id="middle"):
                yield TicketsPane(id="tickets", frame=self.box)
                yield PromisesPane(OURS, id="promises", frame=self.box)
                yield PromisesPane(THEIRS, id="owed", frame=self.box)
            ask, ask_sifted = self.runner.ask_history, self.runner.ask_sifted
            yield ContactsPane(id="contacts", frame=self.box, ask=ask, ask_sifted=ask_sifted)
        yield FixedLines(id="strip")
        yield FixedLines(id="banner")
        yield CommandLine(id="status", echo=self.echo, complete=self.complete, is_answer=self.is_answer)
        yield FixedLines(id="keys")
        yield FixedLines(id="small")

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
        if not self.takes_over_keys:
            self.app.release_keys(TAKEN_OVER)

    def _open(self) -> None:
        """Loading the store before the first frame is out would hold it up."""
        if self.lines("header").was_drawn or self.lines("small").was_drawn:
            self.runner.open()
        else:
            self.call_after_refresh(self._open)

    # --- keys ---

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Verbs of the panes mean nothing while a box is open, and Enter only where there is something to open."""
        if action == "open" and not self.can_open():
            return False
        if action == "acknowledge":
            row = self.promise_row(self.promise)
            return row is not None and self.waits_for_me(row)
        return action not in _VERBS or (self.box_now() is None and not self.command_line.is_open)

    def palette_keys(self) -> list[Key]:
        """What the palette offers: every action that means something now, wherever the focus is."""
        keys = keys_for(EVERYWHERE, PANES)
        return [key for key in keys if key.id != "palette" and self.check_action(key.action.partition("(")[0], ())]

    def palette_names(self) -> tuple[Named, ...]:
        """Actions that only the palette names; none while a box is open."""
        return NAMED if self.box_now() is None else ()

    def action_refresh_all(self) -> None:
        """Take over what is new, read and draw everything again."""
        self.tickets_pane.take_over()
        self.plan_pane.take_over()
        self.take_over_promises()
        self.contacts_pane.take_over()
        if self.is_open:
            self.read_all()
        self.refresh(layout=True)
        self.app.redraw()

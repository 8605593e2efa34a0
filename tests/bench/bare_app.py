"""The floor of a keystroke: a bare Textual app with three panes of static lines and a filter over one of them.

It has no store and no threads, and it asks the framework only for what the task needs: panes that render line by
line, a stock input, a status line.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

from tests.bench.town import Town

READY = "BARE APP READY"
TICKETS, ENTRIES, LANES = 200, 200, 24


def draw() -> tuple[list[str], list[str], list[str]]:
    """Lines of a plan, of tickets and of a history; the same in every process."""
    town = Town(5)
    plan = [f"{town.person():14.14s} 1 {town.sentence():60.60s}" for _lane in range(LANES)]
    tickets = [f"T-{1001 + n} {town.customer():22.22s} {town.sentence()}" for n in range(TICKETS)]
    history = [f"{1 + n % 28:02d}.11. 09:{n % 60:02d} >T {town.text()}" for n in range(ENTRIES)]
    return plan, tickets, history


def sifted(tickets: list[str], typed: str) -> list[str]:
    """The lines that a filter lets through."""
    return [ticket for ticket in tickets if typed in ticket.lower()]


class Lines(ScrollView, can_focus=True):
    """Lines with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "by(1)"), Binding("up", "by(-1)")]
    CURSOR, PLAIN = Style(reverse=True), Style.null()

    def __init__(self, lines: list[str], name: str) -> None:
        super().__init__(id=name)
        self.cursor = 0
        self.lines = lines

    def on_mount(self) -> None:
        self.put(self.lines)

    def put(self, lines: list[str]) -> None:
        """Show other lines."""
        self.lines, self.cursor = lines, 0
        self.virtual_size = Size(60, len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, index = self.size.width, self.scroll_offset.y + y
        text = self.lines[index] if index < len(self.lines) else ""
        return Strip([Segment(f"{text:{width}.{width}}", self.CURSOR if index == self.cursor else self.PLAIN)], width)

    def action_by(self, step: int) -> None:
        old, self.cursor = self.cursor, max(0, min(len(self.lines) - 1, self.cursor + step))
        top, height = self.scroll_offset.y, self.size.height
        if top <= self.cursor < top + height:
            self.refresh(*(Region(0, at - top, self.size.width, 1) for at in {old, self.cursor}))
        else:
            self.scroll_to(y=self.cursor if self.cursor < top else self.cursor - height + 1, animate=False)


class BareApp(App[None]):
    """Three panes, a filter, a status line."""

    CSS = """
    Vertical { width: 1fr; border: round white; } #left { width: 2fr; }
    Input { height: 1; border: none; padding: 0; } Lines { height: 1fr; } Static { height: 1; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "filter"),
        Binding("escape", "leave", priority=True),
        Binding("ctrl+q", "quit", priority=True),
    ]

    def compose(self) -> ComposeResult:
        plan, self.tickets, history = draw()
        with Horizontal():
            with Vertical(id="left"):
                yield Lines(plan, "plan")
            with Vertical():
                yield Input(id="filter")
                yield Lines(self.tickets, "tickets")
            with Vertical():
                yield Lines(history, "history")
        yield Static(READY, id="status", markup=False)

    def on_mount(self) -> None:
        self.query_one("#filter", Input).cursor_blink = False
        self.action_leave()

    def action_filter(self) -> None:
        self.query_one("#filter", Input).focus()

    def action_leave(self) -> None:
        self.query_one("#filter", Input).value = ""
        self.query_one("#tickets", Lines).focus()

    @on(Input.Changed)
    def _sift(self, event: Input.Changed) -> None:
        lines = sifted(self.tickets, event.value) if event.value else self.tickets
        self.query_one("#tickets", Lines).put(lines)
        self.query_one("#status", Static).update(f"{len(lines)} of {TICKETS} for <{event.value}>")


if __name__ == "__main__":
    BareApp().run()

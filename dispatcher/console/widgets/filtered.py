"""A pane whose lines are sifted by what one types into its own title."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events

from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Frame
from dispatcher.console.widgets.pane import Pane
from dispatcher.locale import _

_FILTER_LETTERS, _LEAST_LETTERS = 40, 3
"""So many letters of the end of a filter, where there is room for them."""
_AROUND = 8
"""Cells of the title's frame, the slash and the cursor."""


class FilteredPane(Pane):
    """A subclass overrides :meth:`sift` and :meth:`retitle`, and asks for :attr:`filter_text`."""

    def __init__(self, title: str = "", *, id: str | None = None, frame: Frame) -> None:
        super().__init__(title, id=id, frame=frame)
        self._filter = LineEdit()
        self.is_filtering = False

    @property
    def filter_text(self) -> str:
        """What the lines must hold."""
        return self._filter.text

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is typed or holds."""
        return bool(self._filter.text) or self.is_filtering

    def sift(self) -> None:
        """Show what the filter lets through."""

    def retitle(self) -> None:
        """Say in the title what is shown."""

    def filter_title(self, shown: int, count: str) -> str:
        """The title while a filter is typed or holds."""
        told = _("{n} of {all}").format(n=shown, all=count)
        letters = max(_LEAST_LETTERS, min(_FILTER_LETTERS, self.size.width - cell_len(told) - _AROUND))
        return f"{told} /{self._filter.text[-letters:]}{'_' if self.is_filtering else ''}"

    def start_filter(self) -> None:
        """Letters go into the filter from now on."""
        self.is_filtering = True
        self.retitle()

    def sift_by(self, words: str) -> None:
        """Show only what holds ``words``; empty shows everything."""
        self.is_filtering = False
        self._filter.set(words)
        self.sift()

    def clear_filter(self) -> bool:
        """Show everything again; False where there was no filter."""
        if not self.is_filtered:
            return False
        self.is_filtering = False
        self._filter.set("")
        self.sift()
        return True

    def on_key(self, event: events.Key) -> None:
        """While the filter is typed, letters belong to it; Enter keeps it, Esc clears it."""
        if not self.is_filtering:
            return
        if event.key in ("enter", "tab", "down"):
            self.is_filtering = False
            self.retitle()
        elif event.key in ("escape", "f3"):
            self.clear_filter()
        elif self._filter.key(event):
            self.sift()
        else:
            return
        event.stop()
        event.prevent_default()

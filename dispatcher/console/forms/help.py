"""The keys that work here, one sentence each: made from the live bindings, so it cannot say anything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.keys import LISTS, Key, bindings_for
from dispatcher.console.messages import Closed
from dispatcher.console.widgets.marks import Frame, Line, cell
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.locale import _


class HelpBox(Overlay):
    """A list of keys with what they do; it scrolls where it is longer than the box."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(LISTS)]

    def __init__(self, *, frame: Frame, about: str, keys: Sequence[Key]) -> None:
        """``about`` says what the focused pane is."""
        super().__init__(id="help", frame=frame)
        self._about = about
        self._keys = keys
        self._top = 0

    def title(self) -> tuple[str, str]:
        """What this is."""
        return _("HELP"), _("Esc back")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The pane's sentence, then the keys."""
        rows: list[Line] = [((f" {self._about}", "plain"),), ()] if self._about else []
        for key in self._keys:
            shown = cell(f" {key.shown}", 12)
            rows.append(((shown, "head"), (f"{cell(_(key.label), 18)} {_(key.tooltip)}", "plain")))
        self._top = max(0, min(self._top, len(rows) - height))
        return rows[self._top : self._top + height]

    def action_move(self, by: int) -> None:
        """Scroll by lines."""
        self._top += by
        self.repaint()

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self.action_move(by * max(1, self.size.height - 3))

    def action_first(self) -> None:
        """To the first line."""
        self.action_move(-len(self._keys) - 2)

    def action_last(self) -> None:
        """To the last line."""
        self.action_move(len(self._keys) + 2)

    def action_back(self) -> None:
        """Close the help."""
        self.post_message(Closed())

    def on_key(self, event: events.Key) -> None:
        """Verbs of the panes mean nothing here; ? and F1 close what they opened."""
        if event.key in ("question_mark", "f1", "q"):
            self.action_back()
            event.stop()
            event.prevent_default()

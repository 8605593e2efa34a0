"""The keys that work here, one sentence each: made from the live bindings, so it cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType

from dispatcher.console.keys import LISTS, Key, bindings_for
from dispatcher.console.messages import Closed
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Frame, Line, MarkName, cell
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.locale import _

_KEYS = 15
"""Cells of the column of keys."""


class HelpBox(Overlay):
    """A list of keys with what they do; it scrolls where it is longer than the box."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(LISTS)]
    tallest = 38

    def __init__(self, *, frame: Frame, about: str, keys: Sequence[Key], read_only: bool) -> None:
        """``about`` says what the focused pane is; where ``read_only``, keys that write are dim."""
        super().__init__(frame=frame)
        self._about = about
        self._keys = keys
        self._read_only = read_only
        self._top = 0

    def title(self) -> tuple[str, str]:
        """What this is."""
        return _("HELP"), _("j k PgUp PgDn more   Esc back")

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The pane's sentence, then the keys."""
        rows: list[Line] = [((f" {line}", "plain"),) for line in wrap(self._about, width - 2)] if self._about else []
        rows += [(), *self._key_lines(width)] if rows else self._key_lines(width)
        self._top = max(0, min(self._top, len(rows) - height))
        return rows[self._top : self._top + height]

    def _key_lines(self, width: int) -> Iterator[Line]:
        names = max((cell_len(_(key.label)) for key in self._keys), default=0)
        hang = _KEYS + names + 2
        for key in self._keys:
            dim = self._read_only and key.writes
            head: MarkName = "done" if dim else "head"
            mark: MarkName = "done" if dim else "plain"
            first, *rest = wrap(_(key.tooltip), width - hang - 1)
            yield ((cell(f" {' '.join(key.names)}", _KEYS), head), (f"{cell(_(key.label), names)}  {first}", mark))
            yield from (((" " * hang + line, mark),) for line in rest)

    def action_move(self, by: int) -> None:
        """Scroll by lines."""
        self._top += by
        self.repaint()

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self.action_move(by * max(1, self.size.height - 3))

    def action_first(self) -> None:
        """To the first line."""
        self.action_move(-self._top)

    def action_last(self) -> None:
        """To the last line."""
        self.action_move(10_000)

    def on_key(self, event: events.Key) -> None:
        """``q`` closes as well, as in every pager."""
        if event.key == "q":
            self.post_message(Closed())
            event.stop()
            event.prevent_default()

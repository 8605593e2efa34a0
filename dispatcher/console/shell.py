"""What every app of ours stands on: one key at a time, the last size, no tracebacks, the terminal's own colours."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from dispatcher.console.terminal import dress, net
from dispatcher.console.terminal.fatal import Faults, NoTracebacks
from dispatcher.console.terminal.size import LastSize
from dispatcher.console.typeahead import TypeAhead
from dispatcher.console.widgets.marks import ASCII, BOX


class Shell(TypeAhead, LastSize, NoTracebacks, App[None], inherit_bindings=False):
    """An app without Textual's own keys, animations and palette."""

    TITLE = "dispatcher"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    """Textual's own binding of it has no place in our table of keys; the board opens it."""

    def __init__(self, faults: Faults, *, ascii_only: bool = False, theme: str = "ansi-dark") -> None:
        """``faults`` notes what goes wrong in the program; ``ascii_only`` draws with plain signs, in the colours of
        ``theme``."""
        super().__init__(ansi_color=True)
        self.faults = faults
        self.frame = ASCII if ascii_only else BOX
        self.animation_level = "none"
        self._base_theme = dress.put_on(self, theme)
        net.install(self)

    def on_mount(self) -> None:
        """Textual's own colours."""
        self.theme = self._base_theme

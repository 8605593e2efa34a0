"""What every app of ours stands on: one key at a time, the last size, no tracebacks, the terminal's own colours."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from dispatcher.console.hearing import Hearing
from dispatcher.console.likes import AS_IT_IS, Likes
from dispatcher.console.terminal import clipboard, dress, net
from dispatcher.console.terminal.cells import ChangedCells
from dispatcher.console.terminal.fatal import Faults, NoTracebacks
from dispatcher.console.terminal.lost import STANDSTILL_SECONDS, watch_loop
from dispatcher.console.terminal.outflow import OutflowDriver, Pictures
from dispatcher.console.terminal.size import LastSize
from dispatcher.console.typeahead import TypeAhead
from dispatcher.console.widgets.marks import ASCII, BOX


class Shell(Hearing, TypeAhead, LastSize, Pictures, ChangedCells, NoTracebacks, App[None], inherit_bindings=False):
    """An app without Textual's own keys, animations and palette."""

    TITLE = "dispatcher"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    """Textual's own binding of it has no place in our table of keys; the board opens it."""

    _at_standstill: tuple[Callable[[str], object], float] | None = None

    def __init__(self, faults: Faults, likes: Likes = AS_IT_IS) -> None:
        """``faults`` notes what goes wrong in the program; the rest is as somebody ``likes`` it."""
        super().__init__(driver_class=OutflowDriver, ansi_color=True)
        self.faults = faults
        self.likes = likes
        self.plain_output = likes.plain_output
        self.frame = ASCII if likes.ascii_only else BOX
        self.animation_level = "none"
        self._base_theme = dress.put_on(self, likes.theme)
        net.install(self)

    def on_mount(self) -> None:
        """Textual's own colours. An app that comes here in its own way is brought here by Textual once more."""
        self.theme = self._base_theme
        if self._at_standstill is not None:
            (end, seconds), self._at_standstill = self._at_standstill, None
            ask = asyncio.get_running_loop().call_soon_threadsafe
            watch_loop(ask, lambda: end(self.faults.note_standstill()), seconds)

    def copy_to_clipboard(self, text: str) -> None:
        """Into the clipboard of the terminal; where copies are not to leave, into that of this console alone."""
        self._clipboard = text
        if self.likes.clipboard and self._driver is not None:
            self._driver.write(clipboard.order(text, os.environ))

    def end_at_standstill(self, end: Callable[[str], object], seconds: float = STANDSTILL_SECONDS) -> None:
        """Where the event loop answers nobody for ``seconds``, ``end`` gets the sentence about it, in a thread. To be
        said before the app runs."""
        self._at_standstill = end, seconds

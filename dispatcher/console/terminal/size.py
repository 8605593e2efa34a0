"""The last of many sizes: while a window is dragged, signals overtake each other and an older size may come last."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.timer import Timer

if TYPE_CHECKING:
    from textual.app import App

    Base = App[None]
else:
    Base = object

_REST_SECONDS = 0.2
"""So long after the last change the terminal is asked how large it is."""


class LastSize(Base):
    """Mixed into the app before ``App``: what is drawn fits the window once it rests."""

    _size_timer: Timer | None = None

    def on_resize(self, event: events.Resize) -> None:
        """Look again when the window rests."""
        if self._size_timer is not None:
            self._size_timer.stop()
        if not self.is_headless:
            self._size_timer = self.set_timer(_REST_SECONDS, self._look)

    def _look(self) -> None:
        size = Size(*shutil.get_terminal_size())
        if size != self.size:
            self.post_message(events.Resize(size, size))

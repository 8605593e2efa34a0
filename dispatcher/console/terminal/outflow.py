"""What goes out to the terminal: the event loop never waits for a reader, and pictures that nobody reads are not drawn.

Behind a frozen connection nothing is read for minutes. Textual queues thirty pieces and then stands still, and with it
timers and drafts. Here what is to be written waits in the memory, pictures are left out while the terminal is behind,
and the whole picture is drawn once when it reads again.
"""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from textual.screen import Screen

from dispatcher.console.terminal.handover import HandoverDriver

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import App

    Base = App[None]
else:
    Base = object

PATIENCE_SECONDS = 0.1
"""A terminal that takes so long for one piece is behind; what comes meanwhile is drawn together."""


class Outflow(threading.Thread):
    """Writes to the terminal in a thread of its own. Any thread may hand it something."""

    def __init__(self, terminal: TextIO, again: Callable[[], object], patience: float = PATIENCE_SECONDS) -> None:
        """``again`` is called, in this thread, when the terminal has read everything after a picture was turned away;
        ``patience`` is in seconds."""
        super().__init__(name="outflow", daemon=True)
        self._descriptor = terminal.fileno()
        self._encoding = terminal.encoding
        self._again = again
        self._patience = patience
        self._changed = threading.Condition()
        self._waiting: list[str] = []
        self._writing_since: float | None = None
        self._has_missed = self._is_over = self._is_gone = False

    def write(self, text: str) -> None:
        """Put ``text`` behind what waits; returns at once. To a terminal that is gone nothing is written."""
        with self._changed:
            if not self._is_gone:
                self._waiting.append(text)
                self._changed.notify_all()

    def turns_away(self) -> bool:
        """Whether a picture need not be drawn, because the terminal has not read the last ones. If so, ``again`` asks
        for it later."""
        with self._changed:
            since = self._writing_since
            is_behind = self._is_gone or (since is not None and time.monotonic() - since > self._patience)
            self._has_missed = self._has_missed or is_behind
            return is_behind

    def stop(self) -> None:
        """Write the rest and end. Waits for a terminal that exists and does not read."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        self.join()

    def run(self) -> None:
        """Write what waits, all of it in one go, until :meth:`stop`."""
        while text := self._taken():
            try:
                self._write(text.encode(self._encoding, "replace"))
            except OSError:
                with self._changed:
                    self._is_gone = True
                    self._waiting.clear()

    def _taken(self) -> str:
        """What waits; empty when it is over."""
        self._rest()
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_over)
            text = "".join(self._waiting)
            self._waiting.clear()
            self._writing_since = time.monotonic()
            return text

    def _rest(self) -> None:
        """Everything is read, or gone; a picture that was left out is asked for once."""
        with self._changed:
            self._writing_since = None
            is_due = self._has_missed and not self._waiting and not self._is_gone
            self._has_missed = self._has_missed and not is_due
        if is_due:
            self._again()

    def _write(self, data: bytes) -> None:
        """All of it; another program on the same terminal may have made it one that does not block."""
        while data:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [])


class OutflowDriver(HandoverDriver):
    """The terminal as the app sees it, with :class:`Outflow` behind it instead of a queue that fills."""

    _outflow: Outflow | None = None

    def start_application_mode(self) -> None:
        """The thread that writes is there before the first word is written."""
        assert self._file is not None
        self._outflow = Outflow(self._file, self._draw_again)
        self._outflow.start()
        super().start_application_mode()

    def write(self, data: str) -> None:
        """Never waits."""
        assert self._outflow is not None
        self._outflow.write(data)

    def turns_away(self) -> bool:
        """Whether a picture need not be drawn now."""
        return self._outflow is not None and self._outflow.turns_away()

    def close(self) -> None:
        """Nothing is written any more."""
        if self._outflow is not None:
            self._outflow.stop()
        super().close()

    def _draw_again(self) -> None:
        if isinstance(self._app, Pictures):
            self._app.call_later(self._app.draw_again)


class Pictures(Base):
    """Mixed into the app before ``App``: pictures go out while somebody reads them."""

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Textual's own step from a picture to the terminal. One that is left out here was never sent, so whoever
        remembers what the terminal shows remembers right."""
        if isinstance(self._driver, OutflowDriver) and self._driver.turns_away():
            self.post_display_hook()
        else:
            super()._display(screen, renderable)

    def draw_again(self) -> None:
        """The whole picture, whatever was drawn before."""
        if self._running and self.screen.is_running:
            self._display(self.screen, self.screen._compositor.render_full_update())

"""What goes out to the terminal: the event loop never waits for a reader, and pictures that nobody reads are not drawn.

Behind a frozen connection nothing is read for minutes. Textual queues thirty pieces and then stands still, and with it
timers and drafts. Here what the terminal has no room for waits in the memory, pictures are left out while it is behind,
and the whole picture is drawn once when it reads again.
"""

from __future__ import annotations

import os
import select
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, TextIO

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
    """Writes to the terminal: what there is room for at once, since a thread would have to wait for its turn while an
    answer is being read, and the rest in a thread of its own. Any thread may hand it something."""

    def __init__(self, terminal: TextIO, again: Callable[[], object], patience: float = PATIENCE_SECONDS) -> None:
        """``again`` is called, in this thread, when the terminal has read everything after a picture was turned away;
        ``patience`` is in seconds."""
        super().__init__(name="outflow", daemon=True)
        self._descriptor = terminal.fileno()
        self._at_once = _that_never_waits(self._descriptor)
        self._encoding = terminal.encoding
        self._again = again
        self._patience = patience
        self._changed = threading.Condition()
        self._held: list[str] = []
        self._holds = False
        self._waiting: list[bytes] = []
        self._writing_since: float | None = None
        self._has_missed = self._is_over = self._is_gone = False

    def write(self, text: str) -> None:
        """Put ``text`` behind what waits; returns at once. To a terminal that is gone nothing is written."""
        with self._changed:
            if self._holds:
                self._held.append(text)
            elif not self._is_gone:
                self._send(text.encode(self._encoding, "replace"))

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """What is written meanwhile goes out in one piece."""
        self._holds = True
        try:
            yield
        finally:
            self._holds = False
            text = "".join(self._held)
            self._held.clear()
            if text:
                self.write(text)

    def _send(self, data: bytes) -> None:
        """What has room now, where nothing waits; the rest is for the thread."""
        if not self._waiting and self._writing_since is None and self._at_once is not None:
            try:
                data = data[os.write(self._at_once, data) :]
                # Whoever carries it to its reader goes before the picture that is drawn next.
                os.sched_yield()
            except BlockingIOError:
                pass
            except OSError:
                self._is_gone = True
                return
        if data:
            self._waiting.append(data)
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
        if self._at_once is not None:
            os.close(self._at_once)
            self._at_once = None

    def run(self) -> None:
        """Write what waits, all of it in one go, until :meth:`stop`."""
        while data := self._taken():
            try:
                self._write(data)
            except OSError:
                with self._changed:
                    self._is_gone = True
                    self._waiting.clear()

    def _taken(self) -> bytes:
        """What waits; empty when it is over."""
        self._rest()
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_over)
            data = b"".join(self._waiting)
            self._waiting.clear()
            self._writing_since = time.monotonic()
            return data

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


def _that_never_waits(terminal: int) -> int | None:
    """The same terminal for writing alone, opened anew: what is set for this one is set for no other program that
    writes there. None where it cannot be opened."""
    try:
        return os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return None


class OutflowDriver(HandoverDriver):
    """The terminal as the app sees it, with :class:`Outflow` behind it instead of a queue that fills."""

    _outflow: Outflow | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Draws where the program found its terminal; the stock driver draws on what is meant for complaints, which
        somebody may have sent to a file."""
        super().__init__(*arguments, **options)
        self._file = sys.__stdout__

    def start_application_mode(self) -> None:
        """The thread that writes is there before the first word is written."""
        assert self._file is not None
        self._outflow = Outflow(self._file, self._draw_again)
        self._outflow.start()
        super().start_application_mode()

    @property
    def is_open(self) -> bool:
        """Whether something can be written already."""
        return self._outflow is not None

    def write(self, data: str) -> None:
        """Never waits."""
        assert self._outflow is not None
        self._outflow.write(data)

    def as_one(self) -> AbstractContextManager[None]:
        """What is written meanwhile goes out in one piece."""
        assert self._outflow is not None
        return self._outflow.as_one()

    def turns_away(self) -> bool:
        """Whether a picture need not be drawn now."""
        assert self._outflow is not None
        return self._outflow.turns_away()

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
        driver = self._driver
        if not isinstance(driver, OutflowDriver) or not driver.is_open:
            super()._display(screen, renderable)
        elif driver.turns_away():
            self.post_display_hook()
        else:
            with driver.as_one():
                super()._display(screen, renderable)

    def draw_again(self) -> None:
        """The whole picture, whatever was drawn before."""
        if self._running and self.screen.is_running:
            self._display(self.screen, self.screen._compositor.render_full_update())

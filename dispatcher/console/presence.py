"""This console among the others: that it is open is said at the start, every five minutes, and taken back later.

In a line of its own: where another program holds the store, no save waits behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from dispatcher.console.desk import Desk
from dispatcher.console.errands import Errands
from dispatcher.domain.seat import seat_name
from dispatcher.domain.trouble import Trouble

SAID_EVERY_SECONDS = 300.0
_LEAVING_SECONDS = 1.0
"""How long the end of the console waits for the word that it is closed; without it others know a little later."""


class Presence:
    """Says so again and again; a store in trouble is told the next time."""

    def __init__(self, desk: Desk, fault: Callable[[BaseException], object]) -> None:
        self._desk = desk
        self._line = Errands(fault, name="presence", threads=1)
        self.console = ""
        """Its name, as soon as it was told."""
        self.is_known = False
        """Whether the others were told; not before whoever sits here has written something."""

    def tell(self) -> None:
        """Say that the console is open."""
        if not self.console:
            self.console = seat_name()
            self._line.start()
        self._line.ask("open", self._tell)

    def _tell(self) -> None:
        with suppress(Trouble):
            self.is_known = self._desk.at_desk(self.console) or self.is_known

    def end(self) -> None:
        """Say that it is closed; a store that does not answer holds nobody up."""
        if self.console:
            self._line.send(self._end)
            self._line.finish(_LEAVING_SECONDS)

    def _end(self) -> None:
        if self.is_known:
            with suppress(Trouble):
                self._desk.at_desk(self.console, False)

"""This console among the others: that it is open is said at the start, every five minutes, and taken back later."""

from __future__ import annotations

import threading
from contextlib import suppress

from dispatcher.console.desk import Desk
from dispatcher.console.errands import Errands
from dispatcher.domain.seat import seat_name
from dispatcher.domain.trouble import Trouble

SAID_EVERY_SECONDS = 300.0
_LEAVING_SECONDS = 1.0
"""How long the end of the console waits for the word that it is closed; without it others know a little later."""


class Presence:
    """Says so in the line of the saves, one behind the other; a store in trouble is told the next time."""

    def __init__(self, desk: Desk, saves: Errands) -> None:
        self._desk = desk
        self._saves = saves
        self.console = ""
        """Its name, as soon as it was told."""
        self.is_known = False
        """Whether the others were told; not before whoever sits here has written something."""

    def tell(self) -> None:
        """Say that the console is open."""
        self.console = self.console or seat_name()
        self._saves.ask("presence", self._tell)

    def _tell(self) -> None:
        with suppress(Trouble):
            self.is_known = self._desk.at_desk(self.console) or self.is_known

    def end(self) -> None:
        """Say that it is closed; a store that does not answer holds nobody up."""
        if self.is_known:
            last = threading.Thread(target=self._end, name="leave", daemon=True)
            last.start()
            last.join(_LEAVING_SECONDS)

    def _end(self) -> None:
        with suppress(Trouble):
            self._desk.at_desk(self.console, False)

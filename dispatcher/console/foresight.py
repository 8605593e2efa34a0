"""What the rows around the cursor are about, read before the cursor comes there.

Some twenty questions to the store follow the cursor of a list. Between two keys each of them finds the processor's
memory cold; asked for several rows on end they cost a third, and the next key waits for nothing.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dispatcher.console.errands import Errands
from dispatcher.domain.clock import monotonic
from dispatcher.domain.trouble import Trouble
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.card_rows import CustomerCard
    from dispatcher.queries.history_rows import HistoryPage
    from dispatcher.queries.rows import TicketDetail

Row = tuple[int, int]
"""A customer and one of his tickets."""
NEAR = 4
"""Rows next to the cursor; where one of them is not known, all that were named are read."""
MOST = 40
"""Rows that are remembered: somebody who looks through a list comes back."""
FRESH_SECONDS = 300.0
"""So long a row stands for what it was read for, though nobody wrote: an absence may be over by then."""
LAST_SECONDS = 1.0
"""So long the end waits for the row that is being read."""
REST_SECONDS = 0.06
"""A cursor that goes on within this is on its way; nothing is read ahead for it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What Contacts and the strip show of a row."""

    detail: TicketDetail | None
    card: CustomerCard | None
    page: HistoryPage | None


class Foresight:
    """Remembers what was read of rows until somebody writes. Threads may share it; ``read`` is called in threads."""

    def __init__(self, read: Callable[[Row], Followed], errands: Errands) -> None:
        """``read`` may raise Trouble: then nothing is known ahead, and whoever asks is told."""
        self._read = read
        self._errands = errands
        self._changed = threading.Condition()
        self._known: OrderedDict[Row, tuple[float, Followed]] = OrderedDict()
        """With the instant at which each was read."""
        self._age = 0
        """How often everything was forgotten."""
        self._is_reading = False
        self._place = 0
        """How often the cursor moved on."""

    def take(self, row: Row) -> Followed | None:
        """What is known of ``row``; None where it has to be asked for. It is as old as the news of a writing elsewhere,
        which take a third of a second on a file."""
        with self._changed:
            if not self._is_known(row):
                return None
            self._known.move_to_end(row)
            return self._known[row][1]

    def _is_known(self, row: Row) -> bool:
        return row in self._known and monotonic() - self._known[row][0] < FRESH_SECONDS

    def learn(self, row: Row) -> Followed:
        """Read a row and remember it, unless it is out of date by the time it is read. Raises Trouble."""
        age, at = self._age, monotonic()
        read = self._read(row)
        with self._changed:
            if age == self._age:
                self._known[row] = at, read
                self._known.move_to_end(row)
                if len(self._known) > MOST:
                    self._known.popitem(last=False)
        return read

    def forget(self) -> None:
        """Somebody wrote: all of it may be different by now."""
        with self._changed:
            self._age += 1
            self._known.clear()

    def look_around(self, rows: Sequence[Row]) -> None:
        """The cursor came to rest among ``rows``, the nearest first. Returns at once."""
        with self._changed:
            self._place += 1
            self._changed.notify_all()
            place, is_known = self._place, all(self._is_known(row) for row in rows[:NEAR])
        if not is_known:
            self._errands.ask("rows", lambda: self._read_on(place, rows))

    def _read_on(self, place: int, rows: Sequence[Row]) -> None:
        with self._changed:
            if self._changed.wait_for(lambda: self._place != place, REST_SECONDS):
                return
        for row in rows:
            with self._changed:
                if self._place != place:
                    return
                self._is_reading = True
            try:
                if self.take(row) is None:
                    self.learn(row)
            except Trouble:
                # Whoever moves the cursor next asks for himself, and is told.
                self.forget()
                return
            finally:
                with self._changed:
                    self._is_reading = False
                    self._changed.notify_all()

    def end(self) -> None:
        """Read on no more; waits a little for the row that is being read, so that the store is closed behind it."""
        with self._changed:
            self._place += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._is_reading, LAST_SECONDS)

"""What an office is asked about that waits: messages, orders, marks of customers; each question opens a reading of its
own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dispatcher.queries.message_rows import MessageRow, OrderRow, UndecidedRow


class WaitingReads(ABC):
    """The questions about what nobody has heard, taken, acknowledged or decided."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def messages(self) -> tuple[MessageRow, ...]:
        """Voicemails nobody has heard and calls nobody took, the oldest first."""
        from dispatcher.queries.messages import open_messages

        with self._reading() as connection:
            return open_messages(connection)

    def orders(self) -> tuple[OrderRow, ...]:
        """Orders nobody has acknowledged, the oldest first."""
        from dispatcher.queries.orders import unacknowledged

        with self._reading() as connection:
            return unacknowledged(connection)

    def undecided(self) -> tuple[UndecidedRow, ...]:
        """Customers who are about to leave and about whom nobody has decided."""
        from dispatcher.queries.flags import undecided

        with self._reading() as connection:
            return undecided(connection)

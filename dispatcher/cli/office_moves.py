"""What an office is asked about moves of appointments; each question opens a reading of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dispatcher.domain.moving import MoveCounts
    from dispatcher.queries.move_rows import MoveRow


class MoveReads(ABC):
    """The questions about the ledger of moves."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Any]:
        """A connection for one question."""

    def moves(self, ticket_id: int) -> tuple[MoveRow, ...]:
        """The ledger of a ticket, the oldest row first."""
        from dispatcher.queries.moves import moves_of

        with self._reading() as connection:
            return moves_of(connection, ticket_id)

    def move_counts(self, ticket: int | None = None, customer: int | None = None) -> MoveCounts:
        """How often whom moved something of a ticket, or of all open tickets of a customer."""
        from dispatcher.queries.moves import move_counts

        with self._reading() as connection:
            return move_counts(connection, ticket, customer)

    def word_owed(self, entry: int) -> int | None:
        """The promise of a call that came with the entry of a move, by id; None where none did."""
        from dispatcher.queries.moves import word_owed

        with self._reading() as connection:
            return word_owed(connection, entry)

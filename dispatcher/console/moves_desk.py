"""What the console asks about moves of appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dispatcher.domain.lease import Held
    from dispatcher.domain.moving import MoveCounts
    from dispatcher.queries.move_rows import MoveRow


class MovesDesk(Protocol):
    """The part of an office that knows the ledger of moves."""

    def moves(self, ticket_id: int) -> tuple[MoveRow, ...]:
        """The ledger of a ticket, the oldest row first."""

    def move_counts(self, ticket: int | None = None, customer: int | None = None) -> MoveCounts:
        """How often whom moved something of a ticket, or of all open tickets of a customer."""

    def hold(self, kind: str, ref: int) -> Held | None:
        """Grab an object, or go on holding it for a minute; None where it is in this hand now, else who has it."""

    def held(self, kind: str, ref: int) -> Held | None:
        """Which other console holds an object just now."""

    def release(self) -> None:
        """Let go of whatever is in this hand."""

    def word_owed(self, entry: int) -> int | None:
        """The promise of a call that came with the entry of a move, by id; None where none did."""

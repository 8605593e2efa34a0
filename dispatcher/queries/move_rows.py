"""Rows of the ledger of moves, for screen and paper."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.moving import COUNTED
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class MoveRow:
    """What became of a slot; instants are UTC, None is no slot; crews are codes with ", " between them.

    ``kind`` is "moved", "crew", "fell through" or "cancelled", ``asked_by`` a party, ``author`` a sign. ``counts`` says
    whether it is one of the moves of that party: an undo took back what ``is_taken_back``, and ``takes_back`` names
    the row that this one took back."""

    id: int
    appointment: int
    kind: str
    old_starts: datetime | None
    old_ends: datetime | None
    new_starts: datetime | None
    new_ends: datetime | None
    zone: str
    old_crew: str
    new_crew: str
    asked_by: str
    via: str
    reason: str
    text: str
    reported_by: str
    approved: str
    override: str
    author: str
    happened: datetime
    takes_back: int | None
    is_taken_back: bool

    @property
    def counts(self) -> bool:
        """Whether it is one of the moves by ``asked_by``."""
        return self.kind in COUNTED and self.takes_back is None and not self.is_taken_back

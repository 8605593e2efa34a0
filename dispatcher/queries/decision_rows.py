"""Frozen rows of decisions."""

from __future__ import annotations

from datetime import datetime

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision that a technician does not come again: ``said_by`` and ``quote`` are empty where nobody wrote them
    down; ``since`` is UTC."""

    id: int
    technician: int
    code: str
    name: str
    said_by: str
    since: datetime
    quote: str
    version: int

    @property
    def who(self) -> str:
        """What the technician is called."""
        return self.name or self.code


@dataclass(frozen=True, slots=True)
class PlannedWith:
    """A visit that is still planned with somebody; UTC."""

    ticket_number: int
    starts: datetime
    ends: datetime

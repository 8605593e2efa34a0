"""The row of one visit as whoever reports about it needs it; imports neither SQLAlchemy nor a rule."""

from __future__ import annotations

from datetime import datetime

from dispatcher.queries.dial_rows import NumberRow
from dispatcher.queries.rows import TicketRow
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """An appointment with its ticket, its crew and whom one can call about it. Instants are in UTC, shown on the wall
    clock of ``zone``; ``window`` is the span told to the customer."""

    id: int
    version: int
    state: str
    starts: datetime
    ends: datetime
    zone: str
    window: tuple[datetime, datetime] | None
    travel_minutes: int
    on_site: datetime | None
    """When they arrived, where they said so."""
    ticket: TicketRow
    crew: tuple[str, ...]
    """Names of the technicians, by their codes."""
    numbers: tuple[NumberRow, ...]
    """Whom to call, first the one to try first."""

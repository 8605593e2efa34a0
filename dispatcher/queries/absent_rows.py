"""Frozen rows of a technician's absence. Instants are aware and in UTC."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dispatcher.queries.rows import BookedRow
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.slots import Offer


@dataclass(frozen=True, slots=True)
class AbsentRow(BookedRow):
    """A visit that somebody has to take over; ``window`` is what the customer was told, ``offers`` who could, the best
    first."""

    window: tuple[datetime, datetime] | None
    version: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Worklist:
    """A technician's absence (``ends`` None: nobody knows) and the visits that lie in it, in order."""

    technician: int
    code: str
    name: str
    starts: datetime
    ends: datetime | None
    rows: tuple[AbsentRow, ...]

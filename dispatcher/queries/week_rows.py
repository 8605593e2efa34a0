"""Frozen rows of one technician's days, for the plan that shows him alone."""

from __future__ import annotations

from datetime import date

from dispatcher.queries.rows import LaneRow
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One of his days; ``holiday`` is its name where it is one at the office."""

    day: date
    holiday: str
    lane: LaneRow


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A technician's days in order, from a Monday on."""

    technician: int
    name: str
    days: tuple[WeekDay, ...]

"""What comes back for the plan besides the day it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from dispatcher.queries.week_rows import WeekRow


@dataclass
class WeekLoaded(Message):
    """One technician's days from ``monday`` on; None where he is not there any more."""

    technician: int
    monday: date
    week: WeekRow | None

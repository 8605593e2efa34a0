"""What is overdue, and what the customer himself puts off; asked of every open ticket whenever the screen is drawn."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.calendar import day_bounds, local_day


def is_overdue(due: datetime | None, earliest: datetime | None, now: datetime) -> bool:
    """Whether the next step is overdue at ``now``: nothing is, as long as the customer lets nobody in (B1)."""
    return due is not None and due <= now and (earliest is None or earliest <= now)


def opens_on_another_day(earliest: datetime | None, now: datetime, zone: str) -> bool:
    """Whether the earliest access lies ahead, behind the end of today in ``zone``."""
    return earliest is not None and earliest >= day_bounds(local_day(now, zone), zone)[1]

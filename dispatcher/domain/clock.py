"""The only place that asks the computer for the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """A clock that tells the real time, or runs on from an instant set for training.

    ``now`` is the time the office lives in; ``recorded`` is always the real time, because an entry's
    recording instant is evidence and must not follow a clock that somebody set.
    """

    __slots__ = ("_started", "_started_at")

    def __init__(self, set_to: datetime | None = None) -> None:
        """``set_to`` is an aware instant; the clock runs on from it by the monotonic clock."""
        if set_to is not None and set_to.tzinfo is None:
            raise ValueError("a clock is set to an aware instant")
        self._started_at = set_to.astimezone(UTC) if set_to else None
        self._started = time.monotonic()

    @property
    def is_set(self) -> bool:
        """Whether the clock was set by hand instead of telling the real time."""
        return self._started_at is not None

    def now(self) -> datetime:
        """The office's present instant, in UTC."""
        if self._started_at is None:
            return self.recorded()
        return self._started_at + timedelta(seconds=time.monotonic() - self._started)

    def recorded(self) -> datetime:
        """The real instant, in UTC, whatever the clock was set to."""
        return datetime.now(UTC)


def monotonic() -> float:
    """Seconds on a clock that never jumps; for leases, call durations and request timing."""
    return time.monotonic()

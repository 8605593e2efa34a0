"""Who comes late to his next visit because the one he is at began late or goes on, and who is ahead of his plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from dispatcher.domain.appointment import OVER, RELEASED

WORTH_A_CALL = timedelta(minutes=15)
"""A next visit that begins so much later is worth a call before its customer calls."""
WORTH_A_WORD = timedelta(minutes=5)
"""Somebody who left so much earlier than planned has time."""


class Stop(Protocol):
    """What is asked of a visit on a technician's day, in order of their start."""

    @property
    def state(self) -> str:
        """Its state, in the domain's word."""

    @property
    def starts(self) -> datetime:
        """When it was to begin; UTC."""

    @property
    def ends(self) -> datetime:
        """When it ends, or ended; UTC."""

    @property
    def travel_minutes(self) -> int:
        """The way there."""

    @property
    def began(self) -> datetime | None:
        """When he arrived, where that is known; UTC."""

    @property
    def was_to_end(self) -> datetime | None:
        """When it was to end, where it ended at another time; UTC."""


OneStop = TypeVar("OneStop", bound=Stop)


def slip(stops: Sequence[OneStop], now: datetime) -> tuple[OneStop, int] | None:
    """The next visit of somebody who is on site, and by how many minutes he will come late to it, as things stand; None
    where it is not worth a call."""
    here = next((stop for stop in stops if stop.state == "on site"), None)
    if here is None:
        return None
    coming = (stop for stop in stops if stop.starts > here.starts and stop.state not in OVER | RELEASED)
    following = next(coming, None)
    if following is None:
        return None
    free = max((here.began or here.starts) + (here.ends - here.starts), now)
    late = free + timedelta(minutes=following.travel_minutes) - following.starts
    return (following, int(late.total_seconds() // 60)) if late >= WORTH_A_CALL else None


def minutes_ahead(stops: Sequence[Stop], now: datetime) -> int:
    """By how many minutes somebody left his last visit earlier than planned, while the next one is still to begin; 0
    where that is not worth a word."""
    if any(stop.state == "on site" for stop in stops):
        return 0
    left = [stop for stop in stops if stop.state in OVER and stop.was_to_end is not None and stop.ends <= now]
    coming = [stop for stop in stops if stop.state not in OVER | RELEASED and stop.starts > now]
    if not left or not coming or left[-1].was_to_end is None:
        return 0
    ahead = left[-1].was_to_end - left[-1].ends
    return int(ahead.total_seconds() // 60) if ahead >= WORTH_A_WORD else 0

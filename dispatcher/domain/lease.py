"""Holding an object in the hand: whoever grabs it has it for a minute, and for another one with each key (X2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from dispatcher.locale import _
from dispatcher.values import dataclass

LEASE = timedelta(seconds=60)
APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Hold:
    """The console of that name grabs an object, or goes on holding it. A console holds one object at a time."""

    kind: str
    ref: int
    console: str


@dataclass(frozen=True, slots=True)
class Release:
    """The console of that name lets go of whatever it holds."""

    console: str


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds an object (sign and name), since when and until when unless he goes on (the real clock, UTC)."""

    kind: str
    ref: int
    sign: str
    name: str
    since: datetime
    until: datetime


def is_held(until: datetime, now: datetime) -> bool:
    """Whether somebody who holds it until ``until`` still does at ``now``; both by the real clock."""
    return now < until


def held_words(held: Held, now: datetime) -> str:
    """Who holds it and for how long unless he goes on: ``wh holds it (12 s)``; ``now`` by the real clock."""
    left = max(0, ceil((held.until - now).total_seconds()))
    return _("{who} holds it ({n} s)").format(who=held.sign, n=left)

"""The parts of a phrase: which day, which time, how long. No meaning is given to them yet."""

from __future__ import annotations

from dispatcher.domain.phrases.clocks import Clock
from dispatcher.domain.phrases.days import Day
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Later:
    """So many minutes or hours on from now, or from the grabbed slot."""

    minutes: int
    in_hours: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was named: at least a day, a time or an offset. ``other`` is a second way to take the same words apart;
    ``time_first`` says that the time stood before the day."""

    day: Day | None = None
    clock: Clock | None = None
    later: Later | None = None
    length: int | None = None
    keeps_free: bool = False
    time_first: bool = False
    other: Phrase | None = None

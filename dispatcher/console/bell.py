"""When the bell rings: rarely, and only for what is new and cannot wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from dispatcher.console.wording import parsed
from dispatcher.domain.message import is_repeated
from dispatcher.domain.queue_card import Card, Rank
from dispatcher.domain.queue_promises import SECOND_BELL
from dispatcher.values import dataclass

REST_SECONDS = 60.0
"""It rings at most once for each class within this time."""
IN_TIME = timedelta(minutes=2)
"""An alarm of a promise that fires later than this behind its instant was caught up."""
KEPT = timedelta(days=60)
"""So long it is remembered that a promise's alarm was given."""


class Ring(IntEnum):
    """What it rings for, the weightiest first."""

    EMERGENCY = 1
    PROMISE = 2
    PROMISE_AGAIN = 3
    ASKS_FOR_CALL = 4
    CALLER = 5


@dataclass(frozen=True, slots=True)
class Alarm:
    """One reason to ring. Those with an instant are given once for good, however often the console is started."""

    ring: Ring
    key: str
    card: Card
    instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """The bell rings: for this card, and how many more there were meanwhile."""

    card: Card
    more: int = 0


def alarms_of(cards: Sequence[Card], now: datetime) -> Iterator[Alarm]:
    """The reasons to ring that lie in the queue at ``now``."""
    for card in cards:
        if card.rank is Rank.EMERGENCY:
            yield Alarm(Ring.EMERGENCY, f"emergency/{card.ticket}", card)
        elif card.rank is Rank.PROMISE and card.at is not None:
            yield Alarm(Ring.PROMISE, _key(card, 1), card, card.at)
            if now >= card.at + SECOND_BELL:
                yield Alarm(Ring.PROMISE_AGAIN, _key(card, 2), card, card.at + SECOND_BELL)
        elif card.rank is Rank.ASKS_FOR_CALL:
            yield Alarm(Ring.ASKS_FOR_CALL, f"asks/{card.technician}", card)
        elif card.rank is Rank.MESSAGE and is_repeated(card.count):
            yield Alarm(Ring.CALLER, f"caller/{card.name}", card)


def _key(card: Card, step: int) -> str:
    at = card.at.isoformat() if card.at is not None else ""
    return f"promise/{card.promise}/{at}/{step}"


class Bell:
    """Remembers what was there already and when it rang last."""

    def __init__(self) -> None:
        self._known: set[str] | None = None
        self._kept: dict[str, Alarm] = {}
        self._rang: dict[Ring, float] = {}
        self._quiet_until = 0.0
        self.given: dict[str, Any] = {}
        """The alarms of promises that were given at this desk: when, and whether late."""
        self.is_changed = False
        """Whether ``given`` wants to be kept."""

    def mute(self, until: float) -> None:
        """Ring for emergencies only, ``until`` that many seconds of the same clock."""
        self._quiet_until = until

    def recall(self, given: Mapping[str, Any], now: datetime) -> None:
        """What was given in earlier sessions; one of the future belongs to a clock that was set."""
        self.given = {key: one for key, one in given.items() if _is_past(one, now)} | self.given

    def hear(self, cards: Sequence[Card], now: datetime, at: float, *, is_held: bool) -> Sound | None:
        """What to ring for now, or None; ``at`` are seconds of a clock that never jumps.

        The first queue it hears is no news, but for promises whose time passed while nobody looked. While it is held
        (a call is taken) news are kept; afterwards it rings once for all that are still there.
        """
        loud = {alarm.key: alarm for alarm in alarms_of(cards, now)}
        fresh = {key: alarm for key, alarm in loud.items() if self._is_fresh(alarm)}
        self._known = set(loud)
        for alarm in fresh.values():
            self._give(alarm, now)
        self._kept = {key: alarm for key, alarm in (self._kept | fresh).items() if key in loud}
        return None if is_held else self._due(at)

    def _is_fresh(self, alarm: Alarm) -> bool:
        if alarm.instant is not None:
            return alarm.key not in self.given
        return self._known is not None and alarm.key not in self._known

    def _give(self, alarm: Alarm, now: datetime) -> None:
        if alarm.instant is not None:
            began = max(alarm.instant, alarm.card.rested or alarm.instant)
            self.given[alarm.key] = {"at": now.isoformat(), "late": now - began > IN_TIME}
            self.is_changed = True

    def is_caught_up(self, card: Card) -> bool:
        """Whether the alarm of this promise was given late, because nobody's console was open at its instant."""
        if card.rank is not Rank.PROMISE:
            return False
        given = self.given.get(_key(card, 1))
        return bool(isinstance(given, Mapping) and given.get("late"))

    def _due(self, at: float) -> Sound | None:
        """What may ring now; what comes within the rest of its class waits for the end of it."""
        heard = {key: alarm for key, alarm in self._kept.items() if self._is_audible(alarm.ring, at)}
        ready = [alarm for alarm in heard.values() if self._is_rested(alarm.ring, at)]
        self._kept = {key: alarm for key, alarm in heard.items() if alarm not in ready}
        self._rang |= {alarm.ring: at for alarm in ready}
        first = min(ready, key=lambda alarm: alarm.ring, default=None)
        more = len({alarm.card.subject for alarm in ready}) - 1
        return Sound(first.card, more) if first is not None else None

    def _is_rested(self, ring: Ring, at: float) -> bool:
        return at - self._rang.get(ring, -REST_SECONDS) >= REST_SECONDS

    def _is_audible(self, ring: Ring, at: float) -> bool:
        return ring is Ring.EMERGENCY or at >= self._quiet_until


def kept_of(given: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What is worth keeping of the alarms that were given: those of the last weeks."""
    return {key: one for key, one in given.items() if (at := _at(one)) is not None and now - at < KEPT}


def _is_past(one: object, now: datetime) -> bool:
    at = _at(one)
    return at is not None and at <= now


def _at(one: object) -> datetime | None:
    return parsed(one.get("at")) if isinstance(one, Mapping) else None

"""When the bell rings: rarely, and only for what is new and cannot wait."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.domain.queue import Card, Rank

CLASSES = (Rank.EMERGENCY, Rank.ASKS_FOR_CALL)
"""What it rings for: a new emergency, a technician who asks for a call."""
REST_SECONDS = 60.0
"""It rings at most once for each class within this time."""
_About = tuple[Rank, int | None, int | None]


class Bell:
    """Remembers what was there already and when it rang last."""

    def __init__(self) -> None:
        self._known: set[_About] | None = None
        self._kept: dict[_About, Card] = {}
        self._rang: dict[Rank, float] = {}
        self._quiet_until = 0.0

    def mute(self, until: float) -> None:
        """Ring for emergencies only, ``until`` that many seconds of the same clock."""
        self._quiet_until = until

    def hear(self, cards: Sequence[Card], at: float, *, is_held: bool) -> Card | None:
        """The card to ring for now, or None; ``at`` are seconds of a clock that never jumps.

        The first queue it hears is no news. While it is held (a call is taken) news are kept; afterwards it rings
        once for all that are still there.
        """
        loud = {(card.rank, card.ticket, card.technician): card for card in cards if card.rank in CLASSES}
        fresh = {} if self._known is None else {one: card for one, card in loud.items() if one not in self._known}
        self._known = set(loud)
        self._kept = {one: card for one, card in (self._kept | fresh).items() if one in loud}
        return None if is_held else self._due(at)

    def _due(self, at: float) -> Card | None:
        kept, self._kept = self._kept, {}
        ready = [card for card in kept.values() if self._may_ring(card.rank, at)]
        self._rang |= {card.rank: at for card in ready}
        return min(ready, key=lambda card: card.rank, default=None)

    def _may_ring(self, rank: Rank, at: float) -> bool:
        is_rested = at - self._rang.get(rank, -REST_SECONDS) >= REST_SECONDS
        return is_rested and (rank is Rank.EMERGENCY or at >= self._quiet_until)

"""A card of the queue: one thing that needs a hand, and what makes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import Literal

from dispatcher.values import dataclass

Weight = Literal["!!", "!", ""]
"""How it is shown: an alarm, something due, or only waiting."""


class Rank(IntEnum):
    """What makes a card, the weightiest first; the order of the office."""

    EMERGENCY = 10
    PROMISE = 30
    """One of ours is due or overdue, those to colleagues too."""
    NO_ACCESS = 40
    LATE = 45
    UNMANNED = 50
    ORDER = 55
    """Sent to a technician who has not said that he has it (X16)."""
    ASKS_FOR_CALL = 60
    MESSAGE = 70
    """Unheard, or somebody who called again and again."""
    HANDOVER = 75
    """Handed over by a colleague, or noted for one, and not acknowledged."""
    CHURN = 80
    PROMISE_SOON = 85
    UNCONFIRMED = 90
    FOLLOW_UP = 100
    """Ours is due, or theirs: what somebody owed us did not come."""
    MISSED = 105
    LONG_BALL = 110
    DRAFT = 120


OF_VISITS = frozenset({Rank.NO_ACCESS, Rank.LATE, Rank.UNMANNED, Rank.UNCONFIRMED})
"""What is made by an appointment."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that needs a hand: what makes it, how weighty, about whom, and since or until when. It names its object
    by the store's id: a ticket, a promise, an item handed over ..."""

    rank: Rank
    weight: Weight
    name: str
    at: datetime | None = None
    ticket: int | None = None
    number: int | None = None
    """The ticket's, T-..."""
    customer: int | None = None
    text: str = ""
    """The fault, the next step, what was promised, or what the draft is called."""
    technician: int | None = None
    since: datetime | None = None
    """Since when the ball lies with the customer, where that is more than ten working days; else None."""
    chased: int = 0
    """How often somebody told us of it again, or asked where it stays."""
    promise: int | None = None
    message: int | None = None
    handover: int | None = None
    appointment: int | None = None
    count: int = 1
    """How many calls, or items of a hand-over, it stands for."""
    stand_in: str = ""
    """The sign of who takes over from here, where the owner let it lie."""
    is_theirs: bool = False
    """Whether somebody owes it to us."""
    rested: datetime | None = None
    """Until when it rested after an attempt in vain; None where nobody tried."""
    caught_up: bool = False
    """Whether its alarm was given late, because no console was open at its instant."""

    @property
    def is_long(self) -> bool:
        """Whether the ball lies with the customer for more than ten working days."""
        return self.since is not None

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about; a card that comes again has the same."""
        own = (self.promise, self.message, self.handover, self.appointment, self.technician)
        about = (self.ticket, *own, self.customer)
        return (self.rank, *about, "" if any(one is not None for one in about) else self.name)


def weightiest(cards: Iterable[Card]) -> Weight:
    """The weight of the weightiest of ``cards``; nothing where there is none."""
    weights = {card.weight for card in cards}
    return next((weight for weight in ("!!", "!") if weight in weights), "")

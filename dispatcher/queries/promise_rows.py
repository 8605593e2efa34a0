"""Frozen rows of promises. Instants are aware and in UTC.

Imports neither SQLAlchemy nor a rule, like the other rows of the screen.
"""

from __future__ import annotations

from datetime import date, datetime

from dispatcher.queries.rows import Span
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise; ``side`` is "ours" or "theirs". Names and numbers of what is not named are empty or None."""

    id: int
    side: str
    what: str
    customer: int | None
    customer_name: str
    customer_number: int | None
    person: int | None
    person_name: str
    person_phone: str
    to_name: str
    """To whom, as it was typed."""
    ticket: int | None
    ticket_number: int | None
    colleague: int | None
    """To which of us it is, if so."""
    colleague_sign: str
    owner: int
    """Who answers for it on our side."""
    owner_sign: str
    stand_in: int | None
    stand_in_sign: str
    due_from: datetime | None
    due: datetime
    minutes: int | None
    keeps_free: bool
    attempts: int
    next_try: datetime | None
    acknowledged: datetime | None
    """When its owner saw it; None where somebody else put it on his desk and he has not yet."""
    phrase: str
    state: str
    """As it is stored; :func:`dispatcher.domain.promise.standing` says how it stands now."""
    told: datetime | None
    follows: int | None
    """The promise in whose place it came."""
    version: int
    given: datetime
    followed_by: int | None = None
    """The one that came in its place though nobody has been told yet."""
    by_ball: bool = False
    """Whether it was made by passing the ball of its ticket to the customer."""


@dataclass(frozen=True, slots=True)
class BlockedTime:
    """A time that a promise takes of its owner's day."""

    promise: int
    starts: datetime
    ends: datetime
    what: str
    to: str
    """The customer's name, else to whom it is."""


@dataclass(frozen=True, slots=True)
class OwnerDay:
    """The local ``day`` of a colleague who is to keep a promise: what is blocked, what is due (instants), and when he
    is absent; ``stand_in`` is who usually stands in for him."""

    colleague: int
    sign: str
    name: str
    day: date
    blocked: tuple[BlockedTime, ...]
    due: tuple[datetime, ...]
    away: tuple[Span, ...]
    stand_in: int | None
    stand_in_sign: str

"""Frozen rows of who is where, what was handed over, and how the office kept its word.

Like :mod:`dispatcher.queries.rows` this imports neither SQLAlchemy nor a rule.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.handover import Item
    from dispatcher.queries.rows import ColleagueRow


@dataclass(frozen=True, slots=True)
class SeatRow:
    """An open console and who sits there."""

    console: str
    colleague: int
    sign: str
    name: str


@dataclass(frozen=True, slots=True)
class OwedRow:
    """An open promise of ours, in the few words that are needed to remember it."""

    promise: int
    due: datetime
    what: str
    to: str


@dataclass(frozen=True, slots=True)
class DesksRow:
    """Who is there, in the order in which they came. Where nobody is: since when and until when the desks were left,
    and where calls go meanwhile. ``machine`` are number and text that were used last, ``again`` is when the next shift
    begins, and ``owed`` are promises of ours that are due before."""

    seats: tuple[SeatRow, ...]
    again: datetime
    owed: tuple[OwedRow, ...] = ()
    machine: tuple[str, str] = ("", "")
    left_since: datetime | None = None
    left_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """An item handed over that nobody has acknowledged. ``to_sign`` is empty and ``to`` None for the next who comes;
    ``state`` is how the promise that it is about ended meanwhile (empty: it is still open, or it is about none)."""

    id: int
    """The hand-over's."""
    item: int
    kind: str
    ref: int | None
    text: str
    due: datetime | None
    giver: int
    from_sign: str
    from_name: str
    to: int | None
    to_sign: str
    given: datetime
    state: str = ""


@dataclass(frozen=True, slots=True)
class HandoverView:
    """What a desk sees of hand-overs: what was given and nobody acknowledged, what there is to hand over now, and to
    whom it can go."""

    given: tuple[HandoverRow, ...]
    items: tuple[Item, ...]
    colleagues: tuple[ColleagueRow, ...]

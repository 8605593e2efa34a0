"""A job squeezed into somebody's day: it is booked, and others are pushed back for it, by name (X10)."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.appointment import Book
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Push:
    """An appointment (by id) that is pushed back to another slot (aware), with the minutes blocked before it; ``seen``
    is the version it was decided on."""

    appointment: int
    starts: datetime
    ends: datetime
    travel_minutes: int
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class InsertSlot:
    """``book`` is made, and ``pushes`` make room for it, in the order of the day. ``reason`` is why a time that was
    confirmed to somebody is broken, where it is."""

    book: Book
    pushes: tuple[Push, ...] = ()
    reason: str = ""


def refuse_broken(customer: str, told: str) -> Refusal:
    """The no to breaking a time that was confirmed to a ``customer`` (``told`` in words) without a reason (X10)."""
    sentence = _("{customer} would be pushed out of {time}, which is confirmed.  ! = in spite of it, with a reason")
    return Refusal("broken", sentence.format(customer=customer, time=told))

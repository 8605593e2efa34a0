"""Handing over: what is open goes to a colleague or to the next who comes, and is acknowledged item by item (X26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dispatcher.domain.calendar import local_day
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

PROMISE, BALL, VISIT, ABSENT, DRAFT, MESSAGE, CHURN, NOTE = (
    "promise", "ball", "visit", "absent", "draft", "message", "churn", "note",
)  # fmt: skip
"""What an item is about; a note is what somebody adds by hand."""
KINDS = (PROMISE, BALL, VISIT, ABSENT, DRAFT, MESSAGE, CHURN, NOTE)
LONGEST_ITEM = 1000
MOST_ITEMS = 500


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be handed over, in the words of now. ``ref`` is the id of what it is about, ``due`` (aware) when it
    is due. ``acknowledged`` says that the receiver heard it when it was given."""

    kind: str
    text: str
    ref: int | None = None
    due: datetime | None = None
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class HandOver:
    """Hand ``items`` over to the colleague ``to`` (by id), or to the next who comes."""

    items: tuple[Item, ...]
    to: int | None = None


@dataclass(frozen=True, slots=True)
class AcknowledgeItems:
    """Whoever sits here takes over these items, by id."""

    items: tuple[int, ...]


def comes_next(who: int, giver: int, given: datetime, now: datetime, zone: str) -> bool:
    """Whether ``who`` may acknowledge at ``now`` what ``giver`` gave to the next who comes: anybody but himself, and
    he too on another day in ``zone``, when it was he who came."""
    return who != giver or local_day(given, zone) != local_day(now, zone)


def refuse_items(items: Sequence[Item], to: int | None, giver: int) -> Refusal | None:
    """The sentence why ``giver`` cannot hand these over to ``to``, or None."""
    if not items:
        return Refusal("empty", _("Nothing to hand over"))
    if to == giver:
        return Refusal("to", _("To whom? A colleague, or the next who comes."))
    if len(items) > MOST_ITEMS:
        return Refusal("items", _("At most {n} items are handed over at once.").format(n=MOST_ITEMS))
    if any(item.kind not in KINDS or not item.text.strip() for item in items):
        return Refusal("text", _("What is handed over? A word is needed."))
    if any(len(item.text) > LONGEST_ITEM for item in items):
        return Refusal("text", _("An item has at most {n} signs.").format(n=LONGEST_ITEM))
    if to is None and any(item.acknowledged for item in items):
        return Refusal("to", _("Who acknowledged it? A colleague has to be named."))
    return None

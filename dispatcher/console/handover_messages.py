"""What happens around a hand-over: what its box asks for, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.honesty import Week
    from dispatcher.queries.desk_rows import HandoverRow, HandoverView


@dataclass
class HandoverWanted(Message):
    """The box is there and shows nothing yet."""


@dataclass
class HandoverLoaded(Message):
    """What was given, and what there is to give."""

    view: HandoverView


@dataclass
class ItemTaken(Message):
    """Whoever sits here acknowledges an item."""

    row: HandoverRow


@dataclass
class PageWanted(Message):
    """A text is to be kept as a file of that name."""

    name: str
    text: str


@dataclass
class PageKept(Message):
    """Where it lies, or why it does not."""

    sentence: str


@dataclass
class WeekWanted(Message):
    """How the office kept its word this week."""


@dataclass
class WeekLoaded(Message):
    """One week of it."""

    week: Week

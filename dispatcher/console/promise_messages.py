"""What happens around promises: what was read, what is chosen or wanted, and whom one may call."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.card_rows import Answer
    from dispatcher.queries.dial_rows import NumberRow
    from dispatcher.queries.promise_rows import OwnerDay, PromiseRow
    from dispatcher.queries.rows import ColleagueRow


@dataclass
class PromisesLoaded(Message):
    """Every open promise, of both sides, due first."""

    rows: tuple[PromiseRow, ...]


@dataclass
class PromiseChosen(Message):
    """The cursor stands on a promise; ``by_hand`` as in :class:`Chosen`."""

    row: PromiseRow
    by_hand: bool = True

    def can_replace(self, message: Message) -> bool:
        """Only where the cursor stands last is worth a read."""
        return isinstance(message, PromiseChosen) and message.by_hand


@dataclass
class PromiseStale(Message):
    """A form is about a promise that somebody else changed; it wants to know how it is now."""


@dataclass
class OwnerDayWanted(Message):
    """A form asks what else a colleague has promised for a local day."""

    colleague: int
    day: date


@dataclass
class OwnerDayLoaded(Message):
    """The day of whoever is to answer for a promise; None for nobody."""

    day: OwnerDay | None


@dataclass
class MatesLoaded(Message):
    """Our colleagues; whatever waited for them goes on."""

    rows: tuple[ColleagueRow, ...]


@dataclass
class NumbersLoaded(Message):
    """The numbers one may call, first the one to try first."""

    rows: tuple[NumberRow, ...]


@dataclass
class PromiseWanted(Message):
    """The caller sheet asks for a promise to its customer, or to an unknown caller."""

    answer: Answer | None
    typed: str = ""

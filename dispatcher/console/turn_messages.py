"""What happens around a ticket's next step: somebody else's change, whom to call, and the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.reminder import Letter
    from dispatcher.queries.dial_rows import NumberRow
    from dispatcher.queries.rows import TicketDetail


@dataclass
class TurnStale(Message):
    """A form's ticket was changed by somebody else; how does it stand?"""

    subject: str
    ticket: int


@dataclass
class TurnLoaded(Message):
    """So it stands."""

    subject: str
    detail: TicketDetail | None


@dataclass
class WhomToCall(Message):
    """The numbers to try about a ticket, for the form of that subject."""

    subject: str
    numbers: tuple[NumberRow, ...]


@dataclass
class LetterLoaded(Message):
    """The written reminder of a ticket; ``is_asked`` whether somebody wants to see it now."""

    ticket: int
    letter: Letter | None
    is_asked: bool

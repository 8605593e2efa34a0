"""What happens around the confirmation of an appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.confirm_rows import ConfirmSheet


@dataclass
class ConfirmLoaded(Message):
    """An appointment as it is confirmed; for the open form of a subject where one is named."""

    appointment: int
    sheet: ConfirmSheet | None
    subject: str = ""


@dataclass
class PointsLoaded(Message):
    """What is settled about the next appointment of the ticket on the strip."""

    ticket: int
    sheet: ConfirmSheet | None


@dataclass
class ConfirmStale(Message):
    """A form's appointment was changed by somebody else; how does it stand?"""

    subject: str
    appointment: int


@dataclass
class CallWanted(Message):
    """Somebody is to be called about the confirmation."""

    sheet: ConfirmSheet


@dataclass
class FellThroughWanted(Message):
    """Nobody confirmed it; it does not come about."""

    sheet: ConfirmSheet


@dataclass
class InsistWanted(Message):
    """The customer insists that somebody comes all the same."""

    sheet: ConfirmSheet

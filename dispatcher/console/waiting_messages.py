"""What happens beside the panes: who is at a desk, what waits for a hand, alarms that were given, and the PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.desk_rows import DesksRow, HandoverRow
    from dispatcher.queries.message_rows import MessageRow, OrderRow, UndecidedRow

PinUse = Literal["lock", "change", "rest"]
"""What a PIN is asked about for: a key locks, it is to be changed, nobody touched anything for a while."""


@dataclass
class DesksLoaded(Message):
    """Who is at a desk."""

    desks: DesksRow


@dataclass
class WaitingLoaded(Message):
    """What waits for an answer: calls and voicemails, orders, customers whom we may lose, what was handed over."""

    messages: tuple[MessageRow, ...]
    orders: tuple[OrderRow, ...]
    undecided: tuple[UndecidedRow, ...]
    handovers: tuple[HandoverRow, ...]


@dataclass
class AlarmsRecalled(Message):
    """The alarms that were given at this desk already, by their keys."""

    given: dict[str, Any]


@dataclass
class PinKnown(Message):
    """Whether whoever sits here has a PIN."""

    has_pin: bool
    use: PinUse


@dataclass
class PinTried(Message):
    """Whether what was typed opens the console."""

    is_right: bool


@dataclass
class PinSealed(Message):
    """The seal of a new PIN; empty where the one so far was not typed right."""

    sealed: str

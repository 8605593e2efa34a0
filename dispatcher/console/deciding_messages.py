"""What the box of a customer's decisions says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.console.forms.exclusion import DecidingStart


@dataclass
class DecisionWanted(Message):
    """Something is to be decided, or lifted."""

    start: DecidingStart
    lifts: bool

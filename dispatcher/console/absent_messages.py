"""What happens around a technician's absence: the list of his visits, and who takes one over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.slots import Offer
    from dispatcher.queries.absent_rows import AbsentRow, Worklist


@dataclass
class WorklistLoaded(Message):
    """The visits of somebody who is absent, with who could take each of them over."""

    worklist: Worklist | None


@dataclass
class TakenOver(Message):
    """Somebody else drives to one of them."""

    row: AbsentRow
    offer: Offer


@dataclass
class VisitCallWanted(Message):
    """The customer of one of them is to be called."""

    row: AbsentRow


@dataclass
class OthersWanted(Message):
    """Other slots for one of them are wanted."""

    row: AbsentRow

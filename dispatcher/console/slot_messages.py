"""What happens around the box of the best slots: they are looked for, and days of which nothing is known are read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.planning import PlanningRow
    from dispatcher.queries.slots import SlotsRow


@dataclass
class SlotsWanted(Message):
    """The form of that subject wants to know what can be had for a ticket, or for its appointment that a technician
    (``leaves``, an id) must leave."""

    subject: str
    ticket: int
    appointment: int | None = None
    leaves: int | None = None


@dataclass
class SlotsLoaded(Message):
    """What can be had; None for a ticket that is not there any more. ``role`` is that of whoever sits here."""

    subject: str
    row: SlotsRow | None
    role: str = ""


@dataclass
class SlotDayWanted(Message):
    """A day was typed of which the form knows nothing yet; ``waits`` says that its next Enter waits for it."""

    subject: str
    ticket: int
    appointment: int | None
    day: date
    waits: bool = False


@dataclass
class SlotDayLoaded(Message):
    """Everybody's plan of that day."""

    subject: str
    row: PlanningRow | None

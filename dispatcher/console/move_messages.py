"""What happens around an appointment that is carried: it is grabbed, known anew, somewhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.console.forms.move_hand import Hand
    from dispatcher.console.forms.move_start import Grip, MoveStart
    from dispatcher.domain.lease import Held
    from dispatcher.domain.planning import PlanningRow


@dataclass
class Grabbed(Message):
    """What was grabbed, or who has it; neither for what is not there any more. ``typed`` is the target that was named
    with it."""

    start: MoveStart
    grip: Grip | None
    held: Held | None
    typed: str = ""


@dataclass
class GripLoaded(Message):
    """How it stands now, for the form of that subject; or who has it."""

    subject: str
    grip: Grip | None
    held: Held | None


@dataclass
class GripWanted(Message):
    """A form came back: how does it stand now?"""

    form: Hand


@dataclass
class HandMoved(Message):
    """It is somewhere else now; draw it there, and read the day where it is not known."""

    form: Hand


@dataclass
class DaysLoaded(Message):
    """Everybody's plan of the days around it."""

    subject: str
    row: PlanningRow | None


@dataclass
class WeekWanted(Message):
    """The days of whoever goes are wanted below each other, or everybody's day again."""

    form: Hand


@dataclass
class HandStirred(Message):
    """A key came: it is held for another minute."""


@dataclass
class HoldTold(Message):
    """Who has it meanwhile; None: it is in this hand."""

    held: Held | None


@dataclass
class NumberedVisit(Message):
    """The next appointment of the ticket with a number that was typed, where it has one; ``is_there`` whether there is
    such a ticket, ``typed`` where it is to be carried."""

    number: int
    start: MoveStart | None
    is_there: bool
    typed: str

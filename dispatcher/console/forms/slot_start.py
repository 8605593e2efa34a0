"""What a slot is looked for: a ticket, or an appointment of it that a technician must leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dispatcher.console.forms.form import Data
from dispatcher.values import dataclass

SUBJECT = "slots"
"""The kind of such a form's draft."""


@dataclass(frozen=True, slots=True)
class SlotStart:
    """The ticket; ``appointment`` is the one that is under the cursor, of which the technician ``leaves`` (id) may not
    go; ``people`` are the names of the customer's contact persons."""

    ticket: int
    number: int
    customer: int
    name: str
    appointment: int | None = None
    leaves: int | None = None
    people: Sequence[str] = ()

    @property
    def subject(self) -> str:
        """The name of the form's draft: one a ticket and author."""
        return f"{SUBJECT}/{self.ticket}"


def start_from(draft: Data) -> SlotStart | None:
    """For whom the slot of a draft was looked for, or None for what tells no ticket."""
    told = draft.get("start")
    if not isinstance(told, dict) or not {"ticket", "number", "customer", "name"} <= told.keys():
        return None
    known = {name: told[name] for name in SlotStart.__slots__ if name in told}
    return SlotStart(**{**known, "people": tuple(map(str, known.get("people", ())))})


def told_of(start: SlotStart) -> Data:
    """What a draft keeps of it."""
    return {**asdict(start), "people": list(start.people)}

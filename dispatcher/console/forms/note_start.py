"""How a note is opened: for whom, with which defaults, and under which name its draft is kept."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.forms.form import Data
from dispatcher.console.forms.note_head import TicketChoice
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class NoteStart:
    """How a note was opened: for whom (``customer`` None: an unknown caller), and the defaults that follow from it."""

    customer: int | None
    number: int = 0
    name: str = ""
    ticket: int | None = None
    direction: str = "in"
    channel: str = "T"
    person: str = ""
    people: Sequence[str] = ()
    tickets: Sequence[TicketChoice] = ()
    reached: bool = False
    """Whether it is about a call of ours that reached somebody."""


def subject_for(start: NoteStart, form: str) -> str:
    """The draft's subject: one note a customer and author; each unknown caller has his own."""
    return f"note/customer/{start.customer}" if start.customer is not None else f"note/unknown/{form}"


def start_from(data: Data) -> NoteStart | None:
    """How the note of a draft was opened, or None for what tells no customer."""
    customer, number = data.get("customer"), data.get("number")
    if data.get("unknown") is True:
        return NoteStart(None)
    if not isinstance(customer, int) or not isinstance(number, int):
        return None
    return NoteStart(customer, number, str(data.get("name", "")), reached=data.get("reached") is True)

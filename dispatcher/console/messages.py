"""What happens in the console: the answers to errands, and what panes tell the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Outcome
    from dispatcher.domain.trouble import Trouble
    from dispatcher.queries.rows import (
        Answer,
        CustomerCard,
        HistoryPage,
        HitRow,
        PlanRow,
        TicketDetail,
        TicketRow,
    )


@dataclass
class Opened(Message):
    """The store is open; the office can be asked."""


@dataclass
class Troubled(Message):
    """An errand came back with trouble instead of an answer."""

    trouble: Trouble


@dataclass
class Recovered(Message):
    """The store answers again after trouble."""


@dataclass
class JournalMoved(Message):
    """Somebody wrote; every pane reads again."""

    def can_replace(self, message: Message) -> bool:
        """One reading serves several writings."""
        return isinstance(message, JournalMoved)


@dataclass
class PlanLoaded(Message):
    """The plan of a day."""

    plan: PlanRow


@dataclass
class TicketsLoaded(Message):
    """The open tickets."""

    rows: tuple[TicketRow, ...]


@dataclass
class TicketLoaded(Message):
    """One ticket for the focus strip."""

    detail: TicketDetail | None


@dataclass
class CardLoaded(Message):
    """A customer's head data and the newest window of his history."""

    card: CustomerCard | None
    page: HistoryPage


@dataclass
class HistoryLoaded(Message):
    """A further window of a history."""

    page: HistoryPage


@dataclass
class HitsLoaded(Message):
    """The hits for what was typed, with the answer of the first."""

    typed: str
    hits: tuple[HitRow, ...]
    answer: Answer | None


@dataclass
class AnswerLoaded(Message):
    """The answer of the hit under the cursor."""

    customer: int
    answer: Answer | None


@dataclass
class Chosen(Message):
    """A pane's cursor stands on something: the customer, and the ticket if there is one."""

    customer: int
    ticket: int | None


@dataclass
class HitChosen(Message):
    """The cursor stands on another hit; its answer is wanted."""

    customer: int


@dataclass
class Taken(Message):
    """A hit was taken in the search."""

    hit: HitRow


@dataclass
class NoteWanted(Message):
    """The caller sheet asks for a note with its customer."""

    customer: int
    name: str


@dataclass
class Closed(Message):
    """An overlay is done and wants to go."""


@dataclass
class Filed(Message):
    """A save came back: done, refused, or in trouble (then ``outcome`` is None)."""

    subject: str
    outcome: Outcome | None
    trouble: Trouble | None = None


@dataclass
class DraftSaved(Message):
    """A draft is on the disk since ``at`` (local wall clock, HH:MM:SS), or could not be put there."""

    subject: str
    at: str
    trouble: Trouble | None = None


@dataclass
class DraftsFound(Message):
    """Drafts of an earlier session: how many, and of the newest its subject, name with time, and content."""

    count: int
    subject: str
    shown: str
    data: dict[str, Any]

"""What happens in the console: the answers to errands, and what panes tell the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Outcome
    from dispatcher.console.filing import Filing
    from dispatcher.domain.service_clock import ClockRow
    from dispatcher.domain.trouble import Trouble
    from dispatcher.queries.agenda_rows import AgendaRow, Doubts
    from dispatcher.queries.card_rows import Answer, CustomerCard
    from dispatcher.queries.history_rows import HistoryPage, OwnEntry, SiftedHistory, UnassignedRow
    from dispatcher.queries.rows import HitRow, PlanRow, TicketDetail, TicketRow


@dataclass
class Opened(Message):
    """The store is open; the office can be asked. ``wrong_pins`` is None unless the console was ended while it was
    locked."""

    wrong_pins: int | None = None


@dataclass
class Hopeless(Message):
    """The store cannot be opened, and no waiting helps."""

    trouble: Trouble


@dataclass
class Troubled(Message):
    """An errand came back with trouble instead of an answer."""

    trouble: Trouble


@dataclass
class Recovered(Message):
    """The store answers again after trouble."""


@dataclass
class JournalMoved(Message, bubble=False):
    """Somebody wrote; every pane reads again."""

    def can_replace(self, message: Message) -> bool:
        """One reading serves several writings."""
        return isinstance(message, JournalMoved)


@dataclass
class PlanLoaded(Message, bubble=False):
    """The plan of a day."""

    plan: PlanRow


@dataclass
class AgendaLoaded(Message, bubble=False):
    """What lies ahead of today."""

    agenda: AgendaRow


@dataclass
class DoubtsLoaded(Message):
    """What is doubtful about the store."""

    doubts: Doubts


@dataclass
class NumberFound(Message):
    """What bears a number that was typed: a ticket with its customer, a customer alone, or nothing."""

    typed: str
    customer: int | None
    ticket: int | None = None
    stands: str = ""
    """The ticket's own number, where what was typed is the number of a report that was joined in it."""


@dataclass
class OwnLoaded(Message):
    """What undo would take back."""

    own: OwnEntry | None


@dataclass
class ClocksLoaded(Message, bubble=False):
    """The clocks of the open tickets, by the tickets' ids."""

    clocks: Mapping[int, ClockRow]


@dataclass
class TicketsLoaded(Message, bubble=False):
    """The open tickets, and whether there is not even a customer."""

    rows: tuple[TicketRow, ...]
    is_empty_store: bool


@dataclass
class TicketLoaded(Message, bubble=False):
    """One ticket for the focus strip."""

    ticket: int
    detail: TicketDetail | None


@dataclass
class CardLoaded(Message, bubble=False):
    """A customer's head data and windows of his history: the newest, and those that were on the screen."""

    customer: int
    card: CustomerCard | None
    pages: tuple[HistoryPage, ...]


@dataclass
class HistoryLoaded(Message, bubble=False):
    """A further window of a history."""

    page: HistoryPage


@dataclass
class HistorySifted(Message):
    """What a filter lets through of a history."""

    sifted: SiftedHistory


@dataclass
class HitsLoaded(Message, bubble=False):
    """The hits for what was typed, with the answer of the first."""

    typed: str
    hits: tuple[HitRow, ...]
    answer: Answer | None


@dataclass
class AnswerLoaded(Message, bubble=False):
    """The answer of the hit under the cursor."""

    customer: int
    answer: Answer | None


@dataclass
class KeysChanged(Message):
    """The same keys do something else in a box from now on."""


@dataclass
class Chosen(Message):
    """A pane's cursor stands on something: the customer, and the ticket if there is one. ``by_hand`` is false where
    nobody moved it: the list is new, or what was under it is gone. ``around`` are customer and ticket of the rows that
    the cursor may come to next, the nearest first."""

    customer: int
    ticket: int | None
    by_hand: bool = True
    around: Sequence[tuple[int, int]] = ()

    def can_replace(self, message: Message) -> bool:
        """Only where the cursor stands last is worth a read."""
        return isinstance(message, Chosen) and message.by_hand


@dataclass
class HitChosen(Message):
    """The cursor stands on another hit; its answer is wanted."""

    customer: int


@dataclass
class Taken(Message):
    """A hit was taken in the search; ``ticket`` is the customer's oldest open one."""

    hit: HitRow
    ticket: int | None


@dataclass
class NoteWanted(Message):
    """The caller sheet asks for a note with its customer; without an ``answer`` the caller is unknown, and ``typed`` is
    what was looked for."""

    answer: Answer | None
    typed: str = ""


@dataclass
class ReportWanted(Message):
    """The caller sheet asks for a fault report of its customer, or of an unknown caller."""

    answer: Answer | None
    typed: str = ""


@dataclass
class OwnerWanted(Message):
    """A form is ready but for the customer it belongs to."""


@dataclass
class OwnerChosen(Message):
    """The search says whose something is."""

    hit: HitRow


@dataclass
class UnassignedLoaded(Message):
    """The notes without a customer, newest first."""

    rows: tuple[UnassignedRow, ...]


@dataclass
class Closed(Message):
    """An overlay is done and wants to go."""


@dataclass
class SaveWaits(Message):
    """A save cannot land now (another program writes, the server does not answer); it is tried again by itself."""

    filing: Filing
    trouble: Trouble


@dataclass
class Filed(Message):
    """A save came back: done, refused, or in trouble (then ``outcome`` is None)."""

    filing: Filing
    outcome: Outcome | None
    trouble: Trouble | None = None


@dataclass
class DraftSaved(Message, bubble=False):
    """A draft is on the disk since ``at`` (local wall clock, HH:MM:SS; empty: it was taken away)."""

    subject: str
    at: str


@dataclass
class DraftNotSaved(Message):
    """Drafts could not be put on the disk."""

    trouble: Trouble


@dataclass
class DraftsFound(Message):
    """Drafts that wait: of the newest its subject, time and content; and what all are called, the newest first."""

    subject: str
    at: str
    data: dict[str, Any]
    names: Sequence[str]

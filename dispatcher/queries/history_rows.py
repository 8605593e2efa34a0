"""Frozen rows of a contact history and of single entries. Instants are aware and in UTC.

This module imports neither SQLAlchemy nor a rule, so the screen can name its rows before the store is loaded.
"""

from __future__ import annotations

from datetime import datetime

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class ProtocolRow:
    """How a drive was in vain: from when to when somebody was there, whom he tried when, minutes of waiting and of
    driving (None: not said), words on parking and fine, and why it was our fault ("early", "late") or empty."""

    arrived: datetime
    left: datetime
    attempts: tuple[tuple[datetime, str], ...]
    wait: int | None
    travel: int | None
    parking: str
    fine: str
    why: str


@dataclass(frozen=True, slots=True)
class MoveTold:
    """What an entry says of a move besides the new slot: the slot and the crew (codes) before it, which party wanted it
    and why, in the store's words, who told us, with whom it was cleared, and why it was pushed through."""

    kind: str
    old_starts: datetime | None
    old_ends: datetime | None
    old_crew: str
    asked_by: str
    reason: str
    reported_by: str
    approved: str
    override: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One journal entry of a customer, newest first. ``channel`` is a letter (T M P S V B W 3) or empty;
    ``direction`` is "in", "out" or "internal"."""

    seq: int
    happened: datetime
    recorded: datetime
    direction: str
    channel: str
    author: str
    verb: str
    person: str
    ticket_number: int | None
    text: str
    erased: bool
    state: str = ""
    """The state that a ticket or an appointment had from then on, in the domain's word."""
    starts: datetime | None = None
    ends: datetime | None = None
    crew: tuple[str, ...] = ()
    """Codes of the technicians an appointment was made for."""
    follow_up: datetime | None = None
    """When we ask again, where the entry says so."""
    flags: tuple[str, ...] = ()
    """What the customer was marked with ("complaint", "churn")."""
    urgent: bool = False
    """Whether it is urgent by the customer's word."""
    earliest: datetime | None = None
    """Before then the customer lets nobody in."""
    withdrawn: bool = False
    """Taken back by an undo; both entries stay."""
    undone: str = ""
    """The verb of the entry that this one took back."""
    fields: tuple[str, ...] = ()
    """The labels (English source text) of the fields in which a record was changed."""
    due: datetime | None = None
    """When a promise is due from then on."""
    was_due: datetime | None = None
    """When it was due before, or was to be kept."""
    outcome: str = ""
    """How an attempt to reach somebody ended, in the domain's word."""
    attempt: int = 0
    """How many were in vain by then; 0 where it reached somebody."""
    ball: str = ""
    """Who had the ball from then on, where it was passed."""
    ball_who: str = ""
    joined: tuple[int, int] | None = None
    """The numbers of two tickets: the report, and the one that it was joined in, taken from, or asks about."""
    asks: bool = False
    """Whether the customer asked about the ticket again."""
    fixed: bool | None = None
    """Whether the fault was gone when a visit was done; None where it was no end of a visit."""
    protocol: ProtocolRow | None = None
    """Of a visit where nobody let the technician in."""
    move: MoveTold | None = None
    """What was done to the slot of an appointment, where the entry is about that."""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """The last thing somebody did himself: what it was (a verb of the journal), what was said (one line), and whom it
    is about: a ticket's number (T-1001) or a name."""

    seq: int
    verb: str
    text: str
    happened: datetime
    about: str = ""


@dataclass(frozen=True, slots=True)
class UnassignedRow:
    """A note without a customer, as it was filed; ``channel`` and ``direction`` as in a history."""

    seq: int
    happened: datetime
    recorded: datetime
    direction: str
    channel: str
    author: str
    person: str
    text: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A window of a customer's history: ``start`` is the index of the first row, ``total`` counts all entries."""

    customer: int
    start: int
    total: int
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class SiftedHistory:
    """The entries of a customer that say what was ``typed``, of the newest ``looked`` of all ``total``."""

    customer: int
    typed: str
    looked: int
    total: int
    rows: tuple[HistoryRow, ...]

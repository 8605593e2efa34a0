"""Frozen rows, each sized for one place on the screen. Instants are aware and in UTC.

This module imports neither SQLAlchemy nor a rule, so the screen can name its rows before the store is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

Span = tuple[datetime, datetime | None]
"""From an instant until another; None is an end that nobody knows."""


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """Who we are: name, federal state (two letters), zone, and whether the store is one for training.

    ``hours`` are seven spans from Monday on, in local minutes, None on a closed day; empty where none were named.
    """

    store_id: str
    name: str
    state: str
    zone: str
    training: bool
    hours: tuple[tuple[int, int] | None, ...] = ()
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """Who sits at this desk."""

    id: int
    login: str
    sign: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One appointment of one technician on the plan. ``state`` is the domain's word ("proposed", "on site" ...)."""

    appointment: int
    ticket: int
    ticket_number: int
    customer: int
    customer_name: str
    state: str
    starts: datetime
    ends: datetime
    travel_minutes: int
    two_person: bool
    override: str = ""
    """Why he is booked though something spoke against it."""
    insisted: str = ""
    """Why somebody drives though it is not confirmed."""
    unconfirmed: str = ""
    """Why it is confirmed no longer: "opener away" or "window"."""
    began: datetime | None = None
    """When he arrived."""
    was_to_end: datetime | None = None
    """When it was to end, where he left at another time: ``ends`` is that time then."""


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One technician's day: status digit (1 free ... 9 no access), skills, his blocks in order of their start."""

    technician: int
    code: str
    name: str
    status: int
    skills: tuple[str, ...]
    region: str
    hours: tuple[int, int] | None
    """Working hours of this day in minutes after local midnight; None on a day off."""
    blocks: tuple[BlockRow, ...]
    lunch: tuple[int, int] | None = None
    """His recurring break in minutes after local midnight; None where he has none on this day."""
    away: tuple[Span, ...] = ()
    """His absences that touch this day, in order, never with a reason; a rest time is one of them."""
    reserve: tuple[int, int] | None = None
    """What is kept free for emergencies, in minutes after local midnight."""
    rest_until: datetime | None = None
    """Until when he rests after work at night, where that touches this day."""
    on_call: tuple[Span, ...] = ()
    """When he is on call, as far as it touches this day, in order."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan of one day in the office zone; ``holiday`` is its name where it is one at the office."""

    day: date
    holiday: str
    lanes: tuple[LaneRow, ...]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One open ticket in the list. ``ball`` is "us", "customer", "other" or "appointment"."""

    id: int
    number: int
    customer: int
    customer_name: str
    title: str
    urgent: bool
    state: str
    ball: str
    ball_who: str
    next_step: str
    due: datetime | None
    reported: datetime
    skills: str
    version: int
    earliest: datetime | None = None
    """Before then the customer lets nobody in: his word."""
    minutes: int | None = None
    """How long the work takes, where somebody has said."""
    reports: int = 1
    """How many reports of the same matter were joined in it."""
    chased: int = 0
    """How often somebody asked where it stays."""
    attempts: int = 0
    """How often nobody was reached since the ball was passed last."""
    ball_since: datetime | None = None
    """When that was; None where it was when it was reported."""
    merged_into: int | None = None
    """The ticket it was joined in, by id."""


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """One appointment of a ticket, for the focus strip."""

    id: int
    state: str
    starts: datetime
    ends: datetime
    technicians: tuple[str, ...]
    override: str = ""
    """Why it was booked though something spoke against it."""
    insisted: str = ""
    """Why somebody drives though it is not confirmed."""
    unconfirmed: str = ""
    """Why it is confirmed no longer: "opener away" or "window"."""


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A slot that was given up, and by which party; ``is_last`` where no new one came in its place."""

    starts: datetime
    ends: datetime
    asked_by: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of the matter: the number it was filed under, when it was reported, and its words. ``entry`` is set
    where it was a note in which the customer asked again."""

    number: int | None
    reported: datetime
    text: str
    urgent: bool = False
    ticket: int | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part that a ticket waits for, or waited for; instants are None where they are not known (yet)."""

    id: int
    text: str
    supplier: str
    reference: str
    promised: datetime | None
    arrived: datetime | None


@dataclass(frozen=True, slots=True)
class TicketDetail:
    """Everything of one ticket that the focus strip and the file show."""

    row: TicketRow
    text: str
    appointments: tuple[AppointmentLine, ...]
    site: str
    source_number: str
    minutes: int | None = None
    """How long the work will take."""
    reports: tuple[ReportLine, ...] = ()
    """What was reported of it besides, the oldest first."""
    parts: tuple[PartRow, ...] = ()
    """On order and arrived, in the order in which they were ordered."""
    moves: tuple[MovedLine, ...] = ()
    """The slots that were given up, in the order in which that was done; what was taken back is none."""


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


@dataclass(frozen=True, slots=True)
class HitRow:
    """One answer of the search. ``group`` is the spelling it was found by, ``how`` one of "number", "phone",
    "postcode", "exact", "prefix", "sound", "typo", "text"."""

    kind: str
    """"customer", "ticket" or "entry"."""
    customer: int
    customer_number: int
    customer_name: str
    detail: str
    """The site, person, number or text by which it was found."""
    phone: str
    ticket_number: int | None
    seq: int | None
    group: str
    how: str
    person: int | None = None
    """The contact person whose own number it was found by; None where it is nobody's or several people's."""

"""Frozen rows, each sized for one place on the screen. Instants are aware and in UTC.

This module imports neither SQLAlchemy nor a rule, so the screen can name its rows before the store is loaded.
"""

from __future__ import annotations

from datetime import date, datetime

from dispatcher.values import dataclass

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
class BookedRow:
    """An appointment with whom and what it is for. ``state`` is the domain's word ("proposed", "on site" ...)."""

    appointment: int
    ticket: int
    ticket_number: int
    customer: int
    customer_name: str
    state: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class BlockRow(BookedRow):
    """One appointment of one technician on the plan."""

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

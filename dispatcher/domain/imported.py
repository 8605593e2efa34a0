"""What an importer hands to the store: one value for each row (or group of rows) of a foreign list.

``source`` names the list, ``key`` the row in it; together they identify a row for ever, so the same list read
twice adds nothing. Text has passed ``clean()``; instants are aware; ``line`` is the row's first line in the file.
"""

from __future__ import annotations

from datetime import datetime, time

from dispatcher.domain.imported_records import ImportedAbsence, ImportedColleague, ImportedContract, ImportedService
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class ImportedNumber:
    """A way to reach somebody. ``kind`` is phone, mobile, fax or mail; ``value`` E.164 or the mail address;
    ``shown`` as people write it; ``note`` what stood behind the number."""

    kind: str
    value: str
    shown: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImportedSite:
    """A place we drive to. ``postcode`` is text; ``country`` two letters; ``zone`` an IANA name.

    ``access_class`` is the domain's word, ``register_hours`` how long ahead we must be registered, ``buffer_minutes``
    what the way there takes beyond the drive, ``guard_phone`` E.164."""

    name: str
    street: str = ""
    postcode: str = ""
    place: str = ""
    state: str = ""
    country: str = "DE"
    zone: str = "Europe/Berlin"
    access: str = ""
    parking: str = ""
    latitude: float | None = None
    longitude: float | None = None
    numbers: tuple[ImportedNumber, ...] = ()
    municipality: str = ""
    access_class: str = ""
    register_hours: int | None = None
    buffer_minutes: int = 0
    guard_phone: str = ""


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """A contact person; ``form`` is the form of address ("Herr", "Frau", "").

    ``duties`` and ``permissions`` are the domain's words with "; " between them, ``channel`` the letter of the one to
    reach the person by; ``no_information`` marks a third party who is told nothing."""

    name: str
    form: str = ""
    role: str = ""
    language: str = ""
    numbers: tuple[ImportedNumber, ...] = ()
    duties: str = ""
    permissions: str = ""
    channel: str = ""
    no_information: bool = False


@dataclass(frozen=True, slots=True)
class CustomerRef:
    """Which customer a row belongs to: by our number, by the key in a list, or by name, in this order.

    A customer that is not there yet is made with ``name``; ``collective`` says that the name stands for many
    unnamed callers (a city, "walk-in"). ``source`` is the customer list in which ``key`` counts; empty means the
    row's own source. ``key`` and ``name`` may be empty, but not both while ``number`` is None."""

    key: str
    name: str
    number: int | None = None
    collective: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class ImportedCustomer:
    """A row of a customer list. Rows with the same ``customer.key`` are sites of one customer."""

    source: str
    key: str
    line: int
    customer: CustomerRef
    long_name: str = ""
    language: str = "de"
    remark: str = ""
    site: ImportedSite | None = None
    person: ImportedPerson | None = None
    numbers: tuple[ImportedNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedContact:
    """A row of a list of contact persons. ``remark`` holds what found no other place (a number nobody can dial);
    ``deputy`` is the name of another contact person of the customer."""

    source: str
    key: str
    line: int
    customer: CustomerRef
    person: ImportedPerson
    remark: str = ""
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class ImportedTechnician:
    """A technician. ``hours`` has seven entries from Monday on: (from, until) in local minutes after midnight;
    None is a day off. ``status`` is the digit he reported himself with, None where the list does not say; ``lunch``
    the break of every day, in local minutes too, ``reserve`` the hours kept free for emergencies."""

    source: str
    key: str
    line: int
    code: str
    name: str
    skills: tuple[str, ...]
    region: str
    hours: tuple[tuple[int, int] | None, ...]
    phone: ImportedNumber | None = None
    status: int | None = None
    lunch: tuple[int, int] | None = None
    reserve: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One thing that happened to a ticket: at what instant, in which of our states it was then, who owned it."""

    happened: datetime
    state: str
    owner: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportedTicket:
    """A ticket with its history. ``state`` is the domain's word.

    ``ball``, ``ball_who``, ``next_step`` and ``due`` say who acts next on an open one; where they are empty, the ball
    is ours and the next step "review import". ``number`` is ours where the list knows it, ``earliest`` the customer's
    first possible time, ``author`` who took the report."""

    source: str
    key: str
    line: int
    customer: CustomerRef
    title: str
    text: str
    state: str
    reported: datetime
    closed: datetime | None = None
    urgent: bool = False
    skills: tuple[str, ...] = ()
    minutes: int | None = None
    site: ImportedSite | None = None
    person: str = ""
    channel: str = ""
    events: tuple[TicketEvent, ...] = ()
    rows: int = 1
    """How many rows of the file this ticket came from."""
    number: int | None = None
    ball: str = ""
    ball_who: str = ""
    next_step: str = ""
    due: datetime | None = None
    earliest: datetime | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class ImportedAppointment:
    """An appointment of a ticket, found by the ticket's key in its list or by our number.

    ``state`` is the domain's word; ``booked`` the instant at which it was agreed, None where the list does not say,
    and ``author`` who agreed it."""

    source: str
    key: str
    line: int
    ticket_key: str
    ticket_source: str
    technicians: tuple[str, ...]
    """Technicians by code or name."""
    starts: datetime
    ends: datetime
    state: str
    zone: str
    window: tuple[time, time] | None = None
    travel_minutes: int = 0
    booked: datetime | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """A contact entry of the past: ``direction`` in, out or internal; ``channel`` a letter (T M P S V B W 3)."""

    source: str
    key: str
    line: int
    customer: CustomerRef
    happened: datetime
    direction: str
    channel: str
    text: str
    person: str = ""
    author: str = ""
    ticket_key: str = ""
    ticket_source: str = ""


ImportedRow = (
    ImportedCustomer
    | ImportedContact
    | ImportedTechnician
    | ImportedTicket
    | ImportedAppointment
    | ImportedEntry
    | ImportedColleague
    | ImportedContract
    | ImportedService
    | ImportedAbsence
)


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that stays out: where, which column, which value, and why in one sentence.

    ``fields`` is the row as it stood in the file, so that it can be put right and read again; whoever refuses a
    row later knows only its line and leaves them empty."""

    line: int
    column: str
    value: str
    reason: str
    rows: int = 1
    fields: tuple[str, ...] = ()

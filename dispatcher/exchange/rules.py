"""What a mapping says about each table of our own: by which templates its fields are filled."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dispatcher.exchange.template import Texts


class NumberRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a telephone, mobile or fax number or a mail address comes from, and the note beside it."""

    kind: Literal["phone", "mobile", "fax", "mail"]
    value: Texts
    note: Texts = ""


class CustomerRule(Struct, frozen=True, forbid_unknown_fields=True):
    """``key`` is the customer's key in the list ``source`` (this list's own where empty); ``number`` is our number.

    ``collective`` makes ``name`` stand for many unnamed callers; ``otherwise`` is the name of such a customer for rows
    that name nobody."""

    key: Texts = ""
    name: Texts = ""
    number: Texts = ""
    source: str = ""
    collective: bool = False
    otherwise: Texts = ""
    long_name: Texts = ""
    language: Texts = ""
    remark: Texts = ""
    numbers: tuple[NumberRule, ...] = ()


class SiteRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A place we drive to; a row without name, street, postcode and place has none."""

    name: Texts = ""
    street: Texts = ""
    postcode: Texts = ""
    place: Texts = ""
    state: Texts = ""
    country: Texts = ""
    zone: Texts = ""
    access: Texts = ""
    parking: Texts = ""
    access_class: Texts = ""
    register_hours: Texts = ""
    buffer_minutes: Texts = ""
    guard_phone: Texts = ""
    municipality: Texts = ""
    latitude: Texts = ""
    longitude: Texts = ""
    numbers: tuple[NumberRule, ...] = ()


class PersonRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A contact person; ``remark`` and ``deputy`` are used in lists of contact persons only."""

    name: Texts = ""
    form: Texts = ""
    role: Texts = ""
    language: Texts = ""
    remark: Texts = ""
    numbers: tuple[NumberRule, ...] = ()
    duties: Texts = ""
    permissions: Texts = ""
    deputy: Texts = ""
    channel: Texts = ""
    no_information: Texts = ""


class TechnicianRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A technician; ``hours`` like "Mon-Thu 07:00-17:00, Fri 07:00-15:00", ``lunch`` and ``reserve`` like
    "12:00-12:30", ``status`` the digit he reported."""

    code: Texts
    name: Texts
    skills: Texts = ""
    region: Texts = ""
    hours: Texts = ""
    phone: Texts = ""
    status: Texts = ""
    lunch: Texts = ""
    reserve: Texts = ""


class TicketRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A ticket; with ``[events]`` beside it, what the newest row of the incident says.

    ``number`` is ours; ``ball``, ``ball_who``, ``next_step`` and ``due`` say who acts next on an open one;
    ``author`` took the report."""

    title: Texts
    reported: Texts
    text: Texts = ""
    state: Texts = ""
    closed: Texts = ""
    urgent: Texts = ""
    skills: Texts = ""
    minutes: Texts = ""
    person: Texts = ""
    channel: Texts = ""
    number: Texts = ""
    ball: Texts = ""
    ball_who: Texts = ""
    next_step: Texts = ""
    due: Texts = ""
    earliest: Texts = ""
    author: Texts = ""


class EventsRule(Struct, frozen=True, forbid_unknown_fields=True):
    """An event log: rows with the same key are one ticket, each row one event at ``happened``.

    ``watch`` names the columns whose changes are told, and the word for each; ``first`` is the text of the first
    event, ``unchanged`` of one that changes nothing watched.
    """

    happened: Texts
    owner: Texts = ""
    by: Texts = ""
    first: Texts = ""
    unchanged: str = "updated"
    watch: dict[str, str] = {}


class AppointmentRule(Struct, frozen=True, forbid_unknown_fields=True):
    """An appointment of the ticket with the key ``ticket`` in the list ``ticket_source`` (this one where empty);
    ``booked`` is when it was agreed, ``author`` by whom."""

    ticket: Texts
    start: Texts
    technicians: Texts = ""
    end: Texts = ""
    minutes: Texts = ""
    state: Texts = "proposed"
    window: Texts = ""
    travel: Texts = ""
    zone: Texts = ""
    booked: Texts = ""
    author: Texts = ""
    ticket_source: str = ""


class EntryRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A contact entry of the past."""

    happened: Texts
    text: Texts
    direction: Texts = "in"
    channel: Texts = "T"
    person: Texts = ""
    author: Texts = ""
    ticket: Texts = ""
    zone: Texts = ""
    ticket_source: str = ""


class ColleagueRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody at a desk, or who answers for a matter; ``stand_in`` is another one's sign."""

    sign: Texts
    name: Texts
    login: Texts = ""
    role: Texts = "dispatcher"
    stand_in: Texts = ""
    phone: Texts = ""


class ContractRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What was agreed with a customer; ``hours`` like a technician's, ``response`` like "4 h"."""

    name: Texts
    hours: Texts = ""
    response: Texts = ""
    availability: Texts = ""
    starts: Texts = ""
    ends: Texts = ""
    remark: Texts = ""


class ServiceRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What a customer can have an outage of; ``customers`` are keys in the list ``customer_source`` (this one where
    empty) or our numbers."""

    name: Texts
    kind: Texts = ""
    availability: Texts = ""
    customers: Texts = ""
    remark: Texts = ""
    customer_source: str = ""


class AbsenceRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Absent from, until (unknown where empty): one technician, one colleague, or a person of the row's customer."""

    starts: Texts
    ends: Texts = ""
    told: Texts = ""
    technician: Texts = ""
    colleague: Texts = ""
    person: Texts = ""
    zone: Texts = ""


Rule = (
    CustomerRule
    | SiteRule
    | PersonRule
    | TechnicianRule
    | TicketRule
    | EventsRule
    | AppointmentRule
    | EntryRule
    | ColleagueRule
    | ContractRule
    | ServiceRule
    | AbsenceRule
)

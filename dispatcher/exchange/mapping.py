"""Mappings: which column of somebody's list is which of our fields, written in TOML.

``data/mappings/README.md`` describes the format for people; the shipped mappings lie beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.complaints import complaint, of_conversion, of_syntax
from dispatcher.exchange.template import Texts
from dispatcher.locale import _

Kind = Literal["customers", "contacts", "technicians", "tickets", "appointments", "history"]
KINDS: tuple[Kind, ...] = ("customers", "contacts", "technicians", "tickets", "appointments", "history")

DATES = ("iso", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y", "%d.%m.%y %H:%M", "%d.%m.%y")
"""The date formats of a mapping that names none."""


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
    """A technician; ``hours`` like "Mon-Thu 07:00-17:00, Fri 07:00-15:00", ``lunch`` like "12:00-12:30", ``status`` the
    digit he reported."""

    code: Texts
    name: Texts
    skills: Texts = ""
    region: Texts = ""
    hours: Texts = ""
    phone: Texts = ""
    status: Texts = ""
    lunch: Texts = ""


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


Rule = CustomerRule | SiteRule | PersonRule | TechnicianRule | TicketRule | EventsRule | AppointmentRule | EntryRule


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """One list described: what it holds, how its values are written, and what goes into which field.

    ``country`` (two letters) and ``zone`` (IANA) are the office's where empty; ``decimal`` is the decimal sign,
    either one where empty. ``optional`` columns may be missing from the file.
    """

    kind: Kind
    key: Texts
    title: str = ""
    title_de: str = ""
    source: str = "{file}"
    country: str = ""
    zone: str = ""
    decimal: Literal["", ".", ","] = ""
    dates: tuple[str, ...] = DATES
    missing: tuple[str, ...] = ()
    missing_in: dict[str, tuple[str, ...]] = {}
    recognise: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    only_these: bool = False
    values: dict[str, dict[str, str]] = {}
    customer: CustomerRule | None = None
    site: SiteRule | None = None
    person: PersonRule | None = None
    technician: TechnicianRule | None = None
    ticket: TicketRule | None = None
    events: EventsRule | None = None
    appointment: AppointmentRule | None = None
    entry: EntryRule | None = None

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """The tables this mapping has, by name."""
        for name in ("customer", "site", "person", "technician", "ticket", "events", "appointment", "entry"):
            if (rule := getattr(self, name)) is not None:
                yield name, rule

    def texts(self) -> Iterator[tuple[str, Texts]]:
        """Every field that is filled by a template, by its name in the file."""
        yield "key", self.key
        for name, rule in self.rules():
            for field in rule.__struct_fields__:
                value = getattr(rule, field)
                if field == "numbers":
                    for number in value:
                        yield f"{name}.numbers", number.value
                        yield f"{name}.numbers", number.note
                elif isinstance(value, str | tuple) and value and field not in ("source", "ticket_source", "unchanged"):
                    yield f"{name}.{field}", value


def load(path: Path) -> Mapping | Refusal:
    """The mapping in the file at ``path``, or the sentence that names the place and what is wrong there."""
    from dispatcher.exchange.checks import check

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        return Refusal("mapping-unreadable", _("The mapping {file} cannot be read.").format(file=path))
    except UnicodeDecodeError:
        return Refusal("mapping-encoding", _("The mapping {file} is not written in UTF-8.").format(file=path))
    except tomllib.TOMLDecodeError as trouble:
        return of_syntax(path.name, str(trouble))
    try:
        mapping = msgspec.convert(table, Mapping)
    except msgspec.ValidationError as trouble:
        return of_conversion(path.name, str(trouble), known_fields())
    trouble_found = check(mapping)
    return complaint(path.name, trouble_found) if trouble_found else mapping


def known_fields() -> dict[str, tuple[str, ...]]:
    """The fields of each table of a mapping, the file's own under "", by the table's name."""
    return {
        "": Mapping.__struct_fields__,
        "numbers": NumberRule.__struct_fields__,
        "customer": CustomerRule.__struct_fields__,
        "site": SiteRule.__struct_fields__,
        "person": PersonRule.__struct_fields__,
        "technician": TechnicianRule.__struct_fields__,
        "ticket": TicketRule.__struct_fields__,
        "events": EventsRule.__struct_fields__,
        "appointment": AppointmentRule.__struct_fields__,
        "entry": EntryRule.__struct_fields__,
    }

"""Mappings: which column of somebody's list is which of our fields, written in TOML.

``data/mappings/README.md`` describes the format for people; the shipped mappings lie beside it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.complaints import complaint, of_conversion, of_syntax
from dispatcher.exchange.rules import (
    AbsenceRule,
    AppointmentRule,
    ColleagueRule,
    ContractRule,
    CustomerRule,
    EntryRule,
    EventsRule,
    NumberRule,
    PersonRule,
    Rule,
    ServiceRule,
    SiteRule,
    TechnicianRule,
    TicketRule,
)
from dispatcher.exchange.template import Texts
from dispatcher.locale import _

Kind = Literal[
    "customers",
    "contacts",
    "technicians",
    "tickets",
    "appointments",
    "history",
    "colleagues",
    "contracts",
    "services",
    "absences",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

DATES = ("iso", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y", "%d.%m.%y %H:%M", "%d.%m.%y")
"""The date formats of a mapping that names none."""


_TABLES: dict[str, type[Rule]] = {
    "customer": CustomerRule,
    "site": SiteRule,
    "person": PersonRule,
    "technician": TechnicianRule,
    "ticket": TicketRule,
    "events": EventsRule,
    "appointment": AppointmentRule,
    "entry": EntryRule,
    "colleague": ColleagueRule,
    "contract": ContractRule,
    "service": ServiceRule,
    "absence": AbsenceRule,
}
_PLAIN = frozenset({"source", "ticket_source", "customer_source", "unchanged"})
"""Fields that no template fills."""


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
    colleague: ColleagueRule | None = None
    contract: ContractRule | None = None
    service: ServiceRule | None = None
    absence: AbsenceRule | None = None

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """The tables this mapping has, by name."""
        for name in _TABLES:
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
                elif isinstance(value, str | tuple) and value and field not in _PLAIN:
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
    tables = {name: rule.__struct_fields__ for name, rule in _TABLES.items()}
    return {"": Mapping.__struct_fields__, "numbers": NumberRule.__struct_fields__, **tables}

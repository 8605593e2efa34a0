"""What somebody typed into a record's fields, read and checked against what is stored: values, references, rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from sqlalchemy import select

from dispatcher.domain.field_sorts import Value
from dispatcher.domain.kinds import KINDS, Field, Kind, label_of, read_field, show_field
from dispatcher.domain.record import Owner, SaveRecord, refuse_record
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean, fold
from dispatcher.locale import _
from dispatcher.store.records import OWNED_BY, REFERENCES, TABLES, Stored, kept_in, names_of
from dispatcher.store.schema import customer, office
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Entered:
    """A record as it shall be. ``values`` are all its fields, ``changed`` those that differ from what is stored (for a
    new record all that hold something), ``refers`` the ids behind fields that name other records."""

    kind: Kind
    values: Mapping[str, Value]
    changed: frozenset[str]
    owner: Owner | None
    before: Stored | None
    zone: str
    refers: Mapping[str, int | None] = field(default_factory=dict)
    customers: tuple[int, ...] = ()

    def of(self, kept: str) -> Iterable[Field]:
        """The changed fields that are kept so (:func:`~dispatcher.store.records.kept_in`)."""
        return (one for one in self.kind.fields if one.name in self.changed and kept_in(self.kind.name, one) == kept)


def enter(uow: UnitOfWork, command: SaveRecord, before: Stored | None, owner: Owner | None) -> Entered | Refusal:
    """Read ``command``; a refusal's code is the field to put right. Only what differs from what is stored is read, so
    that an old value which nobody could type today keeps nobody from changing another."""
    kind = KINDS[command.kind]
    zone = uow.connection.scalar(select(office.c.zone)) or "UTC"
    typed = command.values if before else {**dict.fromkeys(_names(kind), ""), **_present(command, _usual(kind, zone))}
    values: dict[str, Value] = {**before.values} if before else {}
    changed = set()
    for one in kind.fields:
        if one.name in typed:
            value = _read(uow, kind, one, typed[one.name], before, zone)
            if isinstance(value, Refusal):
                return value
            if before is None or _shown(kind, one, value, zone) != _shown(kind, one, before.values[one.name], zone):
                changed.add(one.name)
            values[one.name] = value
    entered = Entered(kind, values, frozenset(changed), owner, before, zone)
    return refuse_record(kind.name, values, changed, _country(entered), uow.now) or _with_references(uow, entered)


def _names(kind: Kind) -> Iterable[str]:
    return (one.name for one in kind.fields)


def _present(command: SaveRecord, usual: Mapping[str, str]) -> dict[str, str]:
    """What was typed, and the usual where nothing was."""
    return {**usual, **{name: text for name, text in command.values.items() if text.strip() or name not in usual}}


def _usual(kind: Kind, zone: str) -> Mapping[str, str]:
    """What a new record holds where nothing is said."""
    usual = {
        "customer": {"language": "de"},
        "site": {"country": "DE", "zone": zone},
        "colleague": {"role": "dispatcher"},
    }
    return usual.get(kind.name, {})


def _read(uow: UnitOfWork, kind: Kind, one: Field, typed: str, before: Stored | None, zone: str) -> Value | Refusal:
    if before is not None and clean(typed).strip() == _shown(kind, one, before.values[one.name], zone).strip():
        return before.values[one.name]
    return read_field(kind.name, one.name, typed, now=uow.now, zone=zone)


def _shown(kind: Kind, one: Field, value: Value, zone: str) -> str:
    return show_field(kind.name, one.name, value, zone)


def _country(entered: Entered) -> str:
    """In which country the place of a site, or of a customer's first one, lies."""
    if entered.kind.name == "site":
        return str(entered.values.get("country") or "DE")
    first = entered.before.site if entered.before else None
    return str(first["country"] if first else "") or "DE"


def _with_references(uow: UnitOfWork, entered: Entered) -> Entered | Refusal:
    """The ids behind the names of other records."""
    refers: dict[str, int | None] = {}
    for one in entered.of("reference"):
        name = str(entered.values[one.name])
        found = _referred(uow, entered, one, name) if name else None
        if isinstance(found, Refusal):
            return found
        refers[one.name] = found
    customers: tuple[int, ...] | Refusal = ()
    for one in entered.of("customers"):
        customers = _customers(uow, one, str(entered.values[one.name]))
    if isinstance(customers, Refusal):
        return customers
    return replace(entered, refers=refers, customers=customers)


def _referred(uow: UnitOfWork, entered: Entered, one: Field, name: str) -> int | Refusal:
    kind, column = REFERENCES[(entered.kind.name, one.name)]
    if entered.before and name == entered.before.values[one.name] and entered.before.row[column] is not None:
        return int(entered.before.row[column])
    table = TABLES[kind]
    query = select(table).where(~table.c.archived)
    if entered.owner:
        query = query.where(table.c[OWNED_BY[kind][entered.owner[0]]] == entered.owner[1])
    named = [row.id for row in uow.connection.execute(query) if fold(name) in names_of(kind, row._asdict())]
    others = [ident for ident in named if not _is_same(entered, kind, ident)]
    if named and not others:
        return Refusal(one.name, _("{field}: nobody stands in for himself.").format(field=label_of(one)))
    if len(others) != 1:
        sentence = _("{name} fits several.") if others else _("There is no {name} to choose.")
        return Refusal(one.name, f"{label_of(one)}: {sentence.format(name=name)}")
    return int(others[0])


def _is_same(entered: Entered, kind: str, ident: int) -> bool:
    return entered.before is not None and (entered.before.kind, entered.before.ident) == (kind, ident)


def _customers(uow: UnitOfWork, one: Field, text: str) -> tuple[int, ...] | Refusal:
    numbers = [int(part.removeprefix("K-")) for part in text.split("; ") if part]
    query = select(customer.c.number, customer.c.id).where(customer.c.number.in_(numbers))
    found = {row.number: row.id for row in uow.connection.execute(query)}
    missing = next((wanted for wanted in numbers if wanted not in found), None)
    if missing is not None:
        return Refusal(one.name, _("There is no customer K-{number}.").format(number=missing))
    return tuple(found[wanted] for wanted in numbers)

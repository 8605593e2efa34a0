"""Master data as it is stored: which table keeps a kind, and the values of one record by the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from dispatcher.domain.field_numbers import show_with_note
from dispatcher.domain.field_sorts import Value
from dispatcher.domain.kinds import KINDS, Field
from dispatcher.domain.text import fold
from dispatcher.store.schema import (
    absence,
    colleague,
    contact_person,
    contract,
    customer,
    number,
    on_call,
    service,
    service_customer,
    site,
    technician,
)
from dispatcher.values import dataclass

TABLES: Mapping[str, Table] = {
    "customer": customer,
    "site": site,
    "person": contact_person,
    "technician": technician,
    "colleague": colleague,
    "contract": contract,
    "service": service,
    "absence": absence,
    "on-call": on_call,
}
OWNED_BY: Mapping[str, Mapping[str, str]] = {
    **{kind: {"customer": "customer_id"} for kind in ("site", "person", "contract")},
    "absence": {"technician": "technician_id", "person": "person_id", "colleague": "colleague_id"},
    "on-call": {"technician": "technician_id"},
}
"""The column that tells to which record another one belongs, by its kind and the kind of its owner."""
REFERENCES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("person", "deputy"): ("person", "deputy_id"),
    ("person", "site"): ("site", "site_id"),
    ("colleague", "stand_in"): ("colleague", "stand_in_id"),
}
"""Fields that name another record: its kind, and the column with its id."""
_COLUMNS = {("absence", "starts"): "starts_at", ("absence", "ends"): "ends_at", ("absence", "told"): "told_at"}
_COLUMNS |= {("on-call", "starts"): "starts_at", ("on-call", "ends"): "ends_at"}
PLACE = ("street", "postcode", "place", "state")
"""Fields of a customer that are those of his first site."""
_PLAIN, _NUMBERS, _CUSTOMERS, _REFERENCE, _PLACE = "column", "numbers", "customers", "reference", "place"


@dataclass(frozen=True, slots=True)
class Stored:
    """One record: its row, the values of its fields, and to whom it belongs. ``site`` is a customer's first site."""

    kind: str
    ident: int
    version: int
    archived: bool
    row: Mapping[str, Any]
    values: Mapping[str, Value]
    owner: tuple[str, int] | None
    site: Mapping[str, Any] | None


def kept_in(kind: str, field: Field) -> str:
    """Where a field's value is kept: "column", "numbers", "customers", "reference", or "place" (of the first site)."""
    if kind == "customer" and field.name in PLACE:
        return _PLACE
    return {"numbers": _NUMBERS, "mails": _NUMBERS, "customers": _CUSTOMERS, "reference": _REFERENCE}.get(
        field.sort, _PLAIN
    )


def column_of(kind: str, field: str) -> str:
    """The column that keeps a plain field."""
    return _COLUMNS.get((kind, field), field)


def stored(connection: Connection, kind: str, ident: int) -> Stored | None:
    """The record as it is stored now, archived or not; None where there is none.

    Indexes: the keys, ``ix_site_customer_id``, ``ix_number_customer_id``, the unique key of a service's customers.
    """
    table = TABLES[kind]
    row = _row(connection, select(table).where(table.c.id == ident))
    if row is None:
        return None
    first = first_site(connection, ident) if kind == "customer" else None
    values = {field.name: _value(connection, kind, field, row, first) for field in KINDS[kind].fields}
    return Stored(kind, ident, row["version"], row["archived"], row, values, owner_in(kind, row), first)


def owner_in(kind: str, row: Mapping[str, Any]) -> tuple[str, int] | None:
    """The kind and id of what a row belongs to; None for what stands for itself."""
    owners = [(owner, row[column]) for owner, column in OWNED_BY.get(kind, {}).items()]
    return next(((owner, ident) for owner, ident in owners if ident is not None), None)


def first_site(connection: Connection, customer_id: int) -> Mapping[str, Any] | None:
    """The row of a customer's first site that is not given up."""
    mine = select(site).where(site.c.customer_id == customer_id, ~site.c.archived)
    return _row(connection, mine.order_by(site.c.id).limit(1))


def _row(connection: Connection, query: Select[Any]) -> Mapping[str, Any] | None:
    found = connection.execute(query).mappings().first()
    return None if found is None else {str(name): value for name, value in found.items()}


def _value(
    connection: Connection, kind: str, field: Field, row: Mapping[str, Any], first: Mapping[str, Any] | None
) -> Value:
    kept = kept_in(kind, field)
    if kept == _PLACE:
        return first[field.name] if first else ""
    if kept == _NUMBERS:
        return _numbers(connection, kind, field.name, row)
    if kept == _REFERENCE:
        other, column = REFERENCES[(kind, field.name)]
        return name_of(connection, other, row[column])
    if kept == _CUSTOMERS:
        return _customers(connection, row["id"])
    found: Value = row[column_of(kind, field.name)]
    return found


def _numbers(connection: Connection, kind: str, sort: str, row: Mapping[str, Any]) -> str:
    query = select(number.c.shown, number.c.note).where(*numbers_of(kind, row), number.c.kind == sort)
    return "; ".join(show_with_note(*found) for found in connection.execute(query.order_by(number.c.id)))


def numbers_of(kind: str, row: Mapping[str, Any]) -> tuple[ColumnElement[bool], ...]:
    """The condition for the numbers in use of one customer, site or person."""
    mine = {"customer_id": row["id"] if kind == "customer" else row["customer_id"], "person_id": None, "site_id": None}
    if kind != "customer":
        mine[f"{kind}_id"] = row["id"]
    return (*(number.c[name] == ident for name, ident in mine.items()), ~number.c.archived)


def name_of(connection: Connection, kind: str, ident: int | None) -> str:
    """What a record is called in a field that refers to it; empty for none."""
    if ident is None:
        return ""
    found = _row(connection, select(TABLES[kind]).where(TABLES[kind].c.id == ident))
    return called(kind, found) if found else ""


def called(kind: str, row: Mapping[str, Any]) -> str:
    """The name by which a row is referred to: a colleague's sign, a site's name or else its street, a name."""
    if kind == "colleague":
        return str(row["sign"])
    return str(row.get("name") or row.get("street") or row.get("place") or "")


def names_of(kind: str, row: Mapping[str, Any]) -> frozenset[str]:
    """The folded names by which somebody may call a row: name, form and name, code, sign, login, street."""
    names = [called(kind, row), f"{row.get('form') or ''} {row.get('name') or ''}".strip()]
    names += [str(row.get(column) or "") for column in ("name", "code", "sign", "login", "street")]
    return frozenset(fold(name) for name in names if name)


def _customers(connection: Connection, service_id: int) -> str:
    query = select(customer.c.number).join(service_customer, service_customer.c.customer_id == customer.c.id)
    mine = query.where(service_customer.c.service_id == service_id, ~service_customer.c.archived)
    return "; ".join(f"K-{found}" for found in connection.scalars(mine.order_by(customer.c.number)))

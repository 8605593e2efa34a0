"""Master data for forms and lists: one record with the texts of its fields, all records of a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select

from dispatcher.domain.form_of_address import addressed
from dispatcher.domain.kinds import KINDS, Kind, show_field, title_of
from dispatcher.domain.text import fold
from dispatcher.domain.trouble import Trouble
from dispatcher.domain.verbs import ADDED, ARCHIVE, EDIT, ENROL, IMPORT_CHANGE, RESTORE, UNDO
from dispatcher.locale import _
from dispatcher.queries.customer_named import find_customer
from dispatcher.queries.postcodes import place_of
from dispatcher.queries.raw import Read
from dispatcher.queries.record_rows import ChangeRow, RecordLine, RecordRow
from dispatcher.store.records import OWNED_BY, TABLES, column_of, kept_in, names_of, owner_in, stored
from dispatcher.store.schema import absence, journal, journal_link, office

MOST_LINES = 500
DETAILS: Mapping[str, tuple[str, ...]] = {
    "customer": ("long_name",),
    "site": ("street", "postcode", "place"),
    "person": ("role", "duties"),
    "technician": ("code", "skills", "region"),
    "colleague": ("sign", "role"),
    "contract": ("response_minutes", "availability", "ends_on"),
    "service": ("kind", "availability"),
    "absence": (),
    "on-call": (),
}
"""What tells records of a kind apart, besides their names."""
_LAST_CHANGE = Read(
    select(journal.c.actor, journal.c.recorded_at)
    .join(journal_link, journal_link.c.seq == journal.c.seq)
    .where(journal_link.c.kind == bindparam("kind"), journal_link.c.ref == bindparam("ident"))
    .where(journal.c.verb.in_((*ADDED.values(), EDIT, ARCHIVE, RESTORE, ENROL, IMPORT_CHANGE, UNDO)))
    .order_by(journal_link.c.happened_at.desc(), journal_link.c.seq.desc())
    .limit(1)
)


def record(connection: Connection, kind: str, ident: int) -> RecordRow | None:
    """One record with the texts of its fields, archived or not; None where there is none. Raises KeyError for a kind
    that is none. Indexes: the keys, and those of :func:`dispatcher.store.records.stored`."""
    found = stored(connection, kind, ident)
    if found is None:
        return None
    zone = _zone(connection)
    values = {one.name: show_field(kind, one.name, found.values[one.name], zone) for one in KINDS[kind].fields}
    title = title_of(kind, found.values, zone)
    number = found.row.get("number")
    of = _whose(connection, found.owner)
    return RecordRow(kind, ident, found.version, found.archived, title, values, found.owner, number, of)


def _whose(connection: Connection, owner: tuple[str, int] | None) -> str:
    """What the owner of a record is called: ``K-1042 Botschaft``, ``Frau Bonnard, K-1042 Botschaft``, ``Wolff T.``;
    empty for none. Indexes: the keys."""
    if owner is None:
        return ""
    table = TABLES[owner[0]]
    found = connection.execute(select(table).where(table.c.id == owner[1])).mappings().first()
    if found is None:
        return ""
    if owner[0] == "customer":
        return f"K-{found['number']} {found['name']}"
    if owner[0] == "person":
        of = _whose(connection, ("customer", found["customer_id"]))
        return f"{addressed(found['form'], found['name'])}, {of}"
    return str(found["name"] or found.get("code") or found.get("sign"))


def _zone(connection: Connection) -> str:
    return connection.scalar(select(office.c.zone)) or "UTC"


def records(
    connection: Connection,
    kind: str,
    parent: tuple[str, int] | None = None,
    archived: bool = False,
    after: int = 0,
    now: datetime | None = None,
) -> tuple[RecordLine, ...]:
    """The records of a ``kind``, of one ``parent`` where they belong to one, in the order in which they were made; with
    the ``archived`` ones if wanted, which then stand last. At most 500, those behind the id ``after``. Where no parent
    is named, each says whose it is. Of people who are absent at the instant ``now``, each says until when.

    Raises KeyError for a kind that is none. Indexes: the owner's, or the key; those of the absences.
    """
    table = TABLES[kind]
    query = select(table).where(table.c.id > after, *_of_parent(kind, parent)).order_by(table.c.id).limit(MOST_LINES)
    if not archived:
        query = query.where(~table.c.archived)
    zone = _zone(connection)
    rows = sorted(connection.execute(query).mappings().all(), key=lambda row: bool(row["archived"]))
    read = [{str(name): value for name, value in row.items()} for row in rows]
    owners = [owner_in(kind, row) if parent is None else None for row in read]
    names = {owner: _whose(connection, owner) for owner in dict.fromkeys(owners)}
    away = _away(connection, kind, [row["id"] for row in read], now)
    lines = (_line(KINDS[kind], row, zone, names[owner]) for row, owner in zip(read, owners, strict=True))
    return tuple(replace(line, is_away=True, away_until=away[line.id]) if line.id in away else line for line in lines)


def _away(connection: Connection, kind: str, ids: Sequence[int], now: datetime | None) -> dict[int, datetime | None]:
    """Who of them is absent at ``now``, and until when, the longest absence of each; None where nobody knows."""
    if now is None or kind not in OWNED_BY["absence"] or not ids:
        return {}
    owner = absence.c[OWNED_BY["absence"][kind]]
    query = select(owner, absence.c.ends_at).where(
        owner.in_(ids), absence.c.starts_at <= now, or_(absence.c.ends_at.is_(None), absence.c.ends_at > now)
    )
    found: dict[int, datetime | None] = {}
    for ident, until in connection.execute(query.where(~absence.c.archived)):
        known = found.get(ident, now)
        found[ident] = None if until is None or known is None else max(until, known)
    return found


def _line(kind: Kind, row: Mapping[str, Any], zone: str, of: str) -> RecordLine:
    plain = [one.name for one in kind.fields if kept_in(kind.name, one) == "column"]
    values = {name: row[column_of(kind.name, name)] for name in plain}
    shown = {name: show_field(kind.name, name, values[name], zone) for name in DETAILS[kind.name]}
    if "postcode" in shown:
        shown["place"] = f"{shown.pop('postcode')} {shown['place']}".strip()
    parts = shown.values()
    number = f"K-{row['number']} " if kind.name == "customer" else ""
    title = f"{number}{title_of(kind.name, values, zone)}"
    return RecordLine(row["id"], title, ", ".join(part for part in parts if part), row["archived"], of)


def filled(kind: str, values: Mapping[str, str], country: str = "DE") -> dict[str, str]:
    """``values`` with the place and the federal state that the postcode has, where nothing was typed for them and the
    postcode leaves no choice. Needs no store."""
    full = dict(values)
    if kind not in ("customer", "site") or not full.get("postcode", "").strip():
        return full
    places = place_of(full["postcode"].strip(), full.get("country", "").strip().upper() or country)
    for name, found in (("place", {one.place for one in places}), ("state", {one.state for one in places})):
        if len(found) == 1 and not full.get(name, "").strip():
            full[name] = found.pop()
    return full


def last_change(connection: Connection, kind: str, ident: int) -> ChangeRow | None:
    """Who changed a record last; None where nobody did. Index: the journal links' key, walked from the newest back to
    the first entry about the record itself (a customer's notes are none)."""
    found = _LAST_CHANGE.first(connection, kind=kind, ident=ident)
    return None if found is None else ChangeRow(*found)


def find_record(connection: Connection, kind: str, named: str, parent: tuple[str, int] | None = None) -> int:
    """The id of the record that ``named`` names by its name, code, sign, login, street or id (``7``, ``#7``), archived
    or not; of the ``parent``'s where it belongs to one. Customers are found by K-number or name.

    Raises Trouble "unknown" or "ambiguous" with the candidates. Indexes: as for :func:`records`.
    """
    if kind == "customer":
        return find_customer(connection, named)
    is_free = parent is not None or not OWNED_BY.get(kind)
    found = (_called(connection, kind, named, parent) if is_free else []) or _with_id(connection, kind, named, parent)
    if len(found) == 1:
        return int(found[0])
    shown = ", ".join(f"#{ident}" for ident in found)
    if found:
        raise Trouble("ambiguous", _("{name} fits several: {list}").format(name=named.strip(), list=shown))
    raise Trouble("unknown", _("There is no {kind} {name}.").format(kind=_(KINDS[kind].label), name=named.strip()))


def _called(connection: Connection, kind: str, named: str, parent: tuple[str, int] | None) -> list[int]:
    table = TABLES[kind]
    query = select(table).where(table.c.id > 0, *_of_parent(kind, parent)).order_by(table.c.id).limit(MOST_LINES)
    rows = ({str(name): value for name, value in row.items()} for row in connection.execute(query).mappings())
    return [row["id"] for row in rows if fold(named.strip()) in names_of(kind, row)]


def _with_id(connection: Connection, kind: str, named: str, parent: tuple[str, int] | None) -> list[int]:
    ident = named.strip().removeprefix("#")
    if not (ident.isascii() and ident.isdecimal() and len(ident) < 10):
        return []
    table = TABLES[kind]
    return [*connection.scalars(select(table.c.id).where(table.c.id == int(ident), *_of_parent(kind, parent)))]


def _of_parent(kind: str, parent: tuple[str, int] | None) -> list[ColumnElement[bool]]:
    return [] if parent is None else [TABLES[kind].c[OWNED_BY[kind][parent[0]]] == parent[1]]

"""Taking back what an entry did to rows: what was changed is set back, what was deleted comes back, what was added is
archived or cancelled, for it stays in the journal and numbers are never given twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from dispatcher.store.index import Indexer
from dispatcher.store.journal import Link
from dispatcher.store.schema import (
    appointment,
    assignment,
    colleague,
    customer,
    handover,
    handover_item,
    message,
    metadata,
    move,
    promise,
    service,
    technician,
    ticket,
)
from dispatcher.store.told import read_told
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

LINK_OF = {"contact_person": "person", "on_call": "on-call"}
"""Tables whose rows an entry links by another word than the table's."""
NOUN_LINKS = frozenset(LINK_OF.get(name, name) for name in metadata.tables)
"""What a counter-entry is linked to as well; flags and other entries are not, for they would count once more."""
FOUND_BY = frozenset({"customer", "site", "contact_person", "number"})
"""Tables by whose words customers are found."""
ALONE: dict[Table, tuple[str, ...]] = {technician: ("code",), colleague: ("login", "sign"), service: ("name",)}
"""Columns whose value no two rows share, so that what was taken back must give it free."""
_USUAL_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that an entry changed (``was`` holds what it set in other words before) or added (``is_new``)."""

    table: Table
    ident: int
    values: dict[str, Any]
    was: dict[str, Any]

    @property
    def is_new(self) -> bool:
        """Whether the entry added the row."""
        return not self.was.keys() >= self.values.keys()

    @property
    def is_touched(self) -> bool:
        """Whether the entry only counted up the row's version, so that who edits it looks again."""
        return self.values.keys() == {"version"}

    @property
    def goes(self) -> bool:
        """Whether undo puts the row away, so that nobody may have begun to need it."""
        return self.is_new or self.was.get("archived") is True


@dataclass(frozen=True, slots=True)
class Target:
    """The entry that is taken back; ``said`` is its payload."""

    seq: int
    verb: str
    links: tuple[Link, ...]
    said: dict[str, Any]

    def changed(self) -> list[Changed]:
        """Rows that are there and were changed or added by it."""
        was, gone = self.said.get("was", {}), self.said.get("gone", {})
        sets = self.said.get("set", {}).items()
        return [
            Changed(*_row(subject), values, was.get(subject, {})) for subject, values in sets if subject not in gone
        ]

    def deleted(self) -> Iterator[tuple[Table, int, dict[str, Any]]]:
        """Rows it deleted, with what they held before it."""
        was = self.said.get("was", {})
        for subject, told in self.said.get("gone", {}).items():
            before = {name: value for name, value in was.get(subject, {}).items() if name != "version"}
            yield *_row(subject), told | before


def _row(subject: str) -> tuple[Table, int]:
    table, _colon, ident = subject.rpartition(":")
    return metadata.tables[table], int(ident)


def take_back(uow: UnitOfWork, target: Target) -> None:
    """Bring every row back to what it was before ``target``; what was added gives way first.

    Raises IntegrityError where another row has taken a place that is unique.
    """
    changed = target.changed()
    visits = {one.ident for one in changed if one.is_new and one.table is appointment}
    for one in _put_away(changed):
        if one.table is move:
            _counter(uow, one)
        elif one.table is assignment and one.values["appointment_id"] not in visits:
            _take_off(uow, one)
        else:
            _set(uow, one, _withdrawn(one, uow.now))
    kept = [one for one in changed if not one.is_new]
    lifted = _lift(uow, [one for one in kept if one.table is assignment])
    for table, ident, told in target.deleted():
        uow.restore(table, ident, told)
    for one in kept:
        lifted_as = {"active": lifted[one.ident]} if one.table is assignment and one.ident in lifted else {}
        _set(uow, one, {**lifted_as, **before(one)})
    uow.flush()
    indexer = Indexer(uow)
    for customer_id in _found_anew(uow.connection, target):
        indexer.rebuild(customer_id)


def _put_away(changed: list[Changed]) -> Iterator[Changed]:
    """What was added. People, sites and numbers of a customer who goes are hidden with him, as by archiving, so that
    he has them when he is taken back."""
    customers = {one.ident for one in changed if one.is_new and one.table is customer}
    for one in changed:
        if one.is_new and not ("archived" in one.table.c and one.values.get("customer_id") in customers):
            yield one


def _counter(uow: UnitOfWork, one: Changed) -> None:
    """The ledger of moves is never changed: a row the other way round takes the first one back (I5)."""
    told = read_told(move, one.values)
    was = {f"old_{name}": told.get(f"new_{name}") for name in ("starts_at", "ends_at")}
    was |= {f"new_{name}": told.get(f"old_{name}") for name in ("starts_at", "ends_at")}
    crew = {"old_crew": told.get("new_crew", ""), "new_crew": told.get("old_crew", "")}
    now = {"author_id": uow.actor.id, "happened_at": uow.now, "takes_back_id": one.ident}
    uow.insert(move, **(told | was | crew | now))


def _take_off(uow: UnitOfWork, one: Changed) -> None:
    """Who was added to an appointment that stays does not belong to it any more."""
    version = uow.connection.scalar(select(assignment.c.version).where(assignment.c.id == one.ident))
    if version is not None:
        uow.delete(assignment, one.ident, version)


def _lift(uow: UnitOfWork, blocks: Sequence[Changed]) -> dict[int, bool]:
    """Each of several blocks may go back to where another one stands as yet, so all of them are lifted first; whether
    each was active, by its id."""
    if len(blocks) < 2:
        return {}
    query = select(assignment.c.id, assignment.c.active).where(assignment.c.id.in_([one.ident for one in blocks]))
    lifted = {row.id: row.active for row in uow.connection.execute(query)}
    for one in blocks:
        _set(uow, one, {"active": False})
    return lifted


def before(one: Changed) -> dict[str, Any]:
    """What the entry changed in the row, as it was before."""
    told = {name: one.was[name] for name in one.values if name != "version"}
    return read_told(one.table, told)


def _set(uow: UnitOfWork, one: Changed, values: dict[str, Any]) -> None:
    version = uow.connection.scalar(select(one.table.c.version).where(one.table.c.id == one.ident))
    if version is not None:
        uow.update(one.table, one.ident, version, **values)


def _withdrawn(one: Changed, now: datetime) -> dict[str, Any]:
    """What makes a row as good as not there; a code or login that nobody else may have is free again."""
    table = one.table
    if table is ticket:
        nobody = {"ball": None, "ball_who": "", "next_step": "", "due_at": None}
        return {"state": "cancelled", "closed_at": now, "merged_into_id": None, "reports": 1, **nobody}
    if table is appointment:
        return {"state": "cancelled"}
    if table is promise:
        # Whatever it came in the place of is not followed any more.
        return {"state": "withdrawn", "closed_at": now, "follows_id": None}
    if table is assignment:
        return {"active": False}
    if table is handover:
        return {}
    if table is handover_item:
        return {"acknowledged_at": now}
    if table is message:
        return {"settled_at": now}
    freed = {name: _unlike(table, name, one) for name in ALONE.get(table, ()) if one.values.get(name)}
    return {"archived": True, **freed}


def _unlike(table: Table, name: str, one: Changed) -> str:
    """The value as that of a row that was taken back: "Fuchs~7", still to be told from the others."""
    end, most = f"~{one.ident}", getattr(table.c[name].type, "length", None) or _USUAL_LENGTH
    return f"{str(one.values[name])[: most - len(end)]}{end}"


def _found_anew(connection: Connection, target: Target) -> set[int]:
    """Customers whose words for the search may have changed."""
    rows = [(one.table, one.ident) for one in target.changed()]
    rows += [(table, ident) for table, ident, _told in target.deleted()]
    found = {ident for table, ident in rows if table.name == "customer"}
    for table, ident in rows:
        if table.name in FOUND_BY and "customer_id" in table.c:
            found.update(connection.scalars(select(table.c.customer_id).where(table.c.id == ident)))
    return found

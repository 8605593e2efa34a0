"""Bringing one row of a list and our rows together: add what is new, change what nobody touched, report the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Table

from dispatcher.actions.importing_ledger import Kept, plain_values, same
from dispatcher.store.schema import metadata
from dispatcher.store.types import plain
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

Values = dict[str, Any]
_LEAVING = {"archived": (True, False), "active": (False, True)}
"""Columns that say that a row has left its list, with the values for gone and for back."""
_EMPTY: dict[type, object] = {str: "", int: 0, bool: False}
TOUCHED = 0
"""Kept as the version of a row in which a person's word stands against the list's, so that it is looked at again."""


class Part(msgspec.Struct, frozen=True):
    """One of our rows as a list wants it. ``role`` names it within the list's row.

    ``follows`` are values that no list gives but that hang on the ``bound`` ones (a ticket's ball on its state):
    whoever touched one of them by hand has touched them all. ``once`` gives values at the row's making."""

    role: str
    table: Table
    values: Values
    bound: tuple[str, ...] = ()
    follows: Values = {}
    once: Callable[[], Values] | None = None


Parts = Generator[Part, int, None]
"""Yields the parts of a row, parents first; is sent the id of each."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A field in which a person's word stands against the list's: ours was kept. ``line`` is the row's in the file;
    ``where`` names our row ("site 12")."""

    line: int
    where: str
    field: str
    theirs: str
    ours: str


class Rows:
    """Our rows as they stand now: those asked for together are read with one query a table."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._rows: dict[tuple[str, int], Values] = {}

    def load(self, table: Table, idents: set[int]) -> None:
        """Read the rows with these ids; by the primary key."""
        missing = {ident for ident in idents if (table.name, ident) not in self._rows}
        if missing:
            for row in self._uow.connection.execute(table.select().where(table.c.id.in_(missing))).mappings():
                self._rows[(table.name, row["id"])] = dict(row)

    def get(self, table: Table, ident: int) -> Values | None:
        """The row as it stands, changes of this transaction included; None where it has gone."""
        if (table.name, ident) not in self._rows:
            self._uow.flush()
            self.load(table, {ident})
        return self._rows.get((table.name, ident))

    def update(self, table: Table, ident: int, changes: Values) -> int:
        """Change a row that was read here; returns its new version."""
        row = self._rows[(table.name, ident)]
        self._uow.update(table, ident, row["version"], **changes)
        row.update(changes, version=row["version"] + 1)
        return int(row["version"])


class Settling:
    """One row of a list being settled: ``kept`` is what the ledger will remember, ``changed`` the roles of the rows
    that were added or changed."""

    def __init__(self, uow: UnitOfWork, rows: Rows, line: int, before: Mapping[str, Kept]) -> None:
        self._uow = uow
        self._rows = rows
        self._line = line
        self._before = before
        self.kept: dict[str, Kept] = {}
        self.changed: set[str] = set()
        self.by_hand: list[ByHand] = []

    def run(self, parts: Parts) -> None:
        """Settle every part, then let go of those that the list no longer has."""
        try:
            part = next(parts)
            while True:
                part = parts.send(self._place(part))
        except StopIteration:
            pass
        for role, kept in self._before.items():
            if role not in self.kept:
                self._leave(role, kept)

    def _place(self, part: Part) -> int:
        kept = self._before.get(part.role)
        if kept is None:
            return self._insert(part)
        current = self._rows.get(part.table, kept.ident)
        if current is None:
            self.kept[part.role] = kept
        else:
            self._compare(part, kept, current)
        return kept.ident

    def _insert(self, part: Part) -> int:
        values = {**part.values, **part.follows}
        ident = self._uow.insert(part.table, **values, **(part.once() if part.once else {}))
        self.kept[part.role] = Kept(str(part.table.name), ident, 1, plain_values(values))
        self.changed.add(part.role)
        return ident

    def _compare(self, part: Part, kept: Kept, current: Values) -> None:
        changes: Values = {}
        objections = 0
        touched = self._is_bound_touched(part, kept, current)
        for name, value in (part.values | self._back(kept)).items():
            now, last = plain(current[name]), kept.values.get(name)
            if same(now, plain(value)):
                continue
            if same(now, last) and not (touched and name in part.bound):
                changes[name] = value
            else:
                objections += 1
                self._object(kept, name, value, now)
        if changes.keys() & set(part.bound):
            following = part.follows.items()
            changes |= {name: value for name, value in following if not same(plain(current[name]), plain(value))}
        version = self._change(part, kept.ident, changes) if changes else int(current["version"])
        follows = {name: kept.values.get(name) for name in part.follows}
        values = plain_values({**follows, **part.values, **changes})
        self.kept[part.role] = Kept(kept.table, kept.ident, TOUCHED if objections else version, values)

    def _change(self, part: Part, ident: int, changes: Values) -> int:
        self.changed.add(part.role)
        return self._rows.update(part.table, ident, changes)

    def _is_bound_touched(self, part: Part, kept: Kept, current: Values) -> bool:
        names = (*part.bound, *part.follows)
        return any(not same(plain(current[name]), kept.values.get(name)) for name in names)

    def _back(self, kept: Kept) -> Values:
        """A row that had left its list and stands there again."""
        return {name: back for name, (gone, back) in _LEAVING.items() if kept.values.get(name) is gone}

    def _leave(self, role: str, kept: Kept) -> None:
        table = metadata.tables[kept.table]
        current = self._rows.get(table, kept.ident)
        left = {name: gone for name, (gone, _back) in _LEAVING.items() if name in table.c}
        if current is None or all(current[name] is gone for name, gone in left.items()):
            self.kept[role] = kept
            return
        listed = current.keys() - {"id", "version", *_LEAVING}
        touched = [name for name in listed if not same(plain(current[name]), kept.values.get(name))]
        for name in touched:
            self._object(kept, name, "", plain(current[name]))
        version = TOUCHED if touched else self._rows.update(table, kept.ident, left)
        self.changed |= set() if touched else {role}
        self.kept[role] = Kept(kept.table, kept.ident, version, kept.values if touched else {**kept.values, **left})

    def _object(self, kept: Kept, name: str, theirs: object, ours: object) -> None:
        where = f"{kept.table} {kept.ident}"
        self.by_hand.append(ByHand(self._line, where, name, shown(theirs), shown(ours)))


def emptied(kept: Kept | None, table: Table, values: Values, names: Collection[str]) -> Values:
    """``values``, with those of ``names`` made empty that the list said before and says no more.

    Where it never said anything about one of them, nobody's word stands against what a person entered."""
    gone = (kept.values.keys() if kept else set()) & set(names) - values.keys()
    return values | {name: None if table.c[name].nullable else _EMPTY[table.c[name].type.python_type] for name in gone}


def shown(value: object) -> str:
    """A column's value for a report."""
    found = plain(value)
    return "" if found is None else str(found)

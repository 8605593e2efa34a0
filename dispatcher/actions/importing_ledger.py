"""What an import remembers: which row of which list became what, and with which values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, get_args

import msgspec
from sqlalchemy import bindparam, select, update

from dispatcher.domain.imported import ImportedRow
from dispatcher.store.schema import import_row
from dispatcher.store.told import INSTANTS
from dispatcher.store.types import plain
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

RowKey = tuple[str, str, str]
"""Source, kind and key: what identifies a row of a foreign list for ever."""
LONGEST_KEY = 200


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A row of ours that came from a list: its version after the import, and the values the list gave it."""

    table: str
    ident: int
    version: int
    values: dict[str, Any]


class Content(msgspec.Struct, frozen=True, array_like=True):
    """What a row of a list became: how often it was taken in, the rows by their roles, and for a customer that
    several rows share the key of the row that owns him."""

    taken: int = 1
    parts: dict[str, Kept] = {}
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A row that was imported before. ``fresh`` ones were in this very transaction."""

    ref_kind: str
    ref: int
    digest: str
    content: Content
    fresh: bool = False


_decoder = msgspec.json.Decoder(Content)
_encoder = msgspec.json.Encoder()


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row as the ledger keeps them; what is empty is left out."""
    kept = {name: value for name, value in values.items() if value}
    for name in kept.keys() & INSTANTS:
        kept[name] = plain(kept[name])
    return kept


def same(one: object, other: object) -> bool:
    """Whether two values of a column say the same to the ledger, which does not keep the empty ones."""
    return one == other or not (one or other)


_TOLD = {kind: tuple(one.name for one in fields(kind) if one.name != "line") for kind in get_args(ImportedRow)}
"""What a row says: every field but where in the file it stands."""


def digest_of(row: ImportedRow) -> str:
    """What a row says, wherever in the file it stands."""
    return hashlib.sha256(_encoder.encode([getattr(row, name) for name in _TOLD[type(row)]])).hexdigest()


def save_key(*parts: str | int) -> str:
    """The key of a save, made from what identifies it; the same save again cannot happen twice."""
    return hashlib.sha256(_encoder.encode(parts)).hexdigest()


class Ledger:
    """The remembered rows of one transaction: read with a few queries before, written with a few after."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._known: dict[RowKey, Known] = {}
        self._stored: set[RowKey] = set()
        self._changed: dict[RowKey, Known] = {}

    def load(self, keys: Iterable[RowKey]) -> None:
        """Read what is known of ``keys``; one query for each source and kind, by the primary key."""
        groups: dict[tuple[str, str], set[str]] = {}
        for source, kind, key in keys:
            groups.setdefault((source, kind), set()).add(key)
        for (source, kind), wanted in groups.items():
            query = select(import_row).where(
                import_row.c.source == source, import_row.c.kind == kind, import_row.c.key.in_(wanted)
            )
            for row in self._uow.connection.execute(query):
                known = Known(row.ref_kind, row.ref, row.digest, _decoder.decode(row.content))
                self._known[(source, kind, row.key)] = known
                self._stored.add((source, kind, row.key))

    def get(self, key: RowKey) -> Known | None:
        """What became of the row, if it was among those loaded or put since."""
        return self._known.get(key)

    def changed(self) -> Iterator[tuple[str, str, str, str]]:
        """The rows put, with their digests."""
        return ((*key, known.digest) for key, known in self._changed.items())

    def put(self, key: RowKey, ref_kind: str, ref: int, digest: str, content: Content) -> None:
        """Remember what became of a row."""
        known = Known(ref_kind, ref, digest, content, fresh=True)
        self._known[key] = self._changed[key] = known

    def write(self) -> None:
        """Hand everything put to the unit of work."""
        updates: list[dict[str, Any]] = []
        for (source, kind, key), known in self._changed.items():
            content = _encoder.encode(known.content).decode()
            ref = {"ref_kind": known.ref_kind, "ref": known.ref, "digest": known.digest, "content": content}
            if (source, kind, key) in self._stored:
                updates.append({"of_source": source, "of_kind": kind, "of_key": key, **ref})
            else:
                self._uow.insert_plain(import_row, {"source": source, "kind": kind, "key": key, **ref})
        if updates:
            row = import_row.c
            same = (row.source == bindparam("of_source"), row.kind == bindparam("of_kind"))
            self._uow.connection.execute(update(import_row).where(*same, row.key == bindparam("of_key")), updates)

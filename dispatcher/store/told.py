"""Contents of rows as the payload of an entry tells them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from dispatcher.store.journal import decode
from dispatcher.store.schema import metadata
from dispatcher.store.types import UtcInstant, as_text

INSTANTS = frozenset(
    str(column.name) for table in metadata.sorted_tables for column in table.c if type(column.type) is UtcInstant
)
"""Names of the columns that hold instants."""
GONE = "(gone)"
"""Stands among the columns that a tombstone names, where the erased entry had taken the row away."""


def told_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Contents as a payload tells them: instants as on every other place in the store. Raises ValueError for a naive
    instant."""
    told = dict(values)
    for name in told.keys() & INSTANTS:
        if isinstance(told[name], datetime):
            told[name] = as_text(told[name])
    return told


def read_told(table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    """Contents as a column takes them, from what a payload tells; columns of other versions are left out."""
    known = {name: value for name, value in told.items() if name in table.c}
    for name in known.keys() & INSTANTS:
        if isinstance(known[name], str):
            known[name] = datetime.fromisoformat(known[name])
    return known


def columns_set(payload: str) -> dict[str, list[str]]:
    """By row, the names of the columns that an entry had set, from its stored ``payload``; contents are not told."""
    told = decode(payload)
    left = {subject: sorted(values) for subject, values in told.get("set", {}).items()}
    return left | {subject: [*left.get(subject, ()), GONE] for subject in told.get("gone", ())}

"""The office of the store's contract, for the reads."""

from __future__ import annotations

from tests.store.conftest import (
    file_place,
    file_store,
    file_template,
    home,
    kind,
    opening,
    place,
    server_place,
    server_template,
    store,
)

__all__ = [
    "file_place",
    "file_store",
    "file_template",
    "home",
    "kind",
    "opening",
    "place",
    "server_place",
    "server_template",
    "store",
]

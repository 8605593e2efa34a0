"""A store with hostile texts in every column that holds free text, put there past the edge that makes them harmless."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from sqlalchemy import Text

import dispatcher.store
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.verbs import NOTE
from dispatcher.store import schema, sqlite
from dispatcher.store.place import find
from dispatcher.store.store import open_store
from tests.console.office_of import NOW
from tests.hostile.corpus import CORPUS

_NOT_TYPED = frozenset(
    ("content", "links", "payload", "search", "hash", "words", "hours", "lunch", "reserve", "value", "duties",
     "permissions", "old_crew", "new_crew", "registered", "skills", "phone", "guard_phone", "fault")
)  # fmt: skip
"""Columns of the store's own words: JSON, spans, numbers in their one form."""
_TOGETHER = 3
"""So many texts stand in one place one after the other."""


def free_text() -> list[tuple[str, str]]:
    """Every table and column that holds what somebody typed, from the schema."""
    for module in pkgutil.iter_modules(dispatcher.store.__path__):
        if module.name.startswith("schema"):
            importlib.import_module(f"{dispatcher.store.__name__}.{module.name}")
    tables = schema.metadata.sorted_tables
    typed = [(table.name, one.name) for table in tables for one in table.columns if isinstance(one.type, Text)]
    return [(table, column) for table, column in typed if column not in _NOT_TYPED]


def spoil_all(path: Path, texts: Iterator[str]) -> None:
    """Put the next of ``texts`` behind what stands in each row's free text; two consoles never see it half done."""
    connection = sqlite.driver.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    for table, column in free_text():
        if table.startswith(("journal", "search", "import")):
            continue
        for (row,) in connection.execute(f"SELECT rowid FROM {table}").fetchall():
            text = " ".join(next(texts) for _ in range(_TOGETHER)).encode("utf-8", "replace").decode()
            connection.execute(f"UPDATE {table} SET {column} = substr(?, 1, 6000) WHERE rowid = ?", (text, row))
    connection.execute("COMMIT")
    connection.close()


def tell_all(path: Path, customer: int) -> list[str]:
    """Each text of the corpus as an entry of a customer's history, oldest first; past the edge."""
    texts = [one.text.encode("utf-8", "replace").decode() for one in CORPUS]
    store = open_store(find(str(path)))
    with store.writing(Actor(1, "mh", "dispatcher"), Clock(NOW)) as uow:
        for text in texts:
            payload = {"text": text, "direction": "in", "channel": "T", "person": text[:60]}
            uow.record(NOTE, [("customer", customer)], payload)
    store.close()
    return texts


def endless() -> Iterator[str]:
    """The corpus, round and round."""
    return cycle(one.text for one in CORPUS)

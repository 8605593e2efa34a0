"""The one place that imports the SQLite driver.

The wheel brings a SQLite without the WAL-reset corruption bug (3.7 to 3.51.2). Where it does not exist the standard
library's is taken, and ``dispatcher doctor`` warns. Never both: locks of two SQLite libraries in one process are
lost silently.
"""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType

APPLICATION_ID = 0x44495350
"""Marks a SQLite file as ours ("DISP")."""
SAFE_FROM = (3, 51, 3)
"""The first SQLite without the WAL-reset bug (sqlite.org/wal.html)."""


def _load() -> ModuleType:
    name = "pysqlite3.dbapi2" if importlib.util.find_spec("pysqlite3") else "sqlite3.dbapi2"
    return importlib.import_module(name)


driver: ModuleType = _load()
version: str = driver.sqlite_version


def is_safe() -> bool:
    """Whether the SQLite in use is free of the WAL-reset bug (fixed in 3.51.3, also in 3.50.7)."""
    number = tuple(int(part) for part in version.split("."))
    return number >= SAFE_FROM or (3, 50, 7) <= number < (3, 51, 0)

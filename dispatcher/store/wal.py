"""SQLite's log beside the file: that it belongs to the file, and that it is still there.

The log (``-wal``) is not tied to its file. Beside a copy, or beside another store, it is taken for its own and mixes
two states into one; taken away from a running program, that program goes on writing into nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dispatcher.store import sqlite
from dispatcher.store.engine import file_connection
from dispatcher.values import dataclass

TRIES = 3
"""Another desk may be moving its log into the file just now; only what stays wrong is wrong."""


@dataclass(frozen=True, slots=True)
class View:
    """What a file says by itself: whose store it is, and its newest entry."""

    store_id: str
    seq: int
    hash: str


def has_foreign_log(path: Path) -> bool:
    """Whether the log beside ``path`` is no continuation of the file. Writes nothing.

    The newest entry that the file has by itself must be there with the log as well, and every later one must follow
    the one before it.
    """
    return all(_is_foreign(path) for _try in range(TRIES))


def _is_foreign(path: Path) -> bool:
    try:
        return log_of(path).stat().st_size > 0 and not _continues(path)
    except OSError:
        return False
    except sqlite.driver.Error as error:
        # A file that is sound by itself and not with its log; what cannot be opened at all is another matter.
        return error.sqlite_errorname.startswith("SQLITE_CORRUPT") and _alone(path) is not None


def log_of(path: Path) -> Path:
    """Where SQLite keeps the log of the file at ``path``."""
    return path.with_name(path.name + "-wal")


def log_was_taken(path: Path) -> bool:
    """Whether the log that this process has open was deleted under it. Only Linux tells."""
    gone = f"{log_of(path)} (deleted)"
    with contextlib.suppress(OSError):
        return any(_target(handle) == gone for handle in Path("/proc/self/fd").iterdir())
    return False


def _target(handle: Path) -> str:
    with contextlib.suppress(OSError):
        return str(handle.readlink())
    return ""


def _alone(path: Path) -> View | None:
    """The file without its log; None where it has no journal yet."""
    with contextlib.suppress(sqlite.driver.Error), contextlib.closing(_open(path, "ro&immutable=1")) as connection:
        return _view(connection)
    return None


def _open(path: Path, mode: str) -> Any:
    return file_connection(path, mode)


def _view(connection: Any) -> View | None:
    office = connection.execute("SELECT store_id FROM office").fetchone()
    newest = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return View(office[0], *newest) if office and newest else None


def _continues(path: Path) -> bool:
    alone = _alone(path)
    if alone is None:
        return True
    with contextlib.closing(_open(path, "ro")) as connection:
        connection.execute("BEGIN")
        whole = _view(connection)
        if whole is None or whole.store_id != alone.store_id:
            return False
        later = connection.execute("SELECT seq, prev_hash, hash FROM journal WHERE seq >= ? ORDER BY seq", (alone.seq,))
        return _linked(alone, later, whole)


def _linked(alone: View, later: Iterable[tuple[int, str, str]], whole: View) -> bool:
    seq, digest = alone.seq - 1, ""
    for number, prev_hash, own in later:
        if number != seq + 1 or (own != alone.hash if number == alone.seq else prev_hash != digest):
            return False
        seq, digest = number, own
    return (seq, digest) == (whole.seq, whole.hash)

"""That the file in the store's place is still the one that was opened: nothing is ever written into another one.

SQLite trusts what it has opened. A file that took the place of ours, or was written over or cut in place, would get
pages of ours from the log, and be neither the one nor the other.
"""

from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path
from typing import Any

from dispatcher.store import sqlite, trouble
from dispatcher.store.engine import Stillness, file_connection, identity
from dispatcher.store.place import Place
from dispatcher.store.wal import log_was_taken

_TRIES = 3
_PAUSE_SECONDS = 0.05
"""Another desk may be bringing its log into the file just now; only what stays wrong is wrong."""


class Guard:
    """Looks at the store's file from outside. Threads may share it; on a server there is nothing to look at."""

    def __init__(self, place: Place, store_id: str) -> None:
        """What lies in ``place`` now counts as the store ``store_id``."""
        self._place = place
        self._store_id = store_id
        self._opened = identity(place.path) if place.path is not None else (0, 0)
        self._sound: Stillness | None = None
        self._turn = threading.Lock()

    def refuse_other(self) -> None:
        """Raises StoreTrouble where another file, or none, lies in the place of the one that was opened, where its log
        was taken away, or where somebody wrote over the file or cut it. Costs microseconds while nobody did."""
        path = self._place.path
        if path is None:
            return
        if identity(path) != self._opened or log_was_taken(path):
            raise trouble.replaced(self._place.shown)
        with self._turn:
            look = _look(path)
            if look is None or look != self._sound:
                self._refuse_overwritten(path)
                self._sound = look

    def _refuse_overwritten(self, path: Path) -> None:
        for last in (*[False] * (_TRIES - 1), True):
            found = _owner(path)
            if found == self._store_id:
                return
            if last:
                raise trouble.corrupt() if found is None else trouble.replaced(self._place.shown)
            time.sleep(_PAUSE_SECONDS)


def leave_open(kept: object) -> None:
    """Let ``kept`` live until the process ends, for closing it would bring the log into a file that is not ours."""
    threading.Thread(target=lambda _kept: threading.Event().wait(), args=(kept,), name="left open", daemon=True).start()


def _look(path: Path) -> Stillness | None:
    """What changes whenever the file itself is written: rarely, for what is filed goes into the log first."""
    with contextlib.suppress(OSError):
        status = path.stat()
        return status.st_ino, status.st_size, status.st_mtime_ns
    return None


def _owner(path: Path) -> Any:
    """Whose store the file says it is by itself; None where it can say nothing."""
    with (
        contextlib.suppress(sqlite.driver.Error, UnicodeDecodeError),
        contextlib.closing(file_connection(path, "ro&immutable=1")) as connection,
    ):
        opened: Any = connection
        found = opened.execute("SELECT store_id FROM office").fetchone()
        return found[0] if found else None
    return None

"""That the file in the store's place is still the one that was opened: nothing is ever written into another one.

SQLite trusts what it has opened. A file that took the place of ours, or was written over or cut in place, would get
pages of ours from the log, and be neither the one nor the other.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from dispatcher.store import trouble
from dispatcher.store.engine import Stillness, identity
from dispatcher.store.place import Place
from dispatcher.store.wal import log_of, log_was_taken

_TRIES = 3
_PAUSE_SECONDS = 0.05
"""Another desk may be bringing its log into the file just now; only what stays wrong is wrong."""
NOWHERE = (-1, -1)
"""Where no file lies."""
_MAGIC = b"SQLite format 3\0"


class Guard:
    """Looks at the store's file from outside. Threads may share it; on a server there is nothing to look at."""

    def __init__(self, place: Place, store_id: str, page_of_office: Callable[[], int]) -> None:
        """What lies in ``place`` now counts as the store ``store_id``. ``page_of_office`` asks the database on which
        page of the file the office's row stands; it may raise StoreTrouble. Raises StoreTrouble where the file is gone.
        """
        self._place = place
        self._store_id = store_id.encode()
        self._page_of_office = page_of_office
        self._page = 0
        self._turn = threading.Lock()
        self._file = -1
        self._log = NOWHERE
        """The log that is known to be ours."""
        if place.path is not None:
            self._log_path = log_of(place.path)
            self._opened = identity(place.path)
            # The system drops every lock of this process when it closes any descriptor of the file, so this one stays.
            try:
                self._file = os.open(place.path, os.O_RDONLY)
            except OSError:
                raise trouble.unreachable(place.shown) from None
            self._sound = self._look()
            self._page = self._with_the_id()

    def refuse_other(self) -> None:
        """Raises StoreTrouble where another file, or none, lies in the place of the one that was opened, where its log
        was taken away, or where somebody wrote over the file or cut it. Costs microseconds while nobody did."""
        path = self._place.path
        if path is None:
            return
        if self._is_another(path):
            raise trouble.replaced(self._place.shown)
        with self._turn:
            if self._file >= 0 and (look := self._look()) != self._sound:
                self._refuse_overwritten()
                self._sound = look
                self._page = self._page or self._with_the_id()

    def close(self) -> None:
        """Look no more. Only when every connection is closed."""
        with self._turn:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1

    def _is_another(self, path: Path) -> bool:
        return identity(path) != self._opened or self._lost_its_log(path)

    def _lost_its_log(self, path: Path) -> bool:
        """Whether the log was taken. To look through everything this process has open is dear, and is not done while
        the very log lies there that was found to be ours: its number cannot be given away before we close it."""
        log = identity(self._log_path)
        if log == self._log != NOWHERE:
            return False
        is_lost = log_was_taken(path)
        self._log = NOWHERE if is_lost else log
        return is_lost

    def _look(self) -> Stillness:
        """What changes whenever the file itself is written: rarely, for what is filed goes into the log first."""
        status = os.fstat(self._file)
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _refuse_overwritten(self) -> None:
        for last in (*[False] * (_TRIES - 1), True):
            is_whole = self._is_whole()
            if is_whole and self._is_ours():
                return
            if last:
                raise trouble.replaced(self._place.shown) if is_whole else trouble.corrupt()
            time.sleep(_PAUSE_SECONDS)

    def _is_whole(self) -> bool:
        """Whether it is a database that has all its pages. While a log is brought in, the first page may know of pages
        that are still to come; but then the file only grows."""
        head = os.pread(self._file, 100, 0)
        size, page = os.fstat(self._file).st_size, _page_size(head)
        pages = int.from_bytes(head[28:32], "big")
        return head.startswith(_MAGIC) and page > 0 and (size >= self._sound[1] or size >= pages * page)

    def _is_ours(self) -> bool:
        """Whether the office's row is that of our store; True where that cannot be told from the file alone."""
        if not self._page or self._has_id(self._page):
            return True
        # Somebody may have tidied the file: then the row stands on another page.
        with contextlib.suppress(trouble.StoreTrouble):
            self._page = self._page_of_office() or self._page
        return self._has_id(self._page)

    def _with_the_id(self) -> int:
        """The page of the office's row, or 0 where it is in the log only."""
        with contextlib.suppress(trouble.StoreTrouble):
            page = self._page_of_office()
            return page if page and self._has_id(page) else 0
        return 0

    def _has_id(self, page: int) -> bool:
        size = _page_size(os.pread(self._file, 100, 0))
        return self._store_id in os.pread(self._file, size, (page - 1) * size)


def _page_size(head: bytes) -> int:
    size = int.from_bytes(head[16:18], "big")
    return 65536 if size == 1 else size


def leave_open(kept: object) -> None:
    """Let ``kept`` live until the process ends, for closing it would bring the log into a file that is not ours."""
    threading.Thread(target=lambda _kept: threading.Event().wait(), args=(kept,), name="left open", daemon=True).start()

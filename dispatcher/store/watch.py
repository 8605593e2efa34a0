"""Noticing that somebody wrote: by SQLite's change counter, or by PostgreSQL's notifications."""

from __future__ import annotations

import contextlib
import threading
from typing import Any, Protocol

from sqlalchemy import exc

from dispatcher.domain.clock import monotonic
from dispatcher.store import sqlite, trouble
from dispatcher.store.engine import file_connection
from dispatcher.store.store import Store

POLL_SECONDS = 0.3
"""How often the change counter is asked (that costs microseconds, to be woken for it a hundred times as much), and how
soon a watch notices that it was closed."""
RECONNECT_SECONDS = 1.0
"""How long a watch lets a server rest that did not answer."""
LOOKS_AT_FILE = 3
"""At every so manieth question the file itself is looked at, which costs more than the question; whoever writes looks
each time."""
FALLBACK_SECONDS = 5.0
"""How often a PostgreSQL journal is asked although no notification came: a proxy in between may swallow them."""

NEWEST = "SELECT coalesce(max(seq), 0) FROM journal"

REVISION = "SELECT version_num FROM alembic_version"


class Source(Protocol):
    """Where the news comes from, on one connection of its own."""

    def moved(self, seconds: float, closing: threading.Event) -> bool:
        """Whether the journal moved on within ``seconds``; comes back early when it did or ``closing`` is set."""

    def close(self) -> None:
        """Give the connection back."""


class Watch:
    """Tells when the journal moved on, whoever wrote: another desk, or another connection of this program.

    One thread waits; any thread may close.
    """

    def __init__(self, store: Store) -> None:
        """News count from now on. Raises StoreTrouble where the store cannot be read."""
        self._closing = threading.Event()
        self._turn = threading.Lock()
        self._is_told = False
        self._source = _source(store)

    def tell(self) -> None:
        """There is news from before this watch: the next waiting ends at once."""
        self._is_told = True

    def wait(self, timeout: float) -> bool:
        """True as soon as the journal moved on since the last True, False after ``timeout`` seconds or a close.

        Raises StoreTrouble as long as the store's file is another one, or the tables are those of a newer program.
        """
        ends = monotonic() + timeout
        with self._turn:
            if self._is_told:
                self._is_told = False
                return True
            while not self._closing.is_set():
                if self._source.moved(max(0.0, min(POLL_SECONDS, ends - monotonic())), self._closing):
                    return True
                if monotonic() >= ends:
                    return False
        return False

    def close(self) -> None:
        """End a waiting thread within a poll, then give the connection back. May be called twice."""
        self._closing.set()
        with self._turn:
            self._source.close()


def _source(store: Store) -> Source:
    if not store.place.is_file:
        return _ServerSource(store)
    return _StillSource(store) if store.read_only else _FileSource(store)


class _StillSource:
    """A file that is only read: its own state tells whether to ask the journal."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._still, self._seq = store.stillness(), store.head().seq

    def moved(self, seconds: float, closing: threading.Event) -> bool:
        """Whether somebody saved, after at most ``seconds``; False at once when it is ``closing``."""
        if self._changed():
            return True
        closing.wait(seconds)
        return not closing.is_set() and self._changed()

    def _changed(self) -> bool:
        self._store.refuse_replaced()
        still = self._store.stillness()
        if still is not None and still == self._still:
            return False
        with contextlib.suppress(trouble.StoreTrouble):
            before, self._seq = self._seq, self._store.head().seq
            self._still = still
            return self._seq != before
        return False

    def close(self) -> None:
        """Nothing is held."""


class _FileSource:
    """``PRAGMA data_version`` changes when another connection committed; values compare only within one connection."""

    def __init__(self, store: Store) -> None:
        assert store.place.path is not None
        self._store = store
        self._unlooked = 0
        """Questions since the file was looked at and found to be ours."""
        store.refuse_replaced()
        try:
            self._connection: Any = file_connection(store.place.path)
            self._version, self._seq = self._ask("PRAGMA data_version"), self._ask(NEWEST)
        except sqlite.driver.Error as error:
            raise trouble.from_database(error, store.place.shown) from error

    def moved(self, seconds: float, closing: threading.Event) -> bool:
        """Whether somebody saved, after at most ``seconds``; False at once when it is ``closing``."""
        return not closing.wait(seconds) and self._changed()

    def _changed(self) -> bool:
        self._unlooked += 1
        if self._unlooked >= LOOKS_AT_FILE:
            self._look()
        # A checkpoint changes the counter as well; only the journal tells that somebody saved.
        with contextlib.suppress(sqlite.driver.Error):
            version = self._ask("PRAGMA data_version")
            if version != self._version:
                self._look()
                self._store.refuse_outgrown(self._connection.execute(REVISION).fetchone()[0])
                before, self._seq = self._seq, self._ask(NEWEST)
                self._version = version
                return self._seq != before
        return False

    def _look(self) -> None:
        """Raises StoreTrouble where the file is another one; then every question looks until it is ours again."""
        self._unlooked = LOOKS_AT_FILE
        self._store.refuse_replaced()
        self._unlooked = 0

    def _ask(self, question: str) -> int:
        return int(self._connection.execute(question).fetchone()[0])

    def close(self) -> None:
        """Give the connection back; nothing is watched any more."""
        self._connection.close()


class _ServerSource:
    """LISTEN on a connection of its own; after a lost line it connects again and tells the reader to read anew."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection: Any = None
        self._asked = monotonic()
        try:
            self._listen()
            self._seq = self._newest()
        except (exc.DBAPIError, store.engine.dialect.loaded_dbapi.Error) as error:
            self.close()
            raise trouble.from_database(error, store.place.shown) from error

    def moved(self, seconds: float, closing: threading.Event) -> bool:
        """Whether somebody saved, after at most ``seconds``; True as well after a lost line, for news may be missed."""
        driver = self._store.engine.dialect.loaded_dbapi
        try:
            if self._connection is None:
                return self._again(seconds, closing)
            told = any(True for _notice in self._connection.notifies(timeout=seconds, stop_after=1))
            return self._advanced() if told or monotonic() - self._asked > FALLBACK_SECONDS else False
        except (exc.DBAPIError, driver.Error):
            self.close()
            return False

    def _again(self, seconds: float, closing: threading.Event) -> bool:
        if monotonic() - self._asked < RECONNECT_SECONDS:
            closing.wait(seconds)
            return False
        self._asked = monotonic()
        self._listen()
        self._seq = self._newest()
        return True

    def _advanced(self) -> bool:
        before, self._seq, self._asked = self._seq, self._newest(), monotonic()
        return self._seq != before

    def _listen(self) -> None:
        line = self._store.engine.raw_connection()
        self._connection = line.driver_connection
        line.detach()
        self._connection.autocommit = True
        self._connection.execute("LISTEN dispatcher")

    def _newest(self) -> int:
        return int(self._connection.execute(NEWEST).fetchone()[0])

    def close(self) -> None:
        """Give the connection back, where there is one; nothing is watched any more."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

"""Opening a database: one driver, the pragmas asserted on each connection, BEGIN by our own hand."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from dispatcher.domain.clock import monotonic
from dispatcher.locale import _
from dispatcher.store import sqlite
from dispatcher.store.place import Place
from dispatcher.store.trouble import StoreTrouble, replaced

BUSY_SECONDS = 5.0
"""How long a writer waits for another before it gives up with a sentence."""
TURN_SECONDS = 0.004
"""How often a waiting writer asks whether it is his turn."""
PRAGMAS: tuple[tuple[str, int | str], ...] = (
    ("foreign_keys", 1),
    ("synchronous", 2),
    ("secure_delete", 1),
    ("trusted_schema", 0),
    ("mmap_size", 0),
    ("temp_store", 2),
    ("cache_size", -400),
)
"""Set and read back on every connection: FULL, so that a filed word survives a power loss; deleted text is
overwritten; no memory map (it makes a damaged log worse); a hundred pages, for several connections stay open all
day, and what they do not remember the system does."""
WORDS_OF_TEXTS = "CREATE VIRTUAL TABLE temp.journal_word USING fts5vocab('main', 'journal_fts', 'instance')"
"""The words in the index of texts, to be asked for by their beginning; a view on each connection, it holds nothing."""
WRITER_LOCK = 0x44495350
"""The PostgreSQL advisory lock that every writer takes, so the journal has one order there as well."""


def open_engine(place: Place, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine on ``place``. Connections are opened at first use; a pragma that does not hold raises StoreTrouble."""
    if place.path is None:
        return _server_engine(place, read_only, busy_seconds)
    return _file_engine(place.path, read_only, busy_seconds)


Stillness = tuple[int, int, int]
"""A file's inode, size, and the instant of its last change in ns."""


def writer(engine: Engine) -> Engine:
    """``engine`` for writing: its transactions take their turn first, so that what they read is still true when they
    write. Without this a transaction only reads, and sees the store at one instant."""
    if engine.dialect.name == "postgresql":
        # A snapshot taken while waiting for the turn would be stale; each statement sees what was committed before.
        return engine.execution_options(writes=True, isolation_level="READ COMMITTED")
    return engine.execution_options(writes=True)


def file_uri(path: Path, mode: str) -> str:
    """The address under which SQLite opens ``path`` and nothing else; ``mode`` is "ro" or "rw": none is made."""
    from urllib.parse import quote

    return f"file:{quote(os.fsencode(path))}?mode={mode}"


def file_connection(path: Path, mode: str = "rw", busy_seconds: float = BUSY_SECONDS) -> DBAPIConnection:
    """A driver's connection of its own on a file, for any thread; BEGIN is the caller's."""
    opened: DBAPIConnection = sqlite.driver.connect(
        file_uri(path, mode),
        uri=True,
        timeout=busy_seconds,
        check_same_thread=False,
        isolation_level=None,
    )
    return opened


def lies_still(path: Path) -> Stillness | None:
    """What shows whether a file was written since, or None while a log beside it holds something: then somebody is
    writing, or was cut short. Raises OSError where the file is gone."""
    for suffix in ("-wal", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            if path.with_name(path.name + suffix).stat().st_size:
                return None
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def identity(path: Path) -> tuple[int, int]:
    """Which file lies at ``path``: its device and inode; (-1, -1) where none does."""
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_dev, status.st_ino


def _reading_mode(path: Path) -> str:
    """A file that lies still is read without leaving a log beside it, even in a folder where one may not write."""
    try:
        return "ro&immutable=1" if lies_still(path) else "ro"
    except OSError:
        return "ro"


def _file_engine(path: Path, read_only: bool, busy_seconds: float) -> Engine:
    opened = identity(path)

    def connect() -> DBAPIConnection:
        """Another file would be given the log of the one that was opened first."""
        if not read_only and identity(path) != opened:
            raise replaced(str(path))
        return file_connection(path, _reading_mode(path) if read_only else "rw", busy_seconds)

    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=sqlite.driver,
        poolclass=QueuePool,
        # The connection used last: it still has in its memory what is read again, and the others need none.
        pool_use_lifo=True,
        pool_size=4,
        max_overflow=8,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: ConnectionPoolEntry) -> None:
        """Put a new connection into order, and see that it obeyed. Raises StoreTrouble where it did not."""
        assert_pragmas(connection)
        connection.execute(WORDS_OF_TEXTS)
        assert_pragmas(connection, (("query_only", int(read_only)),))
        if not read_only:
            _assert_wal(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """Whoever writes waits for his turn; a reader keeps nobody waiting."""
        opened: Any = connection.connection.driver_connection
        if connection.get_execution_options().get("writes"):
            _take_turn(opened, busy_seconds)
        else:
            opened.execute("BEGIN")

    return engine


def _take_turn(connection: Any, busy_seconds: float) -> None:
    """BEGIN IMMEDIATE, asked for again every few milliseconds until ``busy_seconds`` are over.

    SQLite's own waiting sleeps up to 100 ms at a time and keeps missing the gaps between the transactions of an
    import, so that a desk would wait for seconds although nobody holds the store for more than a tenth of one.
    """
    ends = monotonic() + busy_seconds
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite.driver.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or monotonic() >= ends:
                    raise
            time.sleep(TURN_SECONDS)
    finally:
        connection.execute(f"PRAGMA busy_timeout={round(busy_seconds * 1000)}")


def assert_pragmas(connection: Any, pragmas: Iterable[tuple[str, int | str]] = PRAGMAS) -> None:
    """Set each pragma on a fresh driver connection and read it back. Raises StoreTrouble where one does not hold."""
    cursor = connection.cursor()
    for name, value in pragmas:
        cursor.execute(f"PRAGMA {name}={value}")
        row = cursor.execute(f"PRAGMA {name}").fetchone()
        # mmap_size answers nothing where memory mapping is compiled out.
        if row is not None and row[0] != value:
            raise StoreTrouble("pragma", f"PRAGMA {name} = {row[0]}, not {value}")
    cursor.close()


def _assert_wal(connection: Any) -> None:
    """The mode stays with the file: only a backup copied into place by hand has to be changed."""
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":
        raise StoreTrouble("pragma", f"PRAGMA journal_mode = {mode}, not wal")


def _server_engine(place: Place, read_only: bool, busy_seconds: float) -> Engine:
    assert place.url is not None
    options = f"-c timezone=UTC -c lock_timeout={int(busy_seconds * 1000)}"
    if read_only:
        options += " -c default_transaction_read_only=on"
    try:
        engine = create_engine(
            place.url,
            pool_pre_ping=True,
            pool_size=4,
            connect_args={"options": options, "connect_timeout": 5},
            hide_parameters=True,
            isolation_level="REPEATABLE READ",
        )
    except ModuleNotFoundError:
        raise StoreTrouble(
            "driver", _("PostgreSQL needs a driver: pip install 'dispatcher-console[postgres]'")
        ) from None
    except (ArgumentError, ValueError):
        raise StoreTrouble("address", _("{where} is no address of a database.").format(where=place.shown)) from None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """Whoever writes waits for his turn; a reader keeps nobody waiting."""
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")

    return engine

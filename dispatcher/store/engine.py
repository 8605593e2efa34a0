"""Opening a database: one driver, the pragmas asserted on each connection, BEGIN by our own hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from dispatcher.store import sqlite
from dispatcher.store.place import Place
from dispatcher.store.trouble import StoreTrouble

BUSY_SECONDS = 5.0
"""How long a writer waits for another before it gives up with a sentence."""
PRAGMAS: tuple[tuple[str, int | str], ...] = (
    ("foreign_keys", 1),
    ("synchronous", 2),
    ("secure_delete", 1),
    ("trusted_schema", 0),
    ("mmap_size", 0),
    ("temp_store", 2),
)
"""Set and read back on every connection: FULL, so that a filed word survives a power loss; deleted text is
overwritten; no memory map (it makes a damaged log worse)."""
WRITER_LOCK = 0x44495350
"""The PostgreSQL advisory lock that every writer takes, so the journal has one order there as well."""


def open_engine(place: Place, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine on ``place``. Connections are opened at first use; a pragma that does not hold raises StoreTrouble."""
    if place.path is None:
        return _server_engine(place, read_only, busy_seconds)
    return _file_engine(place.path, read_only, busy_seconds)


def file_uri(path: Path, mode: str) -> str:
    """The address under which SQLite opens ``path`` and nothing else; ``mode`` is "ro" or "rw", so none is made."""
    from urllib.parse import quote

    return f"file:{quote(os.fsencode(path))}?mode={mode}"


def file_connection(path: Path, *, read_only: bool, busy_seconds: float = BUSY_SECONDS) -> DBAPIConnection:
    """A driver's connection of its own on a file, for any thread; BEGIN is the caller's."""
    opened: DBAPIConnection = sqlite.driver.connect(
        file_uri(path, "ro" if read_only else "rw"),
        uri=True,
        timeout=busy_seconds,
        check_same_thread=False,
        isolation_level=None,
    )
    return opened


def _file_engine(path: Path, read_only: bool, busy_seconds: float) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: file_connection(path, read_only=read_only, busy_seconds=busy_seconds),
        module=sqlite.driver,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: ConnectionPoolEntry) -> None:
        assert_pragmas(connection, read_only)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


def assert_pragmas(connection: Any, read_only: bool = False) -> None:
    """Set every pragma on a fresh driver connection and read it back. Raises StoreTrouble where one does not hold."""
    cursor = connection.cursor()
    for name, value in (*PRAGMAS, ("query_only", int(read_only))):
        cursor.execute(f"PRAGMA {name}={value}")
        row = cursor.execute(f"PRAGMA {name}").fetchone()
        # mmap_size answers nothing where memory mapping is compiled out.
        if row is not None and row[0] != value:
            raise StoreTrouble("pragma", f"PRAGMA {name} = {row[0]}, not {value}")
    mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal" and not read_only:
        mode = cursor.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        if mode != "wal":
            raise StoreTrouble("pragma", f"PRAGMA journal_mode = {mode}, not wal")
    cursor.close()


def _server_engine(place: Place, read_only: bool, busy_seconds: float) -> Engine:
    assert place.url is not None
    options = f"-c timezone=UTC -c lock_timeout={int(busy_seconds * 1000)}"
    if read_only:
        options += " -c default_transaction_read_only=on"
    engine = create_engine(
        place.url,
        pool_pre_ping=True,
        pool_size=4,
        connect_args={"options": options, "connect_timeout": 5},
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")

    return engine

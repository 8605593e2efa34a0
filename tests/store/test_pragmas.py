"""What the promises rest on is set and read back on every connection, not only on the first."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import Connection, text

from dispatcher.store import engine, sqlite
from dispatcher.store.store import Store
from dispatcher.store.trouble import StoreTrouble
from tests.store.conftest import Opening
from tests.store.offices import save

EXPECTED = {
    "foreign_keys": 1,
    "synchronous": 2,
    "secure_delete": 1,
    "trusted_schema": 0,
    "mmap_size": 0,
    "temp_store": 2,
    "journal_mode": "wal",
    "busy_timeout": 5000,
}


def settings(connection: Connection) -> dict[str, Any]:
    return {name: connection.scalar(text(f"PRAGMA {name}")) for name in EXPECTED}


def test_every_pooled_connection_has_them(file_store: Store) -> None:
    with ExitStack() as open_at_once:
        connections = [open_at_once.enter_context(file_store.reading()) for _ in range(8)]
        handles = {id(connection.connection.driver_connection) for connection in connections}
        assert len(handles) == 8
        assert [settings(connection) for connection in connections] == [EXPECTED] * 8


def test_a_connection_that_was_used_for_writing_has_them_too(file_store: Store) -> None:
    save(file_store)
    with file_store.reading() as connection:
        assert settings(connection) == EXPECTED


def test_a_reader_cannot_write_by_mistake(file_store: Store, opening: Opening) -> None:
    reader = opening(file_store.place, read_only=True)
    with reader.reading() as connection:
        assert connection.scalar(text("PRAGMA query_only")) == 1


def test_a_setting_that_does_not_hold_is_refused(file_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", (("synchronous", 7),))
    with pytest.raises(StoreTrouble, match="synchronous"):
        engine.assert_pragmas(sqlite.driver.connect(":memory:"), engine.PRAGMAS)


def test_writers_take_their_turn_first_and_readers_do_not(file_store: Store) -> None:
    """A reader that upgrades would lose: its view is stale by then, and waiting does not help."""
    ran: list[str] = []
    with file_store.reading() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(ran.append)
        connection.execute(text("SELECT 1"))
        driver.set_trace_callback(None)
    assert ran[0] == "BEGIN"
    with engine.writer(file_store.engine).connect() as connection:
        driver = connection.connection.driver_connection
        driver.set_trace_callback(ran.append)
        connection.execute(text("SELECT 2"))
        driver.set_trace_callback(None)
    assert "BEGIN IMMEDIATE" in ran


@pytest.mark.postgres
def test_a_server_s_reader_sees_one_instant_and_its_writers_follow_one_another(store: Store, opening: Opening) -> None:
    other = opening(store.place)
    with store.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM journal")).scalar_one()
        save(other)
        assert connection.execute(text("SELECT count(*) FROM journal")).scalar_one() == before
    assert store.head().seq == before + 1


def test_the_driver_tells_whether_its_log_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, safe in (("3.40.1", False), ("3.50.6", False), ("3.50.7", True), ("3.51.2", False), ("3.51.3", True)):
        monkeypatch.setattr(sqlite, "version", version)
        assert sqlite.is_safe() is safe, version

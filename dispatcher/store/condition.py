"""What an opened database says of itself: product, settings, schema, newest entry. For the doctor; writes nothing."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from sqlalchemy import Connection, select, text

from dispatcher.domain.colleague import login
from dispatcher.store import schema, sqlite, trouble
from dispatcher.store.engine import PRAGMAS, file_connection, open_engine
from dispatcher.store.journal import Head
from dispatcher.store.place import Place, may
from dispatcher.store.store import DATABASE_ERRORS, read_revision
from dispatcher.store.uow import read_head
from dispatcher.values import dataclass

_MORE_PRAGMAS = ("busy_timeout", "wal_autocheckpoint", "page_size", "page_count", "application_id")
_SERVER_SETTINGS = ("fsync", "synchronous_commit", "timezone", "lock_timeout", "server_encoding", "ssl")
EXPECTED = {name: str(value) for name, value in PRAGMAS} | {
    "journal_mode": "wal",
    "application_id": str(sqlite.APPLICATION_ID),
    "fsync": "on",
    "synchronous_commit": "on",
    "server_encoding": "UTF8",
}
"""The values on which the promises of this program rest."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``settings`` are (name, value) as the database reports them; ``known`` is the revision this program works with.

    ``store_id`` and ``head`` are None where the schema is another one and could not be asked."""

    product: str
    revision: str
    known: str
    settings: tuple[tuple[str, str], ...]
    store_id: str | None
    head: Head | None
    has_pin: bool = False
    """Whether whoever asks has set a PIN."""


def condition(place: Place) -> Condition:
    """Ask the database at ``place``. Raises StoreTrouble where it cannot be opened."""
    revision = read_revision(place)
    engine = open_engine(place, read_only=True)
    try:
        with engine.connect() as connection:
            product, settings = _server(connection) if place.path is None else _sqlite(connection, place.path)
            known = revision == schema.REVISION
            store_id = connection.scalar(select(schema.office.c.store_id)) if known else None
            head = read_head(connection) if known else None
            has_pin = known and _has_pin(connection)
    except DATABASE_ERRORS as error:
        raise trouble.from_database(error, place.shown) from error
    finally:
        engine.dispose()
    return Condition(product, revision, schema.REVISION, settings, store_id, head, has_pin)


def _has_pin(connection: Connection) -> bool:
    mine = schema.colleague_pin.c.colleague_id == schema.colleague.c.id
    query = select(schema.colleague.c.id).join(schema.colleague_pin, mine)
    return connection.scalar(query.where(schema.colleague.c.login == login())) is not None


def _sqlite(connection: Connection, path: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    names = (*(name for name, _value in PRAGMAS), *_MORE_PRAGMAS)
    found = ((name, connection.scalar(text(f"PRAGMA {name}"))) for name in names)
    settings = tuple((name, str(value)) for name, value in found if value is not None)
    return f"SQLite {sqlite.version}", (("journal_mode", _journal_mode(path)), *settings)


def _journal_mode(path: Path) -> str:
    """The mode kept in the file. A connection that takes the file for unchanging reports another one, so a writing one
    is asked; where there is none, the header tells (sqlite.org/fileformat.html).

    A file that this process may write is never opened but by the driver: closing it would drop the process's locks.
    """
    if not may(path, os.W_OK):
        with path.open("rb") as file:
            return "wal" if file.read(20)[18:] == b"\2\2" else "delete"
    with contextlib.closing(file_connection(path)) as connection:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode")
        return str((cursor.fetchone() or ("",))[0])


def _server(connection: Connection) -> tuple[str, tuple[tuple[str, str], ...]]:
    version = str(connection.scalar(text("SHOW server_version")))
    return f"PostgreSQL {version}", tuple(
        (name, str(connection.scalar(text(f"SHOW {name}")))) for name in _SERVER_SETTINGS
    )

"""One open store: reading, writing, and what it answers when something is wrong."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dispatcher.domain.colleague import Actor
from dispatcher.locale import _
from dispatcher.store import head as head_file
from dispatcher.store import schema, sqlite, trouble
from dispatcher.store.engine import BUSY_SECONDS, open_engine
from dispatcher.store.journal import Head
from dispatcher.store.place import Place, check_file
from dispatcher.store.uow import UnitOfWork, read_head


class Clockwork(Protocol):
    """The two times of a save: the office's clock and the real one."""

    def now(self) -> datetime:
        """The office's present instant."""

    def recorded(self) -> datetime:
        """The real instant."""


class Store:
    """An opened store whose schema this program knows. Threads may share it; connections are pooled."""

    def __init__(self, place: Place, engine: Engine, store_id: str, read_only: str = "") -> None:
        """``read_only`` is the reason why nothing may be written, or empty."""
        self.place = place
        self.engine = engine
        self.store_id = store_id
        self.read_only = read_only
        self._writer = engine.execution_options(writes=True)
        self._file = _identity(place)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection with one consistent view. Raises StoreTrouble where the store cannot be read."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except (DBAPIError, sqlite.driver.Error) as error:
            raise trouble.from_database(error, self.place.shown) from error

    @contextlib.contextmanager
    def writing(self, actor: Actor, clock: Clockwork) -> Iterator[UnitOfWork]:
        """A unit of work; committed at the end of the block, rolled back when the block raises.

        Raises StoreTrouble where nothing can be written, Stale where somebody else changed a row.
        """
        self._refuse_read_only()
        self.refuse_replaced()
        try:
            with self._writer.begin() as connection:
                self._refuse_wrong_store(connection)
                uow = UnitOfWork(connection, actor, clock.now(), clock.recorded())
                yield uow
                uow.flush()
                if uow.unrecorded():
                    raise RuntimeError("rows were changed without a journal entry")
                self._tell(connection, uow)
        except (DBAPIError, sqlite.driver.Error) as error:
            raise trouble.from_database(error, self.place.shown) from error
        if uow.entries and uow.head:
            self.note_head(uow.head)

    def _tell(self, connection: Connection, uow: UnitOfWork) -> None:
        if connection.dialect.name == "postgresql" and uow.entries and uow.head:
            connection.execute(text("SELECT pg_notify('dispatcher', :seq)"), {"seq": str(uow.head.seq)})

    def note_head(self, head: Head, restored: bool = False) -> None:
        """Note the journal's head outside the store; a full or missing home directory does not undo a save."""
        with contextlib.suppress(OSError):
            head_file.note(self.store_id, head, restored)

    def head(self) -> Head:
        """The newest journal entry's sequence and hash."""
        with self.reading() as connection:
            return read_head(connection)

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise trouble.StoreTrouble(
                "read-only", _("Read-only: {reason}. Nothing was saved.").format(reason=self.read_only)
            )

    def refuse_replaced(self) -> None:
        """Raises StoreTrouble where another file, or none, lies in the place of the one that was opened."""
        if self._file is not None and _identity(self.place) != self._file:
            raise trouble.replaced(self.place.shown)

    def _refuse_wrong_store(self, connection: Connection) -> None:
        found = connection.scalar(select(schema.office.c.store_id))
        if found != self.store_id:
            raise trouble.replaced(self.place.shown)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _identity(place: Place) -> tuple[int, int] | None:
    if place.path is None:
        return None
    try:
        status = place.path.stat()
    except OSError:
        return (-1, -1)
    return status.st_dev, status.st_ino


def open_store(place: Place, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS) -> Store:
    """Open an existing store, bringing an older schema up to date first (with a backup).

    Raises StoreTrouble: missing, foreign, open to the world, on a network drive, damaged, newer than this program.
    A newer schema is opened only when ``read_only`` is asked for.
    """
    if place.is_file:
        check_file(place)
    revision = read_revision(place)
    reason = _("opened with the read-only option") if read_only else ""
    if revision in schema.REVISIONS[:-1] and not read_only:
        from dispatcher.store.upgrade import upgrade

        upgrade(place)
    elif revision not in schema.REVISIONS and not read_only:
        raise trouble.newer(place.shown, revision, schema.REVISION)
    elif revision != schema.REVISION:
        reason = _("made by another version of this program")
    if not read_only and place.path is not None and not os.access(place.path, os.W_OK):
        reason = _("the file cannot be written by you")
    return _opened(place, reason, busy_seconds)


def _opened(place: Place, reason: str, busy_seconds: float) -> Store:
    engine = open_engine(place, read_only=bool(reason), busy_seconds=busy_seconds)
    try:
        with engine.connect() as connection:
            store_id = connection.scalar(select(schema.office.c.store_id))
    except (DBAPIError, sqlite.driver.Error) as error:
        engine.dispose()
        raise trouble.from_database(error, place.shown) from error
    if store_id is None:
        engine.dispose()
        raise trouble.missing(place.shown)
    return Store(place, engine, store_id, reason)


def read_revision(place: Place) -> str:
    """The schema revision of a store. Raises StoreTrouble where there is no store of ours."""
    engine = open_engine(place, read_only=True, busy_seconds=BUSY_SECONDS)
    try:
        with engine.connect() as connection:
            if place.is_file:
                _refuse_foreign(connection, place)
            found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except (SQLAlchemyError, sqlite.driver.Error) as error:
        raise _why_unreadable(error, place) from error
    finally:
        engine.dispose()
    if found is None:
        raise trouble.not_a_store(place.shown)
    return str(found)


def _refuse_foreign(connection: Connection, place: Place) -> None:
    if connection.scalar(text("PRAGMA application_id")) != sqlite.APPLICATION_ID:
        raise trouble.not_a_store(place.shown)


def _why_unreadable(error: Exception, place: Place) -> trouble.StoreTrouble:
    words = str(getattr(error, "orig", None) or error).lower()
    if "alembic_version" in words or "does not exist" in words:
        return trouble.missing(place.shown)
    return trouble.from_database(error, place.shown)

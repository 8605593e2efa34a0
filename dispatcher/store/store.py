"""One open store: reading, writing, and what it answers when something is wrong."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from dispatcher.domain.colleague import Actor
from dispatcher.locale import _
from dispatcher.store import head as head_file
from dispatcher.store import schema, sqlite, trouble
from dispatcher.store.engine import BUSY_SECONDS, Stillness, lies_still, open_engine, writer
from dispatcher.store.guard import Guard, leave_open
from dispatcher.store.journal import Head
from dispatcher.store.place import Place, check_file, why_unwritable
from dispatcher.store.wal import has_foreign_log

if TYPE_CHECKING:
    from dispatcher.store.uow import UnitOfWork

STORE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WHOSE = text("SELECT store_id, (SELECT version_num FROM alembic_version) FROM office")
_PAGE = text("SELECT rootpage FROM sqlite_master WHERE name = 'office'")
DATABASE_ERRORS = (DBAPIError, PoolTimeout, sqlite.driver.Error, UnicodeDecodeError)
"""What a database that is damaged, busy or out of reach raises; the last is the driver's for a damaged text."""


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
        self._writer = writer(engine)
        self._still: Stillness | None = None
        self._guard = Guard(place, store_id, self._page_of_office)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the store at one instant. Raises StoreTrouble where the store cannot be read."""
        still = self.stillness()
        if still != self._still:
            # Connections that took the file for unchanging are given up.
            self.engine.dispose()
            self._still = still
        try:
            with self.engine.connect() as connection, self._pages_anew(connection):
                yield connection
        except DATABASE_ERRORS as error:
            raise self._trouble(error) from error
        if still is not None and still != self.stillness():
            raise trouble.moved()

    def stillness(self) -> Stillness | None:
        """What shows whether a file that is only read was written since; None where somebody writes, or where the
        database itself sees to readers. Raises StoreTrouble where the file is gone."""
        if not self.read_only or self.place.path is None:
            return None
        try:
            return lies_still(self.place.path)
        except OSError:
            raise trouble.unreachable(self.place.shown) from None

    @contextlib.contextmanager
    def writing(self, actor: Actor, clock: Clockwork) -> Iterator[UnitOfWork]:
        """A unit of work; committed at the end of the block, rolled back when the block raises.

        Raises StoreTrouble where nothing can be written, Stale where somebody else changed a row.
        """
        from dispatcher.store.uow import UnitOfWork

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
        except DATABASE_ERRORS as error:
            raise self._trouble(error) from error
        if uow.entries and uow.head:
            self.note_head(uow.head)

    @contextlib.contextmanager
    def _pages_anew(self, connection: Connection) -> Iterator[None]:
        """After an error the connection remembers no page of the file: a damaged one would stay damaged for it when the
        file is whole again."""
        try:
            yield
        except DATABASE_ERRORS:
            if self.place.is_file:
                with contextlib.suppress(*DATABASE_ERRORS):
                    connection.rollback()
                    opened: Any = connection.connection.driver_connection
                    opened.execute("PRAGMA shrink_memory")
            raise

    def _trouble(self, error: Exception) -> trouble.StoreTrouble:
        """What a new connection takes for no store at all was one when we opened it: it is damaged by now."""
        found = trouble.from_database(error, self.place.shown)
        return trouble.corrupt() if found.code == "foreign" else found

    def _tell(self, connection: Connection, uow: UnitOfWork) -> None:
        if connection.dialect.name == "postgresql" and uow.entries and uow.head:
            connection.execute(text("SELECT pg_notify('dispatcher', :seq)"), {"seq": str(uow.head.seq)})

    def note_head(self, head: Head, restored: bool = False) -> None:
        """Note the journal's head outside the store; a full or missing home directory does not undo a save."""
        with contextlib.suppress(OSError):
            head_file.note(self.store_id, head, restored, self.place.mark)

    def scrub(self) -> None:
        """Take what was erased out of the search index, the log and the free places of the file, where it may still
        stand though no query finds it. To be called after an erasure; may take seconds. Raises StoreTrouble while
        another desk keeps the log in use: then once more later.
        """
        from dispatcher.store.scrub import scrub

        self._refuse_read_only()
        self.refuse_replaced()
        try:
            scrub(self.engine)
        except DATABASE_ERRORS as error:
            raise trouble.from_database(error, self.place.shown) from error

    def head(self) -> Head:
        """The newest journal entry's sequence and hash."""
        from dispatcher.store.uow import read_head

        with self.reading() as connection:
            return read_head(connection)

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise trouble.StoreTrouble(
                "read-only", _("Read-only: {reason}. Nothing was saved.").format(reason=self.read_only)
            )

    def refuse_replaced(self) -> None:
        """Raises StoreTrouble where another file, or none, lies in the place of the one that was opened, where its log
        was taken away, or where somebody wrote over the file or cut it."""
        self._guard.refuse_other()

    def _refuse_wrong_store(self, connection: Connection) -> None:
        store_id, revision = connection.execute(_WHOSE).one()
        if store_id != self.store_id:
            raise trouble.replaced(self.place.shown)
        self.refuse_outgrown(revision)

    def _page_of_office(self) -> int:
        with self.reading() as connection:
            return connection.scalar(_PAGE) or 0

    def refuse_outgrown(self, revision: str) -> None:
        """Raises StoreTrouble where the ``revision`` found shows that a newer program changed the tables meanwhile."""
        if revision != schema.REVISION and not self.read_only:
            raise trouble.newer(self.place.shown, revision, schema.REVISION)

    def close(self) -> None:
        """Give every connection back. Where the file is not ours any more they stay open until the process ends,
        because the last one to be closed brings the log into the file."""
        try:
            self.refuse_replaced()
        except trouble.StoreTrouble:
            leave_open(self.engine)
        else:
            self.engine.dispose()
            self._guard.close()


def open_store(place: Place, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS) -> Store:
    """Open an existing store, bringing an older schema up to date first (with a backup).

    Raises StoreTrouble: missing, foreign, open to the world, on a network drive, damaged, newer than this program.
    A newer schema is opened only when ``read_only`` is asked for, an older one only when it may be brought up to date.
    """
    if place.path is not None:
        check_file(place)
        if not read_only and has_foreign_log(place.path):
            raise trouble.foreign_log(place.shown)
    revision = read_revision(place)
    reason = _("opened with the read-only option") if read_only else why_unwritable(place)
    if revision not in schema.REVISIONS:
        if not read_only:
            raise trouble.newer(place.shown, revision, schema.REVISION)
        reason = _("made by a newer version of this program")
    elif revision != schema.REVISION:
        if reason:
            raise trouble.older(place.shown, revision, schema.REVISION)
        from dispatcher.store.upgrade import upgrade

        upgrade(place)
    return _opened(place, reason, busy_seconds)


def _opened(place: Place, reason: str, busy_seconds: float) -> Store:
    engine = open_engine(place, read_only=bool(reason), busy_seconds=busy_seconds)
    try:
        with engine.connect() as connection:
            store_id = connection.scalar(select(schema.office.c.store_id))
        if store_id is None:
            raise trouble.no_office(place.shown)
        if not STORE_ID.fullmatch(store_id):
            # It names files in the user's own folders, so a foreign one must not lead out of them.
            raise trouble.not_a_store(place.shown)
    except DATABASE_ERRORS as error:
        engine.dispose()
        raise trouble.from_database(error, place.shown) from error
    except trouble.StoreTrouble:
        engine.dispose()
        raise
    return Store(place, engine, store_id, reason)


def read_revision(place: Place) -> str:
    """The schema revision of a store. Writes nothing. Raises StoreTrouble where there is no store of ours."""
    before = _stillness(place)
    try:
        return _read_revision(place)
    except trouble.StoreTrouble:
        # A file that began to be written meanwhile may have looked damaged.
        if _stillness(place) == before:
            raise
        return _read_revision(place)


def _stillness(place: Place) -> Stillness | None:
    with contextlib.suppress(OSError):
        return lies_still(place.path) if place.path is not None else None
    return None


def _read_revision(place: Place) -> str:
    engine = open_engine(place, read_only=True, busy_seconds=BUSY_SECONDS)
    try:
        with engine.connect() as connection:
            if place.is_file:
                _refuse_foreign(connection, place)
            found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except DATABASE_ERRORS as error:
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
    # A damaged schema names the table as well, and then nobody must be told to make a new store.
    if "no such table: alembic_version" in words or (not place.is_file and "does not exist" in words):
        return trouble.missing(place.shown)
    if place.path is not None and why_unwritable(place) and _stillness(place) is None:
        return trouble.unfinished(place.shown)
    return trouble.from_database(error, place.shown)

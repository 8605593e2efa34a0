"""Making a store: an empty file or database, brought to today's schema. The office is founded by an action."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from sqlalchemy import select

from dispatcher.domain.colleague import Actor
from dispatcher.store import head as head_file
from dispatcher.store import schema, trouble
from dispatcher.store.engine import open_engine, writer
from dispatcher.store.place import Place, make_file, put_in_place
from dispatcher.store.store import DATABASE_ERRORS, Clockwork
from dispatcher.store.uow import UnitOfWork


@contextlib.contextmanager
def founding(place: Place, actor: Actor, clock: Clockwork) -> Iterator[UnitOfWork]:
    """A unit of work on a store that is made for it.

    A file gets its name only when the office is in it, so that whatever goes wrong leaves nothing there. Raises
    StoreTrouble where something is there already or the place cannot be written.
    """
    if place.path is None:
        with _founded(place, place.mark, actor, clock) as uow:
            yield uow
        return
    if os.path.lexists(place.path):
        raise trouble.exists(place.shown)
    fresh = place.path.with_name(f".{place.path.name}.{os.getpid()}.new")
    make_file(fresh)
    try:
        with _founded(Place(fresh, None, place.shown), place.mark, actor, clock) as uow:
            yield uow
        put_in_place(fresh, place.path)
    finally:
        for suffix in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


@contextlib.contextmanager
def _founded(place: Place, mark: str, actor: Actor, clock: Clockwork) -> Iterator[UnitOfWork]:
    from dispatcher.store.upgrade import upgrade

    upgrade(place)
    engine = open_engine(place)
    try:
        with writer(engine).begin() as connection:
            if connection.scalar(select(schema.office.c.id)) is not None:
                raise trouble.exists(place.shown)
            uow = UnitOfWork(connection, actor, clock.now(), clock.recorded())
            yield uow
            uow.flush()
            store_id = connection.scalar(select(schema.office.c.store_id))
    except DATABASE_ERRORS as error:
        raise trouble.from_database(error, place.shown) from error
    finally:
        engine.dispose()
    if store_id and uow.head:
        with contextlib.suppress(OSError):
            head_file.note(store_id, uow.head, at=mark)

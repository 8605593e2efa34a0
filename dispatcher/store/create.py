"""Making a store: an empty file or database, brought to today's schema. The office is founded by an action."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from dispatcher.domain.colleague import Actor
from dispatcher.locale import _
from dispatcher.store import head as head_file
from dispatcher.store import schema, sqlite, trouble
from dispatcher.store.engine import open_engine
from dispatcher.store.place import Place, make_file
from dispatcher.store.store import Clockwork
from dispatcher.store.uow import UnitOfWork


@contextlib.contextmanager
def founding(place: Place, actor: Actor, clock: Clockwork) -> Iterator[UnitOfWork]:
    """A unit of work on a store that is made for it. A file that could not be founded is taken away again.

    Raises StoreTrouble where something is there already or the place cannot be written.
    """
    from dispatcher.store.upgrade import upgrade

    if place.path is not None:
        make_file(place.path)
    try:
        upgrade(place)
        with _first_writing(place, actor, clock) as uow:
            yield uow
    except BaseException:
        if place.path is not None:
            for suffix in ("", "-wal", "-shm"):
                place.path.with_name(place.path.name + suffix).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _first_writing(place: Place, actor: Actor, clock: Clockwork) -> Iterator[UnitOfWork]:
    engine = open_engine(place)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            if connection.scalar(select(schema.office.c.id)) is not None:
                raise trouble.StoreTrouble(
                    "exists", _("{where} is there already. Nothing was changed.").format(where=place.shown)
                )
            uow = UnitOfWork(connection, actor, clock.now(), clock.recorded())
            yield uow
            uow.flush()
            store_id = connection.scalar(select(schema.office.c.store_id))
        if store_id and uow.head:
            with contextlib.suppress(OSError):
                head_file.note(store_id, uow.head)
    except (DBAPIError, sqlite.driver.Error) as error:
        raise trouble.from_database(error, place.shown) from error
    finally:
        engine.dispose()

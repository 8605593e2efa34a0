"""Making a store and bringing an old one up to date. Alembic is imported here and nowhere else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from dispatcher.store import schema, sqlite, trouble
from dispatcher.store.engine import open_engine, writer
from dispatcher.store.place import Place
from dispatcher.store.store import DATABASE_ERRORS
from dispatcher.store.triggers import install

PATIENCE_SECONDS = 120.0
"""How long a program waits while another one brings the store up to date."""


def upgrade(place: Place, revision: str = "") -> bool:
    """Bring the store to today's schema in one transaction, after a backup; False where another program was first.

    Programs that start at once wait for each other: one migrates, the others find it done. A step that fails leaves
    the store as it was. An older ``revision`` serves tests of old stores. Raises StoreTrouble.
    """
    revision = revision or schema.REVISION
    engine = open_engine(place, busy_seconds=PATIENCE_SECONDS)
    try:
        with _locked(engine) as connection:
            current = _revision(connection)
            if current == revision or current in _after(revision):
                return False
            if current is not None and place.path is not None and _has_office(connection):
                _back_up(place, current)
            _run(connection, revision)
            if place.is_file:
                connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
            return True
    except DATABASE_ERRORS as error:
        raise trouble.from_database(error, place.shown) from error
    except trouble.StoreTrouble:
        raise
    except Exception as error:
        raise trouble.not_upgraded(place.shown) from error
    finally:
        engine.dispose()


def _after(revision: str) -> tuple[str, ...]:
    return schema.REVISIONS[schema.REVISIONS.index(revision) + 1 :]


@contextlib.contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    """One writing transaction on a connection of its own, foreign keys off on SQLite.

    A table rebuilt under foreign keys would take its children with it, and the pragma does nothing inside a
    transaction. They are checked again before the end.
    """
    with writer(engine).connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            yield connection
            if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("a migration left rows without their parents")


def _revision(connection: Connection) -> str | None:
    from sqlalchemy import inspect

    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _has_office(connection: Connection) -> bool:
    from sqlalchemy import inspect

    return inspect(connection).has_table("office")


def _back_up(place: Place, current: str) -> None:
    from dispatcher.store.backup import backup_file

    assert place.path is not None
    name = f"{place.path.name}.before-{schema.REVISION}-from-{current}"
    # An upgrade that failed left its backup, and the office went on working after that.
    names = (place.path.with_name(name if number == 1 else f"{name}-{number}") for number in count(1))
    backup_file(place.path, next(target for target in names if not target.exists()))


def _run(connection: Connection, revision: str) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if revision == schema.REVISION:
        install(connection)


def configuration() -> Config:
    """Where Alembic finds the steps."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config

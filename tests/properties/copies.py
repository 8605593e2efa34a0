"""Offices for property tests: made once, copied for every example, each with a home of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import URL

from dispatcher.store.place import Place, find
from dispatcher.store.store import Store, open_store
from tests.servers import PostgresServer

Copies = Callable[[], AbstractContextManager[Place]]
"""Gives a copy of an office for one example; it may be opened and closed there as often as one likes."""


def made(folder: Path, found: Callable[[Place], object]) -> Path:
    """The store that ``found`` founds in ``folder``."""
    path = folder / "office.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        found(find(str(path)))
    return path


@contextmanager
def copied(template: Path) -> Iterator[Store]:
    """A copy of the office, open, and a home of its own where heads are noted."""
    with _copied_file(template) as place:
        store = open_store(place)
        try:
            yield store
        finally:
            store.close()


def copies(request: pytest.FixtureRequest, folder: Path, found: Callable[[Place], object]) -> Copies:
    """Copies of the office that ``found`` founds, on the database that the fixture is asked for: ``request.param`` is
    "sqlite" or "postgresql"."""
    if request.param == "sqlite":
        return partial(_copied_file, made(folder, found))
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.new_database()
    request.addfinalizer(partial(server.drop, url))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        found(find(_address(url)))
    return partial(_copied_database, server, url)


@contextmanager
def _copied_file(template: Path) -> Iterator[Place]:
    with _own_home() as folder:
        yield find(str(shutil.copy(template, folder / "office.db")))


@contextmanager
def _copied_database(server: PostgresServer, template: URL) -> Iterator[Place]:
    with _own_home():
        url = server.new_database(template.database)
        try:
            yield find(_address(url))
        finally:
            server.drop(url)


@contextmanager
def _own_home() -> Iterator[Path]:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", f"{folder}/state")
        yield Path(folder)


def _address(url: URL) -> str:
    return url.render_as_string(hide_password=False)

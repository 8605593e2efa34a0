"""One contract for the store on both databases: each test gets a copy of an office of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import URL
from sqlalchemy.pool import QueuePool

from dispatcher.store.place import Place, find
from dispatcher.store.store import Store, open_store
from tests.servers import PostgresServer
from tests.store import offices


class Opening(Protocol):
    """Opens a store for one test."""

    def __call__(self, place: Place, *, read_only: bool = False, busy_seconds: float = 5.0) -> Store:
        """As open_store does."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folders, where noted heads and drafts go."""
    folder = tmp_path / "home"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.delenv("DISPATCHER_STORE", raising=False)
    return folder


@pytest.fixture(scope="session")
def file_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded office in a closed file."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        offices.found(find(str(folder / "office.db")))
    return folder / "office.db"


@pytest.fixture(scope="session")
def server_template(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A founded office in a database to which nobody is connected."""
    url = postgres_server.new_database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        offices.found(find(address(url)))
    yield url
    postgres_server.drop(url)


def address(url: URL) -> str:
    return url.render_as_string(hide_password=False)


@pytest.fixture
def file_place(file_template: Path, tmp_path: Path) -> Place:
    """A copy of the office in a folder where nothing else lies."""
    (tmp_path / "store").mkdir(mode=0o700)
    path = tmp_path / "store" / "office.db"
    shutil.copy(file_template, path)
    return find(str(path))


@pytest.fixture
def server_place(postgres_server: PostgresServer, server_template: URL) -> Iterator[Place]:
    """A copy of the office in a database of its own."""
    url = postgres_server.new_database(server_template.database)
    yield find(address(url))
    postgres_server.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    """The database the test runs on."""
    return str(request.param)


@pytest.fixture
def place(kind: str, request: pytest.FixtureRequest) -> Place:
    """An office on either database."""
    found: Place = request.getfixturevalue("file_place" if kind == "sqlite" else "server_place")
    return found


@pytest.fixture
def opening() -> Iterator[Opening]:
    """Opens stores and proves at the end that every connection was given back."""
    opened: list[Store] = []

    def open_it(place: Place, *, read_only: bool = False, busy_seconds: float = 5.0) -> Store:
        opened.append(open_store(place, read_only=read_only, busy_seconds=busy_seconds))
        return opened[-1]

    yield open_it
    still_out = [store.engine.pool.status() for store in opened if checked_out(store)]
    for store in opened:
        store.close()
    assert still_out == []


def checked_out(store: Store) -> int:
    pool = store.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


@pytest.fixture
def store(place: Place, opening: Opening) -> Store:
    """An open office on either database."""
    return opening(place)


@pytest.fixture
def file_store(file_place: Place, opening: Opening) -> Store:
    """An open office in a file."""
    return opening(file_place)


@pytest.fixture
def grown(file_store: Store) -> Path:
    """A closed store of thirty entries; the head was noted after each of the last 24."""
    for number in range(12):
        offices.saved(file_store, partial(offices.note, words=f"Anruf {number}"))
        offices.saved(file_store, partial(offices.rename, ident=1 + number % 2, name=f"Name {number}"))
    file_store.close()
    assert file_store.place.path is not None
    return file_store.place.path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


@pytest.fixture
def path(file_place: Place) -> Path:
    """The file of the office that is in one."""
    assert file_place.path is not None
    return file_place.path

"""An office for each test, copied from a template that was founded once; on SQLite, and where it is asked for on
PostgreSQL too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from dispatcher.domain.clock import Clock
from dispatcher.store.place import Place, find
from dispatcher.store.store import Store
from tests.actions.desk import NOW, found
from tests.actions.records_desk import ALBERS, BONNARD, new
from tests.servers import PostgresServer
from tests.store.conftest import address, file_place, home, opening, server_place

__all__ = ["file_place", "home", "opening", "server_place"]


@pytest.fixture
def clock() -> Clock:
    """Mon 23.11.2026 09:42 in Berlin."""
    return Clock(NOW)


@pytest.fixture(scope="session")
def file_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        found(find(str(folder / "office.db")))
    return folder / "office.db"


@pytest.fixture(scope="session")
def server_template(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    url = postgres_server.new_database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        found(find(address(url)))
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    """An office on either database."""
    found: Place = request.getfixturevalue("file_place" if request.param == "sqlite" else "server_place")
    return found


@pytest.fixture
def store(file_place: Place, opening: Callable[..., Store]) -> Store:
    """An open office in a file."""
    return opening(file_place)


@pytest.fixture
def either(place: Place, opening: Callable[..., Store]) -> Store:
    """An open office on either database."""
    return opening(place)


@pytest.fixture
def albers(store: Store) -> int:
    """A customer who was typed into the form."""
    return new(store, "customer", ALBERS)


@pytest.fixture
def bonnard(store: Store, albers: int) -> int:
    """His contact person."""
    return new(store, "person", BONNARD, ("customer", albers))

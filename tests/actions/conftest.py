"""A small office for each test: a file copied from a template that was migrated once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dispatcher.actions.office import FoundOffice, found_office
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.store.create import founding
from dispatcher.store.place import find
from dispatcher.store.store import Store, open_store

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
DISPATCHER = Actor(1, "mh", "dispatcher")


@pytest.fixture
def clock() -> Clock:
    """Mon 23.11.2026 09:42 in Berlin."""
    return Clock(NOW)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        path = tmp_path_factory.mktemp("template") / "office.db"
        with founding(find(str(path)), DISPATCHER, Clock(NOW)) as uow:
            found_office(uow, FoundOffice("Haustechnik Nord", "BE"))
        return path


@pytest.fixture
def store(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "office.db"
    shutil.copy(template, path)
    opened = open_store(find(str(path)))
    yield opened
    opened.close()

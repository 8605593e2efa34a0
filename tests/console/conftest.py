"""Offices for the console's tests: made once, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.console.office_of import fill_office, make_office


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home directory for this test alone; it is the working directory as well."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder / name))
    for name in ("DISPATCHER_STORE", "NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled office."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        return fill_office(make_office(tmp_path_factory.mktemp("filled") / "office.db"))


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office without a single customer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        return make_office(tmp_path_factory.mktemp("empty") / "office.db")


@pytest.fixture
def office(office_template: Path, tmp_path: Path) -> Path:
    """A copy of the filled office."""
    return Path(shutil.copy(office_template, tmp_path / "office.db"))


@pytest.fixture
def empty_office(empty_template: Path, tmp_path: Path) -> Path:
    """A copy of the office without customers."""
    return Path(shutil.copy(empty_template, tmp_path / "empty.db"))

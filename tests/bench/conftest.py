"""A tiny office, made once, that every test here may read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.office import make_office
from tests.bench.scale import Scale

TINY = Scale("tiny", 60, 900, 2_500, 800, 12, 3)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "office.db"
    make_office(path, TINY, say=len)
    return path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts, heads and logs of a test stay its own."""
    for name in ("STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))

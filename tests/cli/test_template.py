"""The training office of these tests is a young one, however long the run has taken before."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest

from tests.cli import conftest
from tests.cli.conftest import OLD, Template


def test_an_old_office_is_made_anew(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    template = Template(tmp_path_factory)
    first = template.path()
    assert template.path() == first
    later = time.monotonic() + OLD
    monkeypatch.setattr(conftest, "time", SimpleNamespace(monotonic=lambda: later))
    assert template.path() != first

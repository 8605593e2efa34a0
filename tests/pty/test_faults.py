"""The store locked, full, replaced, broken or newer, under a console and before one: said, answered, over by itself."""

from __future__ import annotations

import pytest

from tests.pty.desk import Home
from tests.pty.faults import FAULTS, while_running
from tests.pty.start_faults import STARTS, at_start


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", FAULTS)
def test_x1_the_store_fails_under_a_note(home: Home, name: str, language: str) -> None:
    assert while_running(home, name, language)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", STARTS)
def test_the_store_fails_before_the_start(home: Home, name: str, language: str) -> None:
    at_start(home, name, language)

"""Federal states and zones."""

from __future__ import annotations

import pytest

from dispatcher.domain.region import GERMAN_STATES, is_zone


def test_there_are_sixteen_states() -> None:
    assert len(set(GERMAN_STATES)) == 16


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "UTC"])
def test_zones(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize("name", ["", "Berlin", "Europe/Bielefeld", "../etc/passwd", "/etc/localtime", "x\0y", "CET"])
def test_no_zones(name: str) -> None:
    assert not is_zone(name)

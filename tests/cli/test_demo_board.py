"""The plan of the demo office as the drawings show it: what is kept free, and every confirmation with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dispatcher.cli.demo_command import MONDAY, ZONE
from dispatcher.cli.office import Office, Options
from dispatcher.domain.free import free_from


@pytest.fixture
def opened(demo: Path) -> Iterator[Office]:
    office = Office(Options(str(demo)))
    office.open()
    yield office
    office.close()


def test_wolffs_early_afternoon_is_kept_for_emergencies_and_he_is_free_behind_it(opened: Office) -> None:
    wolff = next(lane for lane in opened.plan(date(2026, 11, 23)).lanes if lane.code == "Wolff")
    assert wolff.reserve == (13 * 60 + 15, 15 * 60 + 15)
    assert free_from(wolff, date(2026, 11, 23), ZONE, MONDAY) == 15 * 60 + 15

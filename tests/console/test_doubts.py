"""Banners about the store itself: a broken chain of entries, a clock that goes wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.domain.clock import Clock
from tests.console.office_of import NOW
from tests.console.stage import SMALL, on_stage, played
from tests.console.test_alarms import report
from tests.console.test_board import another_desk
from tests.store.tampering import tamper


class FastClock(Clock):
    """The clock of a computer that goes four and a half minutes fast."""

    def recorded(self) -> datetime:
        return super().recorded() + timedelta(minutes=4.5)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", r"ENTRY CHAIN BROKEN at entry \d+"), ("de", r"EINTRAGSKETTE UNTERBROCHEN bei Eintrag \d+")],
)
@played
async def test_i12_a_broken_chain_stands_on_the_banner(office: Path, language: str, told: str) -> None:
    locale.use(language)
    tamper(office, "UPDATE journal SET actor = 'xx' WHERE seq = (SELECT max(seq) - 2 FROM journal)")
    async with on_stage(office, size=SMALL) as stage:
        await stage.shows(told)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "CLOCK differs from the store by 4 min"), ("de", "UHR weicht 4 min von der Datenbank ab")],
)
@played
async def test_i12_a_clock_that_differs_is_told_and_goes_away(office: Path, language: str, told: str) -> None:
    locale.use(language)
    async with on_stage(office, size=SMALL) as stage:
        await stage.shows("TRAINING|ÜBUNG")
        await stage.hides("CLOCK|UHR weicht|CHAIN|KETTE")
        with another_desk(office) as other:
            other.clock = FastClock(NOW)
            report(other, 2, "fire alarm: line 4")
            await stage.shows(told)
            other.clock = Clock(NOW)
            report(other, 2, "fire alarm: line 5")
        await stage.hides(told)

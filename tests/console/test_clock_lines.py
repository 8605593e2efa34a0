"""The service-level clock on the screen: by sign in the list, in words on the strip."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.console.clock_lines import clock_words
from dispatcher.domain.part import AddPart
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.service_clock import NO_ACCESS, WISH, ClockRow, Stop
from tests.console.office_of import NOW
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played

ZONE = "Europe/Berlin"
NINE = datetime(2026, 11, 17, 8, 25, tzinfo=UTC)
STOPPED = ClockRow(480, (Stop(NO_ACCESS, NINE, None, 118),), None, (None, None, None))
WAITS = ClockRow(480, (Stop(WISH, NINE, NOW + timedelta(hours=26), 7),), None, (None, None, None))
OVER = ClockRow(480, (), None, (NINE, NINE, NINE))
RUNS = ClockRow(480, (), None, (NOW - timedelta(hours=1), NOW + timedelta(hours=1), NOW + timedelta(hours=2)))


@pytest.mark.parametrize(
    ("clock", "width", "language", "words"),
    [
        (STOPPED, 160, "en", "clock STOPPED 17.11. 09:25 (no access)"),
        (STOPPED, 160, "de", "Uhr STEHT seit 17.11. 09:25 (kein Zugang)"),
        (STOPPED, 120, "en", "clock STOPPED 17.11."),
        (STOPPED, 80, "en", "clock STOPPED"),
        (STOPPED, 80, "de", "Uhr STEHT"),
        (WAITS, 160, "en", "clock stands until Tue 24.11. 11:42 (customer's wish)"),
        (WAITS, 120, "de", "Uhr steht bis 24.11."),
        (WAITS, 80, "en", ""),
        (OVER, 120, "en", "clock OVER since 17.11. 09:25"),
        (OVER, 80, "de", "Frist ÜBER"),
        (RUNS, 160, "en", "clock runs until TODAY 11:42"),
        (RUNS, 80, "en", ""),
        (None, 160, "en", ""),
    ],
)
def test_the_strip_says_how_the_clock_stands(clock: ClockRow | None, width: int, language: str, words: str) -> None:
    locale.use(language)
    assert clock_words(clock, NOW, ZONE, width)[0] == words


@pytest.mark.parametrize(
    ("size", "row", "strip"),
    [
        (LARGE, r"= +T-1001 ", r"T-1001.*clock STOPPED"),
        (MIDDLE, r"= +1001 ", r"T-1001.*clock STOPPED"),
        (SMALL, r"= +1001 ", r"T-1001.*clock STOPPED"),
    ],
)
def test_x13_a_clock_that_stands_has_its_sign_and_says_why(
    office: Path, size: tuple[int, int], row: str, strip: str
) -> None:
    # A moment ago: the console's clock begins at the minute, and what was filed behind it would lie ahead.
    desk = Office(Options(str(office), now=NOW - timedelta(minutes=1)))
    desk.open()
    ticket = desk.ticket_named("T-1001").id
    part = AddPart(ticket, "relay", "Ziegler", NOW + timedelta(days=9))
    assert not isinstance(desk.save("add part", part, "relay"), Refusal)
    desk.close()

    @played
    async def scene() -> None:
        async with on_stage(office, size=size, now=NOW) as stage:
            await stage.press("comma", *"t1001", "enter")
            await stage.shows(strip)
            await stage.shows(row)

    scene()

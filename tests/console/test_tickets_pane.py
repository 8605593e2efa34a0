"""The list of open tickets, as its rows say what is due and what the customer does not want yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import Report, When, fault_report
from dispatcher.domain.ticket import FileTicket
from tests.console.office_of import NOW, ZONE
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played


def on(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A wall time of December 2026 in Berlin."""
    return datetime(2026, 12, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def waiting(office: Path) -> Path:
    """The embassy called on Monday 07.12.: urgent, but not before Monday 14.12."""
    desk = Office(Options(str(office), now=on(7)))
    desk.open()
    window = When(on(14, 8), on(14, 10), "14.12 8-10")
    report = fault_report(Report(1, "gate stuck !", earliest=window), on(7), ZONE, "BE")
    assert isinstance(report, FileTicket)
    assert not isinstance(desk.save("ticket", report, "gate"), Refusal)
    desk.close()
    return office


@pytest.mark.parametrize(
    ("size", "row"),
    [(LARGE, r" ! T-1018 Botschaft.* U +\w+ from 14\.12\."), (MIDDLE, r" ! 1018 Bot.* U +\w+ from 14\.12\.")],
)
@pytest.mark.parametrize("day", [8, 11, 13])
def test_b1_an_urgent_ticket_waits_for_its_day_and_is_not_overdue(
    waiting: Path, size: tuple[int, int], row: str, day: int
) -> None:
    @played
    async def scene() -> None:
        async with on_stage(waiting, size=size, now=on(day, 12)) as stage:
            await stage.shows(row)

    scene()


@played
async def test_b1_on_its_day_it_is_like_any_other(waiting: Path) -> None:
    async with on_stage(waiting, now=on(14, 9)) as stage:
        await stage.shows(r"!!T-1018 Botschaft")
        await stage.hides(r"from 14\.12\.")


@pytest.mark.parametrize(
    ("language", "title", "why"),
    [("en", r"2 of 17 /albers \+1 overdue", "overdue"), ("de", r"2 von 17 /albers \+1 überfällig", "überfällig")],
)
@played
async def test_b10_a_filter_never_hides_what_is_overdue_and_says_why_it_stays(
    office: Path, language: str, title: str, why: str
) -> None:
    locale.use(language)
    async with on_stage(office) as stage:
        await stage.press("slash", *"albers", "enter")
        await stage.shows(title, r">!? ? ?T-1002 Textbüro", rf"  T-1003 .*\n.*!!T-1001 Botschaft.* {why}")
        await stage.press("end")
        await stage.shows(">!!T-1001")
        await stage.press("escape")
        await stage.shows("17 F7", ">!!T-1001")


@played
async def test_b10_a_ball_that_lies_with_the_customer_for_long_stays_below_what_a_filter_finds(office: Path) -> None:
    async with on_stage(office) as stage:
        pane = stage.board.tickets_pane
        rows = [replace(row, due=row.due and row.due + timedelta(days=40)) for row in pane.all_rows()]
        rows[5] = replace(rows[5], ball="customer", ball_since=NOW - timedelta(days=15))
        pane.show_tickets(tuple(rows), NOW, ZONE)
        pane.take_over()
        await stage.press("slash", *"zzz", "enter")
        await stage.shows(rf"T-{rows[5].number} .* lies too lo", r"0 of 17 /zzz \+1", r"16 hidden")


@played
async def test_what_falls_due_under_a_filter_comes_out_of_hiding(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("slash", *"zzz", "enter")
        await stage.shows(r"0 of 17 /zzz \+1 overdue")
        stage.board.tickets_pane.tick(NOW + timedelta(days=400))
        await stage.shows(r"0 of 17 /zzz \+17 overdue")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_b1_what_a_narrow_list_cuts_stands_on_the_strip(waiting: Path, size: tuple[int, int]) -> None:
    @played
    async def scene() -> None:
        async with on_stage(waiting, size=size, now=on(8, 12)) as stage:
            await stage.press("f7", "G")
            await stage.until(lambda: stage.board.detail is not None and stage.board.detail.row.number == 1018)
            await stage.shows(r"Earliest by the customer 14\.12\. 08:00  No appointment")
            await stage.hides("T-1018 .*no technician")

    scene()

"""What was moved stays in sight: on the strip, under the contacts, in the history, beside a second report (B5, B7)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office, Options
from dispatcher.domain.appointment import Book
from dispatcher.domain.moving import MoveAppointment
from tests.console.office_of import NOW, ZONE, at
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played

WEEK = timedelta(days=7)


def moved_twice(path: Path) -> None:
    """Wolff was to be at the embassy on Thursday; the customer wanted it a week later, and then once more."""
    desk = Office(Options(str(path), now=NOW))
    desk.open()
    first = Book(1, (1,), at(8, day=26), at(10, day=26), ZONE, window=(at(8, day=26), at(10, day=26)))
    made = desk.save("appointment", first, uuid.uuid4().hex)
    assert isinstance(made, Done), made
    wish = MoveAppointment(made.ref, first.starts, first.ends, None, "customer", "contact away", via="Calvet")
    for weeks in (1, 2):
        later = replace(wish, starts=first.starts + weeks * WEEK, ends=first.ends + weeks * WEEK)
        assert isinstance(desk.save("move appointment", later, uuid.uuid4().hex), Done)
    desk.close()


@pytest.mark.parametrize(
    ("size", "strip", "bar"),
    [
        (
            LARGE,
            r"1\) 26.11. 08-10 -> customer   2\) 03.12. 08-10 -> customer   3\) Tue 24.11. .*   4\) Thu 10.12.",
            "customer 2, us 0",
        ),
        (
            MIDDLE,
            r"26.11. customer \| 03.12. customer \| Tue 24.11. 09-11 Brandt proposed \| Thu 10.12.",
            "C 2, U 0, no access 0",
        ),
        (SMALL, r"Thu 10.12. 08-10 Wolff proposed", ""),
    ],
)
def test_b5_the_old_dates_and_who_moved_them_stay_in_sight(
    office: Path, size: tuple[int, int], strip: str, bar: str
) -> None:
    moved_twice(office)

    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await stage.press("#", *"1001", "enter")
            await stage.shows(strip)
            if bar:
                await stage.shows(bar)

    scene()


@played
async def test_b7_a_second_report_names_the_moves_of_the_first(office: Path) -> None:
    moved_twice(office)
    async with on_stage(office) as stage:
        await stage.press("#", *"1001", "enter")
        await stage.shows("4. Thu 10.12.")
        await stage.press("t", *"Bitte DRINGEND endlich Techniker")
        await stage.shows(r"probably belongs to T-1001 \(42d, 2 moves by the customer\)")


@played
async def test_x18_an_undo_brings_the_board_back_and_both_rows_stay(office: Path) -> None:
    moved_twice(office)
    async with on_stage(office) as stage:
        await stage.press("#", *"1001", "enter")
        await stage.shows(r"4\) Thu 10.12. 08-10 Wolff")
        await stage.press("u")
        await stage.shows(r"1\) 26.11. 08-10 -> customer   2\) Tue 24.11. 09-11 Brandt proposed   3\) Thu 03.12.")
        await stage.shows("customer 1, us 0")

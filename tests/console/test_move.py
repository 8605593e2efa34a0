"""Move mode: grab an appointment, carry it through the plan, set it down; who wanted it and why (screen design 3.3)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from dispatcher.cli.office import Office, Options
from dispatcher.queries.move_rows import MoveRow
from tests.console.office_of import at
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played


async def grabbed(stage: Stage, *keys: str) -> None:
    """Go to an appointment in the plan and grab it."""
    await stage.press("f6", "g", *keys, "m")
    await stage.shows("MOVE T-", "from  ")


def ledger(office: Path, title: str) -> list[MoveRow]:
    """The moves of a ticket, as the store has them."""
    read = Office(Options(str(office)))
    read.open()
    ticket = next(row.id for row in read.tickets() if row.title == title)
    rows = [*read.moves(ticket)]
    read.close()
    return rows


def slots(rows: list[MoveRow]) -> list[tuple[datetime | None, datetime | None]]:
    return [(row.old_starts, row.new_starts) for row in rows]


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_b5_an_appointment_is_carried_a_day_on_and_the_digit_files_who_and_why(
    office: Path, size: tuple[int, int]
) -> None:
    async with on_stage(office, size=size) as stage:
        await grabbed(stage)
        await stage.shows(r"from  Mon 23\.11\.2026 11:00-13:00 Wolff  \(proposed\)", ">>Wol")
        await stage.press("plus")
        await stage.shows(r"to    Tue 24\.11\.2026 11:00-13:00 Wolff  \(\+1 day\)", "PLAN Tue")
        await stage.press("enter", "c", "2")
        await stage.shows("Done: appointment moved")
        await stage.shows("PLAN Mon")
    [row] = ledger(office, "visit proposed")
    assert (row.old_starts, row.new_starts) == (at(11), at(11, day=24))
    assert (row.asked_by, row.reason, row.kind, row.author) == ("customer", "access", "moved", "mh")


@played
async def test_b5_a_week_is_typed_and_counts_from_the_slot_that_was_grabbed(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("1", "w")
        await stage.shows(r"to    Mon 30\.11\.2026 11:00-13:00 Wolff  \(\+7 days\)")
        await stage.press("enter", "c", "1")
        await stage.shows("Done: appointment moved")
    [row] = ledger(office, "visit proposed")
    assert (row.new_starts, row.asked_by, row.reason) == (at(11, day=30), "customer", "contact away")


@played
async def test_esc_puts_it_back_and_nothing_is_left_of_it(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        before = stage.line_with("Wolff")
        await stage.press("l", "l")
        await stage.shows(r"to    Mon 23\.11\.2026 11:30-13:30", r"\(\+0:30\)")
        await stage.press("escape")
        await stage.hides("MOVE T-", "draft")
        await stage.until(lambda: stage.board.plan_pane.has_focus)
        assert ">Wolff" in before.replace(">>", ">")
    assert ledger(office, "visit proposed") == []


@played
async def test_hours_technicians_and_the_ends_of_the_day_are_one_key_each(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("pagedown", "h")
        await stage.shows(r"to    Mon 23\.11\.2026 11:45-13:45 Wolff")
        await stage.press("g")
        await stage.shows(r"to    Mon 23\.11\.2026 07:00-09:00", r"That time has passed\. !!")
        await stage.press("G")
        await stage.shows(r"to    Mon 23\.11\.2026 15:00-17:00 Wolff")
        await stage.press("j")
        await stage.shows(r"15:00-17:00 Demir  \(\+4:00, other technician\)", ">>Demir")
        await stage.press("enter", "w", "7")
        await stage.shows("Done: appointment moved")
    [row] = ledger(office, "visit proposed")
    assert (row.new_starts, row.old_crew, row.new_crew, row.asked_by) == (at(15), "Wolff", "Demir", "us")


@played
async def test_i4_what_is_taken_needs_a_reason_and_nothing_is_filed_without_one(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("1", "4")
        await stage.shows(r"to    Mon 23\.11\.2026 14:00-16:00 Wolff", r"is booked already: ", r"Heizung\. !")
        await stage.press("enter")
        await stage.shows(r"! = push it through")
        await stage.press("exclamation_mark", *"beide am Ort", "enter")
        await stage.press("w", "7")
        await stage.shows("Done: appointment moved")
    [row] = ledger(office, "visit proposed")
    assert (row.new_starts, row.override) == (at(14), "beide am Ort")

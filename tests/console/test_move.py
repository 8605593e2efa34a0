"""Move mode: grab an appointment, carry it through the plan, set it down; who wanted it and why (screen design 3.3)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from dispatcher import locale
from tests.console.carried import add_person, grabbed, ledger
from tests.console.office_of import at
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played
from tests.console.test_notes import drafts_on_disk
from tests.console.test_records import another_desk


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


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
@played
async def test_behind_the_carrying_esc_says_that_it_goes_back_to_it(
    office: Path, size: tuple[int, int], language: str
) -> None:
    locale.use(language)
    async with on_stage(office, size=size) as stage:
        await grabbed(stage)
        await stage.press("plus", "enter")
        await stage.shows("Esc = carry it on|Esc trägt weiter")
        await stage.hides("puts it back|legt zurück")
        await stage.press("c")
        await stage.hides("puts it back|legt zurück|carry it on|trägt weiter")
        await stage.press("escape")
        await stage.shows("Esc = carry it on|Esc trägt weiter")
        await stage.press("escape", "plus")
        await stage.shows(r"(to|nach) +(Wed|Mi) 25\.11\.2026")


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


# --- what else is in the box ---


@played
async def test_a_customer_who_was_told_is_owed_a_call_unless_he_knows_already(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage, "l")
        await stage.shows(r"14:00-16:00 Wolff  \(confirmed\)")
        await stage.press("plus", "enter", "w")
        await stage.shows("t = he knows already: no")
        await stage.press("t")
        await stage.shows("t = he knows already: yes")
        await stage.press("t", "5")
        await stage.shows("Done: appointment moved")
    with another_desk(office) as desk:
        assert [one.what for one in desk.promises() if one.side == "ours"] == ["call: new time"]


@played
async def test_b5_who_wanted_it_and_who_told_us_are_two_fields_behind_tab(office: Path) -> None:
    add_person(office)
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("1", "w", "enter", "k", "tab", "f4")
        await stage.shows("Wanted by: Ms Bonn_")
        await stage.press("tab", *"Wolff T.", "enter", "1")
        await stage.shows("Done: appointment moved")
    [row] = ledger(office, "visit proposed")
    assert (row.via, row.reported_by) == ("Ms Bonn", "Wolff T.")


@played
async def test_a_ticket_is_moved_by_its_number_and_a_time(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"1010 wed 9")
        await stage.shows(r"= move T-1010: wed 9")
        await stage.press("enter")
        await stage.shows(r"to    Wed 25\.11\.2026 09:00-11:00 Wolff", "PLAN Wed")
        await stage.press("enter", "w", "6")
        await stage.shows("Done: appointment moved")
    assert [row.new_starts for row in ledger(office, "visit proposed")] == [at(9, day=25)]


@played
async def test_a_ticket_without_an_appointment_says_so(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"1002 wed 9", "enter")
        await stage.shows("T-1002 has no appointment that could be moved")
        await stage.press("comma", *"9999 wed 9", "enter")
        await stage.shows("There is no T-9999")


@played
async def test_whoever_is_on_site_is_not_moved(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6", "g", "j", "j", "h", "m")
        await stage.shows(r"He is on site already\.")
        await stage.hides("MOVE T-")


@played
async def test_a_target_far_away_is_checked_before_it_is_set_down(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.burst(*"16.2", "enter", "c", "7")
        await stage.shows("Done: appointment moved")
    assert [row.new_starts for row in ledger(office, "visit proposed")] == [
        datetime(2027, 2, 16, 11, tzinfo=at(11).tzinfo)
    ]


@played
async def test_every_key_typed_ahead_has_its_effect(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6", "g")
        await stage.burst("m", "plus", "enter", "c", "2")
        await stage.shows("Done: appointment moved")
    assert [row.new_starts for row in ledger(office, "visit proposed")] == [at(11, day=24)]


@played
async def test_a_call_parks_what_is_in_the_hand_and_esc_brings_it_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("l", "f2")
        await stage.shows("CALL 0:0")
        await stage.press("escape")
        await stage.shows(r"to    Mon 23\.11\.2026 11:15-13:15 Wolff")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_the_days_of_whoever_goes_stand_below_each_other(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size) as stage:
        await grabbed(stage)
        await stage.press("W")
        await stage.shows(r">>Mon ?2")
        await stage.press("plus", "plus")
        await stage.shows(r">>Wed ?2", r"to    Wed 25\.11\.2026 11:00-13:00 Wolff")
        await stage.press("j")
        await stage.shows(r"to    Wed 25\.11\.2026 11:00-13:00 Demir", "Demir")
        await stage.press("escape")
        await stage.shows("PLAN Mon", ">Wol")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_the_line_of_whoever_goes_is_always_in_sight(office: Path, size: tuple[int, int]) -> None:
    async with on_stage(office, size=size) as stage:
        await grabbed(stage)
        for name in ("Dem", "Pet", "Oka", "Sch", "Bra"):
            await stage.press("j")
            await stage.shows(f">>{name}")


@played
async def test_what_may_only_be_read_is_not_grabbed(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.press("f6", "g", "m")
        await stage.shows("Read-only: ")
        await stage.hides("MOVE T-")


@played
async def test_i15_what_was_said_outlives_the_console_and_where_it_was_carried_alone_does_not(
    office: Path,
) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("plus")
        await stage.shows(r"to    Tue 24\.11\.")
        stage.board.save_now()
        assert drafts_on_disk(Path.cwd()) == []
        await stage.press("enter", "w", "9", *"Kran")
        stage.board.save_now()
    async with on_stage(office) as stage:
        await stage.shows(r"1 draft: move Meyer Elektro")
        await stage.press("enter")
        await stage.shows(r"from  Mon 23\.11\.2026 11:00-13:00 Wolff", r"to    Tue 24\.11\.2026 11:00-13:00 Wolff")
        await stage.press("enter")
        await stage.shows("Enter:  who wanted it")
        await stage.press("enter")
        await stage.shows("Done: appointment moved")
    assert [row.text for row in ledger(office, "visit proposed")] == ["Kran"]

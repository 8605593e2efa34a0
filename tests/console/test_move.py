"""Move mode: grab an appointment, carry it through the plan, set it down; who wanted it and why (screen design 3.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office
from dispatcher.domain.moving import MoveAppointment
from dispatcher.domain.record import SaveRecord
from dispatcher.queries.move_rows import MoveRow
from dispatcher.queries.rows import AppointmentLine
from tests.console.office_of import NOW, at
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk
from tests.console.test_records import another_desk


async def grabbed(stage: Stage, *keys: str) -> None:
    """Go to an appointment in the plan and grab it."""
    await stage.press("f6", "g", *keys, "m")
    await stage.shows("MOVE T-", "from  ")


def visit_of(desk: Office, title: str) -> AppointmentLine:
    """The only appointment of a ticket."""
    ticket = next(row.id for row in desk.tickets() if row.title == title)
    detail = desk.ticket(ticket)
    assert detail is not None
    [visit] = detail.appointments
    return visit


def lane_of(desk: Office, code: str) -> int:
    """The technician with that code."""
    return next(lane.technician for lane in desk.plan(NOW.date()).lanes if lane.code == code)


def ledger(office: Path, title: str) -> list[MoveRow]:
    """The moves of a ticket, as the store has them."""
    with another_desk(office) as read:
        ticket = next(row.id for row in read.tickets() if row.title == title)
        return [*read.moves(ticket)]


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


# --- a customer who moves again and again ---


def moved_before(office: Path, times: int) -> None:
    """The customer of the first appointment has moved it so many times, there and back."""
    with another_desk(office) as desk:
        for number in range(times):
            visit, by = visit_of(desk, "visit proposed"), timedelta(days=-7 if number % 2 else 7)
            command = MoveAppointment(visit.id, visit.starts + by, visit.ends + by, None, "customer", "wish")
            assert isinstance(desk.save("move appointment", command, f"move-{number}"), Done)


def add_person(office: Path) -> None:
    """The customer of the first appointment has a contact person."""
    with another_desk(office) as desk:
        customer = next(row.customer for row in desk.tickets() if row.title == "visit proposed")
        values = {"name": "Ms Bonn", "role": "office"}
        done = desk.save("save record", SaveRecord("person", values, parent=("customer", customer)), "person")
        assert isinstance(done, Done), done


@played
async def test_b6_at_the_second_move_a_second_contact_is_suggested(office: Path) -> None:
    moved_before(office, 1)
    async with on_stage(office) as stage:
        await stage.press("comma", *"1010", "enter")
        await stage.shows("T-1010 ")
        await stage.press("m")
        await stage.shows("customer 1x")
        await stage.press("1", "d")
        await stage.press("enter", "c")
        await stage.shows(r"2 moves by the customer: involve a second contact\?")


@played
async def test_b6_the_third_move_needs_a_contact_who_was_spoken_to(office: Path) -> None:
    moved_before(office, 2)
    add_person(office)
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.shows("customer 2x")
        await stage.press("plus", "enter", "c", "1")
        await stage.shows("first speak to a second contact", "d = spoken to")
        assert len(ledger(office, "visit proposed")) == 2
        await stage.press("d")
        await stage.shows("Spoken to: Ms Bonn_")
        await stage.press("enter")
        await stage.shows("Done: appointment moved")
    last = ledger(office, "visit proposed")[-1]
    assert (last.approved, last.reason) == ("Ms Bonn", "contact away")


@played
async def test_b6_the_third_move_is_pushed_through_with_a_reason_of_its_own(office: Path) -> None:
    moved_before(office, 2)
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("plus", "enter", "c", "exclamation_mark", *"nobody else there", "enter", "1")
        await stage.shows("Done: appointment moved")
    assert ledger(office, "visit proposed")[-1].override == "nobody else there"


# --- two at one appointment ---


@played
async def test_x2_what_somebody_else_holds_is_not_grabbed(office: Path) -> None:
    with another_desk(office) as desk:
        visit = visit_of(desk, "visit proposed")
        assert desk.hold("appointment", visit.id) is None
        async with on_stage(office) as stage:
            await stage.press("f6", "g", "m")
            await stage.shows(r"mh holds it \(\d+ s\)")
            await stage.hides("MOVE T-")
            desk.release()
            await stage.press("m")
            await stage.shows("MOVE T-1010", "the others see that you hold it")
            assert desk.held("appointment", visit.id) is not None
            await stage.press("escape")
            await stage.until(lambda: desk.held("appointment", visit.id) is None)


@played
async def test_x2_the_loser_sees_what_was_done_and_keeps_his_words(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("plus", "enter", "w", "9", *"Kran kommt", "escape")
        with another_desk(office) as desk:
            visit = visit_of(desk, "visit proposed")
            later = (visit.starts + timedelta(hours=5, minutes=30), visit.ends + timedelta(hours=5, minutes=30))
            technicians = (lane_of(desk, "Brandt"),)
            command = MoveAppointment(visit.id, *later, technicians, "us", "traffic", override="it has to be")
            assert isinstance(desk.save("move appointment", command, "elsewhere"), Done)
        await stage.shows(r"mh moved it: Mon 23\.11\.2026 11:00-13:00 Wolff -> Mon 23\.11\.2026 16:30")
        await stage.shows(r"from  Mon 23\.11\.2026 16:30-18:30 Brandt", r"to    Tue 24\.11\.2026 11:00-13:00 Wolff")
        await stage.press("enter")
        await stage.shows("Kran kommt_|-> us")
        await stage.press("enter")
        await stage.shows("Done: appointment moved")
    rows = ledger(office, "visit proposed")
    assert [(row.old_crew, row.new_crew) for row in rows] == [("Wolff", "Brandt"), ("Brandt", "Wolff")]
    assert (rows[-1].text, rows[-1].new_starts) == ("Kran kommt", at(11, day=24))


@played
async def test_x2_a_save_that_comes_too_late_brings_the_box_back_with_its_words(office: Path) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("plus", "enter", "w", "9", *"Kran kommt")
        with another_desk(office) as desk:
            visit = visit_of(desk, "visit proposed")
            later = (visit.starts + timedelta(hours=5, minutes=30), visit.ends + timedelta(hours=5, minutes=30))
            command = MoveAppointment(visit.id, *later, None, "us", "traffic", override="it has to be")
            assert isinstance(desk.save("move appointment", command, "elsewhere"), Done)
            await stage.burst("enter")
        await stage.shows(r"from  Mon 23\.11\.2026 16:30-18:30 Wolff", r"to    Tue 24\.11\.2026 11:00-13:00 Wolff")
        await stage.press("enter")
        await stage.shows("-> us")
        await stage.press("enter")
        await stage.shows("Done: appointment moved")
    assert [row.text for row in ledger(office, "visit proposed")] == ["", "Kran kommt"]


# --- two who go together ---


@pytest.mark.parametrize(("answer", "crew"), [("enter", "Brandt, Petersen"), ("n", "Petersen")])
@played
async def test_x11_a_crew_of_two_moves_together_unless_somebody_says_no(office: Path, answer: str, crew: str) -> None:
    async with on_stage(office) as stage:
        await grabbed(stage, "j", "j", "l")
        await stage.shows(r"from  Mon 23\.11\.2026 13:00-16:00 (Petersen, Brandt|Brandt, Petersen)")
        await stage.press("l", "enter")
        await stage.shows(r"Both\?  y = .*   n = only Petersen")
        await stage.press(answer)
        await stage.press("w")
        await stage.shows("told Mon|push it through|Why")
        await stage.press("7")
        await stage.shows("Done: appointment moved")
    [row] = ledger(office, "door contact")
    assert ", ".join(sorted(row.new_crew.split(", "))) == crew
    assert row.new_starts == at(13, 15)


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
        await stage.shows(r">>?Mon ?23")
        await stage.press("plus", "plus")
        await stage.shows(r">>?Wed? ?25", r"to    Wed 25\.11\.2026 11:00-13:00 Wolff")
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

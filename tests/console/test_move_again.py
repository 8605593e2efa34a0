"""Move mode where others have a word: a customer who moves again and again, two desks at one appointment, two who go
together (B6, X2, X11)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher.actions.outcome import Done
from dispatcher.domain.decision import ExcludeTechnician
from dispatcher.domain.moving import MoveAppointment
from tests.console.carried import add_person, grabbed, lane_of, ledger, visit_of
from tests.console.office_of import at
from tests.console.stage import on_stage, played
from tests.console.test_records import another_desk

# --- a customer who moves again and again ---


def moved_before(office: Path, times: int) -> None:
    """The customer of the first appointment has moved it so many times, there and back."""
    with another_desk(office) as desk:
        for number in range(times):
            visit, by = visit_of(desk, "visit proposed"), timedelta(days=-7 if number % 2 else 7)
            command = MoveAppointment(visit.id, visit.starts + by, visit.ends + by, None, "customer", "wish")
            assert isinstance(desk.save("move appointment", command, f"move-{number}"), Done)


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


@played
async def test_b15_whom_the_customer_does_not_want_is_not_carried_there_by_a_dispatcher(office: Path) -> None:
    with another_desk(office) as desk:
        customer = next(row.customer for row in desk.tickets() if row.title == "visit proposed")
        wish = ExcludeTechnician(customer, lane_of(desk, "Demir"), "Ms Bonn", "not him again")
        assert isinstance(desk.save("exclude technician", wish, "exclude"), Done)
    async with on_stage(office) as stage:
        await grabbed(stage)
        await stage.press("G", "j")
        await stage.shows(r"15:00-17:00 Demir", "not him again.* !")
        await stage.press("enter")
        await stage.shows("not him again.*! = push it through|! = push it through")
        await stage.press("exclamation_mark", *"he asks for him", "enter")
        await stage.shows("Only the service manager or the managing director")
        await stage.press("l", "h", "k", "enter", "w", "7")
        await stage.shows("Done: appointment moved")
    [row] = ledger(office, "visit proposed")
    assert row.new_crew == "Wolff"

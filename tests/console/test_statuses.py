"""Status by one digit, played by keys: on the technician, on a ticket, and from anywhere by ``,wo4``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dispatcher import locale
from dispatcher.domain.verbs import STATUS
from dispatcher.store.place import find
from dispatcher.store.schema import appointment, clock_stop, journal, move, part, technician, ticket
from dispatcher.store.store import open_store
from tests.console.office_of import at
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_turns import gone, on


def visit_at(store: Path, state: str) -> dict[str, Any]:
    """The one appointment that is in that state."""
    return rows(store, select(appointment).where(appointment.c.state == state))[-1]


def visit(store: Path, ident: int) -> dict[str, Any]:
    return rows(store, select(appointment).where(appointment.c.id == ident))[0]


def rows(store: Path, query: Any) -> list[dict[str, Any]]:
    """What the store holds, read by another program."""
    opened = open_store(find(str(store)))
    with opened.reading() as connection:
        found = [dict(row) for row in connection.execute(query).mappings()]
    opened.close()
    return found


def digit_of(store: Path, code: str) -> int:
    return int(rows(store, select(technician.c.status).where(technician.c.code == code))[0]["status"])


async def at_lane(stage: Stage, name: str) -> None:
    """The cursor of the plan stands on a technician."""
    await stage.press("f6", "g")
    lanes = [lane.name for lane in stage.board.plan_pane.plan.lanes] if stage.board.plan_pane.plan else []
    for _step in range(next(index for index, one in enumerate(lanes) if one.startswith(name))):
        await stage.press("j")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_one_key_on_the_technician_puts_him_on_site(office: Path, size: tuple[int, int]) -> None:
    coming = visit_at(office, "proposed")

    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await at_lane(stage, "Wolff")
            await stage.press("4")
            await stage.shows("Done: on site Wolff")
            await gone(stage)

    scene()
    wolff = rows(office, select(appointment).where(appointment.c.on_site_at.is_not(None)))
    assert [one["starts_at"] for one in wolff] == [at(11)]
    assert (wolff[0]["state"], digit_of(office, "Wolff")) == ("on site", 4)
    assert coming["state"] == "proposed"


@played
async def test_from_anywhere_wo4_means_the_same(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"wo4")
        await stage.shows("Wolff T.  on site  ")
        await stage.press("enter")
        await stage.shows("Done: on site Wolff")
        await gone(stage)
    assert digit_of(office, "Wolff") == 4


@played
async def test_a_command_takes_the_time_it_was(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"wolff 4 0935", "enter")
        await stage.shows("Done: on site Wolff")
        await gone(stage)
    (found,) = rows(office, select(appointment).where(appointment.c.on_site_at.is_not(None)))
    assert found["on_site_at"] == at(9, 35)


@played
async def test_a_beginning_of_several_a_time_ahead_and_a_day_are_told_apart(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"wo 4 1005")
        await stage.shows("No time that has passed: 1005")
        await stage.press(*["backspace"] * 20, *"mo 8")
        await stage.shows("plan of Monday, 30.11.2026")
        await stage.press(*["backspace"] * 20, *"xy 4")
        await stage.shows("not understood")


@played
async def test_b11_b12_what_is_missing_before_driving_is_named_and_pushed_through_with_a_reason(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_lane(stage, "Wolff")
        await stage.burst("2", "!", *"just come", "enter")
        await stage.shows("Filed: without confirmation")
        await gone(stage)
        assert digit_of(office, "Wolff") == 1
        await stage.press("3")
        await stage.shows("Done: en route Wolff")
        await gone(stage)
    (found,) = rows(office, select(appointment).where(appointment.c.en_route_at.is_not(None)))
    assert (found["state"], found["starts_at"]) == ("en route", at(11))


@played
async def test_b11_the_box_before_driving_says_which_point_is_missing(office: Path) -> None:
    locale.use("de")
    async with on_stage(office) as stage:
        await at_lane(stage, "Wolff")
        await stage.press("3")
        await stage.shows("VOR DER FAHRT", r"Nicht bestätigt, vor der Fahrt \(0/2\)", "! ohne Bestätigung fahren")
        await stage.press("escape")
        await stage.hides("VOR DER FAHRT")
    assert visit_at(office, "proposed")["en_route_at"] is None


@played
async def test_b11_whoever_was_named_by_a_command_is_confirmed_and_nobody_else(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("comma", *"wo3", "enter")
        await stage.shows("BEFORE DRIVING", "c confirm   d dial")
        await stage.press("c")
        await stage.shows("CONFIRM T-1010 Meyer")
        await stage.press("escape", "comma", *"wo3", "enter")
        await stage.shows("BEFORE DRIVING")
        await stage.press("d")
        await stage.shows("DIAL", "T-1010 Meyer Elektro")


@played
async def test_free_over_a_visit_asks_how_it_ended_and_x17_whether_the_fault_is_gone(office: Path) -> None:
    there = visit_at(office, "on site")
    async with on_stage(office) as stage:
        await at_lane(stage, "Petersen")
        await stage.press("1")
        await stage.shows("Petersen is on site at", "7 interrupted   8 done   9 no access")
        await stage.press("8")
        await stage.shows("Is the fault gone\\?", "y yes   n no")
        await stage.press("y")
        await stage.shows("Done: done T-10")
        await gone(stage)
    found = visit(office, there["id"])
    assert (found["state"], digit_of(office, "Petersen")) == ("done", 8)
    (job,) = rows(office, select(ticket).where(ticket.c.id == there["ticket_id"]))
    assert (job["state"], job["next_step"]) == ("fixed", "close the ticket")


@played
async def test_x17_the_job_is_not_over_it_keeps_ball_and_date(office: Path) -> None:
    there = visit_at(office, "on site")
    async with on_stage(office) as stage:
        await at_lane(stage, "Petersen")
        await stage.press("8", "n")
        await stage.shows("DONE, NOT FIXED T-10", ">Left to do")
        await stage.press(*"needs a ladder", "tab", *"c", "tab", *"thu 10", "enter")
        await stage.shows("Done: visit")
        await gone(stage)
    (job,) = rows(office, select(ticket).where(ticket.c.id == there["ticket_id"]))
    assert (job["state"], job["ball"], job["next_step"]) == ("waiting", "customer", "needs a ladder")
    assert (job["due_at"], job["closed_at"]) == (at(10, day=26), None)


@played
async def test_x13_a_part_is_missing_and_the_supplier_has_the_ball(office: Path) -> None:
    there = visit_at(office, "on site")
    async with on_stage(office) as stage:
        await at_lane(stage, "Petersen")
        await stage.press("7")
        await stage.shows("INTERRUPTED T-10", ">Part")
        await stage.press(*"main board", "enter")
        await stage.shows("Who delivers it\\?")
        await stage.press(*"Ziegler", "tab", *"wed", "enter")
        await stage.shows("Done: visit")
        await gone(stage)
    (job,) = rows(office, select(ticket).where(ticket.c.id == there["ticket_id"]))
    assert (job["ball"], job["ball_who"], job["due_at"]) == ("other", "Ziegler", at(9, day=26))
    (missing,) = rows(office, select(part))
    assert (missing["text"], missing["promised_at"]) == ("main board", at(17, day=25))
    (draft,) = rows(office, select(appointment).where(appointment.c.state == "asked"))
    assert draft["starts_at"] == at(9, day=26)


@played
async def test_x13_when_the_part_is_there_one_key_plans_the_follow_up_visit(office: Path) -> None:
    there = visit_at(office, "on site")
    async with on_stage(office) as stage:
        await at_lane(stage, "Petersen")
        await stage.press("7", *"main board", "tab", *"Ziegler", "tab", *"wed", "enter")
        await stage.shows("Done: visit")
        await gone(stage)
        await stage.press("ctrl+p", *"part arrived")
        await stage.press("enter")
        await stage.shows("PART ARRIVED T-10", "Follow-up visit Thu 26.11.2026 09:00-11:00, Petersen:")
        await stage.press("enter")
        await stage.shows("Planned: follow-up visit T-10")
        await gone(stage)
    (planned,) = rows(office, select(appointment).where(appointment.c.starts_at == at(9, day=26)))
    assert (planned["state"], planned["ticket_id"]) == ("proposed", there["ticket_id"])


@played
async def test_b13_the_protocol_of_no_access_in_three_keys_and_its_text(office: Path) -> None:
    there = visit_at(office, "on site")
    async with on_stage(office) as stage:
        await at_lane(stage, "Petersen")
        await stage.press("9")
        await stage.shows("NO ACCESS T-10", ">Met")
        await stage.press(*"Frau Sorel", "tab", *"0904 -117, 0906 -118")
        await stage.shows("attempts: 2")
        await stage.shows("Arrived \\* +09:00")
        await stage.press("enter")
        await stage.shows("Filed: no access")
        await gone(stage)
        await stage.shows("/")
    found = visit(office, there["id"])
    assert (found["state"], found["fault"], digit_of(office, "Petersen")) == ("no access", "customer", 9)
    (stop,) = rows(office, select(clock_stop))
    assert stop["reason"] == "no access"
    (entry,) = rows(office, select(journal).where(journal.c.seq == stop["proof_seq"]))
    assert entry["verb"] == "no access"


@played
async def test_b13_one_attempt_asks_for_the_reason_and_nothing_that_was_typed_is_lost(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_lane(stage, "Petersen")
        await stage.press("9", *"Sorel", "tab", *"0904 -117", "enter")
        await stage.shows("Fewer than two attempts to reach somebody: say why", "0904 -117", r">Text")
        await stage.press(*"no second number", "enter")
        await stage.shows("Filed: no access")
        await gone(stage)


@played
async def test_x14_early_is_said_while_the_arrival_is_typed(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_lane(stage, "Wolff")
        await stage.press("9", *"Sorel", "tab", *"0938 -117, 0940 -118", "tab", *"0935")
        await stage.shows("23.11. 09:35   before the window !")
        await stage.press("enter")
        await stage.shows("Filed: no access")
        await gone(stage)
    (found,) = rows(office, select(appointment).where(appointment.c.fault == "us"))
    assert (found["state"], found["starts_at"]) == ("no access", at(11))


@played
async def test_cancelled_asks_by_whom(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_lane(stage, "Wolff")
        await stage.press("0")
        await stage.shows("CANCELLATION T-10", "c customer   w we")
        await stage.press("enter")
        await stage.shows("Who cancelled it")
        await stage.press("c", "enter")
        await stage.shows("Done: cancellation")
        await gone(stage)
    (row,) = rows(office, select(move))
    assert (row["kind"], row["asked_by"]) == ("cancelled", "customer")


@played
async def test_x18_the_wrong_digit_is_taken_back_by_u(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_lane(stage, "Wolff")
        await stage.press("4")
        await stage.shows("Done: on site Wolff")
        await gone(stage)
        await stage.press("u")
        await stage.shows("Undone: status")
        await gone(stage)
    assert digit_of(office, "Wolff") == 1
    assert [one["verb"] for one in rows(office, select(journal).order_by(journal.c.seq))][-2:] == [STATUS, "undo"]
    assert not rows(office, select(appointment).where(appointment.c.on_site_at.is_not(None)))


@played
async def test_he_asks_for_a_call_and_was_called(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_lane(stage, "Okafor")
        await stage.press("5")
        await stage.shows("Done: was called Okafor")
        await gone(stage)
        await stage.hides("Okafor asks for a call")
        assert digit_of(office, "Okafor") == 1
        await stage.press("5")
        await stage.shows("Done: asks for a call Okafor")
        await gone(stage)
    assert digit_of(office, "Okafor") == 5


@played
async def test_the_card_of_whoever_asks_for_a_call_dials_him_and_goes_when_he_is_reached(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("space")
        await stage.shows("1/[0-9] Okafor asks for a call   Enter = dial")
        await stage.press("enter")
        await stage.shows("DIAL", "Okafor C\\.")
        await stage.press("enter", "3")
        await stage.shows("no answer  Okafor")
        await stage.press("d", "enter", "1")
        await stage.shows("Done: was called Okafor")
        await gone(stage)
        await stage.hides("Okafor asks for a call")
    assert digit_of(office, "Okafor") == 1


@played
async def test_a_digit_on_a_ticket_is_that_of_its_appointment(office: Path) -> None:
    there = visit_at(office, "on site")
    (job,) = rows(office, select(ticket.c.number).where(ticket.c.id == there["ticket_id"]))
    async with on_stage(office) as stage:
        await on(stage, job["number"])
        await stage.press("8", "y")
        await stage.shows(f"Done: done T-{job['number']}")
        await gone(stage)
        await on(stage, 1002)
        await stage.press("4")
        await stage.shows("No appointment stands for T-1002")
    assert visit(office, there["id"])["state"] == "done"


@played
async def test_a_form_of_a_visit_is_parked_and_comes_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_lane(stage, "Petersen")
        await stage.press("9", *"Sorel", "escape")
        await stage.hides("NO ACCESS T-")
        await stage.press("9")
        await stage.shows(r">Met +Sorel_")


@played
async def test_nothing_is_reported_where_nothing_may_be_written(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await at_lane(stage, "Wolff")
        await stage.press("4")
        await stage.shows("Read-only: ")
    assert digit_of(office, "Wolff") == 1


@played
async def test_each_digit_is_in_the_palette_by_its_name(office: Path) -> None:
    async with on_stage(office) as stage:
        await at_lane(stage, "Petersen")
        commands = {one.title: one.callback for one in stage.app.get_system_commands(stage.app.screen)}
        seen = {
            "free": "ON SITE", "interrupted/parts": "INTERRUPTED T-10", "done": "DONE T-10",
            "no access": "NO ACCESS T-10", "cancelled": "CANCELLATION T-10",
            "confirmed": "Petersen is under way already",
            "en route": "Petersen is under way already", "on site": "Petersen is on site already",
            "asks for a call": "Done: asks for a call Petersen",
        }  # fmt: skip
        for title, shown in seen.items():
            commands[title]()
            await stage.shows(shown)
            await stage.press("f3")
            await stage.settles()

"""Whose turn it is, by keys: the ball, follow-ups, parts, and the written reminder."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.domain.attempt import FileAttempt
from dispatcher.domain.ball import Ball, FollowUp, PassBall
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.queries.rows import TicketDetail
from tests.console.office_of import NOW, at
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk, history_of

GATE, FAX = 1001, 1003
"""The embassy's ticket, on which the cursor stands; and one whose ball the customer has until Tue 24.11. 09:00."""


def ticket_of(store: Path, number: int = GATE) -> TicketDetail:
    """What the store holds, read by another program."""
    office = Office(Options(str(store), now=NOW))
    office.open()
    row = office.ticket_by_number(number)
    assert row is not None
    found = office.ticket(row.id)
    office.close()
    assert found is not None
    return found


def save(store: Path, verb: str, command: object, key: str = "elsewhere", now: datetime = NOW) -> None:
    """Another desk does something."""
    office = Office(Options(str(store), now=now))
    office.open()
    outcome = office.save(verb, command, key)
    office.close()
    assert not isinstance(outcome, Refusal), outcome


async def gone(stage: Stage) -> None:
    """Wait until everything is in the store."""
    await stage.until(lambda: not stage.board._under_way)


async def on(stage: Stage, number: int) -> None:
    """The ticket stands on the strip, and its customer beside it."""
    await stage.press("number_sign", *f"T{number}", "enter")
    await stage.shows(f" T-{number} ")
    await stage.until(lambda: stage.board.card is not None and stage.board.card.id == stage.board.wanted)


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_b8_the_ball_goes_to_the_customer_by_three_keys(office: Path, size: tuple[int, int]) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await stage.press("b")
            await stage.shows(r"BALL T-1001 Botschaft", r">Ball +_ +U us   C customer   O other party   A appointment")
            await stage.press("c")
            await stage.shows(
                r">Ball +c_ += ball with the customer",
                r"Who has it += Calvet",
                r"Until += Wednesday, 25\.11\.2026 09:00",
            )
            await stage.press("enter")
            await stage.shows("Done: ball passed T-1001 Botschaft")
            await gone(stage)
        row = ticket_of(office).row
        assert (row.ball, row.ball_who, row.due) == ("customer", "Calvet", at(9, day=25))

    scene()


@played
async def test_b8_another_letter_says_otherwise_and_german_ones_work(office: Path) -> None:
    locale.use("de")
    async with on_stage(office) as stage:
        await stage.press("b", "w", "d")
        await stage.shows(r"BALL T-1001", r">Ball +d_ += Ball bei Dritten")
        await stage.press("enter")
        await stage.shows("Wer hat den Ball", r">Wer ist dran +_")
        await stage.press(*"Ziegler", "tab", *"liefert", "tab", *"do 14", "enter")
        await stage.shows("Erledigt: Ball abgegeben T-1001")
        await gone(stage)
    row = ticket_of(office).row
    assert (row.ball, row.ball_who, row.next_step, row.due) == ("other", "Ziegler", "liefert", at(14, day=26))


@played
async def test_i2_an_appointment_that_stands_can_have_it(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("b", "a")
        await stage.shows(r"= an appointment stands", r"Until += when it ends")
        await stage.press("enter")
        await gone(stage)
        assert ticket_of(office).row.due == at(11, day=24)
        await on(stage, 1005)
        await stage.press("b", "a", "enter")
        await stage.shows("No appointment stands yet", r"BALL T-1005")


@played
async def test_bad_input_is_said_and_stays(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("b", "enter")
        await stage.shows(r"Who acts next\?")
        await stage.press("c", "tab", "tab", "tab", *"16.11.2026 9", "enter")
        await stage.shows(r">Until +16\.11\.2026 9_", "past")
        await stage.press("ctrl+u", *"next wed", "enter")
        await stage.shows(r"Which one\?")
        await stage.press("2")
        await stage.shows(r"= Wednesday, 02\.12\.2026")
        await stage.press("end", *" 9", "enter")
        await stage.shows("BALL T-1001|Done: ball passed")


@played
async def test_i1_a_ball_whose_date_passes_is_ours_on_the_screen(office: Path) -> None:
    async with on_stage(office, now=at(8, 59, day=24)) as stage:
        await on(stage, FAX)
        await stage.shows(r"ball with the customer \(Ms Albers\)", r"T-1003 Textbüro.* C ")
    async with on_stage(office, now=at(9, 0, day=24)) as stage:
        await on(stage, FAX)
        await stage.shows(r"ball with us \(was with Ms Albers\)", r"!!T-1003 Textbüro.* U ")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_b9_a_follow_up_shows_whom_to_call_and_takes_a_date_in_words(office: Path, size: tuple[int, int]) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await stage.press("f")
            await stage.shows(
                r"FOLLOW-UP T-1001", r"= Wednesday, 25\.11\.2026 09:00",
                r"Now: ball with us, TODAY 09:30, dial Ms Bonnard",
                r"Attempts in vain: 0   next: a call", r"030 90125-117  Calvet \(facility technician\)",
            )  # fmt: skip
            await stage.press(*"thu 10", "enter")
            await stage.shows("Filed: follow-up T-1001")
            await gone(stage)
        row = ticket_of(office).row
        assert (row.ball, row.next_step, row.due) == ("us", "dial Ms Bonnard", at(10, day=26))
        assert history_of(office, row.customer)[0].verb == "follow up"

    scene()


@played
async def test_i16_somebody_else_was_faster_and_both_are_seen(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("b", "c")
        calls = PassBall(1, Ball("other", "delivers", at(9, day=27), "Ziegler"))
        save(office, "pass ball", calls)
        await stage.press("enter")
        await stage.shows(
            r"Somebody changed it meanwhile", r"Now: ball with another party \(Ziegler\), Fri 27\.11\. 09:00, delivers"
        )
        await stage.shows(r">Ball +c_ += ball with the customer")
        await stage.press("enter")
        await stage.shows("Done: ball passed T-1001")
        await gone(stage)
    assert ticket_of(office).row.ball == "customer"


@played
async def test_i15_what_was_typed_comes_back(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("b", "o", "tab", *"Ziegler", "escape")
        await stage.hides("BALL T-1001")
    assert [draft["values"]["who"] for draft in drafts_on_disk(home)] == ["Ziegler"]
    async with on_stage(office) as stage:
        await stage.shows("1 draft")
        await stage.press("enter")
        await stage.shows(r"BALL T-1001", r"Ball +o +|Who has it +Ziegler")
        await stage.press("enter")
        await stage.shows("Done: ball passed T-1001")
        await gone(stage)
    assert ticket_of(office).row.ball_who == "Ziegler"


@played
async def test_x13_a_part_on_order_and_its_arrival(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("ctrl+p", *"part on", "enter")
        await stage.shows("PART ON ORDER T-1001")
        await stage.press(*"relay", "tab", *"Ziegler", "tab", *"fri")
        await stage.shows(r"Until \* +fri_ += Friday, 27\.11\.2026")
        await stage.press("enter")
        await stage.shows("Filed: part on order")
        await stage.shows(
            r"ball with another party \(Ziegler\)",
            r"Next step: part: relay",
            r"follow-up Mon 30\.11\. 09:00",
            r"On order: relay \(Ziegler\) until Fri 27\.11\.",
        )
        await stage.press("ctrl+p", *"part arr", "enter")
        await stage.shows(r"Next step: plan the follow-up visit")
        await gone(stage)
    detail = ticket_of(office)
    assert (detail.row.ball, detail.parts[0].text, detail.parts[0].arrived is not None) == ("us", "relay", True)


@played
async def test_x13_of_several_parts_it_is_asked_which(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("ctrl+p", *"part arr", "enter")
        await stage.shows("T-1001 waits for no part")
        for part in ("relay", "handle"):
            await stage.press("ctrl+p", *"part on", "enter")
            await stage.press(*part, "tab", *"Ziegler", "tab", *"fri", "enter")
            await stage.shows(f"Next step: part: {part}")
            await gone(stage)
        await stage.press("ctrl+p", *"part arr", "enter")
        await stage.shows("PART ARRIVED T-1001")
        await stage.press("enter")
        await stage.shows("Part is missing")
        await stage.press("f4", "f4", "enter")
        await stage.shows("Done: part arrived")
        await gone(stage)
    assert [part.text for part in ticket_of(office).parts if part.arrived] == ["handle"]


async def order(stage: Stage, *parts: str) -> None:
    """The ticket under the cursor waits for these."""
    for part in parts:
        await stage.press("ctrl+p", *"part on", "enter", *part, "tab", *"Ziegler", "tab", *"fri", "enter")
        await stage.shows(f"Next step: part: {part}")
        await gone(stage)


@played
async def test_i15_x13_a_part_that_was_half_typed_comes_back(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("ctrl+p", *"part on", "enter", *"relay", "tab", *"Zieg", "escape")
        await stage.shows(r"1 draft: part Botschaft der Republik .* Enter = go on")
        await stage.until(lambda: drafts_on_disk(home))
    async with on_stage(office) as stage:
        await stage.shows("1 draft: part Botschaft")
        await stage.press("enter", *"ler", "tab", *"fri", "enter")
        await stage.shows("Next step: part: relay", r"On order: relay \(Ziegler\)")


@pytest.mark.parametrize("ends", [False, True])
@played
async def test_i15_x13_which_part_has_come_is_not_asked_twice(office: Path, home: Path, ends: bool) -> None:
    async with on_stage(office) as stage:
        await order(stage, "relay", "handle")
        await stage.press("ctrl+p", *"part arr", "enter", *"ha")
        if not ends:
            await stage.press("escape")
            await stage.shows(r"1 draft: part arrived Botschaft der Republik .* Enter = go on")
            await stage.press("ctrl+p", *"part arr", "enter")
            await stage.shows(r"PART ARRIVED T-1001", r">Part \* +ha_")
        await stage.until(lambda: [draft["values"]["part"] for draft in drafts_on_disk(home)] == ["ha"])
    async with on_stage(office) as stage:
        await stage.shows("1 draft: part arrived")
        await stage.press("enter")
        await stage.shows(r"PART ARRIVED T-1001", r">Part \* +ha_")
        await stage.press("enter")
        await stage.shows("Done: part arrived")
        await gone(stage)
    assert [part.text for part in ticket_of(office).parts if part.arrived] == ["handle"]
    assert drafts_on_disk(home) == []


@played
async def test_b9_the_letter_is_at_hand_after_two_attempts(office: Path) -> None:
    for day in (20, 21):
        save(office, "attempt", FileAttempt(3, "no answer", next_due=at(9, day=24)), f"tried {day}")
    async with on_stage(office) as stage:
        await on(stage, FAX)
        await stage.until(lambda: stage.board.letter_now() is not None)
        await stage.press("y")
        await stage.shows("copied: Ihre Meldung T-1003")
        assert "warten wir auf eine Rückmeldung" in stage.app.clipboard
        await stage.press("f")
        await stage.shows(r"Attempts in vain: 2   next: in writing")
        await stage.press("escape", "ctrl+p", *"written", "enter")
        await stage.shows("WRITTEN REMINDER", "Mit freundlichen Grüßen", "Nordlicht Technik GmbH")
        await stage.press("y")
        await stage.shows("copied: ")


@played
async def test_nothing_is_passed_where_nothing_may_be_written(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        for key in ("b", "f"):
            await stage.press(key)
            await stage.shows("Read-only")
            assert stage.board.box_now() is None


def tried(stage: Stage, count: int) -> bool:
    """Whether the ticket on the strip tells of so many attempts."""
    return stage.board.detail is not None and stage.board.detail.row.attempts == count


@played
async def test_b9_each_attempt_in_vain_suggests_the_next_way(office: Path) -> None:
    async with on_stage(office, now=at(9, 0, day=24)) as stage:
        await on(stage, FAX)
        for count, suggested in enumerate(
            ("ask Ms Albers", "call Ms Albers and mail", "write to Ms Albers: y = copy the letter"), 1
        ):
            await stage.shows(f"-> {suggested}")
            await stage.press("d", "enter", "3")
            await stage.shows("no answer, next try Wed 25\\.11\\. 09:00")
            await stage.until(partial(tried, stage, count))
            save(office, "follow up", FollowUp(3, at(8, 59, day=24)), suggested, at(8, 58, day=24))
        await stage.until(lambda: stage.board.letter_now() is not None)
    assert ticket_of(office, FAX).row.attempts == 3


@played
async def test_b9_an_absent_contact_is_asked_by_his_deputy(office: Path) -> None:
    save(office, "pass ball", PassBall(1, Ball("customer", "will call", at(9, 30), "Calvet")), now=at(9))
    async with on_stage(office) as stage:
        await stage.shows(r"-> ask Calvet 030 90125-117")
    save(office, "save record", SaveRecord("person", {"deputy": "Bonnard"}, 1), "deputy")
    away = SaveRecord("absence", {"starts": "20.11.2026"}, parent=("person", 1))
    save(office, "save record", away, "away")
    async with on_stage(office) as stage:
        await stage.shows(r"-> ask Bonnard 030 90125-118")


@played
async def test_x18_what_was_passed_by_mistake_comes_back(office: Path) -> None:
    before = ticket_of(office).row
    async with on_stage(office) as stage:
        await stage.press("b", "c", "enter")
        await stage.shows("Done: ball passed T-1001", r"ball with the customer \(Calvet\)")
        await gone(stage)
        await stage.press("u")
        await stage.shows("Undone: ball passed", r"ball with us +$|ball with us")
        await gone(stage)
    after = ticket_of(office).row
    assert (after.ball, after.next_step, after.due) == (before.ball, before.next_step, before.due)


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_x5_a_form_keeps_its_text_at_any_size(office: Path, size: tuple[int, int]) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office, size=LARGE) as stage:
            await stage.press("b", "o", "tab", *"Ziegler", "tab", "tab", *"thu 1")
            await stage.pilot.resize_terminal(*size)
            await stage.press("4")
            await stage.shows(r"Who has it +Ziegler", r">Until +thu 14_ += Thursday, 26\.11\.2026 14:00")
            await stage.press("enter")
            await stage.shows("Done: ball passed")
            await gone(stage)
        assert ticket_of(office).row.due == at(14, day=26)

    scene()

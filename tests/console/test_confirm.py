"""Confirming by keys: who opens, his deputy, the gate, the sentence to say (B2, B3, B4, B11, B12, X15)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office, Options
from dispatcher.domain.confirming import Confirm
from dispatcher.domain.message import Voicemail
from dispatcher.domain.record import SaveRecord
from dispatcher.queries.confirm_rows import ConfirmSheet
from tests.console.office_of import NOW
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_board import another_desk

CALVET, BONNARD = 1, 2


def sheet_of(office: Path) -> ConfirmSheet:
    """The embassy's appointment of tomorrow, as another desk sees it."""
    desk = Office(Options(str(office), now=NOW))
    desk.open()
    try:
        ticket = desk.ticket_by_number(1001)
        assert ticket is not None
        detail = desk.ticket(ticket.id)
        assert detail is not None
        sheet = desk.confirm_sheet(detail.appointments[-1].id)
        assert sheet is not None
        return sheet
    finally:
        desk.close()


def save(office: Path, verb: str, command: object) -> None:
    """Another desk files something."""
    with another_desk(office) as desk:
        assert isinstance(desk.save(verb, command, f"{verb} {command}"), Done)


def behind_a_lock(office: Path) -> None:
    """The embassy asks to be told a day ahead who comes."""
    with another_desk(office) as desk:
        site = desk.records("site", ("customer", 1))[0].id
    save(office, "save record", SaveRecord("site", {"access_class": "security lock", "register_hours": "24"}, site))


def stands_in(office: Path) -> None:
    """Bonnard is Calvet's deputy, and opening is his duty."""
    save(office, "save record", SaveRecord("person", {"deputy": "Bonnard", "duties": "opener"}, CALVET))


async def filed(stage: Stage) -> None:
    """Wait until everything is in the store."""
    await stage.until(lambda: not stage.board._under_way)


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_b2_who_opens_is_chosen_his_deputy_and_the_gate_have_their_usual_answers(
    office: Path, size: tuple[int, int]
) -> None:
    @played
    async def scene() -> None:
        behind_a_lock(office)
        async with on_stage(office, size=size) as stage:
            await stage.press("c")
            await stage.shows(
                r"┌ CONFIRM T-1001 Botschaft der Republ +Tue 24\.11\.2026 09:00-11:00 +Brandt L\.",
                r">Opens +_ +F4 = who opens, by name",
                r'Deputy +none known  -> follow-up "ask for a deputy" today 15:00',
                r"Spoken +now, telephone",
                r'Say  "Brandt L\. (will come|kommt) (tomorrow|morgen), .*24',
            )
            await stage.press("f4")
            await stage.shows(
                r">Opens +Calvet_ += 030 90125-117", r"Register +24 h ahead: Calvet does it -> OWED TO US today 17:00"
            )
            await stage.press("enter")
            await stage.shows("Done: appointment confirmed Botschaft")
            await filed(stage)
        sheet = sheet_of(office)
        assert (sheet.state, sheet.points.opener, sheet.points.no_deputy) == ("confirmed", "Calvet", True)
        assert sheet.points.registers == "Calvet"

    scene()


@pytest.mark.parametrize("language", ["en", "de"])
@played
async def test_b3_with_a_known_opener_two_keys_confirm_tomorrow(office: Path, language: str) -> None:
    locale.use(language)
    stands_in(office)
    async with on_stage(office) as stage:
        await stage.press("c", "enter")
        await stage.shows("Done: appointment confirmed|Erledigt: Termin bestätigt")
        await stage.shows(r"1 confirmed, 0 OPEN|1 bestätigt, 0 OFFEN")
        await filed(stage)
    points = sheet_of(office).points
    assert (points.opener, points.deputy, points.no_deputy) == ("Calvet", "Bonnard", False)


@played
async def test_b3_the_card_of_the_queue_opens_the_form_of_its_appointment(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("space", "space", "space")
        await stage.shows("3/3 Botschaft der Repu not confirmed   Enter = confirm")
        await stage.press("enter")
        await stage.shows("┌ CONFIRM T-1001")


@played
async def test_keys_typed_ahead_wait_for_the_form(office: Path) -> None:
    stands_in(office)
    async with on_stage(office) as stage:
        await stage.burst("c", "enter")
        await stage.shows("Done: appointment confirmed Botschaft")


@played
async def test_b4_a_contact_who_goes_away_takes_every_confirmation_with_him(office: Path) -> None:
    visit = sheet_of(office).appointment
    save(office, "confirm", Confirm(visit, opener=CALVET, deputy=BONNARD))
    async with on_stage(office) as stage:
        await stage.shows(r"1 confirmed, 0 OPEN")
        await stage.press("number_sign", *"T1001", "enter")
        await stage.shows("\n T-1001 ", "BOTSCHAFT")
        await stage.press("w", "a", *"unknown", "enter", "escape")
        await stage.shows(r"0 confirmed, 1 OPEN", r"1 open tomorrow")
        await filed(stage)
        assert any(card.appointment == visit and card.text == "opener away" for card in stage.board.cards)
        await stage.press("space", "space", "space")
        await stage.shows("Botschaft der Repu not confirmed, opener away")
    sheet = sheet_of(office)
    assert (sheet.state, sheet.points.unconfirmed, sheet.points.opener_away) == ("proposed", "opener away", True)


@played
async def test_what_is_wrong_is_said_and_what_was_typed_stays(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("c", "enter")
        await stage.shows(r"Who opens, by name\?  F4 = the contact persons")
        await stage.press(*"Mr Thiele", "tab", *"mr thiele", "enter")
        await stage.shows("The deputy is somebody else than who opens", "Mr Thiele")
        await stage.press(*["backspace"] * 9, "f4", "enter")
        await stage.shows("Done: appointment confirmed Botschaft")
        await filed(stage)
    assert sheet_of(office).points.opener == "Mr Thiele"


@played
async def test_x15_an_unheard_voicemail_holds_it_back(office: Path) -> None:
    stands_in(office)
    visit = sheet_of(office).appointment
    save(office, "voicemail", Voicemail("030 90125-117", "not at home before 12", None, None, visit))
    async with on_stage(office) as stage:
        await stage.press("c")
        await stage.shows("! a voicemail of the customer is unheard")
        await stage.press("enter")
        await stage.shows(r"Not confirmed, before driving \(2/2\): a voicemail of the customer is unheard\.")
        await stage.press("escape", "escape")
    assert sheet_of(office).state == "proposed"


@played
async def test_b11_the_form_dials_and_comes_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("c", "d")
        await stage.shows("┌ DIAL ", "030 90125-117")
        await stage.press("enter", "1")
        await stage.shows("┌ CONFIRM T-1001", ">Opens")


@played
async def test_b12_the_customer_insists(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("c", "exclamation_mark")
        await stage.shows("without confirmation|WITHOUT CONFIRMATION")
        await stage.press(*"just come", "enter")
        await stage.shows("Filed: without confirmation Botschaft")
        await filed(stage)
        await stage.hides("open tomorrow")
    assert sheet_of(office).points.insisted == "just come"


@played
async def test_nobody_confirmed_it_and_it_falls_through(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("c", "x")
        await stage.shows("┌ FELL THROUGH T-1001", r"By whom +_ += customer", r"Why += contact away")
        await stage.press("enter")
        await stage.shows("Done: appointment fell through Botschaft")
        await filed(stage)
    assert sheet_of(office).state == "fell through"


@played
async def test_where_somebody_else_was_quicker_his_words_stand_and_mine_stay(office: Path) -> None:
    stands_in(office)
    visit = sheet_of(office).appointment
    async with on_stage(office) as stage:
        await stage.press("c")
        await stage.shows("┌ CONFIRM T-1001")
        save(office, "confirm", Confirm(visit, opener=BONNARD, no_deputy=True))
        await stage.press(*"Calvet", "enter")
        await stage.shows("Somebody changed it meanwhile")
        await stage.press("enter")
        await stage.shows("Done: appointment confirmed Botschaft")
        await filed(stage)
    assert sheet_of(office).points.opener == "Calvet"


@played
async def test_a_confirmation_that_was_parked_is_there_again(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("c", *"Bonn", "escape")
        await stage.shows("1 draft: confirmation Botschaft")
    async with on_stage(office) as stage:
        await stage.shows("1 draft: confirmation Botschaft")
        await stage.press("escape", "enter")
        await stage.shows("┌ CONFIRM T-1001", ">Opens +Bonn_")


@played
async def test_u_takes_a_confirmation_back(office: Path) -> None:
    stands_in(office)
    async with on_stage(office) as stage:
        await stage.press("c", "enter")
        await stage.shows("1 confirmed, 0 OPEN")
        await filed(stage)
        await stage.press("u")
        await stage.shows("0 confirmed, 1 OPEN")

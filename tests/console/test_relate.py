"""What belongs together: offered while one types, joined by one key, related by r, and taken apart again (B7, I17)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.console.forms.report import ReportForm
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_reports import NEXT, filed, ticket_of

OFFER = r"probably belongs to T-1001 \(42d\)"


async def second_report(stage: Stage, text: str = "Bitte DRINGEND endlich Techniker") -> None:
    """The portal's ticket of the next day."""
    await stage.press("t", *text, "enter")
    await filed(stage)


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_b7_a_report_that_belongs_to_an_open_ticket_is_offered_and_joined_by_one_key(
    office: Path, size: tuple[int, int]
) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await stage.press("t", *"Bitte DRINGEND endlich Techniker")
            await stage.shows(OFFER, r"Ctrl\+R = belongs to it")
            await stage.press("ctrl+r")
            await stage.shows("becomes a report of T-1001")
            await stage.press("enter")
            await filed(stage)
            await stage.shows("2nd report of this")
        found = ticket_of(office)
        assert (found.row.number, found.row.reports) == (1001, 2)
        assert [(line.number, line.text) for line in found.reports] == [(NEXT, "Bitte DRINGEND endlich Techniker")]

    scene()


@played
async def test_an_offer_is_only_an_offer(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"Wann kommt endlich jemand?")
        await stage.shows(OFFER)
        await stage.press("ctrl+r", "ctrl+r")
        await stage.hides("becomes a report")
        await stage.press("enter")
        await filed(stage)
    assert ticket_of(office).row.number == NEXT


@played
async def test_the_key_counts_that_is_typed_before_the_offer_is_there(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("t", *"Wann kommt endlich jemand?", "ctrl+r", "enter")
        await filed(stage)
        await stage.shows("2nd report of this")
    assert ticket_of(office).row.number == 1001


@played
async def test_another_subject_is_offered_nothing(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"lift stuck on 2nd floor")
        await stage.until(lambda: looked_for(stage) == "lift stuck on 2nd floor")
        await stage.settles()
        await stage.hides("probably belongs")


def looked_for(stage: Stage) -> str:
    """What the open report was compared with last."""
    form = stage.board.box_now()
    assert isinstance(form, ReportForm)
    return form.matters.answered


@played
async def test_b7_r_and_enter_merge_the_oldest_stays_and_u_gives_both_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await second_report(stage)
        await stage.press("comma", *"t 1018", "enter")
        await stage.shows("Bitte DRINGEND endlich Techniker  ")
        await stage.press("r")
        await stage.shows(
            "RELATE T-1018 Bitte DRINGEND", r"\? T-1001 +phone system, gatehouse +42d", "asks where it stays"
        )
        await stage.shows("T-1001 stays")
        await stage.press("enter")
        await stage.shows("Done: merged T-1001 Botschaft", "T-1001 .* 2nd report of this", " 2x ")
        await stage.press("number_sign", *"1018", "enter")
        await stage.shows(r"T-1018 is part of T-1001\.", " T-1001 .*2nd report of this")
        await stage.press("u")
        await stage.shows("Undone: merged")
        await stage.hides("2nd report of this")
    assert ticket_of(office).row.number == NEXT


@played
async def test_i17_a_merged_report_is_taken_out_again_by_the_same_key(office: Path) -> None:
    async with on_stage(office) as stage:
        await second_report(stage)
        await stage.press("comma", *"t 1018", "enter", "r")
        await stage.shows("T-1001 stays")
        await stage.press("enter")
        await stage.shows("2nd report of this")
        await stage.press("r")
        await stage.shows("joined +T-1018 ", "Bitte DRINGEND endlich Techniker")
        await stage.press("enter")
        await stage.shows("Done: taken apart T-1018")
        await stage.hides("2nd report of this")
    assert ticket_of(office).row.state == "new"


@played
async def test_l_links_only_and_the_question_is_counted(office: Path) -> None:
    async with on_stage(office) as stage:
        await second_report(stage)
        await stage.press("comma", *"t 1018", "enter", "r")
        await stage.shows("l link only")
        await stage.press("l")
        await stage.shows("Done: asked again T-1001")
        await stage.press("comma", *"t 1001", "enter")
        await stage.shows("T-1001 .*2nd report of this")
    assert ticket_of(office).row.state == "new"
    assert ticket_of(office, 1001).row.chased == 1


@played
async def test_a_note_that_asks_again_is_counted_by_one_key(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"When is he finally coming?")
        await stage.shows(OFFER)
        await stage.press("ctrl+r")
        await stage.shows("asks about T-1001, which is counted")
        await stage.press("enter")
        await stage.shows("Filed: note", "2nd report of this")
    found = ticket_of(office, 1001)
    assert found.row.chased == 1
    assert [line.text for line in found.reports] == ["When is he finally coming?"]


@played
async def test_a_note_of_ours_is_offered_nothing(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "greater_than_sign", "tab", "tab")
        await stage.press("tab", "tab", *"still waiting for the part")
        await stage.settles()
        await stage.hides("probably belongs")


@played
async def test_r_on_a_note_of_the_history_says_what_it_asks_about(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"asks when somebody comes", "enter")
        await stage.shows("Filed: note")
        await stage.press("f8", "g", "r")
        await stage.shows("RELATE note asks when", "Enter = asks about T-1001")
        await stage.press("enter")
        await stage.shows("Done: asked again T-1001")
    assert ticket_of(office, 1001).row.chased == 1


@played
async def test_the_caller_sheet_and_the_search_know_a_merged_number(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"Bitte DRINGEND endlich Techniker")
        await stage.shows(OFFER)
        await stage.press("ctrl+r", "enter")
        await filed(stage)
        await stage.press("s", *"t1018")
        await stage.shows("T-1001 .*T-1018 Bitte DRINGEND", "T-1001 phone system, gatehouse  42d  2nd report of this")


@played
async def test_the_offer_and_the_box_speak_german(office: Path) -> None:
    locale.use("de")
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("t", *"Wo bleibt der Techniker?")
        await stage.shows(r"gehört vermutlich zu T-1001 \(42d\)", r"Strg\+R = gehört dazu")
        await stage.press("enter")
        await stage.shows("T-1018")
        await stage.press("comma", *"t 1018", "enter", "r")
        await stage.shows("ZUORDNEN T-1018", r"T-1001 bleibt \(älter\)", "l nur verknüpfen")
        await stage.press("enter")
        await stage.shows("2. Meldung dazu")

"""What waits for an answer is in the queue: calls nobody took, voicemails, orders (N6, X16)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office
from dispatcher.domain.message import MissedCall, Voicemail
from tests.console.office_of import NOW
from tests.console.stage import on_stage, played
from tests.console.test_bell import rung
from tests.console.test_board import another_desk

ALBERS = "030 23125-471"


def called(office: Office, minutes: int, number: str = ALBERS) -> None:
    """Somebody called in vain, so many minutes ago."""
    command = MissedCall(number, NOW - timedelta(minutes=minutes))
    assert isinstance(office.save("missed call", command, f"missed-{number}-{minutes}"), Done)


@pytest.mark.parametrize(
    ("language", "once", "often"),
    [
        ("en", "missed call Textb", r"! Textbüro Albers is looking for us: 3x"),
        ("de", "verpasster Anruf Textb", r"! Textbüro Albers sucht uns: 3x"),
    ],
)
@played
async def test_n6_the_third_missed_call_rises_and_rings_once(
    office: Path, language: str, once: str, often: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale.use(language)
    async with on_stage(office) as stage:
        rings = rung(stage, monkeypatch)
        await stage.shows(r"Space \(3\)|Leertaste \(3\)")
        with another_desk(office) as other:
            called(other, 9)
            called(other, 7)
            await stage.shows(r"Space \(4\)|Leertaste \(4\)")
            assert rings == []
            called(other, 5)
            await stage.shows(rf"\n >_.*{often}", rf"\| +{often}")
            assert rings == ["BEL"]
            called(other, 3)
            await stage.until(lambda: any(card.count == 4 for card in stage.board.cards))
        assert rings == ["BEL"]
        assert sum(card.message is not None for card in stage.board.cards) == 1


@played
async def test_a_voicemail_is_unheard_until_somebody_says_so(office: Path) -> None:
    async with on_stage(office) as stage:
        with another_desk(office) as other:
            done = other.save("voicemail", Voicemail(ALBERS, "not at home before 12"), "spoken")
            assert isinstance(done, Done)
        await stage.shows(r"! +voicemail from Textbüro Albers", r"Space \(4\)")
        await stage.press("space", "space")
        await stage.shows("2/4 voicemail from Textbüro Albers", "TEXTBÜRO ALBERS")

"""The bell: rare, true, with a word on the screen beside it, and never while somebody is on the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.console.bell import REST_SECONDS, Bell
from dispatcher.domain.queue import Card, Rank
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_alarms import report
from tests.console.test_board import another_desk

FIRE = Card(Rank.EMERGENCY, "!!", "Hotel Elbe", ticket=1)
FLOOD = Card(Rank.EMERGENCY, "!!", "Textbüro Albers", ticket=2)
ASKS = Card(Rank.ASKS_FOR_CALL, "!", "Okafor", technician=4)
LATE = Card(Rank.LATE, "!", "Wolff", technician=5)


def test_what_is_there_at_the_start_is_no_news_and_what_comes_is() -> None:
    bell = Bell()
    assert bell.hear([ASKS], 0.0, is_held=False) is None
    assert bell.hear([ASKS, LATE], 1.0, is_held=False) is None
    assert bell.hear([FIRE, ASKS, LATE], 2.0, is_held=False) is FIRE
    assert bell.hear([FIRE, ASKS, LATE], 3.0, is_held=False) is None


def test_at_most_once_a_class_within_a_minute() -> None:
    bell = Bell()
    bell.hear([], 0.0, is_held=False)
    assert bell.hear([FIRE], 1.0, is_held=False) is FIRE
    assert bell.hear([FIRE, FLOOD], 2.0, is_held=False) is None
    assert bell.hear([FIRE, FLOOD, ASKS], 3.0, is_held=False) is ASKS
    assert bell.hear([FLOOD, ASKS], 1.0 + REST_SECONDS, is_held=False) is None
    assert bell.hear([FIRE, FLOOD, ASKS], 2.0 + REST_SECONDS, is_held=False) is FIRE


def test_what_comes_during_a_call_rings_once_behind_it_where_it_is_still_there() -> None:
    bell = Bell()
    bell.hear([], 0.0, is_held=False)
    assert bell.hear([FIRE], 1.0, is_held=True) is None
    assert bell.hear([FIRE, FLOOD, ASKS], 2.0, is_held=True) is None
    assert bell.hear([FLOOD, ASKS], 3.0, is_held=False) is FLOOD
    assert bell.hear([FLOOD, ASKS], 4.0, is_held=False) is None


def test_quiet_holds_for_everything_but_emergencies() -> None:
    bell = Bell()
    bell.hear([], 0.0, is_held=False)
    bell.mute(1800.0)
    assert bell.hear([ASKS], 1.0, is_held=False) is None
    assert bell.hear([FIRE, ASKS], 2.0, is_held=False) is FIRE
    assert bell.hear([], 3.0, is_held=False) is None
    assert bell.hear([ASKS], 1801.0, is_held=False) is ASKS


def rung(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    rings: list[str] = []
    monkeypatch.setattr(stage.app, "bell", lambda: rings.append("BEL"))
    return rings


@pytest.mark.parametrize(("language", "told"), [("en", "T-1018 .*no technician"), ("de", "T-1018 .*kein Techniker")])
@played
async def test_an_emergency_from_another_desk_rings_and_is_said(
    office: Path, language: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale.use(language)
    async with on_stage(office, size=SMALL) as stage:
        rings = rung(stage, monkeypatch)
        await stage.shows("Okafor")
        with another_desk(office) as other:
            report(other, 2, "fire alarm: line 4")
        await stage.shows(rf"\n >_.* !! {told}")
        assert rings == ["BEL"]
        await stage.press("x", "f7", "down")
        assert rings == ["BEL"]


@played
async def test_during_a_call_it_waits_for_the_end(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(office, size=SMALL) as stage:
        rings = rung(stage, monkeypatch)
        await stage.shows("Okafor")
        await stage.press("f2", *"5471")
        with another_desk(office) as other:
            report(other, 2, "fire alarm: line 4")
        await stage.shows("!! +T-1018")
        assert rings == []
        await stage.press("escape")
        await stage.shows(r"\n >_.* !! T-1018 .*no technician")
        assert rings == ["BEL"]


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [("en", "quiet 30", "no bell for 30 min"), ("de", "still30", "30 min kein Signalton")],
)
@played
async def test_a_command_keeps_the_bell_quiet_but_for_emergencies(
    office: Path, language: str, typed: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale.use(language)
    async with on_stage(office, size=SMALL) as stage:
        rings = rung(stage, monkeypatch)
        await stage.shows("Okafor")
        await stage.press("comma", *"quiet 500", "enter")
        await stage.shows("240")
        await stage.press("ctrl+u", *typed, "enter")
        await stage.shows(told)
        with another_desk(office) as other:
            report(other, 2, "fire alarm: line 4")
        await stage.shows("!! +T-1018")
        assert rings == ["BEL"]

"""The bell: rare, true, with a word on the screen beside it, and never while somebody is on the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.console.bell import REST_SECONDS, Bell, Sound, kept_of
from dispatcher.domain.queue import Card, Rank
from tests.console.office_of import NOW
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_alarms import report
from tests.console.test_board import another_desk

FIRE = Card(Rank.EMERGENCY, "!!", "Hotel Elbe", ticket=1)
FLOOD = Card(Rank.EMERGENCY, "!!", "Textbüro Albers", ticket=2)
ASKS = Card(Rank.ASKS_FOR_CALL, "!", "Okafor", technician=4)
LATE = Card(Rank.LATE, "!", "Wolff", technician=5)


REH = Card(Rank.PROMISE, "!!", "Reh", NOW, promise=12)
CALLER = Card(Rank.MESSAGE, "!", "Sandner", NOW, message=3, count=3)


def hears(bell: Bell, cards: Sequence[Card], at: float, *, is_held: bool = False, minutes: float = 0) -> Sound | None:
    """What the bell makes of a queue, ``minutes`` behind the instant at which the promise is due."""
    return bell.hear(cards, NOW + timedelta(minutes=minutes), at, is_held=is_held)


def test_what_is_there_at_the_start_is_no_news_and_what_comes_is() -> None:
    bell = Bell()
    assert hears(bell, [ASKS], 0.0) is None
    assert hears(bell, [ASKS, LATE], 1.0) is None
    assert hears(bell, [FIRE, ASKS, LATE], 2.0) == Sound(FIRE)
    assert hears(bell, [FIRE, ASKS, LATE], 3.0) is None


def test_m9_an_alarm_that_rested_until_the_next_try_is_not_caught_up() -> None:
    bell = Bell()
    hears(bell, [], 0.0, minutes=-10)
    tried = replace(REH, rested=NOW + timedelta(minutes=20))
    assert hears(bell, [tried], 1.0, minutes=20) == Sound(tried)
    assert not bell.is_caught_up(tried)
    late = replace(REH, promise=13, rested=NOW + timedelta(minutes=20))
    hears(bell, [late], 2.0, minutes=30)
    assert bell.is_caught_up(late)


def test_x22_at_most_once_a_class_within_a_minute() -> None:
    bell = Bell()
    hears(bell, [], 0.0)
    assert hears(bell, [FIRE], 1.0) == Sound(FIRE)
    assert hears(bell, [FIRE, FLOOD], 2.0) is None
    assert hears(bell, [FIRE, FLOOD, ASKS], 3.0) == Sound(ASKS)
    assert hears(bell, [FIRE, FLOOD, ASKS], REST_SECONDS) is None
    assert hears(bell, [FIRE, FLOOD, ASKS], 1.0 + REST_SECONDS) == Sound(FLOOD)
    assert hears(bell, [FIRE, FLOOD, ASKS], 2.0 + 2 * REST_SECONDS) is None


def test_x22_thirty_alarms_in_a_minute_are_one_ring_a_class_and_one_summary_behind_a_call() -> None:
    fires = [replace(FIRE, ticket=number) for number in range(30)]
    bell = Bell()
    hears(bell, [], 0.0)
    heard = [hears(bell, fires[: number + 1], number * 2.0) for number in range(30)]
    assert [sound for sound in heard if sound] == [Sound(fires[0])]
    assert hears(bell, fires, REST_SECONDS) == Sound(fires[1], 28)
    bell = Bell()
    hears(bell, [], 0.0)
    assert [hears(bell, fires[: number + 1], number * 2.0, is_held=True) for number in range(30)] == [None] * 30
    assert hears(bell, [*fires, ASKS], 61.0) == Sound(fires[0], 30)


def test_what_comes_during_a_call_rings_once_behind_it_where_it_is_still_there() -> None:
    bell = Bell()
    hears(bell, [], 0.0)
    assert hears(bell, [FIRE], 1.0, is_held=True) is None
    assert hears(bell, [FIRE, FLOOD, ASKS], 2.0, is_held=True) is None
    assert hears(bell, [FLOOD, ASKS], 3.0) == Sound(FLOOD, 1)
    assert hears(bell, [FLOOD, ASKS], 4.0) is None


def test_quiet_holds_for_everything_but_emergencies() -> None:
    bell = Bell()
    hears(bell, [], 0.0)
    bell.mute(1800.0)
    assert hears(bell, [ASKS, REH], 1.0) is None
    assert hears(bell, [FIRE, ASKS, REH], 2.0) == Sound(FIRE)
    assert hears(bell, [], 3.0) is None
    assert hears(bell, [ASKS], 1801.0) == Sound(ASKS)


def test_m4_a_promise_rings_at_its_instant_and_once_more_a_quarter_of_an_hour_later() -> None:
    bell = Bell()
    hears(bell, [], 0.0, minutes=-1)
    rings = [minute for minute in range(90) if hears(bell, [REH], minute * 60.0, minutes=minute)]
    assert rings == [0, 15]
    assert not bell.is_caught_up(REH)


def test_m4_a_restart_does_not_ring_again() -> None:
    first, second, third = Bell(), Bell(), Bell()
    assert hears(first, [REH], 0.0) == Sound(REH)
    second.recall(kept_of(first.given, NOW), NOW + timedelta(minutes=5))
    assert hears(second, [REH], 0.0, minutes=5) is None
    assert hears(second, [REH], 900.0, minutes=15) == Sound(REH)
    third.recall(second.given, NOW + timedelta(minutes=20))
    assert hears(third, [REH], 0.0, minutes=20) is None
    assert hears(third, [replace(REH, at=NOW + timedelta(minutes=30))], 900.0, minutes=30) is not None


def test_m4_what_fell_due_while_no_console_was_open_is_caught_up_and_marked() -> None:
    bell = Bell()
    assert hears(bell, [REH, ASKS], 0.0, minutes=45) == Sound(REH)
    assert bell.is_caught_up(REH)
    assert not bell.is_caught_up(ASKS)
    assert hears(bell, [REH, ASKS], 61.0, minutes=46) is None
    later = Bell()
    later.recall(bell.given, NOW + timedelta(hours=2))
    assert later.is_caught_up(REH)


def test_what_was_given_under_a_clock_that_was_set_ahead_or_is_damaged_or_old_is_forgotten() -> None:
    bell = Bell()
    hears(bell, [REH], 0.0, minutes=45)
    earlier = Bell()
    earlier.recall(bell.given | {"promise/1//1": "no", "promise/2//1": {"at": 7}}, NOW)
    assert earlier.given == {}
    assert kept_of(bell.given, NOW + timedelta(days=61)) == {}


def test_n6_the_third_call_of_one_number_rings_once() -> None:
    bell = Bell()
    hears(bell, [replace(CALLER, count=2)], 0.0)
    assert hears(bell, [CALLER], 10.0) == Sound(CALLER)
    assert hears(bell, [replace(CALLER, message=4, count=4)], 100.0) is None


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

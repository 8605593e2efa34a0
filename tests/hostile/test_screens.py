"""Every screen on a store that is hostile in every column, and the history that tells the whole corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import TextArea

from dispatcher.console.terminal.net import harmless
from tests.console.promise_office import busy_morning
from tests.console.stage import LARGE, SMALL, Stage, on_stage, played
from tests.hostile.boxes import JOINERS
from tests.hostile.spoilt import endless, spoil_all, tell_all

PLACES = (
    ["f6"], ["f6", "l"], ["W"], ["W"], ["f6"], ["f7"], ["G"], ["f7"], ["f7"], ["f8"], ["f8"], ["G"], ["f8"], ["y"],
    ["slash", *"x["], ["escape"], ["question_mark"], ["escape"], ["s", *"klara"], ["escape"], ["n"], ["f4"], ["escape"],
    ["t"], ["escape"], ["w"], ["enter"], ["escape"], ["escape"], ["i"], ["enter"], ["escape"], ["escape"], ["p"],
    ["escape"], ["d"], ["escape"], ["b"], ["escape"], ["f"], ["escape"], ["r"], ["escape"], ["x"], ["escape"], ["N"],
    ["escape"], ["H"], ["escape"], ["space"], ["space"], ["a"], ["escape"], ["c"], ["escape"], ["m"], ["escape"],
    ["comma", *"k 1001"], ["enter"], ["ctrl+p"], ["escape"], ["plus"], ["full_stop"], ["f5"],
)  # fmt: skip
"""Keys that lead through everything that can be seen."""


def unclean(stage: Stage) -> list[str]:
    joined = isinstance(stage.board.focused, TextArea)
    lines = stage.lines()
    return [line for line in lines if harmless(line) != line or (not joined and line.translate(JOINERS) != line)]


@pytest.mark.parametrize(("size", "rounds"), [(LARGE, 2), (SMALL, 1)])
@played
async def test_every_place_stays_whole_on_a_store_that_is_hostile_everywhere(
    office: Path, size: tuple[int, int], rounds: int
) -> None:
    busy_morning(office)
    texts = endless()
    async with on_stage(office, size=size) as stage:
        await stage.shows("K-1001")
        for _round in range(rounds):
            spoil_all(office, texts)
            await stage.press("f5")
            for keys in PLACES:
                await stage.press(*keys)
                assert unclean(stage) == [], keys
                assert stage.app.is_running, keys
        assert not stage.app._exit


@played
async def test_the_history_shows_every_text_and_stays_whole(office: Path) -> None:
    told = tell_all(office, 1)
    async with on_stage(office, size=LARGE) as stage:
        await stage.press("comma", *"k 1001", "enter", "f8", "f8")
        pane = stage.board.contacts_pane
        await stage.until(lambda: pane.count >= len(told))
        seen = 0
        while seen < pane.count:
            assert unclean(stage) == [], seen
            assert stage.app.is_running
            seen += 12
            for _entry in range(12):
                pane.action_move(1)
            await stage.settles()
        assert pane.cursor == pane.count - 1

"""Lines that go to the screen as they are drawn look as Textual would show them."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.console.terminal import net
from dispatcher.console.terminal.pen import Cell, cells_of
from dispatcher.console.widgets.as_drawn import AsDrawn
from tests.console.stage import LARGE, SMALL, on_stage, played

CROPS = 12
SCENES = {"board": (), "note": ("n",), "search": ("s", "m"), "help": ("f1",), "slots": ("a",), "hand-over": ("H",)}


def cells(strips: list[Strip]) -> list[list[Cell]]:
    return [cells_of([strip], ColorSystem.TRUECOLOR) for strip in strips]


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("keys", SCENES.values(), ids=SCENES)
@played
async def test_every_line_of_the_screen_looks_as_textual_shows_it(
    office: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    chance = random.Random(6)
    async with on_stage(office, size=size) as stage:
        await stage.until(lambda: stage.board.card is not None)
        await stage.press(*keys)
        shown = [widget for widget in stage.board.walk_children(AsDrawn) if widget.display and widget.size.area]
        assert len(shown) > 5
        for widget in shown:
            width, height = widget.size
            for _crop in range(CROPS):
                left, top = chance.randrange(width), chance.randrange(height)
                crop = Region(left, top, chance.randint(1, width - left), chance.randint(1, height - top))
                widget.refresh()
                ours = cells(widget.render_lines(crop))
                widget.refresh()
                assert ours == cells(Widget.render_lines(widget, crop))


class Foreign(AsDrawn, Widget):
    """Draws what it is told, unlooked at."""

    DEFAULT_CSS = "Foreign { height: 2; }"
    told = "\x1b[31m\u202eabc"
    asked = 0

    def render_line(self, y: int) -> Strip:
        """The same in every line."""
        self.asked += 1
        text = self.told.ljust(self.size.width)
        return Strip([Segment(text, Style(link="http://example.com"))], self.size.width)


class Alone(App[None]):
    def __init__(self) -> None:
        super().__init__()
        net.install(self)
        self.foreign = Foreign()

    def compose(self) -> ComposeResult:
        yield self.foreign


def test_the_net_lies_under_it_and_a_line_is_drawn_once() -> None:
    app = Alone()

    async def scene() -> None:
        async with app.run_test(size=(20, 4)):
            line = app.foreign.render_lines(Region(0, 0, 20, 1))[0]
            assert line.text.rstrip() == "[31mabc"
            assert [segment.style for segment in line] == [Style.null()]
            asked = app.foreign.asked
            app.foreign.render_lines(Region(0, 0, 20, 2))
            assert app.foreign.asked == asked
            app.foreign.refresh(Region(0, 1, 20, 1))
            app.foreign.told = "new"
            assert [line.text.strip() for line in app.foreign.render_lines(Region(0, 0, 20, 2))] == ["[31mabc", "new"]

    asyncio.run(scene())


def test_inside_a_frame_it_is_drawn_as_any_other() -> None:
    app = Alone()

    async def scene() -> None:
        async with app.run_test(size=(20, 4)) as pilot:
            app.foreign.styles.padding = (0, 3)
            await pilot.pause()
            assert app.foreign.render_lines(Region(0, 0, 20, 1))[0].text.rstrip() == "   [31mabc"

    asyncio.run(scene())

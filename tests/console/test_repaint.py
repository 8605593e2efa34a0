"""What a frame asks for, held against what Textual would draw of the whole screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from textual._compositor import ChopsUpdate
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.console.terminal.repaint import Repaint

SIZE = Size(40, 12)
SIGNS = "abcd"
Change = list[tuple[int, Region | None]]
"""Which sheets change in one frame, and where; None: all over."""


class Sheet(Widget):
    """Says in its cells for which frame it was drawn, and notes what it is asked for."""

    def __init__(self, sign: str, place: Region) -> None:
        super().__init__()
        self.styles.position, self.styles.layer = "absolute", "over" if sign in "cd" else "default"
        self.styles.offset, self.styles.width, self.styles.height = (place.x, place.y), place.width, place.height
        self.sign, self.frame = sign, 0
        self.asked = list[Region]()

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append(crop)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        return Strip([Segment((f"{self.sign}{self.frame}" * width)[:width])], width)


class Sheets(App[None]):
    """Four sheets, partly over each other and beyond the edges."""

    CSS = "Screen { layers: default over; overflow: hidden; }"

    def __init__(self, places: list[Region]) -> None:
        super().__init__()
        self.sheets = [Sheet(sign, place) for sign, place in zip(SIGNS, places, strict=True)]

    def compose(self) -> ComposeResult:
        yield from self.sheets


def with_sheets(places: list[Region], then: Callable[[Sheets, Repaint], None]) -> None:
    """Lay them out, draw all of them once, and go on with ``then``."""

    async def scene() -> None:
        app = Sheets(places)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            compositor = Repaint()
            compositor.reflow(app.screen, app.screen.size)
            compositor.render_full_update()
            then(app, compositor)

    asyncio.run(scene())


def change(app: Sheets, compositor: Repaint, frame: int, wishes: Change) -> set[tuple[int, int]]:
    """Let sheets want to be drawn again; the cells of the screen about which that is."""
    for number, where in wishes:
        app.sheets[number].frame = frame
        app.sheets[number].refresh(*([] if where is None else [where]))
    compositor.update_widgets(set(app.sheets))
    regions = [region.intersection(SIZE.region) for region in compositor._dirty_regions]
    return {(y, x) for region in regions for y in region.line_range for x in region.column_range}


def told_cells(update: ChopsUpdate | None) -> Iterator[tuple[int, int, str]]:
    """Row, column and sign of what an update brings within its spans."""
    for row, first, end in update.spans if update is not None else []:
        for column, strip in update.chops[row].items() if update is not None else []:
            assert strip is not None
            yield from ((row, at, sign) for at, sign in enumerate(strip.text, column) if first <= at < end)


PLACES = st.builds(Region, st.integers(-4, 36), st.integers(-3, 11), st.integers(1, 30), st.integers(1, 9))
CHANGE = st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), PLACES)), min_size=1, max_size=4)


@settings(max_examples=50)
@given(st.lists(PLACES, min_size=4, max_size=4), st.lists(CHANGE, min_size=1, max_size=4))
def test_what_changed_looks_as_it_would_in_the_whole_picture(places: list[Region], changes: list[Change]) -> None:
    def frames(app: Sheets, compositor: Repaint) -> None:
        for frame, wishes in enumerate(changes, 1):
            asked = change(app, compositor, frame, wishes)
            told = {(row, column): sign for row, column, sign in told_cells(compositor.render_partial_update())}
            whole = [strip.text for strip in compositor.render_strips()]
            assert set(told) == asked
            assert told == {(row, column): whole[row][column] for row, column in asked}

    with_sheets(places, frames)


def test_nobody_is_asked_but_who_changed_and_who_lies_there() -> None:
    top, bottom = Region(0, 0, 40, 3), Region(0, 9, 40, 3)
    between, over = Region(0, 3, 40, 6), Region(10, 9, 5, 3)

    def frame(app: Sheets, compositor: Repaint) -> None:
        for sheet in app.sheets:
            sheet.asked.clear()
        change(app, compositor, 1, [(0, Region(0, 1, 40, 1)), (1, Region(10, 2, 5, 1))])
        told = "".join(sign for _row, _column, sign in told_cells(compositor.render_partial_update()))
        assert told == "a1" * 20 + "c0c0c"
        assert [sheet.asked for sheet in app.sheets] == [[Region(0, 1, 40, 1)], [], [Region(0, 2, 5, 1)], []]

    with_sheets([top, bottom, over, between], frame)

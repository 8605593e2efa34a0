"""A frame asks only those widgets to draw that a change reaches, only for the lines that changed, and comes soon.

Textual asks every widget that the rectangle around all changes touches for all of its lines; with a box at the bottom
and a line of the plan at the top that is everybody on the screen, a dozen of them a key. And what an answer changes
a few milliseconds behind a key's own frame would wait for up to two sixtieths of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from dispatcher.console.hearing import Hearing

Row = dict[int, Strip | None]
"""The parts of a line that are asked for, by their first columns; None where nobody drew yet."""

FRAME_SECONDS = 1 / 1000
"""The shortest time between two frames, of which a frame may wait for two; one without a change is none. What follows a
key is often known with it, and drawn right behind its own frame."""


class Drawn(Hearing, Screen[None], inherit_bindings=False):
    """A screen that is drawn so; overrides private parts of Textual, whose version is pinned."""

    _frames: Timer | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._compositor = Repaint()

    @property
    def _update_timer(self) -> Timer:
        if self._frames is None:
            self._frames = self.set_interval(FRAME_SECONDS, self._on_timer_update, name="screen_update", pause=True)
        return self._frames


class Repaint(Compositor):
    """The compositor of such a screen."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What the changed regions look like now, None where there is none."""
        screen, regions = self.size.region, self._dirty_regions.copy()
        self._dirty_regions.clear()
        spans = list(self._regions_to_spans(one for region in regions if (one := region.intersection(screen))))
        if not spans:
            return None
        rows, ends = self._asked_for(spans)
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            for top, bottom in _runs(row for row in rows if seen.y <= row < seen.bottom and _is_open(rows[row], seen)):
                drawn = widget.render_lines(Region(seen.x - region.x, top - region.y, seen.width, bottom - top))
                for row, strip in enumerate(drawn, top):
                    _lay(rows[row], strip, seen, self.cuts[row])
        # Both are only ever asked for the rows that the spans name.
        return ChopsUpdate(cast("list[Row]", rows), spans, cast("list[list[int]]", ends))

    def _asked_for(self, spans: list[tuple[int, int, int]]) -> tuple[dict[int, Row], dict[int, list[int]]]:
        """The parts that the spans reach, by rows from the top: still empty, and where each of them ends."""
        ends: dict[int, dict[int, int]] = {}
        for row, first, end in spans:
            parts = ((left, right) for left, right in pairwise(self.cuts[row]) if left < end and right > first)
            ends.setdefault(row, {}).update(parts)
        rows = {row: cast("Row", dict.fromkeys(parts)) for row, parts in ends.items()}
        return rows, {row: list(parts.values()) for row, parts in ends.items()}


def _is_open(line: Row, seen: Region) -> bool:
    """Whether something is asked for where a widget is ``seen`` that nobody in front of it drew."""
    left, right = seen.x, seen.right
    return any(strip is None and left <= column < right for column, strip in line.items())


def _runs(rows: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other as one: the first, and the one behind the last."""
    top = bottom = -1
    for row in rows:
        if row != bottom:
            if bottom > top:
                yield top, bottom
            top = row
        bottom = row + 1
    if bottom > top:
        yield top, bottom


def _lay(line: Row, strip: Strip, seen: Region, cuts: list[int]) -> None:
    """Fill with what a widget drew what is asked for and still empty."""
    columns = [cut for cut in cuts if seen.x <= cut <= seen.right]
    for column, part in zip(columns, strip.divide([cut - seen.x for cut in columns[1:]]), strict=False):
        if column in line and line[column] is None:
            line[column] = part

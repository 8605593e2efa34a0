"""A widget whose lines go to the screen as it draws them.

Textual asks the style sheet a dozen questions for each line: frame, padding, tint, opacity. No rule of ours sets any of
these, and a pane whose customer changes has forty lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size, Spacing
from textual.strip import Strip
from textual.widget import Widget

_NOTHING_AROUND = Spacing()


class AsDrawn(Widget):
    """Mixed in before ``Widget``; :meth:`render_line` hands over lines that are as wide as the widget. Inside a frame
    or padding of the style sheet it is drawn as any other widget."""

    _measured: Size | None = None
    """The size while lines are drawn: it does not change between them, and to look it up is dear."""

    @property
    def size(self) -> Size:
        """In cells."""
        return self._measured or super().size

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of ``crop``, seen through the filters of the app."""
        if self.styles.gutter != _NOTHING_AROUND:
            return super().render_lines(crop)
        size = self.size
        self._measured = size
        try:
            strips = [*self._remembered(crop.line_range, size.width)]
        finally:
            self._measured = None
        background = self.background_colors[1]
        for each in self.get_line_filters():
            strips = [_filtered(strip, each, background) for strip in strips]
        left, right = crop.column_span
        return strips if (left, right) == (0, size.width) else [strip.crop(left, right) for strip in strips]

    def _remembered(self, rows: Iterable[int], width: int) -> Iterator[Strip]:
        """What Textual remembers of the lines, and forgets of those that are to be drawn again."""
        cache = self._styles_cache
        if cache._width != width:
            cache.clear()
            cache._width = width
        for row in rows:
            if cache.is_dirty(row) or row not in cache._cache:
                cache._cache[row] = self.render_line(row)
                cache._dirty_lines.discard(row)
            yield cache._cache[row]


def _filtered(strip: Strip, by: LineFilter, background: Color) -> Strip:
    """``strip`` itself where the filter leaves it as it is; to make one costs as much as to fill it."""
    kept = by.apply(strip._segments, background)
    return strip if kept is strip._segments else Strip(kept, strip.cell_length)

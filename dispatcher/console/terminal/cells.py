"""Sends the terminal nothing but the cells that differ from what it shows already.

Textual sends whole regions: a change of focus is the whole screen again. Here every frame is laid over what was sent
before, and only runs of changed cells go out. It is off where nobody can know what the terminal shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip

from dispatcher.console.terminal.pen import Cell, Pen, cells_of, is_odd, is_plain, odd_reach

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.console import Console, RenderableType
    from textual.app import App
    from textual.geometry import Size
    from textual.screen import Screen

    Base = App[None]
else:
    Base = object

_BLANK: Cell = (" ", "")
Piece = tuple[int, int, list[Strip]]
"""Row, column, and what belongs there."""


class ChangedCells(Base):
    """Mixed into the app before ``App``; overrides a private step of Textual, whose version is pinned. Whoever keeps a
    frame from the terminal must do so before it comes here."""

    plain_output = False
    """Send what Textual sends, for a terminal on which this goes wrong."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._shown = Shown()
        self._writer: object = None

    def redraw(self) -> None:
        """Send the whole screen once more, whatever the terminal is believed to show."""
        self._shown.forget()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """A terminal may have cut its lines, also where it is as large as before in the end."""
        self._shown.forget()
        if self._screen_stack and event.size == self.screen.outer_size:
            self.refresh()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and self._will_send() and self._is_known():
            super()._display(screen, self._changes(screen, renderable))
        else:
            super()._display(screen, renderable)

    def _changes(self, screen: Screen[Any], update: LayoutUpdate | ChopsUpdate) -> RenderableType | None:
        """What of ``update`` the terminal does not show yet; None where there is nothing to write at all."""
        size, whole = screen._compositor.size, update
        if self._shown.size != size:
            whole = screen._compositor.render_full_update()
        told = self._shown.take(_pieces(whole), size, self.console._color_system)
        return cast("RenderableType", Told(told)) if told or self._cursor_moves() else None

    def _will_send(self) -> bool:
        """Whether Textual lets a frame out now; one that it drops is none that the terminal shows."""
        return self._running and not (self._closed or self._batch_count or self.is_headless)

    def _is_known(self) -> bool:
        """Whether this app alone writes to the terminal; each time it takes the terminal over it begins anew."""
        driver = self._driver
        if self.plain_output or not isinstance(driver, LinuxDriver) or driver.is_inline:
            return False
        if driver._writer_thread is not self._writer:
            self._writer = driver._writer_thread
            self._shown.forget()
        return True

    def _cursor_moves(self) -> bool:
        return self.screen.outer_size.clamp_offset(self.cursor_position) != self._previous_cursor_position


class Told(CompositorUpdate):
    """A frame as the bytes that it takes."""

    def __init__(self, told: str) -> None:
        self._told = told

    def render_segments(self, console: Console) -> str:
        """The same, whatever the ``console``."""
        return self._told


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[Piece]:
    """The parts of lines that an update brings; parts of an update that are not asked for stay out."""
    if isinstance(update, LayoutUpdate):
        for row, strips in enumerate(update.strips, update.region.y):
            yield row, update.region.x, list(strips)
        return
    for row, first, end in update.spans:
        for strip_end, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is not None and column < end and strip_end > first:
                yield row, column, [strip]


class Shown:
    """What the terminal shows, as far as it was sent from here."""

    def __init__(self) -> None:
        self.size: Size | None = None
        """None where nobody knows what is shown."""
        self._rows: list[list[Cell]] = []

    def forget(self) -> None:
        """Somebody else may have written, or the terminal is another one."""
        self.size = None

    def take(self, pieces: Iterator[Piece], size: Size, colours: ColorSystem | None) -> str:
        """What has to be written so that ``pieces`` are shown. Where nobody knows what is shown, or where the terminal
        has another size, they must make up the whole screen, and it is wiped first."""
        pen = Pen()
        if self.size != size:
            self.size, self._rows = size, [[_BLANK] * size.width for _row in range(size.height)]
            pen.wipe()
        for row, column, strips in pieces:
            if 0 <= row < size.height:
                first, cells = _within(column, cells_of(strips, colours), size.width)
                self._lay(pen, row, first, cells)
        return pen.told()

    def _lay(self, pen: Pen, row: int, column: int, cells: list[Cell]) -> None:
        shown = self._rows[row]
        before = shown[column : column + len(cells)]
        if before != cells:
            shown[column : column + len(cells)] = cells
            pen.draw(row, shown, _changed(before, cells, column, len(shown)))


def _within(column: int, cells: list[Cell], width: int) -> tuple[int, list[Cell]]:
    """What of the cells from ``column`` on lies on a line so wide, and where; of a wide sign that the edge cuts there
    is a blank. A frame laid out for another size must not end the program."""
    first = max(0, column)
    end = max(first, min(width, column + len(cells)))
    kept = cells[first - column : end - column]
    if kept and first > column and not kept[0][0]:
        kept[0] = " ", kept[0][1]
    if kept and cells[end - column : end - column + 1] == [("", kept[-1][1])]:
        kept[-1] = " ", kept[-1][1]
    return first, kept


def _changed(before: list[Cell], now: list[Cell], column: int, width: int) -> list[int]:
    """The columns whose cells differ, and those over which a terminal may have drawn what it takes for wider."""
    changed = [at for at, (old, new) in enumerate(zip(before, now, strict=True), column) if old != new]
    if is_plain("".join([sign for sign, _look in now])):
        return changed
    odd = [at for at in changed if is_odd(now[at - column][0])]
    if not odd:
        return changed
    reached = {at for start in odd for at in range(start, min(width, start + odd_reach(now[start - column][0])))}
    return sorted(reached.union(changed))

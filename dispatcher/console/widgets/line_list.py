"""A list that asks only for the lines one can see: 50,000 of them cost what 50 cost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar, Self

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from dispatcher.console.hearing import Hearing
from dispatcher.console.keys import LISTS, bindings_for
from dispatcher.console.widgets.as_drawn import AsDrawn
from dispatcher.console.widgets.marks import Line, fit

_WHEEL = 3


class LineList(Hearing, AsDrawn, Widget, can_focus=True):
    """Lines with a cursor and a window over them.

    Either hand the lines over (:meth:`show_lines`), or override :meth:`line` and tell how many there are
    (:meth:`show`). Column 0 belongs to the cursor's sign ``>``. Neither new lines nor a move ask for layout.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "LineList { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(LISTS)]

    class CursorMoved(Message):
        """The cursor of ``control`` stands on line ``index`` now."""

        def __init__(self, control: LineList, index: int) -> None:
            super().__init__()
            self._control = control
            self.index = index

        @property
        def control(self) -> LineList:
            """The list or pane whose cursor moved."""
            return self._control

        def can_replace(self, message: Message) -> bool:
            """Only the newest position of one list is worth a read."""
            return isinstance(message, LineList.CursorMoved) and message.control is self.control

    def __init__(self, *, id: str | None = None, classes: str | None = None, always_lit: bool = False) -> None:
        """``always_lit`` keeps the cursor line reversed while the focus is elsewhere (in a query field)."""
        super().__init__(id=id, classes=classes)
        self._always_lit = always_lit
        self._lines: Sequence[Line] = ()
        self._passed: Collection[int] = ()
        self._count = 0
        self._cursor = 0
        self._top = 0

    @property
    def count(self) -> int:
        """How many lines there are, seen or not."""
        return self._count

    @property
    def scrolled(self) -> int:
        """How many of them stand in the window that scrolls; all, unless a subclass shows the last ones elsewhere."""
        return self._count

    @property
    def cursor(self) -> int:
        """The line the cursor is on, from 0; 0 as well where there is no line."""
        return self._cursor

    @property
    def top(self) -> int:
        """The first visible line."""
        return self._top

    @property
    def is_lit(self) -> bool:
        """Whether the cursor line is shown reversed."""
        return self._always_lit or self.has_focus

    def area(self) -> Region:
        """Where the lines stand inside the widget, in cells."""
        return self.size.region

    def line(self, index: int, width: int) -> Line:
        """The spans of line ``index`` for ``width`` cells; asked only for lines one can see."""
        return self._lines[index]

    def selectable(self, index: int) -> bool:
        """Whether the cursor may stop at line ``index`` (not at group headings and second lines)."""
        return index not in self._passed

    def show(self, count: int, cursor: int = 0) -> None:
        """Show ``count`` new lines with the cursor on ``cursor`` (or as near as there is one); posts nothing."""
        self._count = max(0, count)
        self._cursor = self._nearest(cursor, 1)
        self._keep_visible()
        self.refresh()

    def show_lines(self, lines: Sequence[Line], cursor: int = 0, passed: Collection[int] = ()) -> None:
        """Show these lines; the cursor passes over those whose index is in ``passed``."""
        self._lines, self._passed = lines, passed
        self.show(len(lines), cursor)

    def move_to(self, index: int) -> None:
        """Put the cursor on line ``index`` (or as near as there is one) and post ``CursorMoved`` if it moved."""
        if self.put_cursor(index):
            self.post_message(self.CursorMoved(self, self._cursor))

    def put_cursor(self, index: int) -> bool:
        """The same without a word; whether it moved."""
        old = self._cursor
        self._cursor = self._nearest(index, 1 if index >= old else -1)
        if self._cursor == old:
            return False
        self.repaint(old, self._cursor)
        self._keep_visible()
        return True

    def repaint(self, *indexes: int) -> None:
        """Draw only these lines again, as far as they can be seen."""
        area = self.area()
        rows = [index - self._top for index in indexes]
        if seen := [Region(0, area.y + row, self.size.width, 1) for row in rows if 0 <= row < area.height]:
            self.refresh(*seen)

    def action_move(self, by: int) -> None:
        """Move the cursor by so many lines."""
        self.move_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move cursor and window by so many windows."""
        rows = max(1, self.area().height) * by
        self._set_top(self._top + rows)
        self.move_to(self._cursor + rows)

    def action_first(self) -> None:
        """To the first line."""
        self.move_to(0)

    def action_last(self) -> None:
        """To the last line."""
        self.move_to(self._count - 1)

    def _nearest(self, index: int, step: int) -> int:
        index = max(0, min(self._count - 1, index))
        for direction in (step, -step):
            found = index
            while 0 <= found < self._count:
                if self.selectable(found):
                    return found
                found += direction
        return index

    def _set_top(self, top: int) -> None:
        area = self.area()
        top = max(0, min(self.scrolled - area.height, top))
        if top != self._top:
            self._top = top
            self.refresh(area)

    def _keep_visible(self) -> None:
        """The passed lines that follow the cursor belong to it and are kept visible too, as far as they fit."""
        rows = max(1, self.area().height)
        last = self._cursor
        while last - self._cursor < rows - 1 and last + 1 < self._count and not self.selectable(last + 1):
            last += 1
        first = self._cursor if self._nearest(0, 1) < self._cursor else 0
        self._set_top(max(last - rows + 1, min(self._top, first)))

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        return Strip(self.row(y, self.size.width), self.size.width)

    def row(self, y: int, width: int) -> list[Segment]:
        """The segments of the row that stands ``y`` rows below the top of :meth:`area`."""
        index = self._top + y
        if index >= self.scrolled:
            return fit((), width)
        here = index == self._cursor and self.selectable(index)
        return fit(((">" if here else " ", "plain"), *self.line(index, max(0, width - 1))), width, here and self.is_lit)

    def on_resize(self) -> None:
        """Keep the cursor in the window when its height changes."""
        self._keep_visible()

    def watch_has_focus(self, has_focus: bool) -> None:
        """A change of focus restyles nothing: no style rule of ours depends on it."""

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus, without the repaint of everything that the stock widget does."""
        self.app.call_later(self.screen.set_focus, self, scroll_visible)
        return self

    def on_focus(self, event: events.Focus) -> None:
        """Light up, without the repaint of everything that the stock widget does."""
        self._focus_changed(event, True)

    def on_blur(self, event: events.Blur) -> None:
        """Go dark, without the repaint of everything that the stock widget does."""
        self._focus_changed(event, False)

    def _focus_changed(self, event: events.Event, has_focus: bool) -> None:
        event.prevent_default()
        self.has_focus = has_focus
        self.repaint(self._cursor)
        if self.parent is not None:
            told = events.DescendantFocus if has_focus else events.DescendantBlur
            self.parent.post_message(told(self))

    def on_click(self, event: events.Click) -> None:
        """The mouse puts the cursor on a line."""
        index = self._top + event.y - self.area().y
        if self.area().contains(event.x, event.y) and index < self.scrolled:
            self.move_to(index)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(-_WHEEL)

"""Boxes over the board: one is seen at a time, those below wait as they are and come back when it goes."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from dispatcher.console.forms.help import HelpBox
from dispatcher.console.messages import Closed
from dispatcher.console.screens.promise_panels import PromisePanels
from dispatcher.console.typeahead import FOR_BOX
from dispatcher.console.widgets.overlay import WIDTH, Overlay

_LINES_BELOW = 4
"""Banner, status line and key bar, which a box never covers."""


class Boxes(PromisePanels):
    """The part of the board that opens and closes boxes."""

    _boxes: tuple[Overlay, ...] = ()
    """From the lowest to the one that is seen."""

    def box_now(self) -> Overlay | None:
        """The box that is seen."""
        return self._boxes[-1] if self._boxes else None

    async def open_box(self, box: Overlay) -> None:
        """Put ``box`` over everything and give it the focus; what was there waits below it."""
        self._place(box)
        await self.mount(box)
        self._boxes = (*self._boxes, box)
        self._show_top()

    def close_box(self, box: Overlay | None = None) -> bool:
        """Close ``box``, without one that which is seen; what lay below comes back. False where none is open."""
        box = box or self.box_now()
        if box not in self._boxes:
            return False
        self._boxes = tuple(one for one in self._boxes if one is not box)
        self.app.release_keys(FOR_BOX)
        self._show_top()
        # Removed while the screen still shows it, it might be drawn once more without its styles.
        box.styles.display = "none"
        self.call_after_refresh(box.remove)
        return True

    def leave_box(self) -> bool:
        """Go back from the box that is seen. False where none is open."""
        box = self.box_now()
        if box is not None:
            box.leave()
        return self.close_box()

    def raise_box(self, box: Overlay) -> None:
        """Bring a waiting box up over the others."""
        self._boxes = (*(one for one in self._boxes if one is not box), box)
        self._show_top()

    def _show_top(self) -> None:
        top = self.box_now()
        for box in self._boxes:
            box.styles.display = "block" if box is top else "none"
        if top is None:
            self.focus_pane()
        else:
            self._place(top)
            self.set_focus(top.entrance(), scroll_visible=False)
        self.say_keys()
        self.ring()

    def arrange_box(self) -> None:
        """Put the box that is seen where it belongs at the terminal's present size."""
        if (box := self.box_now()) is not None:
            self._place(box)

    def _place(self, box: Overlay) -> None:
        """In the middle of the panes, as high as there is room; a low one above the strip, or over a small one."""
        layout = self.layout_now()
        if layout is None:
            return
        width, height = self.app.size
        is_small = layout.name == "small"
        top = layout.header + (0 if is_small else 2)
        rows = min(box.tallest, height - top - _LINES_BELOW)
        if box.is_low:
            top = max(top, height - _LINES_BELOW - (0 if is_small else layout.strip) - rows)
        box.styles.height = rows
        box.styles.offset = ((width - WIDTH) // 2, top)

    @on(Closed)
    def _box_closed(self) -> None:
        self.leave_box()

    def get_focusable_widget_at(self, x: int, y: int) -> Widget | None:
        """A click beside the open box leaves the focus in it."""
        found = super().get_focusable_widget_at(x, y)
        box = self.box_now()
        return found if box is None or found is None or box in found.ancestors_with_self else None

    # --- help ---

    async def action_help(self) -> None:
        """The keys of this place; the same key takes the help away again."""
        if isinstance(self.box_now(), HelpBox):
            self.close_box()
            return
        about = getattr(self.focused, "help_text", "")
        keys = self.live_keys()
        await self.open_box(HelpBox(frame=self.box, about=about, keys=keys, read_only=bool(self.why_read_only())))

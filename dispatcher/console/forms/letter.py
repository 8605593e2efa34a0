"""The written reminder on the screen: to read, and to copy into a mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from dispatcher.console.keys import LETTER, bindings_for
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.reminder import Letter
from dispatcher.locale import _


class LetterBox(Overlay):
    """One letter."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(LETTER)]
    tallest = 20

    def __init__(self, *, frame: Frame, letter: Letter, copy: Callable[[], None]) -> None:
        super().__init__(frame=frame)
        self._letter = letter
        self._copy = copy

    def title(self) -> tuple[str, str]:
        """What it is, and in which language."""
        return _("WRITTEN REMINDER"), self._letter.language.upper()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Subject, text, and the keys below."""
        rows = [self._letter.subject, "", *self._letter.text.split("\n")]
        shown: list[Line] = [((f" {line}", "plain"),) for row in rows for line in wrap(row, width - 2)]
        blank: Line = ()
        shown = [*shown, *[blank] * height][: height - 1]
        return [*shown, key_line(_("y copy   Esc back"))]

    def action_copy_letter(self) -> None:
        """Into the terminal's clipboard."""
        self._copy()

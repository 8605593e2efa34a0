"""Dialling (``d``): the numbers in sensible order, and how the call ended (M9, B9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType

from dispatcher.console.keys import DIAL, bindings_for
from dispatcher.console.widgets.marks import Frame, Line, MarkName, cell
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.promise import OUTCOMES
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.dial_rows import NumberRow

_MOST = 9


class DialBox(Overlay):
    """Numbers until Enter takes one; then a digit says how the call ended."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(DIAL)]
    tallest = 14

    def __init__(
        self,
        *,
        frame: Frame,
        about: str,
        name: str,
        ended: Callable[[NumberRow, str], None],
        hold: Callable[[bool], None],
        copy: Callable[[str, str], None],
    ) -> None:
        """``about`` is why one calls, ``name`` who is called where no number is known; ``ended`` is told the number and
        the outcome; ``hold`` lets keys wait until the numbers are there; ``copy`` gets a number and the word about
        it."""
        super().__init__(frame=frame)
        self._about, self._callee = about, name
        self._ended, self._hold, self._copy = ended, hold, copy
        self._rows: tuple[NumberRow, ...] | None = None
        self._at = 0
        self.taken: NumberRow | None = None

    def show(self, rows: Sequence[NumberRow]) -> None:
        """These are the numbers, the one to try first on top."""
        from dispatcher.queries.dial_rows import NumberRow

        self._rows = tuple(rows) or (NumberRow("", name=self._callee),)
        self._at = min(self._at, max(0, len(rows) - 1))
        self.repaint()
        self._hold(False)

    def title(self) -> tuple[str, str]:
        """What this is, and about what one calls."""
        return _("DIAL"), self._about

    def chosen(self) -> NumberRow | None:
        """The number under the cursor."""
        rows = self._rows or ()
        return rows[self._at] if self._at < len(rows) else None

    # --- drawing ---

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The numbers, or the one that was taken with what may come of it."""
        inside = self._asked(width) if self.taken is not None else self._choices(width, height - 2)
        blank: Line = ()
        room = height - 1
        return [*inside[:room], *[blank] * (room - len(inside)), key_line(self._keys())]

    def _choices(self, width: int, most: int) -> list[Line]:
        if self._rows is None:
            return [((" ..", "done"),)]
        assert self._rows
        first = max(0, min(self._at - most + 1, len(self._rows) - most))
        return [self._line(index, width) for index in range(first, min(len(self._rows), first + most))]

    def _line(self, index: int, width: int) -> Line:
        assert self._rows
        row = self._rows[index]
        mark: MarkName = "cursor" if index == self._at else "plain"
        shown = row.number or _("no number known")
        number = cell(shown, max(20, cell_len(shown) + 2))
        return (
            (">" if index == self._at else " ", mark),
            (number, "head"),
            (" ", "plain"),
            (self._whose(row), "plain"),
        )

    def _whose(self, row: NumberRow) -> str:
        name = one_line(row.name) or (_("switchboard") if row.number else "")
        deputy = _("stands in for {name}").format(name=one_line(row.deputy_of)) if row.deputy_of else ""
        absent = _("ABSENT") if row.absent else ""
        return "   ".join(part for part in (name, one_line(row.role), deputy, absent, one_line(row.note)) if part)

    def _asked(self, width: int) -> list[Line]:
        assert self.taken is not None
        blank: Line = ()
        outcomes = "   ".join(f"{digit} {_(word)}" for digit, word in enumerate(OUTCOMES.values(), 1))
        return [
            ((f" {self.taken.number or _('no number known')}", "head"), (f"   {self._whose(self.taken)}", "plain")),
            blank,
            ((f" {_('How did it end?')}", "plain"),),
            ((f" {outcomes}", "head"),),
        ]

    def _keys(self) -> str:
        if self.taken is not None:
            return _("1 reached   2 voicemail   3 no answer   4 busy   y copy   Esc back")
        return _("Enter = dial this one   Up Down choose   Esc back") if self._rows else _("Esc back")

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """A digit ends the call that was begun."""
        if self.taken is None or event.key not in ("1", "2", "3", "4"):
            return
        event.stop()
        event.prevent_default()
        self._ended(self.taken, [*OUTCOMES][int(event.key) - 1])

    def action_choose(self, by: int) -> None:
        """Put the cursor on another number."""
        if self.taken is None and self._rows:
            self._at = max(0, min(len(self._rows) - 1, self._at + by))
            self.repaint()

    def action_dial(self) -> None:
        """Take the number under the cursor."""
        if self.taken is None and (row := self.chosen()) is not None:
            self.taken = row
            self.repaint()

    def action_copy_number(self) -> None:
        """Copy the number that is dialled."""
        if (row := self.taken or self.chosen()) is not None and row.number:
            self._copy(row.number, _("copied: {text}").format(text=row.number))

"""The sheet of one promise (Enter on it): everything that is known of it, and the keys for what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from dispatcher.console.keys import PROMISE, bindings_for
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.panes.promise_lines import care_words, due_words, state_words, whom_in_full
from dispatcher.console.widgets.marks import Frame, Line, MarkName
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.promise import OURS, standing
from dispatcher.domain.text import one_line
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import PromiseRow


class PromiseBox(Overlay):
    """One promise. Letters are verbs here."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(PROMISE)]
    tallest = 12

    def __init__(self, row: PromiseRow, *, frame: Frame, is_waited_for: bool, now: datetime, zone: str) -> None:
        """``is_waited_for`` says that whoever sits here has still to say that he has seen it."""
        super().__init__(frame=frame)
        self._is_waited_for = is_waited_for
        self.row = row
        self._now, self._zone = now, zone

    def show(self, row: PromiseRow, now: datetime, *, is_waited_for: bool) -> None:
        """It was changed, or a minute has passed."""
        self.row, self._now, self._is_waited_for = row, now, is_waited_for
        self.repaint()

    def title(self) -> tuple[str, str]:
        """Whose it is, and how it stands."""
        name = _("PROMISE") if self.row.side == OURS else _("OWED TO US")
        return f"{name} {self.row.id}", state_words(self.row, self._now)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What, to whom, when, who answers for it; the keys."""
        row = self.row
        mark: MarkName = "alarm" if standing(row, self._now) == "broken" else "plain"
        what: list[Line] = [((f" {line}", "head"),) for line in wrap(one_line(row.what), width - 2)[:3]]
        whom: list[Line] = [((f" {text}", "plain"),) for text in wrap(whom_in_full(row), width - 2)[:2]]
        when: Line = ((f" {due_words(row, self._zone)}", mark),)
        care: list[Line] = [((f" {text}", "plain"),) for text in care_words(row, self._now, self._zone)]
        inside: list[Line] = [*what, *whom, when, *care]
        if row.followed_by is not None:
            inside.append(((f" {_('It has a new date; they have not been told yet.  d = tell them')}", "due"),))
        blank: Line = ()
        room = height - 1
        return [*inside[:room], *[blank] * (room - len(inside)), key_line(self._keys())]

    def _keys(self) -> str:
        if self._is_waited_for:
            return _("Enter seen   d dial   m move   x withdraw   o owner   Esc back")
        return _("d dial   m move   x withdraw   o owner   Esc back")

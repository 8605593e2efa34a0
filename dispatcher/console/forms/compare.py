"""Two people changed the same record: what it was, what the other made of it, and mine, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.record import RecordForm
from dispatcher.console.keys import COMPARE, bindings_for
from dispatcher.console.record_messages import Compared
from dispatcher.console.widgets.marks import Frame, Line, MarkName, cell
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.kinds import KINDS, label_of
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.record_rows import RecordRow

_LABEL = 17


class CompareBox(Overlay):
    """Only fields that differ. Enter files mine on top of theirs, ``t`` takes theirs."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(COMPARE)]
    tallest = 16

    def __init__(self, *, frame: Frame, form: RecordForm, theirs: RecordRow) -> None:
        super().__init__(frame=frame)
        self.form = form
        self._theirs = theirs

    def title(self) -> tuple[str, str]:
        """Which record it is."""
        return f"{_('COMPARE')} {one_line(self._theirs.title)}", ""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """A head, a line for each field that differs, the keys."""
        room = (width - _LABEL - 3) // 3
        heads = (_("when you opened it"), _("theirs"), _("yours"))
        head = " " * (_LABEL + 1) + " ".join(cell(text, room) for text in heads)
        rows = [((head, "head"),), *self._rows(room)][: height - 1]
        blank: Line = ()
        keys = _("Enter = mine on top of theirs   t = take theirs   Esc back")
        return [*rows, *[blank] * (height - 1 - len(rows)), key_line(keys)]

    def _rows(self, room: int) -> Iterator[Line]:
        mine, before = self.form.values(), self.form.record.values
        for one in KINDS[self.form.record.kind].fields:
            was = before.get(one.name, "").strip()
            theirs = self._theirs.values.get(one.name, "").strip()
            # What I did not touch will be as they left it.
            yours = mine[one.name] if mine[one.name] != was else theirs
            if was == theirs == yours:
                continue
            marks: tuple[MarkName, MarkName] = ("due" if theirs != was else "plain", "head")
            cells = [cell(one_line(text), room) for text in (was, theirs, yours)]
            label = cell(f" {label_of(one)}", _LABEL)
            yield ((label, "plain"), (f" {cells[0]} ", "plain"), (cells[1], marks[0]), (f" {cells[2]}", marks[1]))

    def action_mine(self) -> None:
        """Mine goes on top of theirs."""
        self.post_message(Compared(self.form, True))

    def on_key(self, event: events.Key) -> None:
        """``t`` takes theirs."""
        if event.key == "t":
            self.post_message(Compared(self.form, False))
            event.stop()
            event.prevent_default()

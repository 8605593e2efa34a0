"""The search and the incoming call: one field, the hits, and the answer of the hit under the cursor before Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.answer_lines import answer_lines, hit_line
from dispatcher.console.keys import CALL, bindings_for
from dispatcher.console.messages import Closed, HitChosen, NoteWanted, Taken
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.domain.clock import monotonic
from dispatcher.locale import _
from dispatcher.queries.rows import Answer, HitRow

_HIT_SHARE = 5
"""Hits take at least so many rows, the answer the rest."""


class CallBox(Overlay):
    """Letters are the question until Enter takes a hit; then they are verbs again."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(CALL)]

    def __init__(self, *, frame: Frame, is_call: bool, parked: str, ask: Callable[[str], None]) -> None:
        """``parked`` names what was open before; ``ask`` sends a question, answered by :meth:`show_hits`."""
        super().__init__(id="call", frame=frame)
        self.edit = LineEdit()
        self.is_call = is_call
        self.taken: HitRow | None = None
        self._parked = parked
        self._ask = ask
        self._answered: str | None = None
        self._hits: tuple[HitRow, ...] = ()
        self._at = 0
        self._answer: Answer | None = None
        self._since = monotonic()
        self._now: datetime | None = None
        self._zone = "UTC"

    def on_mount(self) -> None:
        """The clock of a call shows seconds; a search has none."""
        if self.is_call:
            self.set_interval(1.0, lambda: self.repaint(-1))

    def set_time(self, now: datetime, zone: str) -> None:
        """The office's present instant, for ages and dates."""
        self._now, self._zone = now, zone

    def title(self) -> tuple[str, str]:
        """What this is, and where Esc leads."""
        if not self.is_call:
            return _("SEARCH"), self._parked
        passed = int(monotonic() - self._since)
        return f"{_('CALL')} {passed // 60}:{passed % 60:02d}", self._parked

    @property
    def hit(self) -> HitRow | None:
        """The hit under the cursor."""
        return self._hits[self._at] if self._at < len(self._hits) else None

    def current_answer(self) -> Answer | None:
        """What is known of the hit under the cursor."""
        return self._answer

    def show_hits(self, typed: str, hits: tuple[HitRow, ...], answer: Answer | None) -> None:
        """Hits for ``typed`` came; an answer to an older question is left alone."""
        if typed != self.edit.text or self.taken is not None:
            return
        self._answered, self._hits, self._at, self._answer = typed, hits, 0, answer
        self.repaint()

    def show_answer(self, customer: int, answer: Answer | None) -> None:
        """The answer of a chosen hit came."""
        if self.hit is not None and self.hit.customer == customer:
            self._answer = answer
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The question, the hits, the answer, the keys."""
        cursor = "" if self.taken else "_"
        question: Line = ((f" {self.edit.text[: self.edit.at]}{cursor}{self.edit.text[self.edit.at :]}", "head"),)
        hits = self._hit_lines(width, height)
        room = height - 2 - len(hits)
        answer: list[Line] = []
        if self._answer is not None and self._now is not None and room > 1:
            rule: Line = ((self.box.across * width, "plain"),)
            answer = [rule, *answer_lines(self._answer, self._now, self._zone, width, room - 1)]
        blank: Line = ()
        filled = [question, *hits, *answer]
        return [*filled, *[blank] * (height - 1 - len(filled)), ((f" {self._keys()}", "done"),)]

    def _hit_lines(self, width: int, height: int) -> list[Line]:
        if not self._hits:
            return [((f" {line}", "plain"),) for line in self._nothing()]
        shown = 1 if self.taken else max(_HIT_SHARE, (height - 2) // 2)
        first = max(0, min(self._at - shown + 1, len(self._hits) - shown))
        lines: list[Line] = []
        for index in range(first, min(len(self._hits), first + shown)):
            here = index == self._at
            lines.append(
                ((">" if here else " ", "cursor" if here else "plain"), *hit_line(self._hits[index], width - 1))
            )
        return lines

    def _nothing(self) -> list[str]:
        if not self.edit.text:
            return [_("digits = end of a telephone number, k1042 t4802 = number, letters = name, street, place, words")]
        if self._answered != self.edit.text:
            return []
        return [_("No match for {typed}.   nothing is stored by searching").format(typed=self.edit.text)]

    def _keys(self) -> str:
        if self.taken is not None:
            return _("n note   Esc back")
        return _("Enter = take, then: n note   Up Down choose   Esc back")

    def on_key(self, event: events.Key) -> None:
        """Letters and editing keys belong to the question until a hit is taken."""
        if self.taken is not None:
            if event.key == "n":
                self.post_message(NoteWanted(self.taken.customer, self.taken.customer_name))
            elif event.key not in ("escape", "f3", "f1", "f2"):
                self._consume(event)
            return
        if event.key in ("tab", "shift+tab", "f5", "f6", "f7", "f8", "pageup", "pagedown"):
            self._consume(event)
        elif event.key not in ("up", "down", "enter", "escape") and self.edit.key(event):
            self._consume(event)
            self._asked()

    def _consume(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted number or name is typed text."""
        if self.taken is None:
            self.edit.insert(event.text)
            self._asked()
        event.stop()

    def _asked(self) -> None:
        self.repaint(0)
        if self.edit.text.strip():
            self._ask(self.edit.text)
        else:
            self._hits, self._answer, self._answered = (), None, None
            self.repaint()

    def action_choose(self, by: int) -> None:
        """Put the cursor on another hit; its answer follows."""
        if self.taken is None and self._hits:
            self._at = max(0, min(len(self._hits) - 1, self._at + by))
            self._answer = None
            self.repaint()
            self.post_message(HitChosen(self._hits[self._at].customer))

    def action_take(self) -> None:
        """Take the hit under the cursor: the box stays as the caller's sheet."""
        hit = self.hit
        if hit is None or self._answered != self.edit.text:
            return
        if self.taken is None:
            self.taken = hit
            self.repaint()
            self.post_message(Taken(hit))

    def action_back(self) -> None:
        """Close the box."""
        self.post_message(Closed())

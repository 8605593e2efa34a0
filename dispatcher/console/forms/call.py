"""The search and the incoming call: one field, the hits, and the answer of the hit under the cursor before Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.timer import Timer

from dispatcher.console.forms.answer_lines import answer_lines, hit_line, question_line
from dispatcher.console.keys import CALL, bindings_for
from dispatcher.console.messages import HitChosen, KeysChanged, NoteWanted, ReportWanted, Taken
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.promise_messages import PromiseWanted
from dispatcher.console.record_messages import CustomerWanted
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay, key_line
from dispatcher.domain.clock import monotonic
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.card_rows import Answer
from dispatcher.queries.rows import HitRow

_HIT_SHARE = 5
"""Hits take at least so many rows, the answer the rest."""
_VERBS = {"n": NoteWanted, "t": ReportWanted, "p": PromiseWanted}
"""What the letters mean when somebody was taken."""
_MOMENT = 0.1
"""Seconds that the cursor waits for the answer of the hit it goes to, so that both change in one frame."""
_PATIENCE = 10.0
"""Seconds that keys wait for an answer, before they are the question's again."""


class CallBox(Overlay):
    """Letters are the question until Enter takes a hit; then they are verbs again.

    Enter without a hit goes on with an unknown caller: the same verbs, and what was typed is what is known of him.
    Enter and a verb may come before the answer they are meant for: the keys behind them wait until it is there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(CALL)]
    tallest = 24

    def __init__(
        self,
        *,
        frame: Frame,
        is_call: bool,
        parked: str,
        ask: Callable[[str], None],
        hold: Callable[[bool], None],
    ) -> None:
        """``parked`` names what was open before; ``ask`` sends a question, answered by :meth:`show_hits`; ``hold``
        lets keys wait and go on."""
        super().__init__(frame=frame)
        self.edit = LineEdit()
        self.is_call = is_call
        self.taken: HitRow | None = None
        self.is_unknown = False
        self._parked = parked
        self._ask, self._hold = ask, hold
        self._is_taking = False
        self._verb = ""
        self._patience: Timer | None = None
        self._answered: str | None = None
        self._hits: tuple[HitRow, ...] = ()
        self._at = 0
        self._answer: Answer | None = None
        self._stays: tuple[int, Answer] | None = None
        """The hit and its answer that are still drawn until the answer of the one under the cursor comes: blanks in
        between would be sent as well, and no answer stands under a hit that it does not belong to."""
        self._moment: Timer | None = None
        self._since = monotonic()
        self._now: datetime | None = None
        self._zone = "UTC"

    def on_mount(self) -> None:
        """The clock of a call shows seconds; a search has none."""
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        if self.is_call:
            self.repaint()

    @property
    def may_be_call(self) -> bool:
        """Whether F2 makes a call of it; over a caller, or a question that asks for something else, the call opens a
        box of its own."""
        return not self.is_taken and not (self.is_call and self.edit.text)

    def name_of(self) -> str:
        """Whom this call is about, as far as somebody typed it."""
        return one_line(self.edit.text) or super().name_of()

    @property
    def key_words(self) -> Mapping[str, str]:
        """What Enter does here, for the key bar: nothing more once a hit was taken, a customer of somebody unknown."""
        if self.taken is not None:
            return {"take": ""}
        return {"take": N_("new customer")} if self.is_unknown else {}

    def becomes_call(self) -> None:
        """F2 in a search: the question stays, the clock starts."""
        if not self.is_call:
            self.is_call, self._since = True, monotonic()
            self.repaint()

    def set_time(self, now: datetime, zone: str) -> None:
        """The office's present instant, for ages and dates."""
        self._now, self._zone = now, zone

    def title(self) -> tuple[str, str]:
        """What this is, and where Esc leads."""
        if not self.is_call:
            return _("SEARCH"), self._parked
        passed = int(monotonic() - self._since)
        return f"{_('CALL')} {passed // 60}:{passed % 60:02d}", self._parked

    # --- what came back ---

    @property
    def is_taken(self) -> bool:
        """Whether letters are verbs: a hit was taken, or the caller is unknown."""
        return self.taken is not None or self.is_unknown

    @property
    def hit(self) -> HitRow | None:
        """The hit under the cursor."""
        return self._hits[self._at] if self._at < len(self._hits) else None

    def show_hits(self, typed: str, hits: tuple[HitRow, ...], answer: Answer | None) -> None:
        """Hits for ``typed`` came; an answer to an older question is left alone."""
        if typed != self.edit.text or self.is_taken:
            return
        self._answered, self._hits, self._at, self._answer = typed, hits, 0, answer
        self._go()
        if self._is_taking:
            self._take()
            self.stop_waiting()

    def show_answer(self, customer: int, answer: Answer | None) -> None:
        """The answer of a chosen hit came."""
        if self.hit is None or self.hit.customer != customer:
            return
        self._answer = answer
        self._go()
        if self._verb and answer is not None:
            self._want(self._verb)
        if self._verb:
            self.stop_waiting()

    def stop_waiting(self) -> None:
        """The answer is there, or none will come: keys go on."""
        self._is_taking, self._verb = False, ""
        if self._patience is not None:
            self._patience.stop()
        self._hold(False)

    def _wait(self) -> None:
        self._hold(True)
        self._patience = self.set_timer(_PATIENCE, self.stop_waiting)

    # --- drawing ---

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The question, the hits, the answer, the keys."""
        hits = self._hit_lines(width, height)
        room = height - 2 - len(hits)
        answer: list[Line] = []
        drawn = self._answer if self._stays is None else self._stays[1]
        if drawn is not None and self._now is not None and room > 1:
            rule: Line = ((self.box.across * width, "plain"),)
            answer = [rule, *answer_lines(drawn, self._now, self._zone, width, room - 1)]
        blank: Line = ()
        filled = [question_line(self.edit, width, is_live=not self.is_taken), *hits, *answer]
        return [*filled, *[blank] * (height - 1 - len(filled)), key_line(self._keys())]

    def _hit_lines(self, width: int, height: int) -> list[Line]:
        if not self._hits:
            return [((f" {line}", "plain"),) for line in wrap(self._nothing(), width - 2)]
        shown = 1 if self.taken else max(_HIT_SHARE, (height - 2) // 2)
        at = self._at if self._stays is None else self._stays[0]
        first = at if self.taken else max(0, min(at - shown + 1, len(self._hits) - shown))
        drawn = enumerate(self._hits[first : first + shown], first)
        return [hit_line(hit, width, is_here=index == at) for index, hit in drawn]

    def _nothing(self) -> str:
        """What stands where hits would: until an answer comes what stood there before, so that nothing flickers."""
        if self.is_unknown:
            return _("Unknown caller: {typed}").format(typed=self.edit.text)
        if not self.edit.text or self._answered is None:
            return _("digits = end of a telephone number, k1042 t4802 = number, letters = name, street, place, words")
        sentence = _(
            "No match for {typed}.  Enter = go on as unknown caller (Enter new customer, n note, t fault report)"
            "   nothing is stored by searching"
        )
        return sentence.format(typed=self._answered)

    def _keys(self) -> str:
        if self.is_unknown:
            return _("Enter = new customer   n note   t fault report   p promise   Esc back")
        if self.is_taken:
            return _("n note   t fault report   p promise   Esc back")
        return _("Enter = take, then: n note t ticket p promise   Up Down choose   Esc back")

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Letters and editing keys belong to the question until a hit is taken."""
        if self.is_taken:
            if event.key not in _VERBS:
                return
            self._want(event.key)
        elif self.edit.key(event):
            self._asked()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted number or name is typed text."""
        if not self.is_taken:
            self.edit.insert(event.text)
            self._asked()
        event.stop()

    def _asked(self) -> None:
        if not self.edit.text.strip():
            self._hits, self._answer, self._stays, self._answered, self._at = (), None, None, None, 0
        elif self.edit.text != self._answered:
            self._ask(self.edit.text)
        self.repaint()

    def action_choose(self, by: int) -> None:
        """Put the cursor on another hit, as soon as its answer is there."""
        at = max(0, min(len(self._hits) - 1, self._at + by))
        if self.is_taken or at == self._at:
            return
        if self._answer is not None:
            self._stays = self._at, self._answer
            self._moment = self.set_timer(_MOMENT, self._go)
        self._at = at
        self._answer = self._stays[1] if self._stays is not None and self._is_of(self._stays[0], at) else None
        if self._answer is not None or self._stays is None:
            self._go()
        if self._answer is None:
            self.post_message(HitChosen(self._hits[at].customer))

    def _is_of(self, one: int, other: int) -> bool:
        return self._hits[one].customer == self._hits[other].customer

    def _go(self) -> None:
        """Draw the cursor where it is, with the answer that belongs there or none."""
        self._stays = None
        if self._moment is not None:
            self._moment.stop()
            self._moment = None
        self.repaint()

    def action_take(self) -> None:
        """Take the hit under the cursor, or go on without one: the box stays as the caller's sheet. Enter once more
        makes a customer of somebody unknown."""
        if self.is_unknown:
            self.post_message(CustomerWanted(self.edit.text.strip()))
        if self.is_taken or not self.edit.text.strip():
            return
        if self._answered == self.edit.text:
            self._take()
        else:
            self._is_taking = True
            self._wait()

    def _take(self) -> None:
        self.taken, self.is_unknown = self.hit, self.hit is None
        self.post_message(KeysChanged())
        self._go()
        if self.hit is not None:
            tickets = self._answer.tickets if self._answer is not None else ()
            first = tickets[0].id if tickets else None
            named = (row.id for row in tickets if row.number == self.hit.ticket_number)
            self.post_message(Taken(self.hit, next(named, first)))

    def _want(self, key: str) -> None:
        if self._answer is not None or self.is_unknown:
            self.post_message(_VERBS[key](self._answer, self.edit.text.strip()))
        else:
            self._verb = key
            self._wait()

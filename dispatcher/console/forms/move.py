"""Where a carried appointment is set down: who wanted it and why, one key each; the digit files it (B5, B6, X11)."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.move_hand import CARRY, Hand
from dispatcher.console.forms.move_start import MoveStart, start_from
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.domain.moving import (
    CUSTOMER,
    PARTIES,
    PARTY_LETTERS,
    REASONS,
    TEXT,
    MoveAppointment,
    hint_after,
    keeps_word,
    reason_named,
    refuse_once_more,
    told_span,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

BOTH, WHO, WHY, WORDS = "both", "who", "why", "words"
"""Stages behind the carrying: both of them, who wanted it, why, and words that are typed."""
_ASKED = frozenset({BOTH, WHO, WHY})
_YES = "yj"
LABELS = {
    "text": N_("Why"),
    "override": N_("Reason"),
    "approved": N_("Spoken to"),
    "via": N_("Wanted by"),
    "reported_by": N_("Told by"),
}
"""What can be typed, with its label."""
_ROUND = ("via", "reported_by")
"""What Tab leads to."""
_TOLD = "T"
"""How somebody knows who is called: by telephone."""


class MoveForm(Hand):
    """The box in which an appointment is carried and set down."""

    what, verb = N_("appointment moved"), "move appointment"

    def __init__(self, start: MoveStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(start, subject, ties, draft)
        kept = draft.get("words") or {}
        self._words = {name: LineEdit(str(kept.get(name, ""))) for name in LABELS}
        self.asked_by = str(draft.get("asked_by", ""))
        self.reason = str(draft.get("reason", ""))
        self.is_told = bool(draft.get("told"))
        self.is_whole = not draft.get("alone")
        """Whether a crew of several moves together."""
        self._word, self._back = "", CARRY
        """What is typed now, and the stage it leads back to."""

    # --- keys ---

    def _takes(self, event: events.Key) -> bool:
        """Behind the carrying, letters answer what is asked, or belong to what is typed."""
        if self.stage == CARRY:
            return super()._takes(event)
        if event.key in ("escape", "f3"):
            self._go_back()
            return True
        if self.stage == WORDS:
            return self._edits(event)
        if event.character is None or not event.is_printable or event.character in "!?":
            return False
        self.answer(event.character.lower())
        return True

    def _edits(self, event: events.Key) -> bool:
        if not self._words[self._word].key(event):
            return False
        self.changed()
        self.repaint()
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words are typed words."""
        if self.stage != WORDS:
            super().on_paste(event)
            return
        event.stop()
        self._words[self._word].insert(event.text)
        self.changed()
        self.repaint()

    def _go_back(self) -> None:
        """One stage back."""
        before = {BOTH: CARRY, WHO: CARRY, WHY: WHO, WORDS: self._back}
        self._go_to(before[self.stage])

    def _go_to(self, stage: str) -> None:
        self.stage = stage
        self.say("")

    def answer(self, letter: str) -> None:
        """A letter or a digit where something is asked."""
        if self.stage == BOTH and letter in {*_YES, "n"}:
            self.is_whole = letter in _YES
            self._go_to(WHO)
        elif self.stage == WHO and letter in PARTY_LETTERS:
            self.asked_by = PARTY_LETTERS[letter]
            self._ask_why()
        elif self.stage == WHY:
            self._answer_why(letter)
        self.changed()

    def _answer_why(self, letter: str) -> None:
        if letter == "t" and self._owes_word():
            self.is_told = not self.is_told
            self.repaint()
        elif letter == "d" and self.asked_by == CUSTOMER:
            self._ask_words("approved", self._first_contact())
        elif reason := reason_named(letter) if letter.isdecimal() else "":
            self.reason = reason
            self._set_reason()

    def _set_reason(self) -> None:
        if self.reason == TEXT and not self.words("text"):
            self._ask_words("text")
        else:
            self.action_file()

    def action_go_on(self) -> None:
        """Enter: set it down, take the default, or file it."""
        if self.stage == CARRY:
            self.set_down()
        elif self.stage == BOTH:
            self.answer("y")
        elif self.stage == WHO and self.asked_by:
            self._ask_why()
        elif self.stage == WHY and self.reason:
            self._set_reason()
        elif self.stage == WORDS:
            self._take_words()

    def _take_words(self) -> None:
        word, self.stage = self._word, self._back
        if word == "text" or (word == "approved" and self.reason):
            self.action_file()
        elif word == "override" and self.words(word):
            self.action_go_on()
        self.repaint()

    def action_push(self) -> None:
        """Push it through, with a reason."""
        if self.grip is not None and self.stage != WORDS:
            self._ask_words("override")

    def action_round(self) -> None:
        """Who of them wanted it, and who told us."""
        if self.stage == WHY:
            self._ask_words(_ROUND[0])
        elif self.stage == WORDS and self._word in _ROUND[:-1]:
            self._word = _ROUND[_ROUND.index(self._word) + 1]
            self.repaint()
        elif self.stage == WORDS and self._word == _ROUND[-1]:
            self._go_back()

    def action_choices(self, by: int = 1) -> None:
        """The next name that could stand there."""
        names = self._names()
        if self.stage == WORDS and names:
            edit = self._words[self._word]
            at = names.index(edit.text) if edit.text in names else min(-by, 0)
            edit.set(names[(at + by) % len(names)])
            self.changed()
            self.repaint()

    def action_technician(self, by: int) -> None:
        """In a field the arrows go through its choices."""
        if self.stage == WORDS:
            self.action_choices(by)
        else:
            super().action_technician(by)

    def _names(self) -> Sequence[str]:
        if self.grip is None:
            return ()
        grip = self.grip
        others = [one for one in grip.contacts if one != self.words("via")]
        return {"approved": [*others, *grip.leaders], "via": grip.contacts, "reported_by": grip.ours}.get(
            self._word, ()
        )

    def _first_contact(self) -> str:
        if self.grip is None:
            return ""
        return next((one for one in self.grip.contacts if one != self.words("via")), "")

    def _ask_words(self, name: str, default: str = "") -> None:
        if self.stage != WORDS:
            self._back = self.stage
        self.stage, self._word = WORDS, name
        if default and not self.words(name):
            self._words[name].set(default)
        self.say("")

    def words(self, name: str) -> str:
        """What was typed there."""
        return self._words[name].text.strip()

    # --- stages ---

    def override(self) -> str:
        """The reason for which it is pushed through, or empty."""
        return self.words("override")

    def is_set_down(self) -> None:
        """A crew of several is asked about first."""
        assert self.hand is not None
        self._go_to(BOTH if len(self.hand.crew) > 1 else WHO)

    def _ask_why(self) -> None:
        """Whoever did not want it himself counts with what he was told."""
        refusal = self.refuse_placing(self.placing, self._passed()) if self.placing is not None else None
        if refusal is not None:
            self.say(refusal.sentence)
            return
        self._go_to(WHY)

    def _passed(self) -> tuple[str, ...]:
        return ("window", "earliest") if self.asked_by == CUSTOMER else ()

    def _owes_word(self) -> bool:
        """Whether the customer was told otherwise and does not know yet."""
        if self.grip is None or self.hand is None or self.asked_by == CUSTOMER:
            return False
        told = told_span(self.grip.state, self.grip.starts, self.grip.row.job.window)
        return told is not None and not keeps_word(told, self.hand.starts)

    def _is_moved(self) -> bool:
        """Whether it is a move at all: who goes alone is none that counts."""
        assert self.hand is not None
        assert self.grip is not None
        return (self.hand.starts, self.hand.ends) != (self.grip.starts, self.grip.ends)

    def command(self) -> MoveAppointment | Refusal:
        """The move; from the third one by the customer on somebody has to have cleared it (B6)."""
        if self.hand is None or self.grip is None or self.placing is None:
            return Refusal("unread", _("It is being read ..."))
        if self.asked_by == CUSTOMER and self._is_moved():
            is_cleared = bool(self.words("approved") or self.override())
            refusal = refuse_once_more(self.grip.moves, is_cleared)
            if refusal is not None:
                return Refusal(refusal.code, refusal.sentence + _("   d = spoken to"))
        hand, job = self.hand, self.grip.row.job
        crew = hand.crew if self.is_whole else tuple(filter(None, [self.whom()]))
        return MoveAppointment(
            self.start.appointment,
            hand.starts,
            hand.ends,
            None if set(crew) == set(job.crew) else crew,
            self.asked_by,
            self.reason,
            self.words("text") if self.reason == TEXT else "",
            self.words("via"),
            self.words("reported_by"),
            self.words("approved"),
            hand.window,
            self.placing.travel_minutes,
            self.override(),
            _TOLD if self.is_told and self._owes_word() else "",
            job.version,
        )

    def leave(self) -> None:
        """Put it back, and nothing is left of it; what was never in the hand again stays a draft."""
        if self.hand is None:
            super().leave()
        else:
            self.give_up()

    def refused(self, refusal: Refusal) -> None:
        """What does not fit into the plan is carried on; anything else is asked again."""
        super().refused(refusal)
        if self.hand is None or refusal.code not in ("second-contact", "approved"):
            return
        self.stage = WHY
        self.repaint()

    def typed_in(self) -> Data | None:
        """Where it was carried to, and what was said of it."""
        told = super().typed_in()
        if told is None or self.hand is None:
            return told
        words = {name: edit.text for name, edit in self._words.items() if edit.text}
        said = {"asked_by": self.asked_by, "reason": self.reason, "told": self.is_told, "alone": not self.is_whole}
        return {**told, **said, "words": words}

    # --- drawing ---

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The slot, the keys that carry, and what is asked."""
        return [*self.slot_lines(width), *self.carry_lines(width), *self._asking(width)]

    def _asking(self, width: int) -> list[Line]:
        who = self._both_line() if self.stage == BOTH else self._who_line(width)
        if self.stage == WORDS:
            return [who, *self._word_lines(width)]
        if self.sentence:
            first, *more = wrap(self.sentence, width - 2)
            return [who, ((f" {first}", "due"),), ((f" {' '.join(more)}", "due"),) if more else ()]
        return [who, *self._why_lines()]

    def _both_line(self) -> Line:
        assert self.hand is not None
        told = _("Both?  y = {crew}   n = only {one}").format(
            crew=self.names(self.hand.crew), one=self.names(tuple(filter(None, [self.whom()])))
        )
        return ((f" {told}", "head"),)

    def _who_line(self, width: int) -> Line:
        told = _("Enter:  who wanted it?   c customer   w we   t technician   o other")
        chosen = f"    -> {_(PARTIES[self.asked_by])}" if self.asked_by else ""
        return ((cell(f" {told}{chosen}", width).rstrip(), _live(self.stage == WHO)),)

    def _why_lines(self) -> list[Line]:
        names = [f"{number} {_(words)}" for number, words in enumerate(REASONS.values(), 1)]
        first, second = f"{_('Why?')} {' '.join(names[:6])}", f"     {' '.join(names[6:])}"
        mark = _live(self.stage == WHY)
        return [((f" {first}", mark),), ((f" {second}   {self._beside()}", mark),)]

    def _beside(self) -> str:
        """What else can be done here, or is to be thought of."""
        if self.stage != WHY:
            return _("(the digit files it)   Esc puts it back")
        assert self.grip is not None
        if self.asked_by == CUSTOMER and self._is_moved() and (hint := hint_after(self.grip.moves + 1)):
            return hint
        if self._owes_word():
            return _("t = he knows already: {yes}").format(yes=_("yes") if self.is_told else _("no"))
        return _("(the digit files it)   Tab = wanted by, told by")

    def _word_lines(self, width: int) -> list[Line]:
        edit = self._words[self._word]
        typed = f"{edit.text[: edit.at]}_{edit.text[edit.at :]}"
        label = f" {_(LABELS[self._word])}: "
        room = max(1, width - len(label) - 2)
        keys = _("Enter = go on   F4 names   Esc back") if self._names() else _("Enter = go on   Esc back")
        return [((label, "head"), (one_line(typed)[-room:], "head")), ((f" {keys}", "done"),)]


def _live(is_live: bool) -> MarkName:
    return "plain" if is_live else "done"


def reopened(subject: str, draft: Data, ties: Ties) -> MoveForm | None:
    """The box as it was left; it is grabbed anew."""
    start = start_from(draft)
    return MoveForm(start, subject, ties, draft) if start is not None else None

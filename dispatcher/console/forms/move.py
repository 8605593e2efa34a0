"""Where a carried appointment is set down: who wanted it and why, one key each; the digit files it (B5, B6, X11)."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.move_asked import both_line, said_lines, who_line, why_lines
from dispatcher.console.forms.move_hand import CARRY
from dispatcher.console.forms.move_said import MoveSaid
from dispatcher.console.forms.move_start import MoveStart, start_from
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.moving import CUSTOMER, PARTY_LETTERS, TEXT, reason_named
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _

BOTH, WHO, WHY, WORDS = "both", "who", "why", "words"
"""Stages behind the carrying: both of them, who wanted it, why, and words that are typed."""
_CLEARING = ("second-contact", "approved")
"""Codes of refusals that a second contact ends."""
_YES = "yj"


class MoveForm(MoveSaid):
    """The box in which an appointment is carried and set down."""

    what, verb = N_("appointment moved"), "move appointment"

    def __init__(self, start: MoveStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(start, subject, ties, draft)
        self._back = CARRY
        """The stage to which words lead back."""

    # --- keys ---

    def takes(self, event: events.Key) -> bool:
        """Behind the carrying, letters answer what is asked, or belong to what is typed."""
        if self.stage == CARRY:
            return super().takes(event)
        if event.key in ("escape", "f3"):
            self._go_to({BOTH: CARRY, WHO: CARRY, WHY: WHO, WORDS: self._back}[self.stage])
            return True
        if self.stage == WORDS:
            return self._edits(event)
        if event.character is None or not event.is_printable or event.character in "!?":
            return False
        self._answer(event.character.lower())
        return True

    def _edits(self, event: events.Key) -> bool:
        is_edit = self.words.key(event)
        if is_edit:
            self._retyped()
        return is_edit

    def _retyped(self) -> None:
        self.changed()
        self.repaint()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words are typed words."""
        if self.stage != WORDS:
            super().on_paste(event)
            return
        event.stop()
        self.words.insert(event.text)
        self._retyped()

    def _go_to(self, stage: str) -> None:
        self.stage = stage
        self.say("")

    def _answer(self, letter: str) -> None:
        """A letter or a digit where something is asked."""
        self.changed()
        if self.stage == BOTH and letter in {*_YES, "n"}:
            self.is_whole = letter in _YES
            self._ask_who()
        elif self.stage == WHO and letter in PARTY_LETTERS:
            self.asked_by = PARTY_LETTERS[letter]
            self._ask_why()
        elif self.stage == WHY:
            self._answer_why(letter)

    def _answer_why(self, letter: str) -> None:
        if letter == "t" and self.owes_word():
            self.is_told = not self.is_told
            self._retyped()
        elif letter == "d" and self.asked_by == CUSTOMER and self.grip is not None:
            self._ask_words("approved", next(iter(self.words.others(self.grip)), ""))
        elif reason := reason_named(letter) if letter.isdecimal() else "":
            self.reason = reason
            self._set_reason()

    def _set_reason(self) -> None:
        if self.reason == TEXT and not self.words["text"]:
            self._ask_words("text")
        else:
            self.action_file()

    def action_go_on(self) -> None:
        """Enter: set it down, take the default, or file it."""
        if self.stage == CARRY:
            self.set_down()
        elif self.stage == BOTH:
            self._answer("y")
        elif self.stage == WHO and self.asked_by:
            self._ask_why()
        elif self.stage == WHY and self.reason:
            self._set_reason()
        elif self.stage == WORDS:
            self._take_words()

    def _take_words(self) -> None:
        name = self.words.name
        self._go_to(self._back)
        if name == "text" or (name == "approved" and self.reason):
            self.action_file()
        elif name == "override" and self.words[name]:
            self.action_go_on()

    def action_push(self) -> None:
        """Push it through, with a reason."""
        if self.grip is not None and self.stage != WORDS:
            self._ask_words("override")

    def action_round(self) -> None:
        """Who of them wanted it, and who told us."""
        if self.stage == WHY:
            self._ask_words("via")
        elif self.stage == WORDS and (following := self.words.following()):
            self._ask_words(following)
        elif self.stage == WORDS:
            self._go_to(self._back)

    def action_choices(self, by: int = 1) -> None:
        """The next name that could stand there."""
        names = self.words.names(self.grip) if self.grip is not None and self.stage == WORDS else ()
        if names:
            self.words.choose(names, by)
            self._retyped()

    def action_technician(self, by: int) -> None:
        """In a field the arrows go through its choices."""
        if self.stage == WORDS:
            self.action_choices(by)
        else:
            super().action_technician(by)

    def _ask_words(self, name: str, default: str = "") -> None:
        if self.stage != WORDS:
            self._back = self.stage
        self.words.open(name, default)
        self._go_to(WORDS)

    # --- what is asked ---

    def is_set_down(self) -> None:
        """A crew of several is asked about first."""
        assert self.hand is not None
        if len(self.hand.crew) > 1 and not self.reason:
            self._go_to(BOTH)
        else:
            self._ask_who()

    def _ask_who(self) -> None:
        """What was said before it was refused holds on."""
        if self.asked_by and self.reason:
            self._ask_why()
        else:
            self._go_to(WHO)

    def _ask_why(self) -> None:
        """Whoever did not want it himself counts with what he was told."""
        passed = ("window", "earliest") if self.asked_by == CUSTOMER else ()
        refusal = self.refuse_placing(self.placing, passed) if self.placing is not None else None
        if refusal is not None:
            self._go_to(WHO)
            self.say(refusal.sentence)
        else:
            self._go_to(WHY)

    # --- refused, or given up ---

    def refused(self, refusal: Refusal) -> None:
        """Whom to speak to is asked behind the reason; anything else is carried on."""
        if refusal.code in _CLEARING:
            self.stage = WHY
        super().refused(refusal)

    def leave(self) -> None:
        """Put it back, and nothing is left of it; what never was in the hand again stays a draft."""
        if self.hand is None:
            super().leave()
        else:
            self.give_up()

    # --- drawing ---

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The slot, the keys that carry, and what is asked."""
        carrying = self.carrying_lines(width)
        if self.hand is None or self.grip is None:
            return [*carrying, (), *said_lines(self.sentence, width)]
        if self.stage == BOTH:
            who = both_line(self.grip.row, self.hand.crew, self.whom())
        else:
            hint = self.hint(self.grip) if self.stage == WHY else ""
            who = who_line(self.asked_by, hint, width, is_live=self.stage == WHO)
        if self.stage == WORDS:
            return [*carrying, who, *self.words.lines(self.grip, width)]
        if self.sentence:
            return [*carrying, who, *said_lines(self.sentence, width)]
        return [*carrying, who, *why_lines(self._beside(), is_live=self.stage == WHY)]

    def _beside(self) -> str:
        """What else can be done here."""
        if self.stage != WHY:
            return _("(the digit files it)   Esc = carry it on")
        if self.owes_word():
            return _("t = he knows already: {yes}").format(yes=_("yes") if self.is_told else _("no"))
        return _("(the digit files it)   Tab = wanted by, told by")


def reopened(subject: str, draft: Data, ties: Ties) -> MoveForm | None:
    """The box as it was left; it is grabbed anew."""
    start = start_from(draft)
    return MoveForm(start, subject, ties, draft) if start is not None else None

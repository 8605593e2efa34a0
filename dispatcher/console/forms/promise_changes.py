"""What becomes of a promise: moved, withdrawn, handed to somebody else. Each is a field or two and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.promise_attempt import AttemptForm, Dialled
from dispatcher.console.forms.promise_verbs import Promised, PromiseVerbForm, TellingForm, TimedForm
from dispatcher.domain.mention import Mate, mate_meant
from dispatcher.domain.promise import REACHED, HandPromise, MovePromise, WithdrawPromise
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _

_NOT_YET, _CANCELLED = "n", ("c", "k")
"""Letters that are no channel: not told yet, and cancelled by the customer (German Kunde)."""


class MoveForm(TellingForm, TimedForm):
    """Another time: when, and how the other side was told of it (M5)."""

    what, verb = N_("promise moved"), "move promise"
    _letters = _NOT_YET

    def fields(self) -> Sequence[FormField]:
        """When, and how they were told."""
        return FormField("when", _("New time"), required=True, hint=_("like thu 10")), FormField(
            "told", _("Told"), hint=_("t m p s v b w 3, n = not yet")
        )

    def question(self) -> str:
        """Ours broken without a word is broken; theirs they told themselves."""
        return _("t m p s v b w 3 = they know, by telephone, mail ...   n = not told yet")

    def keys(self) -> str:
        """Enter leads to the question."""
        return _("Enter file   Tab fields   Esc park")

    def letter_words(self, letter: str) -> str:
        """Not told is a word of its own."""
        if letter.lower() == _NOT_YET:
            return _("not told yet: it is broken when its old time passes")
        return super().letter_words(letter)

    def command(self) -> MovePromise | Refusal:
        """The move, when both answers are there."""
        taken = self.taken()
        if isinstance(taken, Refusal):
            return taken
        if taken is None:
            return Refusal("when", _("When?  Like: wed 14, tomorrow 9, +2h, 8-10."))
        if not self.values()["told"]:
            return self.ask_who_was_told()
        if not self.letter_words(self.values()["told"]):
            return Refusal("told", self.question())
        window = self.window()
        return MovePromise(
            self.promised.id, taken.due, window["from"], taken.phrase, self.channel(), self.promised.version,
            taken.insisted,
        )  # fmt: skip


class WithdrawForm(TellingForm):
    """The reason for it is gone: why, and how the other side knows (M15)."""

    what, verb = N_("promise withdrawn"), "withdraw promise"
    _letters = "".join(_CANCELLED)

    def fields(self) -> Sequence[FormField]:
        """Why, and who knows."""
        return FormField("reason", _("Reason"), required=True, rows=2), FormField(
            "told", _("Told"), hint=_("t m p s v b w 3, c = cancelled")
        )

    def question(self) -> str:
        """Without a word to the other side nothing is withdrawn."""
        return _("t m p s v b w 3 = they know, by telephone, mail ...   c = they cancelled it")

    def keys(self) -> str:
        """Enter leads to the question."""
        return _("Enter file   Tab fields   Esc park")

    def letter_words(self, letter: str) -> str:
        """Cancelled is a word of its own."""
        return _("they cancelled it") if letter.lower() in _CANCELLED else super().letter_words(letter)

    def command(self) -> WithdrawPromise | Refusal:
        """The withdrawal, when both answers are there."""
        values = self.values()
        if (refusal := self.missing()) is not None:
            return refusal
        if not values["told"]:
            return self.ask_who_was_told()
        if not self.letter_words(values["told"]):
            return Refusal("told", self.question())
        is_cancelled = values["told"].lower() in _CANCELLED
        return WithdrawPromise(self.promised.id, values["reason"], self.channel(), is_cancelled, self.promised.version)


class HandForm(PromiseVerbForm):
    """Somebody else answers for it from now on (M7)."""

    what, verb = N_("promise handed over"), "hand promise"

    def __init__(self, promise: Promised, mates: Sequence[Mate], subject: str, ties: Ties, draft: Data) -> None:
        """``mates`` are our colleagues."""
        self._mates = mates
        super().__init__(promise, subject, ties, draft)

    def fields(self) -> Sequence[FormField]:
        """The new owner, and who stands in for him."""
        signs = [one.sign for one in self._mates]
        return (
            FormField("owner", _("New owner"), required=True, choices=signs),
            FormField("stand_in", _("Stand-in"), choices=signs),
        )

    def echo(self, name: str, text: str) -> str:
        """Who is meant."""
        meant = mate_meant(text, self._mates, name)
        return meant.sentence if isinstance(meant, Refusal) else meant.name

    def typed_in(self) -> Data | None:
        """The fields, and who there is."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "mates": [asdict(one) for one in self._mates]}

    def command(self) -> HandPromise | Refusal:
        """The new owner."""
        if (refusal := self.missing()) is not None:
            return refusal
        values = self.values()
        owner = mate_meant(values["owner"], self._mates, "owner")
        stand_in = mate_meant(values["stand_in"], self._mates, "stand_in") if values["stand_in"] else None
        if isinstance(owner, Refusal):
            return owner
        if isinstance(stand_in, Refusal):
            return stand_in
        return HandPromise(self.promised.id, owner.id, stand_in.id if stand_in else None, self.promised.version)


def reopened(subject: str, draft: Data, ties: Ties) -> PromiseVerbForm | None:
    """The form of a draft as it was left; None for one that tells no promise."""
    kept = draft.get("promised")
    if not isinstance(kept, dict):
        return None
    promise, verb = Promised(**kept), subject.partition("/")[0]
    if verb == "hand-promise":
        mates = [Mate(**one) for one in draft.get("mates", ())]
        return HandForm(promise, mates, subject, ties, draft)
    if verb == "attempt-promise":
        dialled = Dialled(**draft.get("dialled", {}))
        return AttemptForm(promise, str(draft.get("outcome", REACHED)), dialled, subject, ties, draft)
    return (MoveForm if verb == "move-promise" else WithdrawForm)(promise, subject, ties, draft)

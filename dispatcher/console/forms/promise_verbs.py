"""What becomes of a promise: moved, withdrawn, handed to somebody else, tried. Each is a field or two and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from textual import events

from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.forms.promise_start import Mate, mate_meant
from dispatcher.console.messages import PromiseStale
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.contact import CHANNELS
from dispatcher.domain.phrases import Office
from dispatcher.domain.promise import (
    OURS,
    OUTCOMES,
    REACHED,
    HandPromise,
    MovePromise,
    PromiseAttempt,
    WithdrawPromise,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import When
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import PromiseRow

_NOT_YET, _CANCELLED = "n", ("c", "k")
"""Letters that are no channel: not told yet, and cancelled by the customer (German Kunde)."""
_FIELD_OF = {"past": "when", "due": "when", "taken": "when", "absent": "when", "channel": "told", "informed": "told"}


@dataclass(frozen=True, slots=True)
class Promised:
    """The promise a form is about, as it was seen."""

    id: int
    side: str
    what: str
    to: str
    due: str
    version: int
    customer: int | None = None


def promised(row: PromiseRow, to: str, due: str) -> Promised:
    """What such a form has to know of ``row``; ``to`` and ``due`` are told in the language in use."""
    return Promised(row.id, row.side, one_line(row.what), to, due, row.version, row.customer)


class PromiseVerbForm(FieldForm):
    """A form about one promise, which stands above its fields."""

    def __init__(self, promise: Promised, subject: str, ties: Ties, draft: Data) -> None:
        self.promised = promise
        super().__init__(subject, ties, draft)

    def about(self) -> str:
        """To whom it is."""
        return self.promised.to

    def customer(self) -> int | None:
        """Whose it is."""
        return self.promised.customer

    def headline(self) -> str:
        """What is done to which promise."""
        return f"{_(self.what).upper()}: {self.promised.what}, {self.promised.to}"

    def notes(self, width: int) -> Sequence[Line]:
        """When it is due as it stands."""
        return [(), ((f" {self.promised.due}", "plain"),)]

    def typed_in(self) -> Data | None:
        """The fields, and which promise it is about."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "promised": asdict(self.promised)}

    def refused(self, refusal: Refusal) -> None:
        """The cursor goes where the refusal belongs; of another's change it is asked what he did."""
        super().refused(Refusal(_FIELD_OF.get(refusal.code, refusal.code), refusal.sentence))
        if refusal.code == "conflict":
            self.post_message(PromiseStale())

    def base_on(self, promise: Promised | None) -> None:
        """Somebody else changed the promise, or settled it (None): what was typed stays, and the next Enter files it
        on top of his (I16)."""
        if promise is None:
            self.say(_("Somebody settled this promise meanwhile.  Esc = park what you typed"))
        elif promise.version != self.promised.version:
            self.promised = promise
            self.changed()
            self.say(_("Somebody changed it meanwhile; it stands above as it is now.  Enter = file yours"))


class _Timed(PromiseVerbForm):
    """One with a time phrase in the field ``when``."""

    def __init__(self, promise: Promised, subject: str, ties: Ties, draft: Data) -> None:
        self._phrase = Phrase("when", self.office, takes_days=False)
        super().__init__(promise, subject, ties, draft)

    def office(self) -> Office:
        """Where and when the time is read."""
        return self.ties.office("")

    def echo(self, name: str, text: str) -> str:
        """What is understood of the time."""
        return self._phrase.read(text) if name == "when" else ""

    def taken(self) -> When | Refusal | None:
        """The time that is meant, None where none was typed."""
        self._phrase.read(self.values()["when"])
        return self._phrase.take()

    def window(self) -> dict[str, Any]:
        """Since when, in a window."""
        due = self._phrase.understood()
        return {"from": due.starts if due is not None and due.is_window else None, "due": due.due if due else None}

    def on_key(self, event: events.Key) -> None:
        """A question about the time takes its keys."""
        if self.field.name == "when" and self._phrase.answer(event.key):
            event.stop()
            event.prevent_default()
            self._typed("when")


class _Telling(PromiseVerbForm):
    """One that asks, when everything else is there, how the other side was told; one letter answers and files."""

    _is_asked = False
    _letters = ""
    """Letters beside those of the channels."""

    def question(self) -> str:
        """Who was told, with the letters that answer."""
        raise NotImplementedError

    def echo(self, name: str, text: str) -> str:
        """The letter in words."""
        if name != "told":
            return super().echo(name, text)
        return self.letter_words(text.strip())

    def letter_words(self, letter: str) -> str:
        """What a letter in the field means."""
        return _(CHANNELS.get(letter.upper(), "")) if letter.upper() in CHANNELS else ""

    def ask_who_was_told(self) -> Refusal:
        """The question, as the refusal that puts the cursor there."""
        self._is_asked = True
        return Refusal("told", self.question())

    def channel(self) -> str:
        """The letter of the channel; empty for none."""
        letter = self.values()["told"].upper()
        return letter if letter in CHANNELS else ""

    def on_key(self, event: events.Key) -> None:
        """In the field of the letter one letter is the answer."""
        letter = (event.character or "").lower()
        if self.field.name != "told" or not letter or not (letter.upper() in CHANNELS or letter in self._letters):
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.set_value("told", letter.upper() if letter.upper() in CHANNELS else letter)
        if self._is_asked:
            self.action_file()


class MoveForm(_Telling, _Timed):
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


class WithdrawForm(_Telling):
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
        if isinstance(owner, Refusal) or isinstance(stand_in, Refusal):
            return owner if isinstance(owner, Refusal) else stand_in  # type: ignore[return-value]
        return HandPromise(self.promised.id, owner.id, stand_in.id if stand_in else None, self.promised.version)


@dataclass(frozen=True, slots=True)
class Dialled:
    """Whom one called: the number, and whose it is."""

    number: str = ""
    person: str = ""


class AttemptForm(_Timed):
    """What was said when somebody was reached, or left on the voicemail; and the new date, if there is one (M6, M9)."""

    verb = "promise attempt"

    def __init__(
        self, promise: Promised, outcome: str, dialled: Dialled, subject: str, ties: Ties, draft: Data
    ) -> None:
        """``outcome`` is "reached" or "voicemail"."""
        self.what = N_("call") if outcome == REACHED else OUTCOMES[outcome]
        self._outcome, self._dialled = outcome, dialled
        super().__init__(promise, subject, ties, draft)

    def fields(self) -> Sequence[FormField]:
        """What was said, and a new date."""
        return (
            FormField("text", _("Text"), required=self._outcome == REACHED, rows=3),
            FormField("when", _("New date"), hint=self._hint()),
        )

    def _hint(self) -> str:
        if self._outcome != REACHED:
            return _("a new date on their machine keeps it; without one it stays open")
        return _("empty = kept") if self.promised.side == OURS else _("empty = they did it")

    def headline(self) -> str:
        """Whom one spoke to, about what."""
        who = self._dialled.person or self.promised.to
        return f"> {_(self.what).upper()} {one_line(who)}: {self.promised.what}"

    def typed_in(self) -> Data | None:
        """The fields, and how the call ended."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "outcome": self._outcome, "dialled": asdict(self._dialled)}

    def command(self) -> PromiseAttempt | Refusal:
        """The attempt."""
        if (refusal := self.missing()) is not None:
            return refusal
        taken = self.taken()
        if isinstance(taken, Refusal):
            return taken
        window = self.window() if taken is not None else {"from": None}
        return PromiseAttempt(
            self.promised.id,
            self._outcome,
            self._dialled.number,
            self._dialled.person,
            self.values()["text"],
            taken.due if taken is not None else None,
            taken.phrase if taken is not None else "",
            new_from=window["from"],
        )


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

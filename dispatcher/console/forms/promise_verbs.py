"""What every form about one promise has: the promise above its fields, a time, and how the other side was told."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from textual import events

from dispatcher.console.forms.fields import FieldForm
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.forms.promise_start import office_at
from dispatcher.console.promise_messages import PromiseStale
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.contact import CHANNELS
from dispatcher.domain.phrases import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import When
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import PromiseRow

_FIELD_OF = {"past": "when", "due": "when", "taken": "when", "absent": "when", "channel": "told", "informed": "told"}
"""Where a refusal belongs whose code is not the name of a field."""


@dataclass(frozen=True, slots=True)
class Promised:
    """The promise a form is about, as it was seen; ``state`` and ``municipality`` are where the customer is."""

    id: int
    side: str
    what: str
    to: str
    due: str
    version: int
    customer: int | None = None
    state: str = ""
    municipality: str = ""


def promised(row: PromiseRow, to: str, due: str, place: tuple[str, str] = ("", "")) -> Promised:
    """What such a form has to know of ``row``; ``to`` and ``due`` are told in the language in use, ``place`` is state
    and municipality of the customer's site."""
    return Promised(row.id, row.side, one_line(row.what), to, due, row.version, row.customer, *place)


class PromiseVerbForm(FieldForm):
    """A form about one promise, which stands above its fields."""

    field_of = _FIELD_OF

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
        super().refused(refusal)
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


class TimedForm(PromiseVerbForm):
    """One with a time phrase in the field ``when``."""

    def __init__(self, promise: Promised, subject: str, ties: Ties, draft: Data) -> None:
        self._phrase = Phrase("when", self.office, takes_days=False)
        super().__init__(promise, subject, ties, draft)

    def office(self) -> Office:
        """Where and when the time is read: holidays of the customer's site (M10)."""
        return office_at(self.ties.office, self.promised.state, self.promised.municipality)

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

    def phrase_in(self, name: str) -> Phrase | None:
        """That of the time."""
        return self._phrase if name == "when" else None


class TellingForm(PromiseVerbForm):
    """One that asks, when everything else is there, how the other side was told; one letter answers and files."""

    _is_asked = False
    _letters = ""
    """Letters beside those of the channels."""

    @abstractmethod
    def question(self) -> str:
        """Who was told, with the letters that answer."""

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
            return
        event.stop()
        event.prevent_default()
        self.set_value("told", letter.upper() if letter.upper() in CHANNELS else letter)
        if self._is_asked:
            self.action_file()

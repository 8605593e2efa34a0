"""A form whose words may hold a promise: it asks once before it files, and one key books what was found (M11)."""

from __future__ import annotations

from abc import abstractmethod

from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.forms.offer import Offer, offer_of, promise_of
from dispatcher.domain.contact import Note
from dispatcher.domain.noted import NoteWithPromises
from dispatcher.domain.promise import GivePromise
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_


class Offering(Form):
    """The question, its keys, and what is filed with the note."""

    def __init__(self, subject: str, ties: Ties, draft: Data) -> None:
        """Nothing is offered yet."""
        super().__init__(subject, ties, draft)
        self._offer: Offer | None = None
        self._booked: tuple[GivePromise, ...] = ()

    def action_file(self) -> None:
        """With the note goes what was booked from its words."""
        if self._booked:
            self.verb, self.what = "note with promises", N_("note and promise")
        super().action_file()

    @abstractmethod
    def note(self) -> Note | Refusal:
        """The note as it stands, or why it is none."""

    def with_promises(self, note: Note | Refusal) -> Note | NoteWithPromises | Refusal:
        """``note`` with what was booked from its words."""
        return NoteWithPromises(note, self._booked) if self._booked and isinstance(note, Note) else note

    def offered(self) -> str:
        """Which words were taken for a promise; empty while nothing is asked."""
        return self._offer.told() if self._offer is not None else ""

    def finds_promises(self) -> bool:
        """Whether a promise was found that nobody has answered for yet; then it is asked about. A second Enter is the
        no."""
        note = self.note()
        if self._offer is not None or self._booked or isinstance(note, Refusal):
            return False
        self._offer = offer_of(note, self.ties.office(""), self.ties.names())
        if self._offer is not None:
            self.say(self._offer.sentence())
        return self._offer is not None

    def forget_offer(self) -> None:
        """The words changed: whatever was asked about them is asked anew."""
        if self._offer is not None:
            self._offer, self._booked = None, ()
            self.say("")

    def answers(self, key: str) -> bool:
        """Whether ``key`` books what was offered; when nothing is left to ask, all goes off with the note in one
        save."""
        note = self.note()
        if self._offer is None or isinstance(note, Refusal) or not (taken := self._offer.take(key)):
            return False
        self._booked += tuple(promise_of(one, meant, note) for one, meant in taken)
        if (rest := self._offer.after()) is not None:
            self._offer = rest
            self.say(rest.sentence())
        else:
            self.action_file()
        return True

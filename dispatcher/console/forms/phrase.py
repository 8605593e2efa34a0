"""A time phrase in a field of a form: understood after each key, asked where it means two things, never guessed."""

from __future__ import annotations

from collections.abc import Callable

from dispatcher.domain.phrases import Asked, Meaning, Office, Understood, echo, understand
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import When
from dispatcher.locale import _


class Phrase:
    """What stands in one field and what it means at this moment.

    A question takes one of its keys: behind a letter at once, behind a digit only when Enter was pressed, because
    there the key may be the next digit. A warning takes a second Enter.
    """

    def __init__(self, name: str, office: Callable[[], Office], *, takes_days: bool) -> None:
        """``name`` is the field's, ``office`` says where and when it is read; ``takes_days`` whether a day without a
        time is enough."""
        self.name = name
        self._office = office
        self._takes_days = takes_days
        self._text = ""
        self._meaning: Meaning | None = None
        self._is_asked = self._is_warned = False

    def read(self, text: str) -> str:
        """The field holds ``text`` now; what is understood of it, for the place behind it (empty for nothing)."""
        if text != self._text:
            self._text, self._is_asked, self._is_warned = text, False, False
            self._meaning = understand(text, self._office()) if text.strip() else None
        return self.said()

    def said(self) -> str:
        """What is understood; a day that is enough stands without the question for its time."""
        if self._meaning is None:
            return ""
        office = self._office()
        return echo(self._meaning, office.now, office.zone, day_is_enough=self._takes_days)

    def answer(self, key: str) -> bool:
        """Take one of the meanings that were asked about; False where ``key`` answers nothing."""
        if not isinstance(self._meaning, Asked) or (self._text[-1:].isdigit() and not self._is_asked):
            return False
        meant = self._meaning.take(key)
        if meant is not None:
            self._meaning, self._is_asked = meant, False
        return meant is not None

    def meant(self) -> When | None:
        """The time as far as it is understood, whatever is still to be asked or warned about."""
        if not isinstance(self._meaning, Understood):
            return None
        return When(self._meaning.starts, self._meaning.until, self._meaning.phrase)

    def understood(self) -> Understood | None:
        """The one meaning of the phrase; None while there is none, or a question is open."""
        return self._meaning if isinstance(self._meaning, Understood) else None

    def take(self) -> When | Refusal | None:
        """The time that is meant, None for an empty field; a refusal (its code the field's name) says what is missing
        yet, and a second call with the same text insists on what was only warned about."""
        meaning = self._meaning
        if meaning is None:
            return None
        if isinstance(meaning, Refusal):
            return Refusal(self.name, meaning.sentence)
        if isinstance(meaning, Asked):
            self._is_asked = True
            return Refusal(self.name, meaning.sentence)
        if meaning.day_only and not self._takes_days:
            return Refusal(self.name, self.said())
        if meaning.insists and not self._is_warned:
            self._is_warned = True
            reasons = ", ".join(warned.sentence for warned in meaning.warnings)
            return Refusal(self.name, _("{reason} - Enter again if it is meant.").format(reason=reasons))
        codes = tuple(warned.code for warned in meaning.warnings)
        return When(meaning.starts, meaning.until, meaning.phrase, codes)

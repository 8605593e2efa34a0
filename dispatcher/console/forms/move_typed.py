"""The target of a carried appointment as it is typed: "1015", "wed", "25.11", "1w"."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.widgets.line_edit import LineEdit
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.calendar import later_by_days, local_day
from dispatcher.domain.carry import Carried
from dispatcher.domain.phrases import Office, Understood
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import When
from dispatcher.domain.text import one_line
from dispatcher.locale import _

_EDITING = frozenset({"backspace", "delete", "ctrl+u", "ctrl+w"})


class TypedTarget:
    """What is typed, and where it would put the appointment. ``before`` is where that was before the first sign; what
    means nothing (yet) puts it back there."""

    def __init__(self, office: Callable[[], Office]) -> None:
        """``office`` says where and when it is read, and from which slot on offsets count."""
        self._edit = LineEdit()
        self._phrase = Phrase("target", office, takes_days=True)
        self.before: Carried | None = None

    @property
    def is_begun(self) -> bool:
        """Whether anything is typed."""
        return bool(self._edit.text)

    def set(self, text: str) -> None:
        """Put ``text`` in as if it were typed."""
        self._edit.set(text)
        self._phrase.read(text)

    def end(self) -> None:
        """What was typed is taken; the next sign begins anew."""
        self.before = None
        self.set("")

    def key(self, event: events.Key) -> bool:
        """Take a key: an answer to what the phrase asks, a sign, or one that edits; False where it is none."""
        if self._phrase.answer(event.character or ""):
            return True
        is_ours = event.is_printable or (self.is_begun and event.key in _EDITING)
        if not is_ours or not self._edit.key(event):
            return False
        self._phrase.read(self._edit.text)
        return True

    def insert(self, text: str) -> None:
        """Pasted text is typed text."""
        self._edit.insert(text)
        self._phrase.read(self._edit.text)

    def take(self) -> When | Refusal | None:
        """What is meant, or the question that is open; see :meth:`Phrase.take`."""
        return self._phrase.take()

    def put(self) -> Carried | None:
        """Where the appointment belongs now; None where there is none."""
        meant, hand = self._phrase.understood(), self.before
        return _at(hand, meant) if hand is not None and meant is not None else hand

    def line(self) -> Line:
        """What is typed, and what is understood of it."""
        before, behind = self._edit.text[: self._edit.at], self._edit.text[self._edit.at :]
        echo = self._phrase.said()
        return (f" {_('typed')}: {before}_{behind}", "head"), (f"   = {one_line(echo)}" if echo else "", "plain")


def _at(hand: Carried, meant: Understood) -> Carried:
    """A day keeps the time, a window is what would be told to the customer."""
    zone, starts = hand.row.job.zone, meant.starts
    if meant.day_only:
        starts = later_by_days(hand.starts, (meant.day - local_day(hand.starts, zone)).days, zone)
    window = (meant.starts, meant.ends) if meant.is_window and meant.ends is not None else None
    return hand.at(starts, meant.length_minutes, window)

"""A call nobody took, and a voicemail: entries like any other contact, and something that waits for a hand (N6, X15).

A missed call waits until somebody spoke to the caller, a voicemail until somebody says that he heard it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from dispatcher.domain.contact import LONGEST_NOTE
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean, fold
from dispatcher.domain.text import digits as only_digits
from dispatcher.locale import _
from dispatcher.values import dataclass

MISSED, VOICEMAIL = "missed", "voicemail"
REPEATED = 3
"""So many calls from one number within :data:`TOGETHER`: he is looking for us (N6)."""
TOGETHER = timedelta(minutes=15)
_WITHHELD = frozenset(
    ("", "anonym", "anonymous", "withheld", "unterdruckt", "unbekannt", "unknown", "private", "privat")
)
_LONGEST_NUMBER = 200


@dataclass(frozen=True, slots=True)
class MissedCall:
    """A call nobody took: the number as it was shown (or that it was withheld), and when (aware; None: now)."""

    number: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Voicemail:
    """What somebody said to the machine, as far as anybody knows it, and when (aware; None: now). ``ticket`` and
    ``appointment`` (ids) say what it is about; without a word those of the caller that are next."""

    number: str
    text: str = ""
    at: datetime | None = None
    ticket: int | None = None
    appointment: int | None = None


@dataclass(frozen=True, slots=True)
class SettleMessage:
    """The message is dealt with: the voicemail was heard, the caller was spoken to; ``text`` is what came of it.

    All calls of the same number that wait are settled with the one. ``seen`` is the version that was looked at."""

    message: int
    text: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose call it was: the digits-only key of the number (empty where it was withheld), and how it is written."""

    key: str
    shown: str


def caller_of(number: str) -> Caller | Refusal:
    """The caller behind a number in any spelling; refuses what is no number, or has words around it."""
    from dispatcher.domain.phone import parse

    typed = clean(number).strip()
    if fold(typed) in _WITHHELD:
        return Caller("", "")
    known = parse(typed)
    if known is not None and known.note:
        return Refusal("number", _("{text} is no telephone number. Like: 030 23125-471").format(text=typed[:60]))
    if known is not None:
        return Caller(known.digits, known.shown)
    if not only_digits(typed) or len(typed) > _LONGEST_NUMBER:
        sentence = _('"{value}" is no telephone number; one that is withheld is called "withheld".')
        return Refusal("number", sentence.format(value=typed[:60]))
    return Caller(only_digits(typed), typed)


def refuse_message(text: str, at: datetime | None, now: datetime) -> Refusal | None:
    """The sentence why a call cannot be noted so, or None."""
    if len(text) > LONGEST_NOTE:
        return Refusal("too-long", _("The note is too long: at most {n} signs.").format(n=LONGEST_NOTE))
    if at is not None and at > now:
        return Refusal("future", _("A call cannot lie in the future."))
    return None


def most_together(calls: Iterable[datetime]) -> int:
    """The most of ``calls`` that came within 15 minutes; 0 of none."""
    ordered = sorted(calls)
    first = most = 0
    for last, came in enumerate(ordered):
        while came - ordered[first] > TOGETHER:
            first += 1
        most = max(most, last - first + 1)
    return most


def is_repeated(count: int) -> bool:
    """Whether so many calls within 15 minutes rise above routine follow-ups (N6)."""
    return count >= REPEATED

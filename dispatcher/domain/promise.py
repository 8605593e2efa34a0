"""A promise: an instant at which something is owed, ours or theirs; kept, moved with notice, broken or withdrawn (I7).

What is stored ends at kept, moved, broken or withdrawn. That an open one is broken is seen from the clock alone, so
no program has to be running when its time passes.
"""

from __future__ import annotations

from dataclasses import KW_ONLY
from datetime import datetime, timedelta
from typing import Literal, Protocol, cast

from dispatcher.domain.calendar import show_date, show_span, to_local
from dispatcher.domain.contact import refuse_channel
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

OURS, THEIRS = "ours", "theirs"
SIDES = (OURS, THEIRS)
OPEN = "open"
SOON = timedelta(minutes=15)
"""How long before its time a promise is due soon."""
USUAL_MINUTES = 30
"""How long a time is kept free where nobody says how long."""
LONGEST_MINUTES = 24 * 60
LONGEST_WHAT = 400
"""Signs; whoever wants to tell more files a note and promises in a few words."""
LONGEST_NAME = 200
LONGEST_TEXT = 20_000
REACHED, VOICEMAIL, NO_ANSWER, BUSY = "reached", "voicemail", "no answer", "busy"
OUTCOMES = {
    REACHED: N_("reached"),
    VOICEMAIL: N_("voicemail"),
    NO_ANSWER: N_("no answer"),
    BUSY: N_("busy"),
}
"""How an attempt ended, in the order of its digits 1 to 4."""
STANDINGS = {
    OPEN: N_("open"),
    "due": N_("due"),
    "broken": N_("broken"),
    "kept": N_("kept"),
    "moved": N_("moved"),
    "withdrawn": N_("withdrawn"),
}
"""Each standing in words."""
_TRY_AGAIN = {VOICEMAIL: timedelta(hours=2), NO_ANSWER: timedelta(minutes=30), BUSY: timedelta(minutes=10)}

Standing = Literal["open", "due", "broken", "kept", "moved", "withdrawn"]


@dataclass(frozen=True, slots=True)
class GivePromise:
    """Something is promised: by us (``side`` "ours") or to us ("theirs"), ``due`` at an instant or at the end of a
    window that begins at ``due_from`` (both aware).

    To whom: a ``customer``, one of his contact persons, a ``colleague`` (then it is his desk note), or whoever ``to``
    names. ``owner`` answers for it: whoever files it where nobody is named, the colleague for a note on his desk.
    ``minutes`` or ``keeps_free`` (the customer keeps the time free) block the owner's time. ``entry`` is the note in
    which it was found, ``insisted`` are the warnings (codes) that somebody heard and went on.
    """

    side: str
    what: str
    due: datetime
    _: KW_ONLY
    customer: int | None = None
    person: int | None = None
    to: str = ""
    ticket: int | None = None
    colleague: int | None = None
    owner: int | None = None
    stand_in: int | None = None
    due_from: datetime | None = None
    phrase: str = ""
    minutes: int | None = None
    keeps_free: bool = False
    entry: int | None = None
    insisted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseAttempt:
    """Somebody tried to keep it, or to tell. Only "reached", or "voicemail" with a ``new_due``, keeps it (M9); any
    other outcome leaves it open with a next try (``next_try`` None: the usual time from now)."""

    promise: int
    outcome: str
    number: str = ""
    person: str = ""
    text: str = ""
    new_due: datetime | None = None
    phrase: str = ""
    next_try: datetime | None = None
    new_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class MovePromise:
    """It gets another time. ``informed`` is the letter of the channel on which the other side was told, empty where
    nobody was: then the old one stays open until somebody tells, and is broken when its time passes (M5)."""

    promise: int
    due: datetime
    due_from: datetime | None = None
    phrase: str = ""
    informed: str = ""
    seen: int | None = None
    insisted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawPromise:
    """The reason for it is gone: the other side was ``informed`` (letter of the channel), or ``cancelled`` it itself
    (M15)."""

    promise: int
    reason: str
    informed: str = ""
    cancelled: bool = False
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class AcknowledgePromise:
    """Its owner or stand-in, who did not give it himself, has seen it (V9)."""

    promise: int


@dataclass(frozen=True, slots=True)
class HandPromise:
    """Somebody else answers for it from now on, and has to acknowledge it (M7). ``stand_in`` None takes the new
    owner's own where he is absent."""

    promise: int
    owner: int
    stand_in: int | None = None
    seen: int | None = None


class Owed(Protocol):
    """What is asked of a promise to say how it stands."""

    @property
    def state(self) -> str:
        """As it is stored: open, kept, moved, broken or withdrawn."""

    @property
    def due(self) -> datetime:
        """When it is due; UTC."""


def standing(row: Owed, now: datetime) -> Standing:
    """How a promise stands at ``now`` (aware): "open", "due" (from 15 minutes before until its minute is over),
    "broken", or the stored end. The due minute itself is still in time."""
    if row.state != OPEN:
        return cast(Standing, row.state)
    if not in_time(row.due, now):
        return "broken"
    return "due" if now >= row.due - SOON else "open"


def in_time(due: datetime, now: datetime) -> bool:
    """Whether what is done at ``now`` is done in time: the due minute counts to its end."""
    return now < due.replace(second=0, microsecond=0) + timedelta(minutes=1)


def closes_as(due: datetime, now: datetime, ends: str) -> str:
    """The state in which a promise ends that comes to "kept", "moved" or "withdrawn" at ``now``: too late it is
    broken, and stays so (M6)."""
    return ends if in_time(due, now) else "broken"


def next_try(outcome: str, now: datetime) -> datetime:
    """When one tries again after an attempt in vain, where nobody says otherwise."""
    return now.replace(second=0, microsecond=0) + _TRY_AGAIN[outcome]


def block_of(
    due: datetime, due_from: datetime | None, minutes: int | None, keeps_free: bool
) -> tuple[datetime, datetime] | None:
    """The span that a promise takes of its owner's day, or None: the window, or its length from the due time on."""
    if not keeps_free and minutes is None:
        return None
    if due_from is not None:
        return due_from, due
    return due, due + timedelta(minutes=minutes or USUAL_MINUTES)


def collides(
    block: tuple[datetime, datetime] | None,
    other: tuple[datetime, datetime] | None,
    due: tuple[datetime, datetime],
    other_due: tuple[datetime, datetime],
) -> bool:
    """Whether one cannot do both: two blocks overlap, or the whole time of one lies in the block of the other (M8).

    ``due`` and ``other_due`` are from and until of each; an instant is both."""
    if block is not None and other is not None:
        return block[0] < other[1] and other[0] < block[1]
    if block is not None:
        return _lies_in(other_due, block)
    return other is not None and _lies_in(due, other)


def _lies_in(span: tuple[datetime, datetime], block: tuple[datetime, datetime]) -> bool:
    return block[0] <= span[0] and (span[1] < block[1] or (span[0] < span[1] == block[1]))


def show_due(due: datetime, due_from: datetime | None, zone: str) -> str:
    """When it is due, for a sentence: ``Wed 25.11.2026 14:00``, a window ``Wed 25.11.2026 08:00-10:00``."""
    if due_from is not None:
        return show_span(due_from, due, zone)
    local = to_local(due, zone)
    return f"{show_date(local.date())} {local:%H:%M}"


def refuse_promise(command: GivePromise, now: datetime, zone: str) -> Refusal | None:
    """The sentence why this cannot be promised by anybody, or None; its code names the field."""
    if command.side not in SIDES:
        return Refusal("side", _("A promise is ours or theirs."))
    if not command.what.strip():
        return Refusal("what", _("What is promised? A word is needed."))
    if len(command.what) > LONGEST_WHAT:
        sentence = _("A promise is at most {n} signs long. File the text as a note, and promise in a few words.")
        return Refusal("what", sentence.format(n=LONGEST_WHAT))
    if len(command.to) > LONGEST_NAME:
        return Refusal("to", _("A name has at most {n} signs.").format(n=LONGEST_NAME))
    if command.customer is None and command.colleague is None and not command.to.strip():
        return Refusal("to", _("To whom? A customer, a colleague or a name is needed."))
    if command.customer is None and (command.person is not None or command.ticket is not None):
        return Refusal("customer", _("Whose contact or ticket is it? A customer is needed."))
    if command.minutes is not None and not 0 < command.minutes <= LONGEST_MINUTES:
        return Refusal("minutes", _("It takes between one minute and 24 hours."))
    return refuse_due(command.due, command.due_from, now, zone)


def refuse_due(due: datetime, due_from: datetime | None, now: datetime, zone: str) -> Refusal | None:
    """The sentence why nothing can be due then, or None."""
    if due <= now:
        return Refusal("past", _("{time} is past.").format(time=show_due(due, None, zone)))
    if due_from is not None and not timedelta() < due - due_from <= timedelta(minutes=LONGEST_MINUTES):
        return Refusal("due", _("A window ends after it begins, at most 24 hours later."))
    return None


def refuse_attempt(command: PromiseAttempt, side: str, now: datetime, zone: str) -> Refusal | None:
    """The sentence why this is no attempt, or None."""
    if command.outcome not in OUTCOMES:
        return Refusal("outcome", _("An attempt ends as reached, voicemail, no answer or busy."))
    if len(command.text) > LONGEST_TEXT:
        return Refusal("text", _("The note is too long: at most {n} signs.").format(n=LONGEST_TEXT))
    if command.next_try is not None and command.next_try <= now:
        return Refusal("past", _("{time} is past.").format(time=show_due(command.next_try, None, zone)))
    if command.new_due is None:
        return None
    if command.outcome not in (REACHED, VOICEMAIL) or (side == THEIRS and command.outcome != REACHED):
        return Refusal("new-due", _("Nobody heard of a new date: it needs somebody who was reached."))
    return refuse_due(command.new_due, command.new_from, now, zone)


def refuse_withdrawal(command: WithdrawPromise) -> Refusal | None:
    """The sentence why it cannot be withdrawn so, or None: the other side knows, or wanted it (M15)."""
    if not command.reason.strip():
        return Refusal("reason", _("Why is it withdrawn? A word is needed."))
    if len(command.reason) > LONGEST_TEXT:
        return Refusal("reason", _("The note is too long: at most {n} signs.").format(n=LONGEST_TEXT))
    if not command.informed and not command.cancelled:
        sentence = _("A promise is withdrawn only when the other side was told, or cancelled it itself.")
        return Refusal("informed", sentence)
    return refuse_channel(command.informed)

"""A contact entry: direction, channel, and what a note must have."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.ball import APPOINTMENT, Ball, refuse_ball
from dispatcher.domain.flag import FLAGS
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import fold
from dispatcher.locale import N_, _, translated
from dispatcher.values import dataclass

DIRECTIONS = ("in", "out", "internal")
DIRECTION_SIGNS = {"in": "<", "out": ">", "internal": "i"}
CHANNELS = {
    "T": N_("telephone"),
    "M": N_("mail"),
    "P": N_("portal"),
    "S": N_("SMS"),
    "V": N_("on site"),
    "B": N_("letter"),
    "W": N_("public"),
    "3": N_("via a third person"),
}
"""Channel letters, the same in both languages, and their names."""
_SHORT_CHANNELS = {"phone": "T", "tel": "T", "call": "T", "anruf": "T", "e-mail": "M", "email": "M", "site": "V"}
LONGEST_NOTE = 200_000
"""Signs; more than any call produces, and still quick to hash and show."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was said: with which customer, on what channel, about which ticket. ``happened`` None means now.

    ``ball`` is where the ticket's ball lies from now on (with an appointment that stands, step and date may be left
    out); ``flags`` are what the customer is marked with; ``chases`` says that he asks where the ticket stays, which is
    counted, ``reached`` that a call of ours about the ticket reached somebody: attempts in vain count anew,
    ``in_vain`` that nobody was reached, so that the calls of his that nobody took go on waiting; ``mentions`` are the
    names behind an ``@``, each of which must be somebody's."""

    customer: int | None
    text: str
    direction: str = "internal"
    channel: str = ""
    person: str = ""
    ticket: int | None = None
    happened: datetime | None = None
    ball: Ball | None = None
    flags: tuple[str, ...] = ()
    chases: bool = False
    reached: bool = False
    in_vain: bool = False
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assign:
    """The note ``entry`` (a sequence of the journal), filed without a customer, turns out to be about ``customer``, and
    perhaps about one of his tickets."""

    entry: int
    customer: int
    ticket: int | None = None


def refuse_note(note: Note) -> Refusal | None:
    """The sentence why a note cannot be filed, or None."""
    if not note.text.strip():
        return Refusal("empty", _("The note is empty."))
    if len(note.text) > LONGEST_NOTE:
        return Refusal("too-long", _("The note is too long: at most {n} signs.").format(n=LONGEST_NOTE))
    if note.direction not in DIRECTIONS:
        return Refusal("direction", _("A contact is in, out or internal."))
    if refusal := refuse_channel(note.channel):
        return refusal
    if not set(note.flags) <= FLAGS.keys():
        return Refusal("flag", _("A customer is marked with a complaint or as about to leave."))
    return _refuse_ball(note)


def _refuse_ball(note: Note) -> Refusal | None:
    if note.ball is None:
        return None
    if note.ticket is None:
        return Refusal("ball", _("Which ticket's ball is it? Choose the ticket or file a new one."))
    return refuse_ball(note.ball) if note.ball.holder != APPOINTMENT else None


def channel_named(typed: str) -> str:
    """The letter of the channel that a letter or a word of either language means; empty where it is none."""
    said = fold(typed.strip())
    if typed.strip().upper() in CHANNELS:
        return typed.strip().upper()
    words = ((letter, fold(translated(word, tongue))) for letter, word in CHANNELS.items() for tongue in ("en", "de"))
    return _SHORT_CHANNELS.get(said) or next((letter for letter, word in words if said == word), "")


def is_called(name: str, said: str) -> bool:
    """Whether ``said`` ("Ms Bonnard") means the person called ``name`` ("Frau Bonnard"): by the last word of both."""
    last = [fold(one).split()[-1:] for one in (name, said)]
    return bool(last[0]) and last[0] == last[1]


def refuse_channel(channel: str) -> Refusal | None:
    """The sentence why nobody can have talked or been told on such a ``channel``, or None; empty is no channel."""
    if channel and channel not in CHANNELS:
        return Refusal("channel", _("A channel is one of {letters}.").format(letters=" ".join(CHANNELS)))
    return None

"""A confirmed appointment: a named person opens, with a deputy who knows, registered at the gate where the site asks
for it, and an entry that proves it (I3). Everything else is only proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, Protocol, TypeVar

from dispatcher.domain.contact import CHANNELS
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import fold
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

WINDOW, OPENER_AWAY = "window", "opener away"
NO_DEPUTY = "no deputy"
LOST = {WINDOW: N_("window"), OPENER_AWAY: N_("opener away")}
"""Why a confirmation was lost, in words."""
LACKS = {**LOST, NO_DEPUTY: N_("deputy?")}
"""What an unconfirmed appointment needs first, in words."""
REGISTERED_SITES = frozenset({"registration", "security lock"})
"""Ways in at which we have to be registered."""
STANDS = frozenset({"confirmed", "en route", "on site"})
"""States of an appointment that was confirmed, or is under way."""
LONGEST_NAME = 200
LONGEST_REASON = 2000
_REGISTERING = ("regist", "anmeld", "meldet uns an", "melden uns an", "melde sie an")


@dataclass(frozen=True, slots=True)
class Confirm:
    """Somebody of the customer has said that he opens: a contact person (``opener``, an id) or whoever ``opener_name``
    names; the deputy likewise, or there is none (``no_deputy``).

    ``registered`` is with whom we are registered at the gate, ``registers`` who of the customer sees to it today.
    ``spoken_with`` said so (the opener where it is empty) on the ``channel`` (a letter). ``window`` is the span told
    to him (aware), None the one that was told before, else the slot; ``seen`` the version it was decided on."""

    appointment: int
    opener: int | None = None
    opener_name: str = ""
    deputy: int | None = None
    deputy_name: str = ""
    no_deputy: bool = False
    registered: str = ""
    registers: str = ""
    spoken_with: str = ""
    channel: str = "T"
    window: tuple[datetime, datetime] | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Insist:
    """The customer insists that somebody comes although nothing is confirmed (B12): why, in his words."""

    appointment: int
    reason: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """What is settled about an appointment before somebody drives to it.

    ``opener_away`` is a person on record who is absent on that day; ``registers`` is who has promised to register us,
    ``registered`` with whom we are; ``unheard`` says that a voicemail of the customer waits (X15)."""

    state: str
    opener: str = ""
    opener_away: bool = False
    deputy: str = ""
    no_deputy: bool = False
    asks_registration: bool = False
    registered: str = ""
    registers: str = ""
    unheard: bool = False
    unconfirmed: str = ""
    insisted: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is confirmed, or somebody is under way already."""
        return self.state in STANDS


@dataclass(frozen=True, slots=True)
class Box:
    """One of the questions before driving: the field that answers it, whether it is answered, what it asks (English
    source words), and what is missing, as a part of a sentence in the language in use."""

    code: str
    is_done: bool
    asks: str
    missing: str


class Opens(Protocol):
    """A contact person, as far as it matters who opens; ``deputy`` is an id."""

    @property
    def id(self) -> int:
        """By which one is known."""

    @property
    def deputy(self) -> int | None:
        """Who stands in for him."""

    @property
    def is_opener(self) -> bool:
        """Whether opening is his duty."""


Opening = TypeVar("Opening", bound=Opens)


def whose_duty(people: Collection[Opening]) -> Opening | None:
    """The first of ``people`` whose duty it is to open; who stands in for another one of them comes behind him."""
    stand_in = {one.deputy for one in people if one.is_opener}
    openers = [one for one in people if one.is_opener]
    return next((one for one in openers if one.id not in stand_in), openers[0] if openers else None)


class Visit(Protocol):
    """What is asked of an appointment to say whether it is still to be confirmed."""

    @property
    def state(self) -> str:
        """Its state, in the domain's word."""

    @property
    def insisted(self) -> str:
        """Why somebody drives without confirmation, or empty."""


def is_open(visit: Visit) -> bool:
    """Whether somebody has to confirm it before anybody drives."""
    return visit.state not in STANDS and not visit.insisted


def boxes(points: Points) -> tuple[Box, ...]:
    """The questions "before driving", in their order: opener, deputy, and the registration where the site asks."""
    opens = bool(points.opener) and not points.opener_away
    opener = Box("opener", opens, N_("who opens, by name"), _no_opener(points))
    told = bool(points.deputy) or points.no_deputy
    deputy = Box("deputy", told, N_('deputy: name or "none known"'), _("no deputy is named, nor that there is none"))
    if not points.asks_registration:
        return opener, deputy
    done = bool(points.registered or points.registers)
    return (
        opener,
        deputy,
        Box("registered", done, N_("registered at the gate"), _("nobody has registered us at the gate")),
    )


def _no_opener(points: Points) -> str:
    if points.opener_away:
        return _("{name} opens, but is absent that day").format(name=points.opener)
    return _("nobody is named who opens")


def missing(points: Points) -> tuple[str, ...]:
    """What is missing before somebody drives, each in plain words (B11); empty where nothing is. An unheard voicemail
    of the customer holds it back as well (X15)."""
    return tuple(_missing(points))


def _missing(points: Points) -> Iterator[str]:
    yield from (box.missing for box in boxes(points) if not box.is_done)
    if points.unheard:
        yield _("a voicemail of the customer is unheard")


def before_driving(points: Points) -> str:
    """How many of the questions are answered: "before driving (1/3)"."""
    asked = boxes(points)
    return _("before driving ({n}/{of})").format(n=sum(box.is_done for box in asked), of=len(asked))


def refuse_drive(points: Points) -> Refusal | None:
    """The no to send somebody to an appointment that is neither confirmed nor insisted on, with what is missing."""
    if points.stands or points.insisted:
        return None
    return Refusal("before-driving", not_confirmed(points))


def not_confirmed(points: Points) -> str:
    """The sentence that it is not confirmed, with what is missing (B11)."""
    lacking = missing(points) or (_("nobody has confirmed it"),)
    return _("Not confirmed, {head}: {missing}.").format(head=before_driving(points), missing="; ".join(lacking))


def lose(why: str) -> dict[str, Any]:
    """What an appointment's row holds once its confirmation is lost (``why``: "window" or "opener away"). Who was to
    open stays named; at another time nobody has registered us."""
    proof = {"confirmed_at": None, "confirmed_with": "", "confirmed_channel": "", "confirmed_seq": None}
    again = {"registered": "", "registered_at": None} if why == WINDOW else {}
    return {"state": "proposed", "unconfirmed": why, **proof, **again}


def asks_registration(access_class: str, register_hours: int | None) -> bool:
    """Whether somebody has to register us at a site with that way in."""
    return access_class in REGISTERED_SITES or bool(register_hours)


def is_registering(what: str) -> bool:
    """Whether a promise of the customer says that he registers us."""
    said = fold(what)
    return any(fold(word) in said for word in _REGISTERING)


def refuse_confirm(command: Confirm) -> Refusal | None:
    """The sentence why nobody can have said that, whatever is stored, or None."""
    names = (command.opener_name, command.deputy_name, command.registered, command.registers, command.spoken_with)
    if any(len(name) > LONGEST_NAME for name in names):
        return Refusal("name", _("A name has at most {n} signs.").format(n=LONGEST_NAME))
    if command.channel not in CHANNELS:
        return Refusal("channel", _("A channel is one of {letters}.").format(letters=" ".join(CHANNELS)))
    if command.no_deputy and (command.deputy is not None or command.deputy_name.strip()):
        return Refusal("deputy", _("Either a deputy is named, or there is none."))
    return None


def refuse_insist(command: Insist) -> Refusal | None:
    """The no to a drive without confirmation that nobody gives a reason for, or None."""
    if not command.reason.strip():
        return Refusal("reason", _("Why does somebody drive without confirmation? A word is needed."))
    if len(command.reason) > LONGEST_REASON:
        return Refusal("reason", _("The reason has at most {n} signs.").format(n=LONGEST_REASON))
    return None

"""Moving an appointment: who wanted it and why, what the customer was told, and who is owed a word (I5, B6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from dispatcher.domain.appointment import OVER, refuse_span
from dispatcher.domain.phrases.values import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.staffed import LONGEST_CLOSED, staffed_on
from dispatcher.locale import LANGUAGES, N_, _, translated
from dispatcher.values import dataclass

Span = tuple[datetime, datetime]

CUSTOMER, US, TECHNICIAN, OTHER = "customer", "us", "technician", "other"
PARTIES = {
    CUSTOMER: N_("customer"),
    US: N_("us"),
    TECHNICIAN: N_("technician"),
    OTHER: N_("other party"),
}
"""Who can have wanted a move, and their names."""
PARTY_LETTERS = {
    "c": CUSTOMER,
    "k": CUSTOMER,
    "w": US,
    "u": US,
    "t": TECHNICIAN,
    "o": OTHER,
    "d": OTHER,
}
"""The letters of who wanted it, English and German."""
TEXT = "text"
REASONS = {
    "contact away": N_("contact away"),
    "access": N_("access"),
    "emergency": N_("emergency"),
    "technician out": N_("technician out"),
    "part": N_("part"),
    "traffic": N_("traffic"),
    "wish": N_("wish"),
    "weather": N_("weather"),
    TEXT: N_("text"),
}
"""Why, in the order of the digits 1 to 9, and in words; "text" says it in words of its own."""
GIVEN_UP = N_("cancelled")
"""The reason of a cancellation: nobody asks for one of the nine."""
MOVED, CREW, FELL_THROUGH, CANCELLED = "moved", "crew", "fell through", "cancelled"
COUNTED = frozenset({MOVED, FELL_THROUGH})
"""Kinds of rows in the ledger that count as a move by the party that asked for them."""
BEFORE_THE_DRIVE = frozenset({"asked", "proposed", "confirmed"})
TOLD = frozenset({"confirmed", "en route", "on site"})
"""States of which the customer knows, whether or not a window was told."""
HINT_AT, STOP_AT = 2, 3
"""The move by the customer at which a second contact is suggested, and the one at which he is needed (B6)."""
BEFORE_IT = timedelta(minutes=30)
AT_LEAST = timedelta(minutes=15)
"""How long before the old time, and how soon at most, the customer is to be told."""
LONGEST_TEXT = 20_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class MoveAppointment:
    """An appointment (by id) gets another slot (aware instants), another crew (ids; None: the same), or both.

    ``asked_by`` is a word of :data:`PARTIES`, ``reason`` one of :data:`REASONS`; "text" needs ``text``. ``via`` is the
    person through whom it was wanted, ``reported_by`` who told us, ``approved`` with whom a further move of the
    customer was cleared (B6). ``window`` is the span newly told to the customer, ``told`` the letter of the channel on
    which he knows already. ``override`` is the reason why it is pushed through. ``seen`` is the version of the
    appointment it was decided on."""

    appointment: int
    starts: datetime
    ends: datetime
    technicians: tuple[int, ...] | None
    asked_by: str
    reason: str
    text: str = ""
    via: str = ""
    reported_by: str = ""
    approved: str = ""
    window: Span | None = None
    travel_minutes: int | None = None
    override: str = ""
    told: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class FallThrough:
    """An appointment (by id) does not come about, without a new slot: a move by the party that let it fall."""

    appointment: int
    asked_by: str
    reason: str
    text: str = ""
    seen: int | None = None
    told: str = ""
    via: str = ""
    reported_by: str = ""


@dataclass(frozen=True, slots=True)
class CancelAppointment:
    """An appointment (by id) is given up by a word of :data:`PARTIES`; that is no move."""

    appointment: int
    by: str
    text: str = ""
    seen: int | None = None
    told: str = ""


def reason_named(typed: str) -> str:
    """The reason that a digit 1 to 9 or a word of either language means; empty where it is none."""
    said = " ".join(typed.replace("-", " ").split()).casefold()
    if said.isascii() and said.isdecimal():
        return dict(zip(map(str, range(1, 10)), REASONS, strict=True)).get(said, "")
    return said if said in REASONS else _by_words(REASONS).get(said, "")


def party_named(typed: str) -> str:
    """The party that a letter (c w t o, German k d) or a word of either language means; empty where it is none."""
    said = typed.strip().casefold()
    return said if said in PARTIES else (PARTY_LETTERS | _by_words(PARTIES)).get(said, "")


def _by_words(named: Mapping[str, str]) -> dict[str, str]:
    """What each name means, in every language: nobody is asked which one he types in."""
    return {translated(words, one).casefold(): meant for one in LANGUAGES for meant, words in named.items()}


def refuse_asking(asked_by: str, reason: str, text: str, *names: str) -> Refusal | None:
    """The sentence why nobody can have asked for it so, or None; ``names`` are those of everybody else concerned."""
    if asked_by not in PARTIES:
        return Refusal("asked-by", _("Who wanted it? The customer, we, the technician or another party."))
    if reason not in REASONS:
        reasons = ", ".join(_(words) for words in REASONS.values())
        return Refusal("reason", _("Why? One of: {reasons}").format(reasons=reasons))
    if reason == TEXT and not text.strip():
        return Refusal("text", _("Why? A word is needed."))
    return refuse_length(text, *names)


def refuse_length(text: str, *names: str) -> Refusal | None:
    """The no to a text or a name that nobody would read, or None."""
    if len(text) > LONGEST_TEXT:
        return Refusal("text", _("The note is too long: at most {n} signs.").format(n=LONGEST_TEXT))
    if any(len(name) > LONGEST_NAME for name in names):
        return Refusal("name", _("A name has at most {n} signs.").format(n=LONGEST_NAME))
    return None


def refuse_state(state: str, number: int) -> Refusal | None:
    """The no to move an appointment of ticket ``number`` on which somebody is already, or that is over; or None."""
    if state in OVER:
        return Refusal("over", _("That appointment of T-{number} is over.").format(number=number))
    if state not in BEFORE_THE_DRIVE:
        words = _("He is on site already.") if state == "on site" else _("He is en route already.")
        return Refusal("under-way", words)
    return None


def refuse_slot(command: MoveAppointment, now: datetime) -> Refusal | None:
    """The sentence why nobody can come then whatever else is in the plan, or None."""
    if refusal := refuse_span(command.starts, command.ends, command.travel_minutes or 0):
        return refusal
    if command.ends <= now:
        return Refusal("past", _("That time has passed."))
    if command.window is not None and not command.window[0] <= command.starts < command.window[1]:
        return Refusal("window", _("The appointment begins outside the window told to the customer."))
    return None


def refuse_once_more(moves: int, is_cleared: bool) -> Refusal | None:
    """The no to another move by a customer who moved ``moves`` times already, unless it is cleared (B6); or None."""
    if moves + 1 < STOP_AT or is_cleared:
        return None
    sentence = _(
        "The customer has moved it {n} times already: first speak to a second contact, or name the service manager."
    )
    return Refusal("second-contact", sentence.format(n=moves))


def hint_after(moves: int) -> str:
    """What to think of once the customer has moved ``moves`` times (B6); empty where nothing is to be said."""
    if moves < HINT_AT:
        return ""
    return _("{n} moves by the customer: involve a second contact?").format(n=moves)


def told_span(state: str, starts: datetime, window: Span | None) -> Span | None:
    """What the customer reckons with: the window told to him, or the start where it was confirmed; None where he knows
    of nothing."""
    return window or ((starts, starts) if state in TOLD else None)


def keeps_word(told: Span | None, starts: datetime) -> bool:
    """Whether somebody who comes at ``starts`` comes as he was told; also where nobody was told anything."""
    return told is None or told[0] <= starts < told[1] or starts == told[0]


def word_due(before: datetime, office: Office) -> datetime:
    """Until when a customer is told that somebody does not come at ``before``: the end of the office day, or half an
    hour before it, whichever is sooner; a quarter of an hour from now at the least."""
    spans = (staffed_on(office.today + timedelta(days=ahead), office) for ahead in range(LONGEST_CLOSED))
    ends = [span[1] for span in spans if span is not None and span[1] > office.now]
    return max(min([*ends[:1], before - BEFORE_IT]), office.now.replace(second=0, microsecond=0) + AT_LEAST)


@dataclass(frozen=True, slots=True)
class MoveCounts:
    """How often whom moved something: rows "moved" and "fell through" that nobody took back. Everything else is
    counted on its own: a change of ``crew`` only, ``cancelled``, and ``no_access`` through no fault of ours."""

    customer: int = 0
    us: int = 0
    technician: int = 0
    other: int = 0
    crew: int = 0
    cancelled: int = 0
    no_access: int = 0

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return self != NOTHING_MOVED


NOTHING_MOVED = MoveCounts()

"""A ticket: its states, and who holds the ball."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from dispatcher.domain.contact import CHANNELS, DIRECTIONS
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

STATES = ("new", "planned", "in work", "waiting", "fixed", "closed", "merged", "cancelled")
ENDED = frozenset({"closed", "merged", "cancelled"})
"""States in which nobody holds the ball any more."""
BALLS = ("us", "customer", "other", "appointment")
FIRST_NUMBER = 1001
"""The number of an office's first ticket, T-1001."""
LONGEST_TITLE = 500
LONGEST_TEXT = 200_000
LONGEST_MINUTES = 60 * 24 * 30
_NUMBER = re.compile(r"\s*(?:t\s*-?\s*)?(\d{1,9})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ball:
    """Who has to act next, what, and on what date; for the customer or another party also who (I1)."""

    holder: str
    next_step: str
    due: datetime | None
    who: str = ""


@dataclass(frozen=True, slots=True)
class FileTicket:
    """A fault report: whose, where, reported by whom on which channel, what, and who acts next.

    ``urgent`` and ``earliest`` (aware) are the customer's word; ``minutes`` is how long the work will take;
    ``reported`` None means now; ``source_number`` is what somebody else calls this ticket."""

    customer: int
    title: str
    ball: Ball
    text: str = ""
    site: int | None = None
    person: int | None = None
    urgent: bool = False
    reported: datetime | None = None
    earliest: datetime | None = None
    skills: tuple[str, ...] = ()
    minutes: int | None = None
    direction: str = "in"
    channel: str = ""
    source_number: str = ""


def ticket_number(text: str) -> int | None:
    """The number in ``T-1001``, ``t1001`` or ``1001``; None where there is none."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def refuse_ticket(ticket: FileTicket) -> Refusal | None:
    """The sentence why this report cannot be filed, or None; who holds the ball is checked first (I1)."""
    if refusal := refuse_ball(ticket.ball):
        return refusal
    if not ticket.title.strip():
        return Refusal("title", _("A ticket needs a title."))
    if len(ticket.title) > LONGEST_TITLE or len(ticket.text) > LONGEST_TEXT:
        sentence = _("Too long: a title has at most {title} signs, a text {text}.")
        return Refusal("too-long", sentence.format(title=LONGEST_TITLE, text=LONGEST_TEXT))
    if ticket.minutes is not None and not 0 < ticket.minutes <= LONGEST_MINUTES:
        return Refusal("minutes", _("The work takes between one minute and 30 days."))
    if ticket.direction not in DIRECTIONS or (ticket.channel and ticket.channel not in CHANNELS):
        return Refusal("channel", _("A channel is one of {letters}.").format(letters=" ".join(CHANNELS)))
    return None


def refuse_ball(ball: Ball) -> Refusal | None:
    """I1: an open ticket has one ball holder, one next step, one date; ball with the customer or another party needs
    a person. Answers with the missing part, or None."""
    if ball.holder not in BALLS:
        return Refusal("ball", _("The ball is with us, the customer, another party, or an appointment stands."))
    if not ball.next_step.strip():
        return Refusal("next-step", _("An open ticket needs a next step."))
    if ball.due is None:
        return Refusal("due", _("An open ticket needs a date for the next step."))
    if ball.holder in ("customer", "other") and not ball.who.strip():
        return Refusal("ball-who", _("Who has the ball? A name is needed."))
    return None

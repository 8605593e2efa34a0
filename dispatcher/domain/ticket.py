"""A ticket: its states, and what a fault report must have."""

from __future__ import annotations

import re
from datetime import datetime

from dispatcher.domain.ball import Ball, refuse_ball
from dispatcher.domain.contact import CHANNELS, DIRECTIONS
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

STATES = ("new", "planned", "in work", "waiting", "fixed", "closed", "merged", "cancelled")
ENDED = frozenset({"closed", "merged", "cancelled"})
"""States in which nobody holds the ball any more."""
FIRST_NUMBER = 1001
"""The number of an office's first ticket, T-1001."""
LONGEST_TITLE = 500
LONGEST_TEXT = 200_000
LONGEST_MINUTES = 60 * 24 * 30
_NUMBER = re.compile(r"\s*(?:t\s*-?\s*)?(\d{1,9})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileTicket:
    """A fault report: whose, where, reported by whom on which channel, what, and who acts next.

    ``urgent`` and ``earliest`` (aware; in a window until ``earliest_until``) are the customer's word; ``minutes`` is
    how long the work will take; ``reported`` None means now; ``source_number`` is what somebody else calls this ticket.
    ``reporter`` names who reported it where he is no contact person of ours; ``phrases`` are times as they were typed,
    by the name of their field; ``flags`` are what the customer is marked with; ``joins`` is an open ticket (id) that
    is the same matter: they are merged at once (I17); ``mentions`` are the names behind an ``@`` in it."""

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
    earliest_until: datetime | None = None
    reporter: str = ""
    phrases: tuple[tuple[str, str], ...] = ()
    flags: tuple[str, ...] = ()
    joins: int | None = None
    mentions: tuple[str, ...] = ()


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
    if ticket.earliest and ticket.earliest_until and ticket.earliest_until <= ticket.earliest:
        return Refusal("earliest", _("A window ends after it began."))
    if ticket.minutes is not None and not 0 < ticket.minutes <= LONGEST_MINUTES:
        return Refusal("minutes", _("The work takes between one minute and 30 days."))
    if ticket.direction not in DIRECTIONS or (ticket.channel and ticket.channel not in CHANNELS):
        return Refusal("channel", _("A channel is one of {letters}.").format(letters=" ".join(CHANNELS)))
    return None

"""A ticket: its states, and who holds the ball."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

STATES = ("new", "planned", "in work", "waiting", "fixed", "closed", "merged", "cancelled")
ENDED = frozenset({"closed", "merged", "cancelled"})
"""States in which nobody holds the ball any more."""
BALLS = ("us", "customer", "other", "appointment")


@dataclass(frozen=True, slots=True)
class Ball:
    """Who has to act next, what, and on what date; for the customer or another party also who (I1)."""

    holder: str
    next_step: str
    due: datetime | None
    who: str = ""


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

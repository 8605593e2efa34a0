"""The ball: who has to act next on a ticket, what, and on what date; when the date passes, we act (I1, I2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatcher.domain.calendar import local_day, morning_of, next_working_day
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _

APPOINTMENT = "appointment"
BALLS = ("us", "customer", "other", APPOINTMENT)
BALL_WORDS = {
    "us": N_("ball with us"),
    "customer": N_("ball with the customer"),
    "other": N_("ball with another party"),
    "appointment": N_("an appointment stands"),
}
"""Each holder in words."""
ELSEWHERE = ("customer", "other")
"""Holders of whom a name is needed."""
FOLLOW_UP_DAYS = 2
"""Working days after which we ask again, where nobody says otherwise (B8)."""
_STEPS = {
    "us": N_("call back"),
    "customer": N_("the customer will call"),
    "other": N_("will answer"),
    "appointment": N_("keep the appointment"),
}


@dataclass(frozen=True, slots=True)
class Ball:
    """Who has to act next, what, and on what date (aware); for the customer or another party also who (I1)."""

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
    if ball.holder in ELSEWHERE and not ball.who.strip():
        return Refusal("ball-who", _("Who has the ball? A name is needed."))
    return None


def usual_step(holder: str) -> str:
    """What ``holder`` does next where nobody says otherwise, in the language in use."""
    return _(_STEPS[holder])


def follow_up(now: datetime, zone: str, state: str, days: int = FOLLOW_UP_DAYS) -> datetime:
    """09:00 in ``zone`` on the working day that many working days after ``now`` (B8); holidays of ``state``."""
    day = local_day(now, zone)
    for _step in range(days):
        day = next_working_day(day, state)
    return morning_of(day, zone)

"""The ball: who has to act next on a ticket, what, and on what date; when the date passes, we act (I1, I2)."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.calendar import local_day, morning_of, next_working_day
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import USUAL, step_words
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

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
LETTERS = {
    "u": "us",
    "w": "us",
    "c": "customer",
    "k": "customer",
    "o": "other",
    "d": "other",
    "a": APPOINTMENT,
    "t": APPOINTMENT,
}
"""The letters of who holds the ball, English and German."""
_GERMAN = {"wir": "us", "kunde": "customer", "dritte": "other", "termin": APPOINTMENT}
FOLLOW_UP_DAYS = 2
"""Working days after which we ask again, where nobody says otherwise (B8)."""


@dataclass(frozen=True, slots=True)
class Ball:
    """Who has to act next, what, and on what date (aware); for the customer or another party also who (I1)."""

    holder: str
    next_step: str
    due: datetime | None
    who: str = ""


@dataclass(frozen=True, slots=True)
class PassBall:
    """Pass the ball of a ticket (by id) to who has to act next; with an appointment that stands, step and date may be
    left out. ``seen`` is the version of the ticket it was decided on, ``phrase`` the date as it was typed."""

    ticket: int
    ball: Ball
    seen: int | None = None
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Look at a ticket (by id) again at ``due`` (aware); whoever has the ball keeps it. ``seen`` is the version of the
    ticket it was decided on, ``phrase`` the date as it was typed."""

    ticket: int
    due: datetime
    phrase: str = ""
    seen: int | None = None


def holder_now(ball: str, due: datetime | None, now: datetime) -> str:
    """Who has the ball at ``now``: once the date of somebody else's step passed, or his appointment ended, we have it
    again, whatever is stored (I1, I2). What is stored stays for the words: "was with Ms Bonnard"."""
    return "us" if ball and due is not None and due <= now else ball


def holder_named(typed: str) -> str:
    """The holder that a letter (U C O A, German W K D T) or a word of either language means; empty where it is none."""
    said = typed.strip().lower()
    return said if said in BALLS else (LETTERS | _GERMAN).get(said, "")


def refuse_date(due: datetime | None, now: datetime) -> Refusal | None:
    """The no to a next step that should have been done already, or None."""
    if due is not None and due <= now:
        return Refusal("due", _("That lies in the past. When do we look at it again?"))
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
    if ball.holder in ELSEWHERE and not ball.who.strip():
        return Refusal("ball-who", _("Who has the ball? A name is needed."))
    return None


def ball_meant(holder: str, now: datetime, zone: str, state: str, *, who: str, step: str, due: datetime | None) -> Ball:
    """The ball as somebody passes it: what is left out (empty, None) has its usual value. With an appointment that
    stands, date and step are the appointment's; else 09:00 in ``zone`` after two working days for somebody else (B8),
    after one for us."""
    if holder == APPOINTMENT:
        return Ball(APPOINTMENT, step, None)
    days = FOLLOW_UP_DAYS if holder in ELSEWHERE else 1
    due = due or follow_up(now, zone, state, days)
    return Ball(holder, step or usual_step(holder), due, who if holder in ELSEWHERE else "")


def usual_step(holder: str) -> str:
    """What ``holder`` does next where nobody says otherwise, in the language in use."""
    return step_words(USUAL[holder])


def follow_up(now: datetime, zone: str, state: str, days: int = FOLLOW_UP_DAYS) -> datetime:
    """09:00 in ``zone`` on the working day that many working days after ``now`` (B8); holidays of ``state``."""
    day = local_day(now, zone)
    for _step in range(days):
        day = next_working_day(day, state)
    return morning_of(day, zone)

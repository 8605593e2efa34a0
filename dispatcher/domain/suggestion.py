"""The one step that is suggested for a ticket: what makes its card in the queue says what to do about it."""

from __future__ import annotations

from typing import Literal

from dispatcher.domain.queue import Card, Rank

Step = Literal["find technician", "call for date", "call ahead", "ask who opens", "ask", "do"]
"""Find somebody who can drive there; call the customer for another date; tell him that we are late; ask who opens;
ask whoever has the ball; do what the ticket says."""
_STEPS: dict[Rank, Step] = {
    Rank.EMERGENCY: "find technician",
    Rank.NO_ACCESS: "call for date",
    Rank.LATE: "call ahead",
    Rank.UNMANNED: "find technician",
    Rank.UNCONFIRMED: "ask who opens",
    Rank.LONG_BALL: "ask",
}


def suggest(card: Card | None, ball: str) -> Step:
    """What to do about a ticket of which ``card`` lies in the queue (None: nothing presses) and ``ball`` tells who has
    to act. A follow-up that is due while somebody else has the ball means that we ask (I1)."""
    if card is not None and card.rank in _STEPS:
        return _STEPS[card.rank]
    if card is not None and card.rank is Rank.FOLLOW_UP and ball in ("customer", "other"):
        return "ask"
    return "do"

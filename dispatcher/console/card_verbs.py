"""What Enter does about a card of the queue: one verb for each kind of card."""

from __future__ import annotations

from dispatcher.domain.ball import ELSEWHERE
from dispatcher.domain.queue_card import Card, Rank
from dispatcher.locale import N_

VERBS: dict[Rank, str] = {
    Rank.EMERGENCY: "dial",
    Rank.PROMISE: "open_promise",
    Rank.NO_ACCESS: "dial",
    Rank.LATE: "dial",
    Rank.UNMANNED: "dial",
    Rank.ORDER: "open_technician",
    Rank.ASKS_FOR_CALL: "dial",
    Rank.MESSAGE: "messages",
    Rank.HANDOVER: "handover",
    Rank.CHURN: "decide",
    Rank.PROMISE_SOON: "open_promise",
    Rank.UNCONFIRMED: "confirm",
    Rank.FOLLOW_UP: "follow_up",
    Rank.MISSED: "messages",
    Rank.LONG_BALL: "dial",
    Rank.DRAFT: "draft",
}
"""The action of the board by what makes the card."""
WORDS = {
    "dial": N_("dial"),
    "confirm": N_("confirm"),
    "open_promise": N_("the promise"),
    "open_technician": N_("his data"),
    "messages": N_("the message"),
    "decide": N_("decision"),
    "handover": N_("the hand-over"),
    "follow_up": N_("follow-up"),
    "draft": N_("the draft"),
}
"""What Enter opens, in words."""


def verb_of(card: Card, ball: str) -> str:
    """The action for ``card``; whoever was to act (``ball``, as it is stored) is called when he did not."""
    if card.promise is not None:
        return "open_promise"
    if card.rank is Rank.FOLLOW_UP and ball in ELSEWHERE:
        return "dial"
    return VERBS[card.rank]

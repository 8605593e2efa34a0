"""Next steps that the program writes by itself: words of the store, shown in the language in use. What somebody typed
stays as it was typed."""

from __future__ import annotations

from dispatcher.locale import N_, _

USUAL = {
    "us": N_("call back"),
    "customer": N_("the customer will call"),
    "other": N_("will answer"),
    "appointment": N_("keep the appointment"),
}
"""What each holder of the ball does next where nobody says otherwise."""
PLAN_VISIT = N_("plan a visit")
PLAN_FOLLOW_UP = N_("plan the follow-up visit")
NEW_APPOINTMENT = N_("new appointment")
IN_VAIN = N_("new appointment; drive chargeable? check the contract")
ASK_FOR_DEPUTY = N_("ask for a deputy")
CLOSE = N_("close the ticket")
REVIEW_IMPORT = N_("review import")
_WORDS = frozenset(
    (*USUAL.values(), PLAN_VISIT, PLAN_FOLLOW_UP, NEW_APPOINTMENT, IN_VAIN, ASK_FOR_DEPUTY, CLOSE, REVIEW_IMPORT)
)


def step_words(stored: str) -> str:
    """A next step as it is shown."""
    return _(stored) if stored in _WORDS else stored


def step_stored(said: str) -> str:
    """A next step as it is kept: what stands for one of the program's own in the language in use is that one."""
    return next((word for word in _WORDS if _(word) == said), said)

"""Who can have a ball, as every form names and reads him."""

from __future__ import annotations

from dispatcher.domain.ball import APPOINTMENT, holder_named
from dispatcher.locale import N_, _

PARTIES = {"us": N_("us"), "customer": N_("customer"), "other": N_("other party")}
"""Who can have the ball of a new ticket, and how he is called."""
HOLDERS = PARTIES | {APPOINTMENT: N_("appointment")}
"""The same of any ticket."""


def holder_meant(typed: str) -> str:
    """Who has the ball by one of his letters or the beginning of his name, in either language; empty for nobody."""
    if known := holder_named(typed):
        return known
    asked = typed.strip().lower()
    fits = [holder for holder, word in HOLDERS.items() if asked and _(word).lower().startswith(asked)]
    return fits[0] if len(fits) == 1 else ""

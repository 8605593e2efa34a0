"""What was learned about a site: where one parks, and how much longer it takes to get there (B14)."""

from __future__ import annotations

from dispatcher.domain.field_figures import MOST_BUFFER

USUAL_BUFFER = 30
"""Minutes that a search for parking costs, where nobody says otherwise."""


def parking_now(before: str, learned: str) -> str:
    """The parking line of a site with what was ``learned`` in front; what stands in it already is not said twice."""
    before, learned = before.strip(), learned.strip()
    if not learned or learned.casefold() in before.casefold():
        return before
    return f"{learned}; {before}" if before else learned


def buffer_now(before: int, more: int) -> int:
    """The minutes that are added to each way to a site once ``more`` were learned; a day at the most."""
    return max(0, min(before + more, MOST_BUFFER))

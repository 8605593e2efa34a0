"""An appointment: its states, the bracket that shows them, and the time it blocks."""

from __future__ import annotations

from datetime import datetime, timedelta

STATES = (
    "asked",
    "proposed",
    "confirmed",
    "en route",
    "on site",
    "done",
    "interrupted",
    "no access",
    "cancelled",
    "fell through",
)
RELEASED = frozenset({"cancelled", "fell through", "asked"})
"""States that block nobody's time."""
BRACKETS = {
    "asked": "()",
    "proposed": "()",
    "confirmed": "[]",
    "en route": "[]",
    "on site": "{}",
    "done": "<>",
    "interrupted": "<>",
    "no access": "//",
}


def brackets(state: str) -> str:
    """The pair of signs around a block on the plan: the state for eyes that see no colour."""
    return BRACKETS.get(state, "()")


def blocked(starts: datetime, ends: datetime, travel_minutes: int) -> tuple[datetime, datetime]:
    """The time an appointment takes from a technician: travel before and the slot itself (I4)."""
    return starts - timedelta(minutes=travel_minutes), ends

"""Taking back the own last action: how far back, and what stays for good (I18)."""

from __future__ import annotations

from datetime import timedelta

from dispatcher.domain.verbs import (
    BACK_AT_DESK,
    CLEAR_PIN,
    ENROL,
    ERASE,
    FOUND_OFFICE,
    LEAVE_DESK,
    SET_PIN,
    UNDO,
)
from dispatcher.values import dataclass

REACH = timedelta(minutes=10)
"""Since when an action may have been recorded."""
LASTING = frozenset({FOUND_OFFICE, ENROL, ERASE, UNDO, SET_PIN, CLEAR_PIN})
"""Verbs that nobody takes back."""
OF_ITSELF = frozenset({LEAVE_DESK, BACK_AT_DESK})
"""Verbs of coming and going: each ends the other, so they are not taken back, and undo reaches past them."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the entry with this sequence, which was shown as the own last one; None for whichever that is."""

    entry: int | None = None

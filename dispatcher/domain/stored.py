"""Lists and spans as master data keeps them, taken apart; read with every card and plan."""

from __future__ import annotations

import re

_PARTS = re.compile(r"\s*[;\n]\s*")


def tokens_of(stored: str) -> tuple[str, ...]:
    """The parts of a stored list ("order; invoices")."""
    return tuple(part for part in _PARTS.split(stored.strip()) if part)


def span_of(stored: str) -> tuple[int, int] | None:
    """The local minutes of a stored span (``[720,750]``); None for the empty one."""
    if not stored:
        return None
    first, last = stored.strip("[]").split(",")
    return int(first), int(last)

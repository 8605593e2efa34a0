"""How often a matter was told; asked of every open ticket whenever the screen is drawn, so nothing else is loaded."""

from __future__ import annotations


def times_told(reports: int, chased: int) -> int:
    """How often the customer has told us of a matter: the reports that are one, and every time he asked again."""
    return max(1, reports) + max(0, chased)

"""How often whom moved something of a customer's open tickets: the last line under his history (B5)."""

from __future__ import annotations

from datetime import datetime

from dispatcher.console.widgets.marks import Line
from dispatcher.domain.moving import STOP_AT, MoveCounts
from dispatcher.domain.moving_words import counts_letters, counts_words
from dispatcher.locale import _
from dispatcher.queries.card_rows import CustomerCard

_WIDE = 42
"""Cells that the whole words need."""


def moves_line(card: CustomerCard, width: int, now: datetime) -> Line:
    """``42 d: moves customer 2, us 0; no access 1``, in a narrow pane by letters; empty where nothing was moved. From
    the move on before the one that needs a second contact it is marked (B6)."""
    if not card.moves or card.open_since is None:
        return ()
    counts = MoveCounts(**dict(card.moves))
    days, is_wide = max(0, (now - card.open_since).days), width >= _WIDE
    told = _("{n} d: {moves}") if is_wide else _("{n} d {moves}")
    words = told.format(n=days, moves=counts_words(counts) if is_wide else counts_letters(counts))
    return ((f" {words}", "due" if counts.customer + 1 >= STOP_AT else "plain"),)

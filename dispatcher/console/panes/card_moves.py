"""How often whom moved something of a customer's open tickets: the last line under his history (B5)."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len

from dispatcher.console.widgets.marks import Line
from dispatcher.domain.moving import STOP_AT, MoveCounts
from dispatcher.domain.moving_words import counts_letters, counts_moved, counts_words
from dispatcher.locale import _
from dispatcher.queries.card_rows import CustomerCard


def moves_line(card: CustomerCard, width: int, now: datetime) -> Line:
    """``42 d: moves customer 2, us 0; no access 1``, by letters where the words have no room; empty where nothing was
    moved. From the move on before the one that needs a second contact it is marked (B6)."""
    if not card.moves or card.open_since is None:
        return ()
    counts = MoveCounts(**dict(card.moves))
    told = _told(counts, max(0, (now - card.open_since).days))
    words = next((one for one in told if cell_len(one) <= width), told[-1])
    return ((words, "due" if counts.customer + 1 >= STOP_AT else "plain"),)


def _told(counts: MoveCounts, days: int) -> list[str]:
    """The line in words, by letters, and with the moves alone."""
    short = _("{n} d {moves}")
    forms = ((_("{n} d: {moves}"), counts_words), (short, counts_letters), (short, counts_moved))
    return [f" {form.format(n=days, moves=words(counts))}" for form, words in forms]

"""Who sits at the desks, in the words of the header; and in those of the box that leaves them empty."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len

from dispatcher.console.geometry import LARGE
from dispatcher.console.wording import follow_up
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.desk_rows import DesksRow, OwedRow

_NAMED_FROM = LARGE.plan + LARGE.tickets + LARGE.contacts
"""Columns from which names stand behind the signs."""
_ROOM = 44
"""Cells that names may take."""
_MOST = 6
"""Signs that are told one by one."""


def seat_words(sign: str, name: str, desks: DesksRow | None, width: int) -> str:
    """Whoever sits here first, then the others in the order in which they came: "mh Harms, wh Weiß", "mh, wh"."""
    there = {sign: name} | {seat.sign: seat.name for seat in (desks.seats if desks is not None else ()) if sign}
    named = ", ".join(" ".join(filter(None, (one, surname(of)))) for one, of in there.items())
    if width >= _NAMED_FROM and cell_len(named) <= _ROOM:
        return named
    more = f" +{len(there) - _MOST}" if len(there) > _MOST else ""
    return ", ".join(list(there)[:_MOST]) + more


def surname(name: str) -> str:
    """The last word of a name, which is what one is called by."""
    return (one_line(name).split() or [""])[-1]


def owed_words(owed: OwedRow, now: datetime, zone: str) -> str:
    """A promise of ours in one line: "TODAY 14:00 quote, Hotel Elbe"."""
    told = ", ".join(one_line(part) for part in (owed.what, owed.to) if part)
    return f"{follow_up(owed.due, now, zone)} {told}"


def left_words(desks: DesksRow, now: datetime, zone: str) -> str:
    """Nobody is there: until when, and where calls go."""
    until = follow_up(desks.left_until, now, zone) if desks.left_until is not None else "?"
    number = one_line(desks.machine[0])
    told = _("nobody until {when}, calls to {number}") if number else _("nobody until {when}")
    return told.format(when=until, number=number)

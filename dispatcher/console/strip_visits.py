"""The line of the focus strip that says when somebody was to come and when he does: every slot that was given up with
whoever gave it up, then what stands (B5)."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len

from dispatcher.console.widgets.marks import cell
from dispatcher.console.wording import day_month, short_day, span
from dispatcher.domain.appointment import OVER
from dispatcher.domain.calendar import to_local
from dispatcher.domain.confirming import LOST
from dispatcher.domain.moving_words import party_words
from dispatcher.domain.states import state_words
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.rows import AppointmentLine, MovedLine, TicketDetail

_LONGEST_REASON = 32
"""Cells of why something was pushed through."""
NUMBERED = 150
"""Columns from which the slots are numbered and told in full."""


def visits_words(detail: TicketDetail, zone: str, width: int, access: str) -> str:
    """``Appointments: 1) 19.10. 08-10 -> customer   2) Tue 24.11. 09-11 Lorenz proposed``, narrower with bars between;
    ``access`` stands before it. The oldest ones are left out where there is no room."""
    told = _told(detail, zone, width)
    for first in range(len(told)):
        for label in (f"{_('Appointments:')} ", ""):
            words = f"{access}{label}{_joined(told, first, width)}"
            if cell_len(words) + 2 <= width:
                return words
    return f"{access}{told[-1]}"


def _joined(told: list[str], first: int, width: int) -> str:
    """The slots from ``first`` on, each with its number where there is room for numbers."""
    if width < NUMBERED or len(told) == 1:
        return " | ".join(told[first:])
    return "   ".join(f"{number}) {words}" for number, words in enumerate(told[first:], first + 1))


def _told(detail: TicketDetail, zone: str, width: int) -> list[str]:
    """What is over by its time, then what stands."""
    gone = [(line.starts, _moved(line, zone, width)) for line in detail.moves]
    fallen = {line.starts for line in detail.moves if line.is_last}
    over: list[tuple[datetime, str]] = []
    ahead: list[tuple[datetime, str]] = []
    for line in detail.appointments:
        if line.state == "fell through" and line.starts in fallen:
            continue
        (over if line.state in OVER else ahead).append((line.starts, _appointment(line, zone)))
    return [words for _starts, words in (*sorted([*gone, *over]), *sorted(ahead))]


def _moved(line: MovedLine, zone: str, width: int) -> str:
    day, party = _day(line.starts, zone), party_words(line.asked_by)
    return f"{day} {span(line.starts, line.ends, zone)} -> {party}" if width >= NUMBERED else f"{day} {party}"


def _appointment(line: AppointmentLine, zone: str) -> str:
    """One that is over has its date alone, and no access stands out."""
    day = _day(line.starts, zone) if line.state in OVER else short_day(to_local(line.starts, zone).date())
    state = state_words(line.state).upper() if line.state == "no access" else state_words(line.state)
    crew = " ".join(line.technicians)
    told = (day, span(line.starts, line.ends, zone), crew, state, _doubt(line))
    return " ".join(part for part in told if part)


def _doubt(line: AppointmentLine) -> str:
    """Why it is confirmed no longer, or why it stands though something speaks against it; nothing of one that is
    over."""
    if line.state in OVER:
        return ""
    if line.unconfirmed and not line.insisted:
        return f"({_(LOST.get(line.unconfirmed, line.unconfirmed))})"
    reason = one_line(line.insisted or line.override)
    return (
        f"! {cell(reason, _LONGEST_REASON).rstrip() if cell_len(reason) > _LONGEST_REASON else reason}"
        if reason
        else ""
    )


def _day(starts: datetime, zone: str) -> str:
    return day_month(to_local(starts, zone).date())

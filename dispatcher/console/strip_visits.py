"""The line of the focus strip that says when somebody was to come and when he does: every slot that was given up with
whoever gave it up, then what stands (B5)."""

from __future__ import annotations

from collections.abc import Iterator
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
    ``access`` stands before it. Where there is no room the oldest ones are left out that are over, then who comes, from
    the last one on, and only then the latest ones: what is under way, or comes next, always stands."""
    over, ahead = _over(detail, zone, width), _ahead(detail)
    least = ""
    for told, first in _choices(over, ahead, zone):
        least = _joined(told, first, width)
        for label in (f"{_('Appointments:')} ", ""):
            words = f"{access}{label}{least}"
            if cell_len(words) + 2 <= width:
                return words
    return f"{access}{least}"


def _choices(over: list[str], ahead: list[AppointmentLine], zone: str) -> Iterator[tuple[list[str], int]]:
    """What can be said, the most first: every slot, and from which one on it is told."""
    for named in range(len(ahead), -1, -1):
        stands = [_appointment(line, zone, number < named) for number, line in enumerate(ahead)]
        told = [*over, *stands]
        yield from ((told, first) for first in range(len(over) + (1 if ahead else 0)))
    for kept in range(len(ahead) - 1, 0, -1):
        *first, last = [_appointment(line, zone, False) for line in ahead[:kept]]
        yield [*first, f"{last} (+{len(ahead) - kept})"], 0


def _joined(told: list[str], first: int, width: int) -> str:
    """The slots from ``first`` on, each with its number where there is room for numbers."""
    if width < NUMBERED or len(told) == 1:
        return " | ".join(told[first:])
    return "   ".join(f"{number}) {words}" for number, words in enumerate(told[first:], first + 1))


def _over(detail: TicketDetail, zone: str, width: int) -> list[str]:
    """What is over, by its time."""
    gone = [(line.starts, _moved(line, zone, width)) for line in detail.moves]
    fallen = {line.starts for line in detail.moves if line.is_last}
    over = [
        (line.starts, _appointment(line, zone, True))
        for line in detail.appointments
        if line.state in OVER and not (line.state == "fell through" and line.starts in fallen)
    ]
    return [words for _starts, words in sorted([*gone, *over])]


def _ahead(detail: TicketDetail) -> list[AppointmentLine]:
    """What stands, by its time: whatever is under way first."""
    standing = [line for line in detail.appointments if line.state not in OVER]
    return sorted(standing, key=lambda line: line.starts)


def _moved(line: MovedLine, zone: str, width: int) -> str:
    day, party = _day(line.starts, zone), party_words(line.asked_by)
    return f"{day} {span(line.starts, line.ends, zone)} -> {party}" if width >= NUMBERED else f"{day} {party}"


def _appointment(line: AppointmentLine, zone: str, is_named: bool) -> str:
    """One that is over has its date alone, and no access stands out; who goes, if ``is_named``."""
    day = _day(line.starts, zone) if line.state in OVER else short_day(to_local(line.starts, zone).date())
    state = state_words(line.state).upper() if line.state == "no access" else state_words(line.state)
    crew = " ".join(line.technicians) if is_named else ""
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

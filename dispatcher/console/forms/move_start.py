"""An appointment as it was grabbed: which one it is, and all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from dispatcher.console.forms.form import Data
from dispatcher.console.wording import parsed
from dispatcher.domain.calendar import local_day
from dispatcher.domain.carry import Carried
from dispatcher.domain.moving import refuse_state
from dispatcher.domain.next_visit import next_visit
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.slot_check import LEADERS
from dispatcher.domain.text import one_line
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.console.desk import Desk
    from dispatcher.domain.planning import PlanningRow
    from dispatcher.queries.card_rows import CustomerCard, PersonRow
    from dispatcher.queries.move_rows import MoveRow

DAYS_BEFORE, DAYS = 3, 17
"""So many days are read at once, of them so many before the one it is about."""
SUBJECT = "move-visit"
"""The kind of such a form's draft."""


@dataclass(frozen=True, slots=True)
class MoveStart:
    """Which appointment it is; ``technician`` is the one in whose line it was grabbed, ``via`` who wants it, where
    he called."""

    appointment: int
    ticket: int
    customer: int
    technician: int | None = None
    via: str = ""

    @property
    def subject(self) -> str:
        """The name of the form's draft."""
        return f"{SUBJECT}/{self.appointment}"


@dataclass(frozen=True, slots=True)
class Grip:
    """How it stands. ``moves`` counts those by the customer, ``last`` is the newest row of its ledger; ``contacts``
    are whom one could speak to, deputies first, ``leaders`` who of ours may clear it, ``ours`` who may have told us.
    ``role`` is that of whoever sits here."""

    row: PlanningRow
    state: str
    starts: datetime
    ends: datetime
    moves: int = 0
    last: MoveRow | None = None
    contacts: Sequence[str] = ()
    leaders: Sequence[str] = ()
    ours: Sequence[str] = ()
    role: str = ""


def start_from(draft: Data) -> MoveStart | None:
    """Which appointment a draft was about, or None for what tells none."""
    told = draft.get("start")
    if not isinstance(told, dict) or not {"appointment", "ticket", "customer"} <= told.keys():
        return None
    via = str(told.get("via", ""))
    return MoveStart(told["appointment"], told["ticket"], told["customer"], told.get("technician"), via)


def carried_in(draft: Data, fresh: Carried) -> Carried:
    """Where a draft had carried it to; who left meanwhile does not go. Without one as it was grabbed."""
    slot = draft.get("slot") or {}
    starts = parsed(slot.get("starts"))
    if starts is None:
        return fresh
    window = tuple(filter(None, map(parsed, slot.get("window") or ())))
    crew = tuple(one.id for one in fresh.row.workers if one.id in slot.get("crew", ()))
    told = (window[0], window[1]) if len(window) == 2 else None
    return Carried(fresh.row, starts, int(slot.get("minutes") or fresh.minutes), crew or fresh.crew, told)


def told_of(start: MoveStart) -> Data:
    """What a draft keeps of it."""
    return asdict(start)


def around(day: date) -> date:
    """The first of the days that are read around one."""
    return day - timedelta(days=DAYS_BEFORE)


def visit_of(desk: Desk, number: int, now: datetime) -> tuple[MoveStart | None, bool]:
    """The next appointment of the ticket T-``number``, None where it has none; and whether there is such a ticket.
    Waits for the store. Raises Trouble."""
    row = desk.ticket_by_number(number)
    detail = desk.ticket(row.id) if row is not None else None
    if detail is None:
        return None, False
    visit = next_visit(detail.appointments, now)
    return MoveStart(visit.id, detail.row.id, detail.row.customer) if visit is not None else None, True


def grip_of(desk: Desk, start: MoveStart) -> Grip | None:
    """How an appointment stands; None where there is no such thing. Waits for the store. Raises Trouble."""
    detail = desk.ticket(start.ticket)
    line = next((one for one in detail.appointments if one.id == start.appointment), None) if detail else None
    if line is None:
        return None
    row = desk.planning(start.ticket, start.appointment, around(local_day(line.starts, desk.row.zone)), DAYS)
    if row is None:
        return None
    ledger = [one for one in desk.moves(start.ticket) if one.appointment == start.appointment]
    colleagues = desk.colleagues()
    mine = desk.colleague
    return Grip(
        row,
        line.state,
        line.starts,
        line.ends,
        desk.move_counts(ticket=start.ticket).customer,
        ledger[-1] if ledger else None,
        _contacts(desk.card(start.customer)),
        [one.name for one in colleagues if one.role in LEADERS],
        [*(one.name for one in row.workers), *(one.name for one in colleagues)],
        mine.role if mine is not None else "",
    )


def refuse_grip(grip: Grip) -> Refusal | None:
    """The no to carry what is over or under way, or None."""
    return refuse_state(grip.state, grip.row.job.number)


def _contacts(card: CustomerCard | None) -> list[str]:
    people = [one for one in card.people if not one.no_information] if card is not None else []
    deputies = {one.deputy for one in people}
    return [one_line(one.name) for one in sorted(people, key=lambda one: not _stands_in(one, deputies))]


def _stands_in(person: PersonRow, deputies: set[str]) -> bool:
    return bool({person.name, person.bare_name} & deputies - {""})

"""What stands below the plan: the facts it is made of, and the lines one can go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatcher.console.target import Target
from dispatcher.domain.confirming import is_open
from dispatcher.domain.queue import Situation
from dispatcher.domain.unplanned import Unplanned, unplanned
from dispatcher.queries.agenda_rows import AgendaRow, VisitRow


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the sections are made of: what lies ahead, what the queue was made of, and the skills wanted just now."""

    agenda: AgendaRow
    situation: Situation
    skills: tuple[str, ...]
    now: datetime
    zone: str

    def without_technician(self) -> tuple[Unplanned, ...]:
        """Work that nobody drives to."""
        return unplanned(self.situation, self.agenda.next_day.lanes, self.now)

    def open_visits(self) -> list[VisitRow]:
        """Those of the next working day that are not confirmed."""
        return [visit for visit in self.agenda.visits if is_open(visit)]


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines one can go to, as they stand: work without technician, then the next working day's open visits."""

    work: tuple[Unplanned, ...] = ()
    visits: tuple[VisitRow, ...] = ()

    @classmethod
    def of(cls, outlook: Outlook) -> Listed:
        """Those of an outlook, in its order."""
        return cls(outlook.without_technician(), tuple(outlook.open_visits()))

    def __len__(self) -> int:
        return len(self.work) + len(self.visits)

    def target(self, at: int) -> Target:
        """What the line ``at`` is about, counted through both lists."""
        if at < len(self.work):
            work = self.work[at]
            visit = work.visit.appointment if work.visit is not None else None
            return Target(None, visit, work.ticket, work.customer)
        open_visit = self.visits[at - len(self.work)]
        return Target(None, open_visit.appointment, open_visit.ticket, open_visit.customer)

    def place_of(self, target: Target) -> int | None:
        """Which line is about that, or about its ticket; None where none is."""
        targets = [self.target(at) for at in range(len(self))]
        exact = (at for at, one in enumerate(targets) if one == target)
        return next(exact, next((at for at, one in enumerate(targets) if one.ticket == target.ticket), None))

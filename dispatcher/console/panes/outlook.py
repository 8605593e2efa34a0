"""What stands below the plan: the facts it is made of, and the lines one can go to."""

from __future__ import annotations

from datetime import datetime

from dispatcher.console.target import Target
from dispatcher.domain.confirming import is_open
from dispatcher.domain.queue import Situation
from dispatcher.domain.unplanned import Unplanned, unplanned
from dispatcher.queries.agenda_rows import AgendaRow, VisitRow
from dispatcher.values import dataclass


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


Key = tuple[str, int, int | None]
"""Which line it is: of the work or of the visits, its ticket, its appointment."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines one can go to, as they stand: work without technician, then the next working day's open visits.

    ``gone`` are lines that stay until the cursor leaves though there is nothing to do any more, ``news`` counts those
    that wait until then (X4)."""

    work: tuple[Unplanned, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    gone: frozenset[Key] = frozenset()
    news: int = 0

    @classmethod
    def of(cls, outlook: Outlook) -> Listed:
        """Those of an outlook, in its order."""
        return cls(outlook.without_technician(), tuple(outlook.open_visits()))

    def __len__(self) -> int:
        return len(self.work) + len(self.visits)

    def keys(self) -> tuple[Key, ...]:
        """What each line is about, through both lists."""
        return *map(_of_work, self.work), *map(_of_visit, self.visits)

    def place_of(self, key: Key) -> int | None:
        """Which line that is, or is about its ticket in the same list; None where none is."""
        keys = self.keys()
        return next(
            (at for at, one in enumerate(keys) if one == key),
            next((at for at, one in enumerate(keys) if one[:2] == key[:2]), None),
        )

    def brought_up_to(self, newest: Listed) -> Listed:
        """The same lines in the same order, with what is known of them now."""
        now = set(newest.keys())
        work = {_of_work(one): one for one in newest.work}
        visits = {_of_visit(one): one for one in newest.visits}
        kept = self.keys()
        return Listed(
            tuple(work.get(_of_work(one), one) for one in self.work),
            tuple(visits.get(_of_visit(one), one) for one in self.visits),
            frozenset(key for key in kept if key not in now),
            len(now - set(kept)),
        )

    def target(self, at: int) -> Target:
        """What the line ``at`` is about, counted through both lists."""
        if at < len(self.work):
            work = self.work[at]
            visit = work.visit.appointment if work.visit is not None else None
            return Target(None, visit, work.ticket, work.customer)
        open_visit = self.visits[at - len(self.work)]
        return Target(None, open_visit.appointment, open_visit.ticket, open_visit.customer)


def _of_work(work: Unplanned) -> Key:
    return "work", work.ticket, work.visit.appointment if work.visit is not None else None


def _of_visit(visit: VisitRow) -> Key:
    return "visit", visit.ticket, visit.appointment

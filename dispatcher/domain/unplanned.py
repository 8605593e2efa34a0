"""Work that nobody drives to: tickets without a visit, and visits whose technician is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.ball import holder_now
from dispatcher.domain.queue_card import Weight
from dispatcher.domain.queue_rows import Lane, OpenTicket, Visit
from dispatcher.domain.queue_situation import Situation
from dispatcher.domain.queue_tickets import is_emergency
from dispatcher.domain.queue_visits import covers, is_away
from dispatcher.values import dataclass

NEEDS_VISIT = frozenset({"new", "planned", "waiting"})
"""States in which a ticket may want a visit; one that is in work or fixed wants something else."""


@dataclass(frozen=True, slots=True)
class Unplanned:
    """One piece of work without technician. ``technician`` is the code of who should have driven; ``visit`` is the
    appointment that was made, None where none is; ``by`` until when something has to be done about it."""

    weight: Weight
    ticket: int
    number: int
    customer: int
    customer_name: str
    by: datetime | None
    technician: str = ""
    visit: Visit | None = None


def unplanned(situation: Situation, later: Iterable[Lane], now: datetime) -> tuple[Unplanned, ...]:
    """What has no technician: emergencies first, then visits of today and of the lanes of ``later``, then tickets on
    which we have the ball, by their date."""
    tickets = [ticket for ticket in situation.tickets if _wants_visit(ticket, situation, now)]
    urgent = [ticket for ticket in tickets if is_emergency(ticket, situation.standing, now)]
    visits = [
        _of_visit(lane.code, visit) for lane in situation.lanes for visit in lane.blocks if is_away(lane, visit, now)
    ]
    visits += [_of_visit("", visit) for visit in situation.unmanned]
    visits.sort(key=lambda one: (one.by is None, one.by))
    rest = sorted((one for one in tickets if one not in urgent), key=lambda one: (one.due is None, one.due))
    found = [_of_ticket("!!", one) for one in urgent] + visits
    return (*found, *_of_later(later), *(_of_ticket("", one) for one in rest))


def _wants_visit(ticket: OpenTicket, situation: Situation, now: datetime) -> bool:
    is_ours = holder_now(ticket.ball, ticket.due, now) == "us"
    return is_ours and ticket.state in NEEDS_VISIT and ticket.id not in situation.standing


def _of_later(lanes: Iterable[Lane]) -> Iterator[Unplanned]:
    """The digit that somebody reported himself with says nothing about another day."""
    for lane in lanes:
        standing = (visit for visit in lane.blocks if visit.state not in OVER | RELEASED)
        yield from (_of_visit(lane.code, visit) for visit in standing if covers(lane.away, visit))


def _of_visit(code: str, visit: Visit) -> Unplanned:
    return Unplanned(
        "!", visit.ticket, visit.ticket_number, visit.customer, visit.customer_name, visit.starts, code, visit
    )


def _of_ticket(weight: Weight, ticket: OpenTicket) -> Unplanned:
    return Unplanned(weight, ticket.id, ticket.number, ticket.customer, ticket.customer_name, ticket.due)

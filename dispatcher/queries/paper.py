"""The day on paper: the plan with everything that is needed at the door, and what has no technician yet."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.calendar import day_bounds
from dispatcher.queries.board import plan
from dispatcher.queries.card_rows import CustomerCard, PersonRow, SiteRow
from dispatcher.queries.customers import card
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import BlockRow, LaneRow, PlanRow, TicketRow
from dispatcher.queries.tickets import open_tickets
from dispatcher.store.schema import technician, ticket
from dispatcher.values import dataclass

MOST_PEOPLE = 3
"""Who is named at one visit: the person of the ticket, whoever opens, a deputy."""
_OPENS = ("opener", "contact")
_PHONES = Read(select(technician.c.id, technician.c.phone).where(technician.c.archived.is_(False)))
_JOB = Read(
    select(ticket.c.title, ticket.c.site_id, ticket.c.person_id, ticket.c.skills).where(
        ticket.c.id == bindparam("ticket")
    )
)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One appointment as a person needs it at the door. ``site`` is None where the customer has none."""

    block: BlockRow
    customer_number: int
    title: str
    skills: str
    site: SiteRow | None
    people: tuple[PersonRow, ...]
    numbers: tuple[str, ...]
    """The customer's own numbers, best first."""
    others: tuple[str, ...] = ()
    """Names of the other technicians of a job for several."""


@dataclass(frozen=True, slots=True)
class SheetLane:
    """One technician's day with his telephone."""

    lane: LaneRow
    phone: str
    visits: tuple[VisitRow, ...]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An open ticket that is due today or urgent and is on nobody's plan of the day."""

    ticket: TicketRow
    customer_number: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The plan of one local day. ``holiday`` is its name where it is one at the office."""

    day: date
    holiday: str
    lanes: tuple[SheetLane, ...]
    waiting: tuple[WaitingRow, ...]


def sheet(connection: Connection, day: date, zone: str, state: str) -> Sheet:
    """Everything for one sheet of paper about the local ``day`` of the office ``zone`` and federal ``state``.

    Indexes as in ``plan``, ``card`` and ``open_tickets``; bounded by the appointments and open tickets of the day.
    """
    shown = plan(connection, day, zone, state)
    cards = _Cards(connection)
    phones = dict(_PHONES.all(connection))
    crews = _crews(shown)
    lanes = tuple(
        SheetLane(
            lane, phones.get(lane.technician, ""), tuple(cards.visit(block, crews, lane.name) for block in lane.blocks)
        )
        for lane in shown.lanes
    )
    planned = {block.ticket for lane in shown.lanes for block in lane.blocks}
    ends = day_bounds(day, zone)[1]
    waiting = tuple(cards.waiting(row) for row in open_tickets(connection) if _waits(row, planned, ends))
    return Sheet(shown.day, shown.holiday, lanes, waiting)


def _crews(shown: PlanRow) -> dict[int, list[str]]:
    """Who goes to each appointment."""
    crews: dict[int, list[str]] = {}
    for lane in shown.lanes:
        for block in lane.blocks:
            crews.setdefault(block.appointment, []).append(lane.name)
    return crews


def _waits(row: TicketRow, planned: set[int], ends: datetime) -> bool:
    return row.id not in planned and (row.urgent or (row.due is not None and row.due < ends))


class _Cards:
    """The customers of one day, each asked for once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, CustomerCard] = {}

    def _of(self, customer_id: int) -> CustomerCard:
        if customer_id not in self._known:
            found = card(self._connection, customer_id)
            assert found is not None
            self._known[customer_id] = found
        return self._known[customer_id]

    def visit(self, block: BlockRow, crews: dict[int, list[str]], own: str) -> VisitRow:
        """An appointment as its technician needs it on paper, with whoever else of ``crews`` (by appointment) goes than
        he himself, ``own``."""
        of = self._of(block.customer)
        title, site_id, person_id, skills = _JOB.first(self._connection, ticket=block.ticket)
        site = next((one for one in of.sites if one.id == site_id), next(iter(of.sites), None))
        others = tuple(name for name in crews[block.appointment] if name != own)
        return VisitRow(block, of.number, title, skills, site, _people(of, person_id), of.numbers, others)

    def waiting(self, row: TicketRow) -> WaitingRow:
        """A ticket nobody drives to, with the numbers of the house, else of its people."""
        of = self._of(row.customer)
        return WaitingRow(row, of.number, of.numbers or tuple(one for person in of.people for one in person.numbers))


def _people(of: CustomerCard, person_id: int | None) -> tuple[PersonRow, ...]:
    """The ticket's person, then who opens, then the others; nobody who is to be told nothing."""
    told = [person for person in of.people if not person.no_information]
    told.sort(key=lambda person: (person.id != person_id, _rank(person)))
    return tuple(told[:MOST_PEOPLE])


def _rank(person: PersonRow) -> int:
    return next((rank for rank, duty in enumerate(_OPENS) if duty in person.duties), len(_OPENS))

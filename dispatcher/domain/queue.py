"""The queue: everything that needs a hand, in the one order of the office. A pure function of rows and an instant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Literal

from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.overdue import is_overdue
from dispatcher.domain.queue_rows import Lane, OpenTicket, Visit

Weight = Literal["!!", "!", ""]
"""How it is shown: an alarm, something due, or only waiting."""
AT_ONCE = timedelta(hours=24)
"""An urgent report whose next step was due within this time of the report was meant at once."""
NOT_BEGUN_AFTER = timedelta(minutes=15)
"""So long after its start a visit that nobody began is late."""
NOT_ENDED_AFTER = timedelta(minutes=30)
"""So long after its planned end a visit that goes on is late: nobody changed its status."""
SOON = timedelta(minutes=15)
"""A follow-up stands in the queue so long before it is due."""
LONGEST_BALL_DAYS = 10
"""Working days the ball may lie with a customer."""
NEVER_BELOW = 5
"""The place below which the oldest such ball never stands (B10)."""
ASKS_FOR_A_CALL, ABSENT = 5, 6
"""Digits by which a technician reports himself."""


class Rank(IntEnum):
    """What makes a card, the weightiest first; the order of the office."""

    EMERGENCY = 1
    NO_ACCESS = 4
    LATE = 5
    UNMANNED = 6
    ASKS_FOR_CALL = 7
    UNCONFIRMED = 10
    FOLLOW_UP = 11
    LONG_BALL = 12
    DRAFT = 13


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything the queue is made of: open tickets, today's lanes, today's visits that nobody is down for, those of
    the next working day that are not confirmed, the tickets for which a visit stands, and the instant before which a
    ball that is still with the customer lies there too long."""

    tickets: Sequence[OpenTicket] = ()
    lanes: Sequence[Lane] = ()
    unmanned: Sequence[Visit] = ()
    unconfirmed: Sequence[Visit] = ()
    standing: Collection[int] = frozenset()
    long_since: datetime | None = None
    drafts: Sequence[str] = ()
    """Names of drafts that wait."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that needs a hand: what makes it, how weighty, about whom, and since or until when."""

    rank: Rank
    weight: Weight
    name: str
    at: datetime | None = None
    ticket: int | None = None
    number: int | None = None
    customer: int | None = None
    text: str = ""
    """The fault, the next step, or what the draft is called."""
    technician: int | None = field(default=None)
    is_long: bool = field(default=False)
    """Whether the ball lies with the customer for more than ten working days."""


def queue(situation: Situation, now: datetime) -> tuple[Card, ...]:
    """The cards in the order of the office, each ticket once: by what makes them, then the oldest first. The oldest
    ball that lies with a customer too long never stands below the fifth place (B10)."""
    cards: list[Card] = []
    known: set[int] = set()
    for card in sorted(_cards(situation, now), key=_order):
        if card.ticket is None or card.ticket not in known:
            cards.append(card)
            known |= {card.ticket} if card.ticket is not None else set()
    return tuple(_lifted(cards))


def _order(card: Card) -> tuple[int, float]:
    return card.rank, card.at.timestamp() if card.at is not None else 0.0


def _lifted(cards: list[Card]) -> list[Card]:
    """The oldest long ball stands at the fifth place at the latest."""
    oldest = min((card for card in cards if card.is_long), key=lambda card: card.number or 0, default=None)
    if oldest is not None and cards.index(oldest) >= NEVER_BELOW:
        cards.remove(oldest)
        cards.insert(NEVER_BELOW - 1, oldest)
    return cards


def _cards(situation: Situation, now: datetime) -> Iterator[Card]:
    tickets = {ticket.id: ticket for ticket in situation.tickets}
    long = {ticket.id for ticket in situation.tickets if is_long_ball(ticket, situation.long_since)}
    for lane in situation.lanes:
        yield from _of_lane(lane, tickets, situation.standing, now)
    for visit in situation.unmanned:
        yield _of_visit(Rank.UNMANNED, "!", visit)
    for visit in situation.unconfirmed:
        yield _of_visit(Rank.UNCONFIRMED, "!", visit, visit.ticket in long)
    for ticket in situation.tickets:
        yield from _of_ticket(ticket, situation.standing, ticket.id in long, now)
    for name in situation.drafts:
        yield Card(Rank.DRAFT, "", name)


def _of_ticket(ticket: OpenTicket, standing: Collection[int], is_long: bool, now: datetime) -> Iterator[Card]:
    due = ticket.due
    if is_emergency(ticket, standing):
        yield _of_open(Rank.EMERGENCY, "!!", ticket, ticket.reported)
    if due is not None and is_overdue(due, ticket.earliest, now):
        yield _of_open(Rank.FOLLOW_UP, "!", ticket, due, is_long)
    elif due is not None and is_overdue(due, ticket.earliest, now + SOON):
        yield _of_open(Rank.FOLLOW_UP, "", ticket, due, is_long)
    if is_long:
        yield _of_open(Rank.LONG_BALL, "!", ticket, ticket.reported, is_long)


def _of_lane(lane: Lane, tickets: dict[int, OpenTicket], standing: Collection[int], now: datetime) -> Iterator[Card]:
    if lane.status == ASKS_FOR_A_CALL:
        yield Card(Rank.ASKS_FOR_CALL, "!", lane.code, technician=lane.technician)
    for visit in lane.blocks:
        ticket = tickets.get(visit.ticket)
        if is_away(lane, visit, now):
            yield _of_visit(Rank.UNMANNED, "!", visit, technician=lane.technician)
        elif minutes_late(visit, now):
            yield Card(
                Rank.LATE, "!", lane.code, visit.starts, visit.ticket, visit.ticket_number, visit.customer,
                visit.customer_name, lane.technician,
            )  # fmt: skip
        elif visit.state == "no access" and ticket is not None and is_unanswered(ticket, standing, now):
            yield _of_visit(Rank.NO_ACCESS, "!!", visit, technician=lane.technician)


def _of_open(rank: Rank, weight: Weight, ticket: OpenTicket, at: datetime, is_long: bool = False) -> Card:
    text = ticket.title if rank is Rank.EMERGENCY else ticket.next_step
    return Card(
        rank, weight, ticket.customer_name, at, ticket.id, ticket.number, ticket.customer, text, is_long=is_long
    )


def _of_visit(rank: Rank, weight: Weight, visit: Visit, is_long: bool = False, technician: int | None = None) -> Card:
    return Card(
        rank, weight, visit.customer_name, visit.starts, visit.ticket, visit.ticket_number, visit.customer, "",
        technician, is_long,
    )  # fmt: skip


def is_emergency(ticket: OpenTicket, standing: Collection[int]) -> bool:
    """Whether an urgent new report was meant at once and no visit stands for it; none is, where the customer himself
    names a later day (B1)."""
    is_ours = ticket.urgent and ticket.ball == "us" and ticket.state == "new" and ticket.id not in standing
    if ticket.earliest is not None and ticket.earliest - ticket.reported > AT_ONCE:
        return False
    return is_ours and ticket.due is not None and ticket.due - ticket.reported <= AT_ONCE


def is_unanswered(ticket: OpenTicket, standing: Collection[int], now: datetime) -> bool:
    """Whether a visit without access has led to nothing yet: no other visit stands, and the next step is due."""
    return ticket.id not in standing and is_overdue(ticket.due, ticket.earliest, now)


def is_long_ball(ticket: OpenTicket, long_since: datetime | None) -> bool:
    """Whether the ball of a ticket reported before ``long_since`` is still with the customer (B10)."""
    return ticket.ball == "customer" and long_since is not None and ticket.reported < long_since


def minutes_late(visit: Visit, now: datetime) -> int:
    """By how many minutes a visit is late: not begun after its start, or not ended after its end; 0 where it is not."""
    if visit.state == "on site":
        passed, patience = now - visit.ends, NOT_ENDED_AFTER
    elif visit.state in OVER or visit.state in RELEASED:
        return 0
    else:
        passed, patience = now - visit.starts, NOT_BEGUN_AFTER
    return int(passed.total_seconds() // 60) if passed >= patience else 0


def is_away(lane: Lane, visit: Visit, now: datetime) -> bool:
    """Whether ``visit`` is still to come today and its technician is not there then. One whose digit says absent, and
    of whom no more is known, is away from now on."""
    if visit.state in OVER or visit.state in RELEASED or visit.state == "on site" or visit.ends <= now:
        return False
    return covers(lane.away, visit) or (lane.status == ABSENT and not lane.away)


def covers(away: Iterable[tuple[datetime, datetime | None]], visit: Visit) -> bool:
    """Whether one of the absences touches ``visit``."""
    return any(first < visit.ends and (last is None or visit.starts < last) for first, last in away)


def weightiest(cards: Iterable[Card]) -> Weight:
    """The weight of the weightiest of ``cards``; nothing where there is none."""
    weights = {card.weight for card in cards}
    return next((weight for weight in ("!!", "!") if weight in weights), "")

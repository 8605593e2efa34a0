"""Cards of tickets: emergencies, follow-ups that are due, and a ball that lies with the customer for too long."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from dispatcher.domain.ball import holder_now
from dispatcher.domain.overdue import is_overdue
from dispatcher.domain.queue_card import Card, Rank, Weight
from dispatcher.domain.queue_rows import OpenTicket
from dispatcher.domain.told import times_told

AT_ONCE = timedelta(hours=24)
"""An urgent report whose next step was due within this time of the report was meant at once."""
SOON = timedelta(minutes=15)
"""A follow-up stands in the queue so long before it is due."""
LONGEST_BALL_DAYS = 10
"""Working days the ball may lie with a customer."""


def cards_of_ticket(
    ticket: OpenTicket, standing: Collection[int], long_since: datetime | None, now: datetime
) -> Iterator[Card]:
    """What ``ticket`` needs a hand for at ``now``."""
    due = ticket.due
    since = lies_since(ticket) if is_long_ball(ticket, long_since) else None
    if is_emergency(ticket, standing, now):
        yield _card(Rank.EMERGENCY, "!!", ticket, ticket.reported)
    if due is not None and is_overdue(due, ticket.earliest, now):
        yield _card(Rank.FOLLOW_UP, "!", ticket, due, since)
    elif due is not None and is_overdue(due, ticket.earliest, now + SOON):
        yield _card(Rank.FOLLOW_UP, "", ticket, due, since)
    if since is not None:
        yield _card(Rank.LONG_BALL, "!", ticket, since, since)


def _card(rank: Rank, weight: Weight, ticket: OpenTicket, at: datetime, since: datetime | None = None) -> Card:
    text = ticket.title if rank is Rank.EMERGENCY else ticket.next_step
    return Card(
        rank, weight, ticket.customer_name, at, ticket.id, ticket.number, ticket.customer, text, None, since,
        times_told(ticket.reports, ticket.chased) - 1,
    )  # fmt: skip


def is_emergency(ticket: OpenTicket, standing: Collection[int], now: datetime) -> bool:
    """Whether at ``now`` an urgent new report that was meant at once is ours and no visit stands for it; none is, where
    the customer himself names a later day (B1)."""
    holder = holder_now(ticket.ball, ticket.due, now)
    is_ours = ticket.urgent and holder == "us" and ticket.state == "new" and ticket.id not in standing
    if ticket.earliest is not None and ticket.earliest - ticket.reported > AT_ONCE:
        return False
    return is_ours and ticket.due is not None and ticket.due - ticket.reported <= AT_ONCE


def is_unanswered(ticket: OpenTicket, standing: Collection[int], now: datetime) -> bool:
    """Whether a visit without access has led to nothing yet: no other visit stands, and the next step is due."""
    return ticket.id not in standing and is_overdue(ticket.due, ticket.earliest, now)


def is_long_ball(ticket: OpenTicket, long_since: datetime | None) -> bool:
    """Whether the ball has lain with the customer since before ``long_since`` (B10)."""
    return ticket.ball == "customer" and long_since is not None and lies_since(ticket) < long_since


def lies_since(ticket: OpenTicket) -> datetime:
    """Since when the ball lies where it lies."""
    return ticket.ball_since or ticket.reported

"""When the queue changes by itself: the next instant at which a card comes, rises or rings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dispatcher.domain.order import raised_at
from dispatcher.domain.promise import SOON as PROMISE_SOON
from dispatcher.domain.queue_owed import OpenPromise
from dispatcher.domain.queue_promises import SECOND_BELL, STAND_IN
from dispatcher.domain.queue_rows import OpenTicket
from dispatcher.domain.queue_situation import Situation
from dispatcher.domain.queue_tickets import SOON
from dispatcher.domain.queue_visits import late_at

_STEPS = (-PROMISE_SOON, timedelta(0), timedelta(minutes=1), SECOND_BELL, STAND_IN)
"""Where a promise changes, seen from its due time."""


def next_change(situation: Situation, now: datetime) -> datetime | None:
    """The next instant behind ``now`` at which the queue of this situation is another one, or None."""
    return min((instant for instant in _instants(situation, now) if instant > now), default=None)


def _instants(situation: Situation, now: datetime) -> Iterator[datetime]:
    for ticket in situation.tickets:
        yield from _of_ticket(ticket)
    for promise in situation.promises:
        yield from _of_promise(promise, now)
    for order in situation.orders:
        yield from (raised_at(order.sent), order.ends)
    for lane in situation.lanes:
        for visit in lane.blocks:
            if (late_from := late_at(visit)) is not None:
                yield late_from


def _of_ticket(ticket: OpenTicket) -> Iterator[datetime]:
    if ticket.due is not None:
        opens = max(ticket.due, ticket.earliest) if ticket.earliest is not None else ticket.due
        yield opens
        yield opens - SOON
        yield ticket.due


def _of_promise(promise: OpenPromise, now: datetime) -> Iterator[datetime]:
    if promise.next_try is not None:
        yield promise.next_try
    if promise.due + STAND_IN > now:
        yield from (promise.due + step for step in _STEPS)

"""Cards of today's and tomorrow's visits, and of technicians who ask for a call."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.delay import slip
from dispatcher.domain.queue_card import Card, Rank, Weight
from dispatcher.domain.queue_rows import Lane, OpenTicket, Visit
from dispatcher.domain.queue_tickets import is_unanswered

NOT_BEGUN_AFTER = timedelta(minutes=15)
"""So long after its start a visit that nobody began is late."""
NOT_ENDED_AFTER = timedelta(minutes=30)
"""So long after its planned end a visit that goes on is late: nobody changed its status."""
ASKS_FOR_A_CALL, ABSENT = 5, 6
"""Digits by which a technician reports himself."""


def cards_of_lane(
    lane: Lane, tickets: Mapping[int, OpenTicket], standing: Collection[int], now: datetime
) -> Iterator[Card]:
    """What a technician's day needs a hand for."""
    if lane.status == ASKS_FOR_A_CALL:
        yield Card(Rank.ASKS_FOR_CALL, "!", lane.code, technician=lane.technician)
    slipped = slip(lane.blocks, now)
    for visit in lane.blocks:
        ticket = tickets.get(visit.ticket)
        if is_away(lane, visit, now):
            yield card_of_visit(Rank.UNMANNED, "!", visit, technician=lane.technician)
        elif (slipped is not None and slipped[0] is visit) or minutes_late(visit, now):
            yield Card(
                Rank.LATE, "!", lane.code, visit.starts, visit.ticket, visit.ticket_number, visit.customer,
                visit.customer_name, lane.technician, appointment=visit.appointment,
            )  # fmt: skip
        elif visit.state == "no access" and ticket is not None and is_unanswered(ticket, standing, now):
            yield card_of_visit(Rank.NO_ACCESS, "!!", visit, technician=lane.technician)


def card_of_visit(
    rank: Rank,
    weight: Weight,
    visit: Visit,
    since: datetime | None = None,
    technician: int | None = None,
    text: str = "",
) -> Card:
    """The card of a visit; ``since`` where its customer has had the ball for too long."""
    return Card(
        rank, weight, visit.customer_name, visit.starts, visit.ticket, visit.ticket_number, visit.customer, text,
        technician, since, appointment=visit.appointment,
    )  # fmt: skip


def minutes_late(visit: Visit, now: datetime) -> int:
    """By how many minutes a visit is late: not begun after its start, or not ended after its end; 0 where it is not."""
    late_from = late_at(visit)
    if late_from is None or now < late_from:
        return 0
    passed = now - (visit.ends if visit.state == "on site" else visit.starts)
    return int(passed.total_seconds() // 60)


def late_at(visit: Visit) -> datetime | None:
    """From when a visit is late, if nothing is heard until then; None for one that is over."""
    if visit.state == "on site":
        return visit.ends + NOT_ENDED_AFTER
    return None if visit.state in OVER or visit.state in RELEASED else visit.starts + NOT_BEGUN_AFTER


def is_away(lane: Lane, visit: Visit, now: datetime) -> bool:
    """Whether ``visit`` is still to come today and its technician is not there then. One whose digit says absent, and
    of whom no more is known, is away from now on."""
    if visit.state in OVER or visit.state in RELEASED or visit.state == "on site" or visit.ends <= now:
        return False
    return covers(lane.away, visit) or (lane.status == ABSENT and not lane.away)


def covers(away: Iterable[tuple[datetime, datetime | None]], visit: Visit) -> bool:
    """Whether one of the absences touches ``visit``."""
    return any(first < visit.ends and (last is None or visit.starts < last) for first, last in away)

"""Everything the queue is made of at one instant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from dispatcher.domain.queue_owed import HandedOver, OpenPromise, SentOrder, UndecidedFlag, WaitingMessage
from dispatcher.domain.queue_rows import Lane, OpenTicket, Unconfirmed, Visit
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Situation:
    """Open tickets, today's lanes, today's visits that nobody is down for, those ahead that nobody confirmed, the
    tickets for which a visit stands, and the instant before which a ball that is still with the customer
    lies there too long; then what is owed and what waits. ``sign`` is whoever looks: what one colleague hands over to
    another is in the queue of these two."""

    tickets: Sequence[OpenTicket] = ()
    lanes: Sequence[Lane] = ()
    unmanned: Sequence[Visit] = ()
    unconfirmed: Sequence[Unconfirmed] = ()
    standing: Collection[int] = frozenset()
    long_since: datetime | None = None
    drafts: Sequence[str] = ()
    """Names of drafts that wait."""
    promises: Sequence[OpenPromise] = ()
    messages: Sequence[WaitingMessage] = ()
    orders: Sequence[SentOrder] = ()
    churn: Sequence[UndecidedFlag] = ()
    handovers: Sequence[HandedOver] = ()
    sign: str = ""

"""Rows of what is owed and what waits, as the queue wants them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.domain.test_queue import HOUR, NOW

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Promise:
    """Ours to a customer, due in an hour."""

    id: int = 1
    side: str = "ours"
    what: str = "call back"
    customer: int | None = 7
    customer_name: str = "Autohaus Reh"
    to_name: str = ""
    ticket: int | None = None
    ticket_number: int | None = None
    colleague_sign: str = ""
    owner_sign: str = "mh"
    stand_in_sign: str = "wh"
    by_ball: bool = False
    due: datetime = NOW + HOUR
    next_try: datetime | None = None
    acknowledged: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A call that nobody took, five minutes ago."""

    id: int = 1
    kind: str = "missed"
    customer: int | None = 8
    customer_name: str = "Sandner"
    number: str = "030 23125-512"
    text: str = ""
    came: datetime = NOW - 5 * MINUTE
    count: int = 1


@dataclass(frozen=True, slots=True)
class Order:
    """An order that Wolff has had for twenty minutes without a word."""

    appointment: int = 1
    ticket: int = 91
    ticket_number: int = 91
    customer: int = 9
    customer_name: str = "Kita West"
    technicians: tuple[str, ...] = ("Wolff",)
    ends: datetime = NOW + 3 * HOUR
    sent: datetime = NOW - 20 * MINUTE


@dataclass(frozen=True, slots=True)
class Flag:
    """A customer whom we may lose."""

    customer: int = 10
    customer_name: str = "Botschaft"
    since: datetime = NOW - 24 * HOUR


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What no told mh."""

    id: int = 1
    item: int = 1
    text: str = "mx01: four callers not told yet"
    from_sign: str = "no"
    to_sign: str = "mh"
    given: datetime = NOW - 3 * HOUR

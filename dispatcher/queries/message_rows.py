"""Frozen rows of what reached us or left us without an answer: calls nobody took, voicemails, orders, marks.

This module imports neither SQLAlchemy nor a rule, so the screen can name its rows before the store is loaded.
"""

from __future__ import annotations

from datetime import datetime

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A voicemail that nobody has heard, or the calls from one number that nobody took: then ``id``, ``came`` and
    ``version`` are those of the newest. ``number`` is as people here write it, empty where it was withheld."""

    id: int
    kind: str
    """"missed" or "voicemail"."""
    customer: int | None
    customer_name: str
    number: str
    person: str
    text: str
    came: datetime
    version: int
    count: int = 1
    """The most calls from the number within 15 minutes."""
    calls: int = 1
    """All its calls that wait."""
    ids: tuple[int, ...] = ()
    """All messages that are shown as this one."""
    first: datetime | None = None
    """When the oldest of them came."""
    appointment: int | None = None
    """The appointment of the customer that the voicemail may be about (X15)."""
    starts: datetime | None = None
    ticket: int | None = None
    ticket_number: int | None = None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order that was sent and that nobody has acknowledged; ``technicians`` are the codes of who goes."""

    appointment: int
    ticket: int
    ticket_number: int
    customer: int
    customer_name: str
    title: str
    state: str
    starts: datetime
    ends: datetime
    sent: datetime
    version: int
    technicians: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UndecidedRow:
    """A mark of a customer that nobody with the right to has decided about; ``entry`` is the newest that set it,
    ``since`` when the oldest did, ``text`` what the newest says."""

    customer: int
    customer_number: int
    customer_name: str
    flag: str
    since: datetime
    entry: int
    author: str
    text: str

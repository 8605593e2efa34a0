"""Frozen rows of the confirmation of one appointment."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.confirming import Points
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class ConfirmPerson:
    """A contact person of the customer: as he is called, his first number, who stands in for him (id), and whether he
    is absent on the day of the appointment. ``is_opener`` where opening is his duty, ``is_contact`` where he is called
    about anything."""

    id: int
    name: str
    phone: str
    deputy: int | None
    is_away: bool
    is_opener: bool
    is_contact: bool
    language: str


@dataclass(frozen=True, slots=True)
class ConfirmSheet:
    """One appointment as it is confirmed: ``crew`` are the names of the technicians, ``window`` what the customer was
    told (UTC), ``zone`` the wall clock of the appointment; ``opener`` and ``deputy`` are ids where they are on
    record."""

    appointment: int
    ticket: int
    number: int
    customer: int
    customer_name: str
    language: str
    state: str
    starts: datetime
    ends: datetime
    zone: str
    window: tuple[datetime, datetime] | None
    crew: tuple[str, ...]
    version: int
    opener: int | None
    deputy: int | None
    register_hours: int | None
    points: Points
    people: tuple[ConfirmPerson, ...]

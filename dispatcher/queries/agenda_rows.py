"""Frozen rows of what lies ahead: today and the next working day, and how full the week is."""

from __future__ import annotations

from datetime import date, datetime

from dispatcher.queries.rows import PlanRow
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One appointment with whom one would call about it: ``person`` with his form of address and his ``phone``, empty
    where nobody is named; ``is_deputy`` where he stands in for somebody who is absent. ``technicians`` are codes; none
    where nobody is down for it. ``opener`` is who was named to open, ``is_deputy_said`` whether a deputy was named or
    none is known, ``unconfirmed`` why it is not confirmed any more, ``insisted`` why somebody drives all the same."""

    appointment: int
    ticket: int
    ticket_number: int
    customer: int
    customer_name: str
    title: str
    skills: str
    state: str
    starts: datetime
    ends: datetime
    person: str
    phone: str
    technicians: tuple[str, ...]
    opener: str = ""
    is_deputy_said: bool = False
    unconfirmed: str = ""
    insisted: str = ""
    is_deputy: bool = False


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One day of the week: minutes of work that are planned, and minutes in which technicians are there."""

    day: date
    planned: int
    there: int


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """What lies ahead, seen from one day of the office. ``next_day`` is the working day after it."""

    today: PlanRow
    next_day: PlanRow
    unmanned: tuple[VisitRow, ...]
    """Today's appointments that nobody is down for."""
    visits: tuple[VisitRow, ...]
    """Those until the next working day, the office's or that of their site, in order (B3)."""
    standing: frozenset[int]
    """Open tickets for which somebody is down for an appointment."""
    long_since: datetime
    """A ball that a customer has since before this instant, he has for more than ten working days."""
    load: tuple[LoadRow, ...]
    """Monday to Friday of this week."""
    unsafe: tuple[VisitRow, ...] = ()
    """What is not confirmed of them and of the rest of today, and what lost its opener on any day, in order (B4)."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is doubtful about the store: the entry at which its chain is ``broken`` (None where it holds), and by how
    many ``minutes`` the newest entry lies ahead of this computer's clock (0 where it does not)."""

    broken: int | None = None
    minutes: int = 0

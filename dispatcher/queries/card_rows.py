"""Frozen rows of one customer's card: his people, sites and contracts. Instants are aware and in UTC.

Imports neither SQLAlchemy nor a rule, like the other rows of the screen.
"""

from __future__ import annotations

from datetime import datetime

from dispatcher.queries.decision_rows import DecisionRow
from dispatcher.queries.history_rows import HistoryRow
from dispatcher.queries.promise_rows import PromiseRow
from dispatcher.queries.rows import Span, TicketRow
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A contact person with the numbers one would dial, best first. ``role`` is his job in words."""

    id: int
    name: str
    role: str
    numbers: tuple[str, ...]
    duties: tuple[str, ...] = ()
    """What he is there for: contact, opener, billing, "decides: SUBJECT"."""
    deputy: str = ""
    permissions: tuple[str, ...] = ()
    """What he may do: order, appointments, access data, invoices."""
    channel: str = ""
    """The letter of the channel he likes best, or empty."""
    no_information: bool = False
    """A third party who is told nothing."""
    away: tuple[Span, ...] = ()
    """His absences that are not over yet, in order; never with a reason."""
    told: tuple[datetime | None, ...] = ()
    """When we were told of each of them; None where nobody noted it."""
    language: str = ""
    form: str = ""
    """Frau, Herr, Dr.; ``name`` begins with it."""
    bare_name: str = ""
    """His name without it."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A place we drive to."""

    id: int
    name: str
    street: str
    postcode: str
    place: str
    country: str
    state: str
    zone: str
    access: str
    parking: str
    access_class: str = ""
    """open, reception, registration or security lock; empty where nobody has said."""
    register_hours: int | None = None
    """How many hours ahead somebody has to be registered; None where nobody has to."""
    buffer_minutes: int = 0
    guard_phone: str = ""
    """As it is shown."""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class ContractRow:
    """What was agreed with a customer. ``hours`` is how service hours are stored, ``availability`` in percent, the days
    in ISO form; what is not agreed is empty or None."""

    id: int
    name: str
    hours: str
    response_minutes: int | None
    availability: float | None
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The head of the Contacts pane. ``entries`` counts the whole history."""

    id: int
    number: int
    name: str
    long_name: str
    language: str
    sites: tuple[SiteRow, ...]
    site_count: int
    people: tuple[PersonRow, ...]
    numbers: tuple[str, ...]
    open_tickets: int
    entries: int
    version: int
    remark: str = ""
    flags: tuple[str, ...] = ()
    """What weighs on him ("churn", "complaint"), the heavier first."""
    contracts: tuple[ContractRow, ...] = ()
    promises: tuple[PromiseRow, ...] = ()
    """What is open between him and us, the one due first on top."""
    open_since: datetime | None = None
    """When the oldest of his open tickets was reported."""
    moves: tuple[tuple[str, int], ...] = ()
    """How often whom moved something of his open tickets, by the names of ``MoveCounts``; empty where nobody did."""

    decisions: tuple[DecisionRow, ...] = ()
    """Who does not come to him again, by his decision."""

    @property
    def only_site(self) -> SiteRow | None:
        """His site, where he has one alone: whose holidays count (M10); None where nobody knows which is meant."""
        return self.sites[0] if len(self.sites) == self.site_count == 1 else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown of the first hit before Enter: the card and the newest entries."""

    card: CustomerCard
    tickets: tuple[TicketRow, ...]
    newest: tuple[HistoryRow, ...]

"""An appointment: its states, the bracket that shows them, and the time it blocks."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import is_zone
from dispatcher.locale import _
from dispatcher.values import dataclass

STATES = (
    "asked",
    "proposed",
    "confirmed",
    "en route",
    "on site",
    "done",
    "interrupted",
    "no access",
    "cancelled",
    "fell through",
)
RELEASED = frozenset({"cancelled", "fell through", "asked"})
"""States that block nobody's time."""
OVER = frozenset({"done", "interrupted", "no access", "cancelled", "fell through"})
"""States of an appointment that nobody drives to any more."""
BOOKABLE = ("asked", "proposed")
"""A new appointment is never more than proposed: confirmed needs the person who opens the door (I3)."""
LONGEST = timedelta(hours=24)
LONGEST_TRAVEL = 24 * 60
MOST_TECHNICIANS = 20
BRACKETS = {
    "asked": "()",
    "proposed": "()",
    "confirmed": "[]",
    "en route": "[]",
    "on site": "{}",
    "done": "<>",
    "interrupted": "<>",
    "no access": "//",
}


@dataclass(frozen=True, slots=True)
class Book:
    """An appointment to be made: for which ticket, who goes (ids), when (aware), on whose wall clock (IANA name).

    ``window`` is the span told to the customer; ``travel_minutes`` lie before the start (None: the way there is
    reckoned, and what was learned about the site is added); ``override`` is the reason why it is booked although
    something speaks against it (I4). ``opener`` is the contact person (by id) who lets us in, ``opener_name`` his name
    where he is not on record. ``version`` is the ticket's as it was seen, or None."""

    ticket: int
    technicians: tuple[int, ...]
    starts: datetime
    ends: datetime
    zone: str
    state: str = "proposed"
    window: tuple[datetime, datetime] | None = None
    travel_minutes: int | None = None
    override: str = ""
    version: int | None = None
    opener: int | None = None
    opener_name: str = ""


def refuse_book(book: Book, now: datetime) -> Refusal | None:
    """The sentence why this cannot be booked whatever else is in the plan, or None."""
    if book.state not in BOOKABLE:
        return Refusal("state", _("A new appointment is asked for or proposed; it is confirmed later."))
    if not 0 < len(set(book.technicians)) <= MOST_TECHNICIANS:
        return Refusal("technicians", _("An appointment needs 1 to {most} technicians.").format(most=MOST_TECHNICIANS))
    if refusal := refuse_span(book.starts, book.ends, book.travel_minutes or 0):
        return refusal
    if book.ends <= now:
        return Refusal("past", _("That time has passed."))
    if book.window is not None and not book.window[0] <= book.starts < book.window[1]:
        return Refusal("window", _("The appointment begins outside the window told to the customer."))
    if not is_zone(book.zone):
        return Refusal("zone", _("{zone} is no time zone. Like: Europe/Berlin").format(zone=book.zone))
    return None


def refuse_span(starts: datetime, ends: datetime, travel_minutes: int) -> Refusal | None:
    """The sentence why an appointment cannot last from ``starts`` to ``ends``, or None."""
    if ends <= starts:
        return Refusal("span", _("An appointment ends after it began."))
    if ends - starts > LONGEST:
        return Refusal("too-long", _("An appointment lasts at most 24 hours. Make one for each day."))
    if not 0 <= travel_minutes <= LONGEST_TRAVEL:
        return Refusal("travel", _("The way there takes between 0 and {most} minutes.").format(most=LONGEST_TRAVEL))
    return None


def taken(technician: str, span: str, ticket_number: int, customer: str) -> Refusal:
    """The no to a second appointment at the same time (I4), with the one that is there."""
    sentence = _("{technician} is booked already: {span}, T-{number} {customer}.")
    return Refusal(
        "overlap", sentence.format(technician=technician, span=span, number=ticket_number, customer=customer)
    )


def absent(technician: str, since: str, until: str) -> Refusal:
    """The no to somebody who is absent then (I4), never with a reason; ``until`` is empty where nobody knows."""
    sentence = (
        _("{technician} is absent: {since} - {until}.") if until else _("{technician} is absent from {since} on.")
    )
    return Refusal("absent", sentence.format(technician=technician, since=since, until=until))


def brackets(state: str) -> str:
    """The pair of signs around a block on the plan: the state for eyes that see no colour."""
    return BRACKETS.get(state, "()")


def blocked(starts: datetime, ends: datetime, travel_minutes: int) -> tuple[datetime, datetime]:
    """The time an appointment takes from a technician: travel before and the slot itself (I4)."""
    return starts - timedelta(minutes=travel_minutes), ends

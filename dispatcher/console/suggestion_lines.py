"""The one suggested next step of a ticket in words: whom to call on which number, or who could drive there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dispatcher.console.wording import short_day, span
from dispatcher.domain.attempt import way
from dispatcher.domain.calendar import to_local
from dispatcher.domain.contact import is_called
from dispatcher.domain.free import free_lanes
from dispatcher.domain.queue import Card
from dispatcher.domain.suggestion import suggest
from dispatcher.locale import _
from dispatcher.queries.card_rows import CustomerCard, PersonRow
from dispatcher.queries.rows import AppointmentLine, PlanRow, TicketDetail, TicketRow

_MOST_FREE = 3


def suggestion(
    detail: TicketDetail,
    card: Card | None,
    customer: CustomerCard | None,
    today: PlanRow | None,
    now: datetime,
    zone: str,
) -> str:
    """What is to be done about the ticket in ``detail``, whose ``card`` lies in the queue; empty where nothing is to
    be added to its own next step."""
    row = detail.row
    step = suggest(card, row.ball)
    known = customer if customer is not None and customer.id == row.customer else None
    whom = _whom(row, known, now, opens=step == "ask who opens")
    if step == "find technician":
        return _free(row.skills, today, now, zone)
    if step == "do" or not whom:
        return ""
    told = {
        "call for date": _("call {whom} for a new date"),
        "call ahead": _("call {whom} before they call"),
        "ask": _asked(row.attempts),
        "ask who opens": _("ask {whom} who opens {when}"),
    }[step]
    return told.format(whom=whom, when=_coming(detail.appointments, now, zone))


def _asked(attempts: int) -> str:
    """How one asks after so many attempts in vain: by a call, a call and a mail, at last in writing (B9)."""
    told = {
        "call": _("ask {whom}"),
        "call and mail": _("call {whom} and mail"),
        "write": _("write to {whom}: y = copy the letter"),
    }
    return told[way(attempts)]


def _whom(row: TicketRow, customer: CustomerCard | None, now: datetime, opens: bool) -> str:
    """Name and number of whoever has the ball, else of who is named in the next step, else of the first person, where
    it is about who ``opens`` of him whose duty that is; of his deputy while he is absent."""
    named = row.ball_who
    if customer is None:
        return named
    known = [person for person in customer.people if not person.no_information]
    people = [person for person in known if named and is_called(person.name, named)]
    if named and not people:
        return named
    words = [*named.split(), *row.next_step.replace(":", " ").replace(",", " ").split()]
    people = people or [person for person in known if any(is_called(person.name, word) for word in words)]
    for person in (people or _first(known, opens))[:1]:
        there = _deputy(person, known, now)
        return " ".join([named or person.name if there is person else there.name, *there.numbers[:1]])
    return customer.numbers[0] if customer.numbers else ""


def _first(known: Sequence[PersonRow], opens: bool) -> Sequence[PersonRow]:
    """Whose duty it is to open comes first, and behind him who stands in for him."""
    if not opens:
        return known
    openers = [one for one in known if "opener" in one.duties]
    stand_in = {one.deputy for one in openers}
    return [*sorted(openers, key=lambda one: one.name in stand_in), *known]


def _deputy(person: PersonRow, known: Sequence[PersonRow], now: datetime) -> PersonRow:
    """Who is there for ``person``: his deputy, where he himself is absent and the deputy is not."""
    present = (one for one in known if one.name == person.deputy and not _is_away(one, now))
    return next(present, person) if _is_away(person, now) else person


def _is_away(person: PersonRow, now: datetime) -> bool:
    return any(since <= now and (until is None or now < until) for since, until in person.away)


def _coming(appointments: Sequence[AppointmentLine], now: datetime, zone: str) -> str:
    ahead = [one for one in appointments if one.starts > now]
    if not ahead:
        return ""
    return f"{short_day(to_local(ahead[0].starts, zone).date())} {span(ahead[0].starts, ahead[0].ends, zone)}"


def _free(skills: str, today: PlanRow | None, now: datetime, zone: str) -> str:
    if today is None:
        return ""
    free = free_lanes(today.lanes, skills.split(), today.day, zone, now)
    if not free:
        return _("nobody with {skills} is free today").format(skills=skills) if skills else ""
    who = ", ".join(f"{lane.code} {minute // 60:02d}:{minute % 60:02d}" for lane, minute in free[:_MOST_FREE])
    if not skills:
        return _("free today: {who}").format(who=who)
    return _("free today, {skills}: {who}").format(skills=skills, who=who)

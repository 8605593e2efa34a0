"""Appointments to which somebody still has to drive, and which of them are not safe: what is to be confirmed the
working day before at the site (B3), at once where it is less than a day ahead, and whatever lost its opener (B4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, or_, select

from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.calendar import day_bounds, local_day, next_working_day
from dispatcher.domain.confirming import OPENER_AWAY, is_open, whose_duty
from dispatcher.domain.contact import is_called
from dispatcher.domain.extension import with_extensions
from dispatcher.domain.form_of_address import addressed, title_of
from dispatcher.domain.queue_visits import NOT_BEGUN_AFTER
from dispatcher.domain.stored import tokens_of
from dispatcher.queries.agenda_rows import VisitRow
from dispatcher.queries.raw import Read
from dispatcher.queries.reached import PHONE, absent_until
from dispatcher.store.readiness import SITE_OF_TICKET
from dispatcher.store.schema import (
    absence,
    appointment,
    assignment,
    contact_person,
    customer,
    journal_link,
    move,
    site,
    technician,
    ticket,
)
from dispatcher.store.types import UtcInstant
from dispatcher.values import dataclass

MOST_VISITS = 1000
"""No office drives to more appointments on one day."""
MOST_CALLS = 20
"""Unconfirmed appointments of which it is looked up whom to call."""
MOST_PEOPLE = 50
LONGEST_BREAK = timedelta(days=7)
"""No holidays keep a site closed for longer between two working days."""
SHORT_NOTICE = timedelta(hours=24)
"""An appointment made less ahead than that is confirmed at once."""
LAST_CHECK = timedelta(hours=1)
"""So long before its start somebody looks once more at what nobody confirmed."""
NOBODY_DRIVES = sorted(OVER | RELEASED)
STARTS: ColumnElement[bool] = and_(
    appointment.c.starts_at >= bindparam("starts", type_=UtcInstant()),
    appointment.c.starts_at < bindparam("ends", type_=UtcInstant()),
)
DOWN_FOR_IT: ColumnElement[bool] = and_(assignment.c.appointment_id == appointment.c.id, assignment.c.active.is_(True))
_OPENER = contact_person.alias("opener_person")
_OPENS = func.coalesce(func.nullif(appointment.c.opener, ""), _OPENER.c.name, "")


def _visits(*more: Any) -> Select[Any]:
    return (
        select(
            appointment.c.id,
            ticket.c.id,
            ticket.c.number,
            customer.c.id,
            customer.c.name,
            ticket.c.title,
            ticket.c.skills,
            appointment.c.state,
            appointment.c.starts_at,
            appointment.c.ends_at,
            ticket.c.ball_who,
            ticket.c.person_id,
            technician.c.code,
            appointment.c.opener_id,
            _OPENS,
            or_(appointment.c.no_deputy, appointment.c.deputy != "", appointment.c.deputy_id.is_not(None)),
            appointment.c.unconfirmed,
            appointment.c.insisted,
            site.c.state,
            site.c.country,
            appointment.c.zone,
            *more,
        )
        .select_from(appointment)
        .join(ticket, ticket.c.id == appointment.c.ticket_id)
        .join(customer, customer.c.id == ticket.c.customer_id)
        .outerjoin(site, SITE_OF_TICKET)
        .outerjoin(_OPENER, _OPENER.c.id == appointment.c.opener_id)
        .outerjoin(assignment, DOWN_FOR_IT)
        .outerjoin(technician, technician.c.id == assignment.c.technician_id)
        .where(appointment.c.state.not_in(NOBODY_DRIVES))
        .order_by(appointment.c.starts_at, appointment.c.id, assignment.c.id)
        .limit(MOST_VISITS)
    )


_BOOKED = (
    select(func.min(journal_link.c.happened_at))
    .where(journal_link.c.kind == "appointment", journal_link.c.ref == appointment.c.id)
    .correlate(appointment)
    .scalar_subquery()
)
_MOVED = (
    select(func.max(move.c.happened_at))
    .where(move.c.appointment_id == appointment.c.id, move.c.kind == "moved")
    .correlate(appointment)
    .scalar_subquery()
)
_OF_SPAN = Read(_visits().where(STARTS))
_OPEN_OF_SPAN = Read(_visits(_BOOKED, _MOVED).where(STARTS, appointment.c.state == "proposed"))
_ELSEWHERE = Read(
    _visits()
    .where(STARTS, appointment.c.state == "proposed")
    .where(or_(site.c.state != bindparam("state"), site.c.country != "DE"))
)
"""Proposed appointments at sites whose holidays are not the office's."""
_LOST = Read(
    _visits()
    .where(appointment.c.starts_at >= bindparam("starts", type_=UtcInstant()))
    .where(appointment.c.state == "proposed", appointment.c.unconfirmed == OPENER_AWAY)
)
_NOW: ColumnElement[datetime] = bindparam("now", type_=UtcInstant())
_PEOPLE = Read(
    select(
        contact_person.c.id,
        contact_person.c.name,
        PHONE,
        contact_person.c.deputy_id,
        absent_until(absence.c.starts_at <= _NOW, _NOW),
        contact_person.c.duties,
        contact_person.c.form,
    )
    .where(contact_person.c.customer_id == bindparam("customer"), contact_person.c.archived.is_(False))
    .order_by(contact_person.c.id)
    .limit(MOST_PEOPLE)
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is to be driven to until the next working day, and what of it and beyond is not safe."""

    visits: tuple[VisitRow, ...]
    unsafe: tuple[VisitRow, ...]


def ahead(connection: Connection, day: date, zone: str, state: str, now: datetime) -> Ahead:
    """What lies behind the local ``day`` of an office of that ``zone`` and federal ``state``, up to the next working
    day, the office's or that of the site (B3); and what is not safe: everything unconfirmed of it, today's that was
    made at short notice or begins within the hour, and whatever lost its opener on any day (B4).

    Indexes ``ix_appointment_starts_at``, ``ix_contact_person_customer_id``, ``ix_absence_person_id``, the journal
    links' key, ``ix_move_appointment_id``.
    """
    morning, evening = day_bounds(day, zone)
    until = day_bounds(next_working_day(day, state), zone)[1]
    rows = _OPEN_OF_SPAN.all(connection, starts=max(morning, now - NOT_BEGUN_AFTER), ends=evening)
    today = [row for row in rows if _is_at_once(row, now)]
    coming = _OF_SPAN.all(connection, starts=evening, ends=until)
    later = _ELSEWHERE.all(connection, starts=until, ends=until + LONGEST_BREAK, state=state)
    lost = _LOST.all(connection, starts=until)
    calls = _Calls(connection, now)
    visits = tuple(calls.named(_together([*coming, *(row for row in later if _is_next(row, day))])))
    known = {visit.appointment for visit in visits}
    others = [one for one in _together([*today, *lost]) if is_open(one.visit) and one.visit.appointment not in known]
    unsafe = [*calls.named(others), *(visit for visit in visits if is_open(visit))]
    return Ahead(visits, tuple(sorted(unsafe, key=lambda visit: (visit.starts, visit.appointment))))


def _is_at_once(row: Any, now: datetime) -> bool:
    """Whether an appointment of today is to be confirmed now: it was made or moved less than a day ahead, its
    confirmation was lost, or it is the last moment before the drive."""
    booked, moved = row[-2:]
    said = max((at for at in (booked, moved) if at is not None), default=now)
    return bool(row[16]) or row[8] - said < SHORT_NOTICE or row[8] - now <= LAST_CHECK


def _is_next(row: Any, day: date) -> bool:
    """Whether an appointment lies on the first working day of its site behind ``day``, or before it."""
    *_rest, state, country, zone = row
    return local_day(row[8], zone) <= next_working_day(day, state, country or "DE")


@dataclass(frozen=True, slots=True)
class _Found:
    """A visit, with the ids of who opens and of who reported the fault; ``person`` of it is who has the ball."""

    visit: VisitRow
    opener: int | None
    reporter: int | None


def _together(rows: Iterable[Any]) -> list[_Found]:
    """One for each appointment, with its whole crew."""
    found: dict[int, _Found] = {}
    for row in rows:
        codes = (row[12],) if row[12] else ()
        known = found.get(row[0])
        if known is not None:
            crew = (*known.visit.technicians, *codes)
            found[row[0]] = replace(known, visit=replace(known.visit, technicians=crew))
        else:
            found[row[0]] = _found(row, codes)
    return list(found.values())


def _found(row: Any, codes: tuple[str, ...]) -> _Found:
    opener, opens, is_deputy_said, unconfirmed, insisted = row[13:18]
    visit = VisitRow(*(*row[:11], "", codes, opens, bool(is_deputy_said), unconfirmed, insisted))
    return _Found(visit, opener, row[11])


class _Calls:
    """Whom to call about the first appointments that are not confirmed."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._left = MOST_CALLS

    def named(self, found: Iterable[_Found]) -> Iterator[VisitRow]:
        """The visits with name and number of whoever is called."""
        for one in found:
            is_call = is_open(one.visit) and self._left > 0
            self._left -= is_call
            yield self._called(one) if is_call else replace(one.visit, person="")

    def _called(self, found: _Found) -> VisitRow:
        people = {one.id: one for one in self._people(found.visit.customer)}
        named = found.visit.opener or found.visit.person
        one = _meant(found, people, named)
        if one is None:
            return replace(found.visit, person=named)
        if one.is_opener and not found.visit.opener:
            found = replace(found, visit=replace(found.visit, opener=one.name))
        deputy = people.get(one.deputy) if one.is_away and one.deputy is not None else None
        if deputy is not None and not deputy.is_away:
            return replace(found.visit, person=deputy.called(), phone=deputy.phone, is_deputy=True)
        return replace(found.visit, person=one.called(named), phone=one.phone)

    def _people(self, customer_id: int) -> list[_Person]:
        rows = _PEOPLE.all(self._connection, customer=customer_id, now=self._now)
        spelled = with_extensions([row[2] or "" for row in rows])
        return [
            _Person(row[0], row[1], phone, row[3], bool(row[4]), "opener" in tokens_of(row[5]), row[6])
            for row, phone in zip(rows, spelled, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Person:
    id: int
    name: str
    phone: str
    deputy: int | None
    is_away: bool
    is_opener: bool
    form: str

    def called(self, named: str = "") -> str:
        """With his form of address; where none is on record, as somebody ``named`` him."""
        return addressed(self.form, self.name) if title_of(self.form) else named or self.name


def _meant(found: _Found, people: Mapping[int, _Person], named: str) -> _Person | None:
    """Whoever opens, else who has the ball (``named`` both), else whose duty it is to open, else who reported the
    fault, else the customer's first person; None where somebody is named who is not on record."""
    if found.opener is not None and found.opener in people:
        return people[found.opener]
    if named:
        return next((one for one in people.values() if is_called(one.name, named)), None)
    return whose_duty(people.values()) or people.get(found.reporter or 0) or next(iter(people.values()), None)

"""The confirmation of one appointment: what is settled, and whom one may name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select

from dispatcher.domain.calendar import day_bounds, local_day
from dispatcher.domain.extension import with_extensions
from dispatcher.domain.form_of_address import addressed
from dispatcher.domain.stored import tokens_of
from dispatcher.queries.confirm_rows import ConfirmPerson, ConfirmSheet
from dispatcher.queries.raw import Read
from dispatcher.queries.reached import PHONE, absent_until
from dispatcher.store.readiness import SITE_OF_TICKET, points_of
from dispatcher.store.schema import (
    absence,
    appointment,
    assignment,
    contact_person,
    customer,
    site,
    technician,
    ticket,
)
from dispatcher.store.types import UtcInstant

MOST_PEOPLE = 50
_VISIT = Read(
    select(
        appointment.c.id,
        ticket.c.id,
        ticket.c.number,
        customer.c.id,
        customer.c.name,
        customer.c.language,
        appointment.c.state,
        appointment.c.starts_at,
        appointment.c.ends_at,
        appointment.c.zone,
        appointment.c.window_from,
        appointment.c.window_until,
        appointment.c.version,
        appointment.c.opener_id,
        appointment.c.deputy_id,
        site.c.register_hours,
    )
    .select_from(appointment)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .join(customer, customer.c.id == ticket.c.customer_id)
    .outerjoin(site, SITE_OF_TICKET)
    .where(appointment.c.id == bindparam("appointment"))
)
_CREW = Read(
    select(technician.c.name)
    .join(assignment, assignment.c.technician_id == technician.c.id)
    .where(assignment.c.appointment_id == bindparam("appointment"), assignment.c.active.is_(True))
    .order_by(assignment.c.id)
)
_STARTS: ColumnElement[datetime] = bindparam("starts", type_=UtcInstant())
_ENDS: ColumnElement[datetime] = bindparam("ends", type_=UtcInstant())
_PEOPLE = Read(
    select(
        contact_person.c.id,
        contact_person.c.form,
        contact_person.c.name,
        PHONE,
        contact_person.c.deputy_id,
        absent_until(absence.c.starts_at < _ENDS, _STARTS),
        contact_person.c.duties,
        contact_person.c.language,
    )
    .where(contact_person.c.customer_id == bindparam("customer"), contact_person.c.archived.is_(False))
    .where(contact_person.c.no_information.is_(False))
    .order_by(contact_person.c.id)
    .limit(MOST_PEOPLE)
)


def confirm_sheet(connection: Connection, appointment_id: int) -> ConfirmSheet | None:
    """One appointment as it is confirmed, with at most 50 people of the customer; None where there is none.

    Indexes: primary keys, ``ix_contact_person_customer_id``, ``ix_number_customer_id``, ``ix_absence_person_id``, the
    key of the assignments, ``ix_promise_ticket_id``, ``ix_message_customer_id``.
    """
    found = _VISIT.first(connection, appointment=appointment_id)
    points = points_of(connection, appointment_id)
    if found is None or points is None:
        return None
    *head, window_from, window_until, version, opener, deputy, hours = found
    crew = tuple(row[0] for row in _CREW.all(connection, appointment=appointment_id))
    window = (window_from, window_until) if window_from and window_until else None
    people = _people(connection, head[3], head[7], head[9])
    return ConfirmSheet(*(*head, window, crew, version, opener, deputy, hours, points, people))


def _people(connection: Connection, customer_id: int, starts: datetime, zone: str) -> tuple[ConfirmPerson, ...]:
    first, last = day_bounds(local_day(starts, zone), zone)
    rows = _PEOPLE.all(connection, customer=customer_id, starts=first, ends=last)
    spelled = with_extensions([row[3] or "" for row in rows])
    return tuple(_person(row, phone) for row, phone in zip(rows, spelled, strict=True))


def _person(row: Any, phone: str) -> ConfirmPerson:
    ident, form, name, _shown, deputy, is_away, stored, language = row
    duties = tokens_of(stored)
    called = addressed(form, name)
    return ConfirmPerson(ident, called, phone, deputy, bool(is_away), "opener" in duties, "contact" in duties, language)

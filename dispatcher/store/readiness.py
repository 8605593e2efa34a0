"""What is settled about an appointment before somebody drives to it, as its rows tell it (I3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from dispatcher.domain.calendar import day_bounds, local_day
from dispatcher.domain.confirming import Points, asks_registration, is_registering
from dispatcher.domain.form_of_address import addressed
from dispatcher.store.schema import absence, appointment, contact_person, message, promise, site, ticket

_OPENER, _DEPUTY = contact_person.alias("opener_person"), contact_person.alias("deputy_person")
_SITES = site.alias("his_sites")
_FIRST_SITE = (
    select(func.min(_SITES.c.id))
    .where(_SITES.c.customer_id == ticket.c.customer_id, _SITES.c.archived.is_(False))
    .correlate(ticket)
    .scalar_subquery()
)
SITE_OF_TICKET: ColumnElement[bool] = site.c.id == func.coalesce(ticket.c.site_id, _FIRST_SITE)
"""Where a ticket's work is: its site, or the customer's first one where nobody named it."""
_POINTS = (
    select(
        appointment.c.state,
        appointment.c.starts_at,
        appointment.c.zone,
        appointment.c.ticket_id,
        appointment.c.opener_id,
        appointment.c.opener,
        _OPENER.c.form.label("opener_form"),
        _OPENER.c.name.label("opener_name"),
        appointment.c.deputy,
        _DEPUTY.c.form.label("deputy_form"),
        _DEPUTY.c.name.label("deputy_name"),
        appointment.c.no_deputy,
        appointment.c.registered,
        appointment.c.registered_at,
        appointment.c.unconfirmed,
        appointment.c.insisted,
        ticket.c.customer_id,
        site.c.access_class,
        site.c.register_hours,
    )
    .select_from(appointment)
    .join(ticket, ticket.c.id == appointment.c.ticket_id)
    .outerjoin(site, SITE_OF_TICKET)
    .outerjoin(_OPENER, _OPENER.c.id == appointment.c.opener_id)
    .outerjoin(_DEPUTY, _DEPUTY.c.id == appointment.c.deputy_id)
)


def points_of(connection: Connection, appointment_id: int) -> Points | None:
    """What is settled about one appointment; None where there is none. By primary keys, ``ix_absence_person_id``,
    ``ix_promise_ticket_id`` and ``ix_message_customer_id``."""
    row = connection.execute(_POINTS.where(appointment.c.id == appointment_id)).one_or_none()
    return None if row is None else _points(connection, row)


def _points(connection: Connection, row: Any) -> Points:
    asks = asks_registration(row.access_class or "", row.register_hours)
    promised = row.registered if row.registered_at is None else ""
    return Points(
        state=row.state,
        opener=row.opener or addressed(row.opener_form, row.opener_name),
        opener_away=row.opener_id is not None and is_away(connection, row.opener_id, row.starts_at, row.zone),
        deputy=row.deputy or addressed(row.deputy_form, row.deputy_name),
        no_deputy=row.no_deputy,
        asks_registration=asks,
        registered=row.registered if row.registered_at is not None else "",
        registers=promised or (registrar(connection, row.ticket_id) if asks else ""),
        unheard=has_unheard(connection, row.customer_id),
        unconfirmed=row.unconfirmed,
        insisted=row.insisted,
    )


def is_away(connection: Connection, person_id: int, at: datetime, zone: str) -> bool:
    """Whether a contact person is absent on the local day of an instant, be it for an hour; index
    ``ix_absence_person_id``."""
    starts, ends = day_bounds(local_day(at, zone), zone)
    return connection.scalar(select(absence.c.id).where(absent_within(person_id, starts, ends)).limit(1)) is not None


def absent_within(person_id: int, starts: datetime, ends: datetime) -> ColumnElement[bool]:
    """The condition that an absence of a contact person touches a span (aware instants)."""
    return and_(
        absence.c.person_id == person_id,
        absence.c.archived.is_(False),
        absence.c.starts_at < ends,
        or_(absence.c.ends_at.is_(None), absence.c.ends_at > starts),
    )


def registrar(connection: Connection, ticket_id: int) -> str:
    """Who of the customer owes us that he registers us for a ticket, by an open promise of his; empty where nobody
    does. Index ``ix_promise_ticket_id``."""
    query = (
        select(promise.c.what, promise.c.to_name, contact_person.c.form, contact_person.c.name)
        .outerjoin(contact_person, contact_person.c.id == promise.c.person_id)
        .where(promise.c.ticket_id == ticket_id, promise.c.side == "theirs", promise.c.closed_at.is_(None))
        .order_by(promise.c.id.desc())
    )
    for what, name, *person in connection.execute(query):
        if is_registering(what):
            return addressed(*person) or name or "?"
    return ""


def has_unheard(connection: Connection, customer_id: int) -> bool:
    """Whether a voicemail of the customer waits to be heard (X15); index ``ix_message_customer_id``."""
    query = select(message.c.id).where(
        message.c.customer_id == customer_id, message.c.kind == "voicemail", message.c.settled_at.is_(None)
    )
    return connection.scalar(query.limit(1)) is not None

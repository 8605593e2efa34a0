"""What is to be done, as it is on record: a ticket or an appointment of it that is carried."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from dispatcher.domain.planning import USUAL_MINUTES, Job, Place, Span
from dispatcher.domain.text import one_line
from dispatcher.store.merged import standing_for
from dispatcher.store.schema import absence, appointment, assignment, contact_person, customer, office, site, ticket

MOST_PEOPLE = 20
_FIRST_SITE = (
    select(func.min(site.c.id))
    .where(site.c.customer_id == ticket.c.customer_id, site.c.archived.is_(False))
    .correlate(ticket)
    .scalar_subquery()
)
SITE_OF_TICKET = func.coalesce(ticket.c.site_id, _FIRST_SITE)
"""The site of a ticket: its own, else the first one of its customer."""


def job_of(connection: Connection, ticket_id: int, appointment_id: int | None = None) -> Job | None:
    """What is to be done for a ticket (the one that stands for it), or the appointment that is carried; None for an
    unknown one. By the primary keys, ``ix_site_customer_id``, ``ix_absence_person_id``."""
    ticket_id = standing_for(connection, ticket_id)
    query = (
        select(ticket, customer.c.name.label("customer_name"))
        .join(customer, customer.c.id == ticket.c.customer_id)
        .where(ticket.c.id == ticket_id)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        return None
    place = connection.execute(
        select(site).join(ticket, site.c.id == SITE_OF_TICKET).where(ticket.c.id == ticket_id)
    ).first()
    carried = _carried(connection, appointment_id) if appointment_id is not None else None
    opener = carried.opener_id if carried is not None and carried.opener_id else found.person_id
    return Job(
        ticket=found.id,
        number=found.number,
        customer=found.customer_id,
        customer_name=found.customer_name,
        title=found.title,
        skills=tuple(found.skills.split()),
        minutes=_minutes(carried) if carried is not None else found.minutes or USUAL_MINUTES,
        urgent=found.urgent,
        earliest=found.earliest_at,
        openers_away=_openers_away(connection, opener) if opener is not None else (),
        has_ended=found.closed_at is not None,
        version=carried.version if carried is not None else found.version,
        **_of_site(connection, place) | (_of_appointment(connection, carried) if carried is not None else {}),
    )


def _carried(connection: Connection, appointment_id: int) -> Any:
    return connection.execute(select(appointment).where(appointment.c.id == appointment_id)).one_or_none()


def _minutes(carried: Any) -> int:
    return int((carried.ends_at - carried.starts_at).total_seconds() // 60)


def _of_site(connection: Connection, place: Any) -> dict[str, Any]:
    home = connection.execute(select(office.c.zone, office.c.state, office.c.municipality)).one()
    if place is None:
        return {"zone": home.zone, "state": home.state, "municipality": home.municipality}
    return {
        "place": place_of(place),
        "zone": place.zone or home.zone,
        "state": place.state or home.state,
        "municipality": place.municipality,
        "country": place.country or "DE",
        "buffer_minutes": place.buffer_minutes,
        "buffer_why": one_line(place.parking) if place.buffer_minutes else "",
        "register_hours": place.register_hours,
        "site": place.id,
    }


def _of_appointment(connection: Connection, carried: Any) -> dict[str, Any]:
    mine = select(assignment.c.technician_id).where(assignment.c.appointment_id == carried.id, assignment.c.active)
    return {
        "appointment": carried.id,
        "crew": tuple(connection.scalars(mine.order_by(assignment.c.technician_id))),
        "window": window_of(carried),
        "is_registered": bool(carried.registered),
        "starts": carried.starts_at,
        "ends": carried.ends_at,
        "zone": carried.zone,
    }


def place_of(row: Any) -> Place | None:
    """Where a site lies; None where nobody knows."""
    return (row.latitude, row.longitude) if row.latitude is not None and row.longitude is not None else None


def window_of(row: Any) -> Span | None:
    """What the customer of an appointment was told; None where he was told nothing."""
    return (row.window_from, row.window_until) if row.window_from is not None and row.window_until is not None else None


def _openers_away(connection: Connection, person_id: int) -> tuple[tuple[str, datetime, datetime | None], ...]:
    query = (
        select(contact_person.c.form, contact_person.c.name, absence.c.starts_at, absence.c.ends_at)
        .join(contact_person, contact_person.c.id == absence.c.person_id)
        .where(absence.c.person_id == person_id, absence.c.archived.is_(False))
        .order_by(absence.c.starts_at)
        .limit(MOST_PEOPLE)
    )
    return tuple((row.name, row.starts_at, row.ends_at) for row in connection.execute(query))

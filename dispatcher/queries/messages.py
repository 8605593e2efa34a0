"""What waits for a hand: voicemails nobody has heard, calls nobody took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.form_of_address import addressed
from dispatcher.domain.message import MISSED, VOICEMAIL, most_together
from dispatcher.queries.message_rows import MessageRow
from dispatcher.queries.raw import Read
from dispatcher.store.schema import appointment, contact_person, customer, message, ticket
from dispatcher.values import dataclass

BOUND = 2000
"""Nobody leaves more messages before he tries somebody else."""

_ROWS = (
    select(
        message.c.id,
        message.c.kind,
        message.c.customer_id,
        customer.c.name,
        message.c.number,
        message.c.shown,
        contact_person.c.form,
        contact_person.c.name,
        message.c.text,
        message.c.came_at,
        message.c.version,
        message.c.appointment_id,
        appointment.c.starts_at,
        message.c.ticket_id,
        ticket.c.number,
    )
    .select_from(message)
    .outerjoin(customer, customer.c.id == message.c.customer_id)
    .outerjoin(contact_person, contact_person.c.id == message.c.person_id)
    .outerjoin(appointment, appointment.c.id == message.c.appointment_id)
    .outerjoin(ticket, ticket.c.id == message.c.ticket_id)
    .where(message.c.settled_at.is_(None))
)
_OPEN = Read(_ROWS.order_by(message.c.came_at, message.c.id).limit(bindparam("most")))
_UNHEARD = Read(
    _ROWS.where(message.c.customer_id == bindparam("customer"), message.c.kind == VOICEMAIL)
    .order_by(message.c.came_at, message.c.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class _Found:
    """One message as it is stored."""

    id: int
    kind: str
    customer: int | None
    customer_name: str | None
    key: str
    shown: str
    form: str | None
    person: str | None
    text: str
    came: datetime
    version: int
    appointment: int | None
    starts: datetime | None
    ticket: int | None
    ticket_number: int | None


def open_messages(connection: Connection) -> tuple[MessageRow, ...]:
    """What waits, the oldest first: each voicemail, and the missed calls of one number together, at their newest.

    Index ``ix_message_open``, which holds only what waits.
    """
    return _told([_Found(*found) for found in _OPEN.all(connection, most=BOUND)])


def unheard(connection: Connection, customer_id: int) -> tuple[MessageRow, ...]:
    """The voicemails of a customer that nobody has heard: what he says in them may be about any of his appointments
    (X15). Index ``ix_message_customer_id``."""
    return _told([_Found(*found) for found in _UNHEARD.all(connection, customer=customer_id, most=BOUND)])


def _told(found: Sequence[_Found]) -> tuple[MessageRow, ...]:
    """One row for each voicemail and for each caller; calls without a number are of nobody known."""
    together: dict[object, list[_Found]] = {}
    for one in found:
        is_known_caller = one.kind == MISSED and one.key
        together.setdefault(one.key if is_known_caller else one.id, []).append(one)
    return tuple(sorted((_row(calls) for calls in together.values()), key=lambda row: (row.came, row.id)))


def _row(calls: Sequence[_Found]) -> MessageRow:
    last = calls[-1]
    return MessageRow(
        id=last.id,
        kind=last.kind,
        customer=last.customer,
        customer_name=last.customer_name or "",
        number=last.shown,
        person=addressed(last.form, last.person),
        text=last.text,
        came=last.came,
        version=last.version,
        count=most_together(one.came for one in calls),
        calls=len(calls),
        ids=tuple(one.id for one in calls),
        first=calls[0].came,
        appointment=last.appointment,
        starts=last.starts,
        ticket=last.ticket,
        ticket_number=last.ticket_number,
    )

"""What a written reminder of a ticket says: since when, how often tried, and to whom (B9)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.contact import is_called
from dispatcher.domain.form_of_address import title_of
from dispatcher.domain.reminder import Waiting
from dispatcher.domain.stored import tokens_of
from dispatcher.queries.raw import Read
from dispatcher.store.schema import contact_person, customer, ticket

_TICKET = Read(
    select(
        ticket.c.number,
        ticket.c.title,
        ticket.c.reported_at,
        ticket.c.ball_since,
        ticket.c.attempts,
        ticket.c.attempted_at,
        ticket.c.ball,
        ticket.c.ball_who,
        ticket.c.person_id,
        ticket.c.customer_id,
        customer.c.language,
    )
    .join(customer, customer.c.id == ticket.c.customer_id)
    .where(ticket.c.id == bindparam("ticket"))
)
_PEOPLE = Read(
    select(
        contact_person.c.id,
        contact_person.c.name,
        contact_person.c.form,
        contact_person.c.language,
        contact_person.c.duties,
    )
    .where(contact_person.c.customer_id == bindparam("customer"), contact_person.c.archived.is_(False))
    .where(contact_person.c.no_information.is_(False))
    .order_by(contact_person.c.id)
    .limit(20)
)


def waiting(connection: Connection, ticket_id: int) -> Waiting | None:
    """What is told in a reminder of a ticket, to who has its ball, else reported it, else the contact person; None for
    an unknown one. Indexes: primary key, ``ix_contact_person_customer_id``."""
    found = _TICKET.first(connection, ticket=ticket_id)
    if found is None:
        return None
    number, title, reported, since, attempts, attempted, ball, who, person, owner, language = found
    people = _PEOPLE.all(connection, customer=owner)
    _ident, name, form, spoken, _duties = _addressee(people, who if ball == "customer" else "", person)
    since = since or reported
    return Waiting(number, title, reported, since, attempts, attempted, name, form, spoken or language)


def _addressee(people: Any, who: str, person: int | None) -> tuple[int, str, str, str, str]:
    full = {one[0]: f"{title_of(one[2])} {one[1]}".strip() for one in people}
    fits = [one for one in people if who and is_called(full[one[0]], who)]
    fits += [one for one in people if one[0] == person]
    fits += [one for one in people if "contact" in tokens_of(one[4])]
    found: tuple[int, str, str, str, str] = next(iter([*fits, *people]), (0, "", "", "", ""))
    return found

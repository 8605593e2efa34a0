"""Whom to call about a customer or one of his tickets: the numbers in sensible order (B9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from dispatcher.domain.contact import is_called
from dispatcher.domain.extension import with_extensions
from dispatcher.domain.form_of_address import title_of
from dispatcher.domain.stored import tokens_of
from dispatcher.queries.dial_rows import NumberRow
from dispatcher.queries.raw import Read
from dispatcher.store.schema import absence, contact_person, number, ticket
from dispatcher.store.types import UtcInstant
from dispatcher.values import dataclass

MOST_PEOPLE = 20
MOST_NUMBERS = 60
_CONTACT = "contact"
"""The duty of those who are called about anything."""
_PEOPLE = Read(
    select(
        contact_person.c.id,
        contact_person.c.form,
        contact_person.c.name,
        contact_person.c.role,
        contact_person.c.duties,
        contact_person.c.deputy_id,
    )
    .where(contact_person.c.customer_id == bindparam("customer"), contact_person.c.archived.is_(False))
    .where(contact_person.c.no_information.is_(False))
    .order_by(contact_person.c.id)
    .limit(MOST_PEOPLE)
)
_NUMBERS = Read(
    select(number.c.person_id, number.c.shown, number.c.note)
    .where(number.c.customer_id == bindparam("customer"), number.c.archived.is_(False))
    .where(number.c.kind.in_(("phone", "mobile")))
    .order_by(number.c.kind.desc(), number.c.id)
    .limit(MOST_NUMBERS)
)
"""Telephones before mobiles."""
_AWAY = Read(
    select(absence.c.person_id)
    .where(absence.c.person_id.in_(select(contact_person.c.id).where(contact_person.c.customer_id == bindparam("of"))))
    .where(absence.c.starts_at <= bindparam("now", type_=UtcInstant()))
    .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > bindparam("now", type_=UtcInstant())))
    .where(absence.c.archived.is_(False))
)
_TICKET = Read(
    select(ticket.c.ball, ticket.c.ball_who, ticket.c.person_id).where(
        ticket.c.id == bindparam("ticket"), ticket.c.customer_id == bindparam("customer")
    )
)


@dataclass(frozen=True, slots=True)
class _Person:
    id: int
    name: str
    role: str
    is_contact: bool
    deputy: int | None
    is_away: bool


def numbers_to_try(connection: Connection, customer: int, ticket: int | None, now: datetime) -> tuple[NumberRow, ...]:
    """Telephone numbers of ``customer``, the one to try first on top: who has the ball of ``ticket`` or reported it,
    else the contact person; his deputy; the switchboard; everybody else. Who is absent at ``now`` (aware) stands last,
    so that the deputy is first then. A third party who is told nothing is not called.

    Indexes ``ix_contact_person_customer_id``, ``ix_number_customer_id``, ``ix_absence_person_id``; at most 20 people
    and 60 numbers.
    """
    away = {row[0] for row in _AWAY.all(connection, of=customer, now=now)}
    people = [_person(row, away) for row in _PEOPLE.all(connection, customer=customer)]
    about = _TICKET.first(connection, ticket=ticket, customer=customer) if ticket is not None else None
    rows = _NUMBERS.all(connection, customer=customer)
    shown = with_extensions([row[1] for row in rows])
    lines = [(row[0], said, row[2]) for row, said in zip(rows, shown, strict=True)]
    first = _first(people, about)
    return tuple(_once(_in_order(people, first, lines)))


def _person(row: Any, away: set[int | None]) -> _Person:
    ident, form, name, role, duties, deputy = row
    full = f"{title_of(form)} {name}".strip()
    return _Person(ident, full, role, _CONTACT in tokens_of(duties), deputy, ident in away)


def _first(people: Sequence[_Person], about: Any) -> _Person | None:
    """Whose matter it is: who has the ball, else who reported it, else the contact person."""
    ball, who, reporter = about or ("", "", None)
    wishes: tuple[Callable[[_Person], bool], ...] = (
        lambda one: ball == "customer" and is_called(one.name, who),
        lambda one: one.id == reporter,
        lambda one: one.is_contact,
    )
    found = (one for wish in wishes for one in people if wish(one))
    return next(found, people[0] if people else None)


def _in_order(
    people: Sequence[_Person], first: _Person | None, lines: Sequence[tuple[int | None, str, str]]
) -> Iterator[NumberRow]:
    deputy = next((one for one in people if first is not None and one.id == first.deputy), None)
    near = [one for one in (first, deputy) if one is not None]
    near += [one for one in people if one.is_contact and one not in near]
    rest = [one for one in people if one not in near]
    for one in (one for one in near if not one.is_away):
        yield from _of(one, first.name if first is not None and one is deputy else "", lines)
    yield from (NumberRow(said, note=note) for owner, said, note in lines if owner is None)
    for one in [*(one for one in rest if not one.is_away), *(one for one in (*near, *rest) if one.is_away)]:
        yield from _of(one, "", lines)


def _of(one: _Person, deputy_of: str, lines: Sequence[tuple[int | None, str, str]]) -> Iterator[NumberRow]:
    for owner, said, note in lines:
        if owner == one.id:
            yield NumberRow(said, one.id, one.name, one.role, deputy_of, one.is_away, note)


def _once(found: Iterator[NumberRow]) -> Iterator[NumberRow]:
    seen: set[str] = set()
    for row in found:
        if row.number not in seen:
            seen.add(row.number)
            yield row

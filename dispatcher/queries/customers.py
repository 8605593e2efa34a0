"""The head of the Contacts pane: one customer with sites, people and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, func, or_, select

from dispatcher.domain.extension import with_extensions
from dispatcher.domain.field_numbers import show_phone
from dispatcher.domain.form_of_address import addressed
from dispatcher.domain.stored import tokens_of
from dispatcher.queries.card_rows import ContractRow, CustomerCard, PersonRow, SiteRow
from dispatcher.queries.decisions import decisions_of
from dispatcher.queries.flags import marks
from dispatcher.queries.history import entry_count
from dispatcher.queries.moves import move_counts
from dispatcher.queries.promises import open_promises_of
from dispatcher.queries.raw import Read
from dispatcher.queries.rows import Span
from dispatcher.store.schema import (
    absence,
    contact_person,
    contract,
    customer,
    number,
    site,
    ticket,
)
from dispatcher.store.types import UtcInstant

MOST_SITES = 20
MOST_PEOPLE = 20
MOST_NUMBERS = 60
MOST_ABSENCES = 100
MOST_CONTRACTS = 20
MOST_PROMISES = 20
_ORDER = {"phone": 0, "mobile": 1, "mail": 2, "fax": 3}
"""What one would try first."""

_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)

_ID: BindParameter[int] = bindparam("customer")
_OWN = Read(
    select(
        customer.c.id,
        customer.c.number,
        customer.c.name,
        customer.c.long_name,
        customer.c.language,
        customer.c.remark,
        customer.c.version,
    ).where(customer.c.id == _ID)
)
_SITES = Read(
    select(
        site.c.id,
        site.c.name,
        site.c.street,
        site.c.postcode,
        site.c.place,
        site.c.country,
        site.c.state,
        site.c.zone,
        site.c.access,
        site.c.parking,
        site.c.access_class,
        site.c.register_hours,
        site.c.buffer_minutes,
        site.c.guard_phone,
        site.c.municipality,
    )
    .where(site.c.customer_id == _ID, site.c.archived.is_(False))
    .order_by(site.c.id)
    .limit(MOST_SITES)
)
_SITE_COUNT = Read(select(func.count()).select_from(site).where(site.c.customer_id == _ID, site.c.archived.is_(False)))
_NUMBERS = Read(
    select(number.c.person_id, number.c.shown, number.c.kind, func.max(number.c.note))
    .where(number.c.customer_id == _ID, number.c.archived.is_(False))
    .group_by(number.c.person_id, number.c.kind, number.c.shown)
    .order_by(number.c.person_id.is_(None), func.min(number.c.id))
    .limit(MOST_NUMBERS)
)
"""Each number once, those of persons first: forty sites with one switchboard leave room for everybody."""
_DEPUTY = contact_person.alias("deputy")
_PEOPLE = Read(
    select(
        contact_person.c.id,
        contact_person.c.form,
        contact_person.c.name,
        contact_person.c.role,
        contact_person.c.duties,
        _DEPUTY.c.form,
        _DEPUTY.c.name,
        contact_person.c.permissions,
        contact_person.c.channel,
        contact_person.c.no_information,
        contact_person.c.language,
    )
    .outerjoin(_DEPUTY, (_DEPUTY.c.id == contact_person.c.deputy_id) & _DEPUTY.c.archived.is_(False))
    .where(contact_person.c.customer_id == _ID, contact_person.c.archived.is_(False))
    .order_by(contact_person.c.id)
    .limit(MOST_PEOPLE)
)
_AWAY = Read(
    select(absence.c.person_id, absence.c.starts_at, absence.c.ends_at, absence.c.told_at)
    .where(absence.c.person_id.in_(select(contact_person.c.id).where(contact_person.c.customer_id == _ID)))
    .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > bindparam("now", type_=UtcInstant())))
    .where(absence.c.archived.is_(False))
    .order_by(absence.c.starts_at)
    .limit(MOST_ABSENCES)
)
_CONTRACTS = Read(
    select(
        contract.c.id,
        contract.c.name,
        contract.c.hours,
        contract.c.response_minutes,
        contract.c.availability,
        contract.c.starts_on,
        contract.c.ends_on,
    )
    .where(contract.c.customer_id == _ID, contract.c.archived.is_(False))
    .order_by(contract.c.id)
    .limit(MOST_CONTRACTS)
)
_OPEN_TICKETS = Read(
    select(func.count()).select_from(ticket).where(ticket.c.customer_id == _ID, ticket.c.closed_at.is_(None))
)
_OPEN_SINCE = Read(
    select(func.min(ticket.c.reported_at)).where(ticket.c.customer_id == _ID, ticket.c.closed_at.is_(None))
)


def card(connection: Connection, customer_id: int, now: datetime = _LONG_AGO) -> CustomerCard | None:
    """Everything about a customer that is shown beside the board; absences that are not over at ``now`` (aware).

    Indexes: primary key, ``ix_site_customer_id``, ``ix_contact_person_customer_id``, ``ix_number_customer_id``,
    ``ix_ticket_customer_id``, ``ix_absence_person_id``, ``ix_contract_customer_id``,
    ``ix_promise_customer_id``, ``ix_decision_customer_id``, the journal links' key. At most
    20 sites, people and contracts, 60 numbers.
    """
    own = _OWN.first(connection, customer=customer_id)
    if own is None:
        return None
    ident, customer_number, name, long_name, language, remark, version = own
    numbers, sites = _spelled(
        sorted(_NUMBERS.all(connection, customer=customer_id), key=lambda row: _ORDER.get(row[2], 9)),
        [SiteRow(*row) for row in _SITES.all(connection, customer=customer_id)],
    )
    return CustomerCard(
        id=ident,
        number=customer_number,
        name=name,
        long_name=long_name,
        language=language,
        sites=sites,
        site_count=_SITE_COUNT.scalar(connection, customer=customer_id),
        people=_people(connection, customer_id, numbers, now),
        numbers=_dialled(numbers, None),
        open_tickets=_OPEN_TICKETS.scalar(connection, customer=customer_id),
        entries=entry_count(connection, customer_id),
        version=version,
        remark=remark,
        flags=marks(connection, customer_id),
        contracts=tuple(ContractRow(*row) for row in _CONTRACTS.all(connection, customer=customer_id)),
        promises=open_promises_of(connection, customer_id, MOST_PROMISES),
        open_since=_OPEN_SINCE.scalar(connection, customer=customer_id),
        moves=_moves(connection, customer_id),
        decisions=decisions_of(connection, customer_id, now),
    )


def _moves(connection: Connection, customer_id: int) -> tuple[tuple[str, int], ...]:
    counts = move_counts(connection, customer=customer_id)
    return tuple(asdict(counts).items()) if counts else ()


def _spelled(numbers: Sequence[Any], sites: Sequence[SiteRow]) -> tuple[list[Any], tuple[SiteRow, ...]]:
    """The same with every number as people here write it: where one shows its extension, its neighbours do (X8)."""
    guards = [show_phone(site.guard_phone, site.zone) for site in sites]
    shown = with_extensions([*(shown for _person, shown, _kind, _note in numbers), *guards])
    rows = [(person, said, kind, note) for (person, _shown, kind, note), said in zip(numbers, shown, strict=False)]
    named = zip(sites, shown[len(numbers) :], strict=True)
    return rows, tuple(replace(site, guard_phone=guard) for site, guard in named)


def _people(connection: Connection, customer_id: int, numbers: Sequence[Any], now: datetime) -> tuple[PersonRow, ...]:
    away: dict[int, list[Span]] = {}
    told: dict[int, list[datetime | None]] = {}
    for person, since, until, when in _AWAY.all(connection, customer=customer_id, now=now):
        away.setdefault(person, []).append((since, until))
        told.setdefault(person, []).append(when)
    return tuple(
        PersonRow(
            ident,
            addressed(form, name),
            role,
            _dialled(numbers, ident),
            tokens_of(duties),
            addressed(*deputy),
            tokens_of(permissions),
            channel,
            no_information,
            tuple(away.get(ident, ())),
            tuple(told.get(ident, ())),
            language,
            form,
            name,
        )
        for ident, form, name, role, duties, *deputy, permissions, channel, no_information, language in _PEOPLE.all(
            connection, customer=customer_id
        )
    )


def _dialled(numbers: Sequence[Any], owner: int | None) -> tuple[str, ...]:
    """The numbers of one person, or of nobody in particular, each with the words that stood behind it."""
    return tuple(f"{shown} {note}".strip() for person, shown, _kind, note in numbers if person == owner)

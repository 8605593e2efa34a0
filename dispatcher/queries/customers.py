"""The head of the Contacts pane: one customer with sites, people and numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, func, select

from dispatcher.domain.lookup import understand
from dispatcher.domain.text import fold, one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.queries.raw import all_of, document_match, run
from dispatcher.queries.rows import CustomerCard, PersonRow, SiteRow
from dispatcher.store.schema import contact_person, customer, journal_link, number, site, ticket

MOST_SITES = 20
MOST_PEOPLE = 20
MOST_NUMBERS = 60


def card(connection: Connection, customer_id: int) -> CustomerCard | None:
    """Everything about a customer that is shown beside the board.

    Indexes: primary key, ``ix_site_customer_id``, ``ix_contact_person_customer_id``, ``ix_number_customer_id``,
    ``ix_ticket_customer_id``, the journal links' key. At most 20 sites and people, 60 numbers.
    """
    own = connection.execute(select(customer).where(customer.c.id == customer_id)).one_or_none()
    if own is None:
        return None
    numbers = _numbers(connection, customer_id)
    return CustomerCard(
        id=own.id,
        number=own.number,
        name=own.name,
        long_name=own.long_name,
        language=own.language,
        sites=_sites(connection, customer_id),
        site_count=_count(connection, select(func.count()).where(site.c.customer_id == customer_id)),
        people=_people(connection, customer_id, numbers),
        numbers=tuple(row.shown for row in numbers if row.person_id is None),
        open_tickets=_count(
            connection,
            select(func.count()).where(ticket.c.customer_id == customer_id, ticket.c.closed_at.is_(None)),
        ),
        entries=entry_count(connection, customer_id),
        version=own.version,
    )


def entry_count(connection: Connection, customer_id: int) -> int:
    """How many entries the whole history of a customer has; a walk along one key."""
    mine = (journal_link.c.kind == "customer", journal_link.c.ref == customer_id)
    return _count(connection, select(func.count()).select_from(journal_link).where(*mine))


def _count(connection: Connection, query: Any) -> int:
    return int(connection.scalar(query) or 0)


def _sites(connection: Connection, customer_id: int) -> tuple[SiteRow, ...]:
    columns = (
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
    )
    query = select(*columns).where(site.c.customer_id == customer_id, site.c.archived.is_(False))
    rows: Iterable[Any] = connection.execute(query.order_by(site.c.id).limit(MOST_SITES))
    return tuple(SiteRow(*row) for row in rows)


def _numbers(connection: Connection, customer_id: int) -> list[Any]:
    query = (
        select(number.c.person_id, number.c.shown, number.c.kind)
        .where(number.c.customer_id == customer_id, number.c.archived.is_(False))
        .order_by(number.c.id)
        .limit(MOST_NUMBERS)
    )
    order = {"phone": 0, "mobile": 1, "mail": 2, "fax": 3}
    return sorted(connection.execute(query).all(), key=lambda row: order.get(row.kind, 9))


def _people(connection: Connection, customer_id: int, numbers: list[Any]) -> tuple[PersonRow, ...]:
    query = (
        select(contact_person.c.id, contact_person.c.form, contact_person.c.name, contact_person.c.role)
        .where(contact_person.c.customer_id == customer_id, contact_person.c.archived.is_(False))
        .order_by(contact_person.c.id)
        .limit(MOST_PEOPLE)
    )
    return tuple(
        PersonRow(
            row.id,
            f"{row.form} {row.name}".strip(),
            row.role,
            tuple(found.shown for found in numbers if found.person_id == row.id),
        )
        for row in connection.execute(query)
    )


def customer_by_number(connection: Connection, customer_number: int) -> int | None:
    """The id behind K-``customer_number``."""
    return connection.scalar(select(customer.c.id).where(customer.c.number == customer_number))


def customer_numbers(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """The numbers (K-...) behind ``ids``, as many as one plan shows; index: the primary key."""
    query = select(customer.c.id, customer.c.number).where(customer.c.id.in_(sorted(ids)))
    return dict(connection.execute(query).all())


def find_customer(connection: Connection, named: str) -> int:
    """The customer meant by ``K-1042``, ``k1042``, ``1042`` or a name that only one has.

    Raises Trouble "unknown" or "ambiguous" with the candidates. Index: the number's key, the search documents.
    """
    question = understand(named)
    if question.kind == "customer" or named.strip().isdigit():
        number_typed = question.number or int(named.strip()[:9] or 0)
        ident = customer_by_number(connection, number_typed)
        if ident is None:
            raise Trouble("unknown", _("There is no customer K-{number}.").format(number=number_typed))
        return ident
    return _by_name(connection, question.terms, named)


def _by_name(connection: Connection, terms: tuple[str, ...], named: str) -> int:
    if not terms:
        raise Trouble("unknown", _("No customer is called {name}.").format(name=one_line(named.strip()) or "?"))
    for prefix in (False, True):
        condition = all_of(connection, terms, prefix)
        statement = (
            "SELECT DISTINCT c.id, c.number, c.name FROM search_document d JOIN customer c ON c.id = d.customer_id "
            f"WHERE d.id IN (SELECT id FROM ({document_match(connection)}) AS m LIMIT 200) ORDER BY c.number LIMIT 200"
        )
        found = run(connection, statement, (condition,))
        same = [row for row in found if fold(row[2]) == fold(named.strip())] or found
        if len(same) == 1:
            return int(same[0][0])
        if same:
            shown = ", ".join(f"K-{row[1]} {row[2]}" for row in same[:5])
            raise Trouble(
                "ambiguous", _("{name} fits several customers: {list}").format(name=named.strip(), list=shown)
            )
    raise Trouble("unknown", _("No customer is called {name}.").format(name=one_line(named.strip())))

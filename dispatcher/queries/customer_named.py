"""Which customer is meant by a number or a name; what is known of him is the business of :mod:`customers`."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.lookup import understand
from dispatcher.domain.text import fold, one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.queries.raw import Read, all_of, document_match, run
from dispatcher.store.schema import customer

_SHORTEST_BEGINNING = 3
"""Fewer letters name nobody: a slip of the finger must not file a note with whoever begins so."""
_BY_NUMBER = Read(select(customer.c.id).where(customer.c.number == bindparam("number")))


def customer_by_number(connection: Connection, customer_number: int) -> int | None:
    """The id behind K-``customer_number``."""
    ident: int | None = _BY_NUMBER.scalar(connection, number=customer_number)
    return ident


def customer_numbers(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """The numbers (K-...) behind ``ids``, as many as one plan shows; index: the primary key."""
    query = select(customer.c.id, customer.c.number).where(customer.c.id.in_(sorted(ids)))
    return dict(connection.execute(query).all())


def find_customer(connection: Connection, named: str) -> int:
    """The customer meant by ``K-1042``, ``k1042``, ``1042`` or a name that only one has.

    Raises Trouble "unknown" or "ambiguous" with the candidates. Index: the number's key, the search documents.
    """
    question = understand(named)
    bare = named.strip()
    if question.kind == "customer" or (bare.isascii() and bare.isdecimal()):
        number_typed = question.number or int(bare[:9] or 0)
        ident = customer_by_number(connection, number_typed)
        if ident is None:
            raise Trouble("unknown", _("There is no customer K-{number}.").format(number=number_typed))
        return ident
    return _by_name(connection, question.terms, named)


def _by_name(connection: Connection, terms: tuple[str, ...], named: str) -> int:
    if not terms:
        raise Trouble("unknown", _("No customer is called {name}.").format(name=one_line(named.strip()) or "?"))
    long_enough = all(len(term) >= _SHORTEST_BEGINNING for term in terms)
    for prefix in (False, True) if long_enough else (False,):
        condition = all_of(connection, () if prefix else terms, terms if prefix else ())
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

"""One search over the whole store: numbers of ours, ends of telephone numbers, postcodes, names, words in texts.

Every step is an equality or a beginning on an index, and bounded; nothing reads a whole table. What was typed is
never full-text syntax: it is folded into words first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from dispatcher.domain.extension import with_extensions
from dispatcher.domain.lookup import understand
from dispatcher.domain.phone import endings
from dispatcher.domain.text import digits as only_digits
from dispatcher.domain.text import one_line
from dispatcher.queries.raw import run
from dispatcher.queries.rows import HitRow
from dispatcher.queries.search_words import (
    EXACT_HITS,
    FIRST_SITE,
    MOST_HITS,
    PHONE,
    by_words,
    customer_hit,
    in_entries,
)
from dispatcher.queries.tickets import ticket_row

Range = tuple[int, int]
_WHOSE = (
    "(SELECT CASE WHEN min(w.person_id) = max(w.person_id) THEN min(w.person_id) END FROM number w "
    "WHERE w.tail = n.tail AND w.customer_id = n.customer_id AND NOT w.archived)"
)
"""The one person of the customer who has number ``n``; a number that two share names neither."""
_MOST_NUMBERS = 500
"""Numbers that are looked at for how their extensions are written."""


def search(connection: Connection, typed: str) -> tuple[HitRow, ...]:
    """At most 30 customers and tickets and 8 entries for what somebody typed, best first; empty for an empty
    question."""
    return _set_apart(connection, _found(connection, typed))


def _set_apart(connection: Connection, hits: tuple[HitRow, ...]) -> tuple[HitRow, ...]:
    """The hits with their numbers as people here write them: where a customer's other number shows its extension,
    this one does (X8). Index ``ix_number_customer_id``."""
    plain = sorted({hit.customer for hit in hits if hit.phone and "-" not in hit.phone and hit.customer is not None})
    if not plain:
        return hits
    marks = ", ".join("?" for _customer in plain)
    statement = (
        f"SELECT customer_id, shown FROM number WHERE customer_id IN ({marks}) AND NOT archived LIMIT {_MOST_NUMBERS}"
    )
    others: dict[int, list[str]] = {}
    for customer, shown in run(connection, statement, plain):
        others.setdefault(customer, []).append(shown)
    return tuple(
        replace(hit, phone=with_extensions([hit.phone, *others[hit.customer]])[0])
        if hit.customer in plain and hit.phone and hit.customer in others
        else hit
        for hit in hits
    )


def _found(connection: Connection, typed: str) -> tuple[HitRow, ...]:
    question = understand(typed)
    if question.kind == "digits":
        return _by_digits(connection, question.digits)
    if question.kind == "words":
        return by_words(connection, question.terms)
    if question.kind == "nothing":
        return ()
    by_number = _customers if question.kind == "customer" else _tickets
    exact = by_number(connection, [(question.number, question.number)])
    if exact:
        return exact
    longer = _number_ranges(question.number)[1:]
    begun = by_number(connection, longer) if longer else ()
    return (*begun, *by_words(connection, question.terms))[:MOST_HITS]


def _number_ranges(number: int) -> list[Range]:
    """The numbers that begin with ``number``: itself, then ten times as many, to nine digits."""
    ranges, low, high = [], number, number
    while low < 10**9:
        ranges.append((low, high))
        if low == 0:
            break
        low, high = low * 10, high * 10 + 9
    return ranges


def _first_in(table: str, ranges: Sequence[Range]) -> tuple[str, list[int]]:
    """The SQL for the first rows of ``table`` by number, and its values; each range is one walk along the index."""
    part = f"SELECT number FROM {table} WHERE number BETWEEN ? AND ? ORDER BY number LIMIT {EXACT_HITS}"
    parts = " UNION ALL ".join(f"SELECT number FROM ({part}) AS r{n}" for n in range(len(ranges)))
    return parts, [bound for pair in ranges for bound in pair]


def _customers(connection: Connection, ranges: Sequence[Range]) -> tuple[HitRow, ...]:
    first, bounds = _first_in("customer", ranges)
    statement = (
        f"SELECT c.id, c.number, c.name, {PHONE}, s.name, s.street, s.place FROM ({first}) AS f "
        f"JOIN customer c ON c.number = f.number LEFT JOIN site s ON s.id = {FIRST_SITE} "
        f"ORDER BY c.number LIMIT {EXACT_HITS}"
    )
    return tuple(customer_hit(row, "", "number") for row in run(connection, statement, bounds))


def _tickets(connection: Connection, ranges: Sequence[Range]) -> tuple[HitRow, ...]:
    first, bounds = _first_in("ticket", ranges)
    statement = (
        f"SELECT t.number, t.title, c.id, c.number, c.name, {PHONE}, t.merged_into_id FROM ({first}) AS f "
        "JOIN ticket t ON t.number = f.number JOIN customer c ON c.id = t.customer_id "
        f"ORDER BY t.number LIMIT {EXACT_HITS}"
    )
    return tuple(_ticket_hit(connection, *row) for row in run(connection, statement, bounds))


def _ticket_hit(
    connection: Connection, number: int, title: str, ident: int, whose: int, name: str, phone: str, into: int | None
) -> HitRow:
    """A ticket; where it was joined in another one, that one, and by which number it was found (I17)."""
    stands = ticket_row(connection, into) if into is not None else None
    told = f"T-{number} {one_line(title)}" if stands is not None else one_line(title)
    shown = stands.number if stands is not None else number
    return HitRow("ticket", ident, whose, name, told, phone or "", shown, None, "", "number")


def _by_digits(connection: Connection, typed: str) -> tuple[HitRow, ...]:
    tails = endings(typed)
    # The switchboard of forty sites is one answer, not forty that leave no room for others.
    part = (
        "SELECT min(id) AS id FROM number WHERE tail >= ? AND tail < ? AND NOT archived "
        f"GROUP BY tail, customer_id ORDER BY tail, customer_id LIMIT {MOST_HITS}"
    )
    parts = " UNION ALL ".join(f"SELECT id FROM ({part}) AS t{n}" for n in range(len(tails)))
    statement = (
        f"SELECT {_WHOSE}, c.id, c.number, c.name, n.shown, p.name, s.name, s.place FROM number n "
        "JOIN customer c ON c.id = n.customer_id LEFT JOIN contact_person p ON p.id = n.person_id "
        f"LEFT JOIN site s ON s.id = coalesce(n.site_id, {FIRST_SITE}) "
        f"WHERE n.id IN ({parts}) AND NOT c.archived ORDER BY n.tail, n.id LIMIT {MOST_HITS}"
    )
    rows = run(connection, statement, [bound for tail in tails for bound in (tail, tail + ":")])
    by_phone = (replace(customer_hit(row, row[3], "phone"), person=whose) for whose, *row in rows)
    found = (*by_phone, *_by_postcode(connection, typed))
    return (*found, *in_entries(connection, (only_digits(typed),)))[:MOST_HITS]


def _by_postcode(connection: Connection, typed: str) -> tuple[HitRow, ...]:
    if len(typed) not in (4, 5):
        return ()
    statement = (
        f"SELECT c.id, c.number, c.name, {PHONE}, s.name, s.street, s.place FROM site s "
        "JOIN customer c ON c.id = s.customer_id WHERE s.postcode = ? AND NOT s.archived AND NOT c.archived "
        f"ORDER BY s.id LIMIT {EXACT_HITS}"
    )
    return tuple(customer_hit(row, typed, "postcode") for row in run(connection, statement, (typed,)))

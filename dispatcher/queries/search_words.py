"""Names, streets, places and persons in whatever spelling, then words in texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from dispatcher.domain.text import one_line
from dispatcher.queries.beginnings import in_names, in_texts
from dispatcher.queries.raw import all_of, document_match, entry_match, run
from dispatcher.queries.rows import HitRow
from dispatcher.queries.spelling import Spelling, spellings

MOST_HITS = 30
EXACT_HITS = 12
"""So many of one spelling, then the others get their turn: an exact Maier must not hide Meyer."""
GROUP_HITS = 3
READ_EXACT, READ_GROUP = 200, 30
"""Documents read for a spelling, from which each customer is taken once."""
TEXT_HITS = 8
SHORTEST_IN_TEXTS = 3
SHORTEST_BEGINNING = 4
"""From so many letters on a word in a text is found by its beginning: three letters begin every other text."""

PHONE = (
    "(SELECT n.shown FROM number n WHERE n.customer_id = c.id AND n.kind IN ('phone', 'mobile') "
    "AND NOT n.archived ORDER BY n.id LIMIT 1)"
)
"""The first number of customer ``c``."""
FIRST_SITE = "(SELECT min(x.id) FROM site x WHERE x.customer_id = c.id AND NOT x.archived)"
"""The first site of customer ``c``."""


def by_words(connection: Connection, terms: Sequence[str]) -> tuple[HitRow, ...]:
    """Customers and sites first, then entries; at most 38 hits."""
    return (*_document_hits(connection, _documents(connection, terms)), *in_entries(connection, terms))


def _documents(connection: Connection, terms: Sequence[str]) -> dict[int, Spelling]:
    """Search documents, at most 30, by each spelling of the longest word, the other words as beginnings."""
    main = max(terms, key=len)
    begun = in_names(connection, [term for term in terms if term != main])
    if begun is None:
        return {}
    if main.isdigit():
        known: tuple[Spelling, ...] = (Spelling(main, "prefix"),)
        conditions = [all_of(connection, (), (main, *begun.wide), begun.narrow)]
    else:
        known = spellings(connection, main)
        conditions = [all_of(connection, (spelling.word,), begun.wide, begun.narrow) for spelling in known]
    reads = (READ_EXACT, *[READ_GROUP] * (len(known) - 1))
    return _one_each(run(connection, _in_turn(document_match(connection), reads), conditions), known)


@lru_cache(maxsize=256)
def _in_turn(match: str, limits: tuple[int, ...]) -> str:
    """The SQL that asks ``match`` once for each of the ``limits``, and says which time it was and for whom."""
    asked = " UNION ALL ".join(
        f"SELECT {n} AS n, id FROM (SELECT id FROM ({match}) AS d{n} ORDER BY id LIMIT {limit}) AS m{n}"
        for n, limit in enumerate(limits)
    )
    return (
        f"SELECT f.n, f.id, d.customer_id FROM ({asked}) AS f JOIN search_document d ON d.id = f.id ORDER BY f.n, f.id"
    )


def _one_each(rows: Iterable[Sequence[Any]], known: Sequence[Spelling]) -> dict[int, Spelling]:
    """The first document of each customer for each way of spelling: his other sites must hide nobody."""
    found: dict[int, Spelling] = {}
    answered: set[tuple[int, str]] = set()
    counts: dict[int, int] = {}
    for n, ident, customer in rows:
        spelling = known[n]
        limit = GROUP_HITS if n else EXACT_HITS
        if counts.get(n, 0) == limit or (customer, spelling.how) in answered or ident in found:
            continue
        answered.add((customer, spelling.how))
        counts[n] = counts.get(n, 0) + 1
        found[ident] = spelling
        if len(found) == MOST_HITS:
            break
    return found


def _document_hits(connection: Connection, found: dict[int, Spelling]) -> list[HitRow]:
    if not found:
        return []
    marks = ", ".join("?" for _found in found)
    statement = (
        f"SELECT d.id, c.id, c.number, c.name, {PHONE}, s.name, s.street, s.place FROM search_document d "
        f"JOIN customer c ON c.id = d.customer_id LEFT JOIN site s ON s.id = coalesce(d.site_id, {FIRST_SITE}) "
        f"WHERE d.id IN ({marks}) AND NOT c.archived"
    )
    rows = {row[0]: row for row in run(connection, statement, list(found))}
    there = ((rows[ident], spelling) for ident, spelling in found.items() if ident in rows)
    return [customer_hit(row[1:], spelling.word, spelling.how) for row, spelling in there]


def customer_hit(row: Sequence[Any], group: str, how: str) -> HitRow:
    """A hit of: id, number, name, telephone, then whatever tells where or who."""
    ident, number, name, phone, *place = row
    return HitRow("customer", ident, number, name, _place(name, place), phone or "", None, None, group, how)


def _place(name: str, parts: Iterable[str | None]) -> str:
    """Where and who, without the customer's own name once more."""
    lines = [_line(part) for part in parts if part and part != name]
    return ", ".join(dict.fromkeys(lines))


def _line(text: str) -> str:
    """As :func:`one_line`, for the many texts that are one."""
    return text.strip() if text.isprintable() else one_line(text)


def in_entries(connection: Connection, terms: Sequence[str]) -> list[HitRow]:
    """The newest entries with these words, then the newest with words that begin so.

    Asked in two steps, as a word on its own is found without reading what else begins so.
    """
    if max(map(len, terms)) < SHORTEST_IN_TEXTS:
        return []
    rows = _entries(connection, all_of(connection, terms, ()))
    known = {row[0] for row in rows}
    if len(known) < TEXT_HITS and (condition := _begun_condition(connection, terms)):
        rows = [*rows, *(row for row in _entries(connection, condition) if row[0] not in known)]
    return [_entry_hit(row) for row in rows[:TEXT_HITS]]


def _begun_condition(connection: Connection, terms: Sequence[str]) -> str:
    """The condition with the longer words as beginnings, or empty where no word of a text begins so."""
    longer = [term for term in terms if len(term) >= SHORTEST_BEGINNING]
    begun = in_texts(connection, longer) if longer else None
    if begun is None:
        return ""
    whole = [term for term in terms if len(term) < SHORTEST_BEGINNING]
    return all_of(connection, whole, begun.wide, begun.narrow)


def _entries(connection: Connection, condition: str) -> Sequence[Any]:
    statement = (
        "SELECT e.seq, p.payload, c.id, c.number, c.name, t.number FROM "
        f"(SELECT seq FROM ({entry_match(connection)} LIMIT {TEXT_HITS}) AS f) AS e "
        "JOIN journal_payload p ON p.seq = e.seq JOIN journal_link l ON l.seq = e.seq AND l.kind = 'customer' "
        "JOIN customer c ON c.id = l.ref LEFT JOIN journal_link k ON k.seq = e.seq AND k.kind = 'ticket' "
        "LEFT JOIN ticket t ON t.id = k.ref ORDER BY e.seq DESC"
    )
    return run(connection, statement, (condition,))


def _entry_hit(row: Sequence[Any]) -> HitRow:
    from dispatcher.store.journal import decode

    seq, payload, ident, number, name, ticket_number = row
    text = _line(decode(payload).get("text", ""))
    return HitRow("entry", ident, number, name, text, "", ticket_number, seq, "", "text")

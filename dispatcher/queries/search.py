"""One search over the whole store: numbers of ours, ends of telephone numbers, postcodes, names, words in texts.

Every step is an equality or a beginning on an index, and bounded; nothing reads a whole table. What was typed is
never full-text syntax: it is folded into words first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from dispatcher.domain.lookup import Question, understand
from dispatcher.domain.phone import endings
from dispatcher.domain.text import cologne, near_keys, one_line
from dispatcher.queries.raw import all_of, document_match, entry_match, run
from dispatcher.queries.rows import HitRow

MOST_HITS = 30
EXACT_HITS = 12
"""So many of one spelling, then the others get their turn: an exact Maier must not hide Meyer."""
GROUP_HITS = 3
MOST_SPELLINGS = 24
TEXT_HITS = 8
SHORTEST_IN_TEXTS = 3

_PHONE = (
    "(SELECT n.shown FROM number n WHERE n.customer_id = c.id AND n.kind IN ('phone', 'mobile') ORDER BY n.id LIMIT 1)"
)
_FIRST_SITE = "(SELECT min(x.id) FROM site x WHERE x.customer_id = c.id)"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word the store knows, and how it answers what was typed: exact, prefix, sound or typo."""

    word: str
    how: str


def search(connection: Connection, typed: str) -> tuple[HitRow, ...]:
    """At most 30 hits for what somebody typed, best first; empty for an empty question."""
    question = understand(typed)
    if question.kind == "digits":
        return _by_digits(connection, question.digits)
    if question.kind == "customer":
        return (*_by_customer_number(connection, question.number), *_by_words(connection, question))[:MOST_HITS]
    if question.kind == "ticket":
        return (*_by_ticket_number(connection, question.number), *_by_words(connection, question))[:MOST_HITS]
    return _by_words(connection, question) if question.kind == "words" else ()


def _number_ranges(number: int) -> list[tuple[int, int]]:
    """The numbers that begin with ``number``: itself, then ten times as many, to nine digits."""
    ranges, low, high = [], number, number
    while high < 10**9:
        ranges.append((low, high))
        low, high = low * 10, high * 10 + 9
    return ranges


def _by_customer_number(connection: Connection, number: int) -> tuple[HitRow, ...]:
    ranges = _number_ranges(number)
    condition = " OR ".join("c.number BETWEEN ? AND ?" for _range in ranges)
    bounds = [bound for pair in ranges for bound in pair]
    rows = _customers(connection, f"({condition})", bounds, EXACT_HITS, "c.number")
    return tuple(_hit(row, "number", "") for row in rows)


def _by_ticket_number(connection: Connection, number: int) -> tuple[HitRow, ...]:
    ranges = _number_ranges(number)
    condition = " OR ".join("t.number BETWEEN ? AND ?" for _range in ranges)
    statement = (
        "SELECT t.number, t.title, c.id, c.number, c.name, "
        f"{_PHONE} FROM ticket t JOIN customer c ON c.id = t.customer_id "
        f"WHERE {condition} ORDER BY t.number LIMIT {EXACT_HITS}"
    )
    rows = run(connection, statement, [bound for pair in ranges for bound in pair])
    return tuple(
        HitRow("ticket", ident, customer_number, name, one_line(title), phone or "", ticket_number, None, "", "number")
        for ticket_number, title, ident, customer_number, name, phone in rows
    )


def _by_digits(connection: Connection, typed: str) -> tuple[HitRow, ...]:
    tails = endings(typed)
    condition = " OR ".join("(n.tail >= ? AND n.tail < ?)" for _tail in tails)
    bounds = [bound for tail in tails for bound in (tail, tail + ":")]
    statement = (
        "SELECT c.id, c.number, c.name, n.shown, p.name, s.name, s.place FROM number n "
        "JOIN customer c ON c.id = n.customer_id LEFT JOIN contact_person p ON p.id = n.person_id "
        f"LEFT JOIN site s ON s.id = coalesce(n.site_id, {_FIRST_SITE}) "
        f"WHERE {condition} ORDER BY n.tail, n.id LIMIT {MOST_HITS}"
    )
    hits = [
        HitRow("customer", ident, number, name, _place(name, person, site, place), shown, None, None, shown, "phone")
        for ident, number, name, shown, person, site, place in run(connection, statement, bounds)
    ]
    return (*_distinct(hits), *_by_postcode(connection, typed))[:MOST_HITS]


def _distinct(hits: Iterable[HitRow]) -> list[HitRow]:
    """One hit a customer and number: the switchboard of forty sites is one answer."""
    return list({(hit.customer, hit.phone): hit for hit in reversed(list(hits))}.values())[::-1]


def _by_postcode(connection: Connection, typed: str) -> tuple[HitRow, ...]:
    if len(typed) not in (4, 5):
        return ()
    statement = (
        f"SELECT c.id, c.number, c.name, {_PHONE}, s.name, s.street, s.place FROM site s "
        f"JOIN customer c ON c.id = s.customer_id WHERE s.postcode = ? ORDER BY s.id LIMIT {EXACT_HITS}"
    )
    return tuple(
        HitRow(
            "customer",
            ident,
            number,
            name,
            _place(name, site, street, place),
            phone or "",
            None,
            None,
            typed,
            "postcode",
        )
        for ident, number, name, phone, site, street, place in run(connection, statement, (typed,))
    )


def _by_words(connection: Connection, question: Question) -> tuple[HitRow, ...]:
    found = _documents(connection, question.terms)
    hits = _document_hits(connection, found)
    return (*hits, *_text_hits(connection, question.terms))[: MOST_HITS + TEXT_HITS]


def spellings(connection: Connection, term: str) -> tuple[Spelling, ...]:
    """The words of the store that answer ``term``: itself, words that begin so, sound so, differ by one error.

    Indexes: the vocabulary's key, ``ix_vocabulary_sound``, the near forms' key; at most 24 words.
    """
    sound = cologne(term)
    parts: list[tuple[str, tuple[str, ...]]] = [
        (
            "SELECT word, 1 AS rank FROM vocabulary WHERE word >= ? AND word < ? ORDER BY word LIMIT 12",
            (term, _after(term)),
        )
    ]
    if len(sound) >= 2:
        high = _after(sound) if len(sound) >= 3 else sound + "\0"
        parts.append(("SELECT word, 2 AS rank FROM vocabulary WHERE sound >= ? AND sound < ? LIMIT 12", (sound, high)))
    if len(term) >= 4:
        keys = sorted(near_keys(term))
        marks = ", ".join("?" for _key in keys)
        parts.append((f"SELECT word, 3 AS rank FROM vocabulary_near WHERE near IN ({marks}) LIMIT 24", tuple(keys)))
    statement = " UNION ALL ".join(f"SELECT * FROM ({part}) AS p{i}" for i, (part, _values) in enumerate(parts))
    rows = run(connection, statement, [value for _part, values in parts for value in values])
    return _ranked(term, rows)


def _after(term: str) -> str:
    """The smallest text behind every text that begins with ``term``."""
    return term + "\U0010ffff"


def _ranked(term: str, rows: Iterable[Any]) -> tuple[Spelling, ...]:
    names = {0: "exact", 1: "prefix", 2: "sound", 3: "typo"}
    best: dict[str, int] = {term: 0}
    for word, rank in rows:
        best[word] = min(best.get(word, 9), 0 if word == term else rank)
    ordered = sorted(best.items(), key=lambda pair: (pair[1], pair[0] if pair[1] < 2 else (_distance(term, pair[0]))))
    return tuple(Spelling(word, names[rank]) for word, rank in ordered[:MOST_SPELLINGS])


def _distance(term: str, word: str) -> str:
    from rapidfuzz.distance import DamerauLevenshtein

    return f"{DamerauLevenshtein.distance(term, word, score_cutoff=9):02d}{word}"


def _documents(connection: Connection, terms: Sequence[str]) -> list[tuple[int, Spelling]]:
    """Search documents for each spelling of the longest word, the other words as beginnings: one statement."""
    main = max(terms, key=len)
    others = [term for term in terms if term != main]
    known = spellings(connection, main) if not main.isdigit() else (Spelling(main, "prefix"),)
    parts, values = [], []
    for index, spelling in enumerate(known):
        limit = EXACT_HITS if spelling.how == "exact" or main.isdigit() else GROUP_HITS
        condition = all_of(connection, [spelling.word], main.isdigit())
        if others:
            glue = " & " if connection.dialect.name == "postgresql" else " AND "
            condition += glue + all_of(connection, others, True)
        parts.append(
            f"SELECT {index} AS n, id FROM (SELECT id FROM ({document_match(connection)}) AS d{index} "
            f"ORDER BY id LIMIT {limit}) AS m{index}"
        )
        values.append(condition)
    rows = run(connection, " UNION ALL ".join(parts), values)
    return [(ident, known[n]) for n, ident in rows]


def _document_hits(connection: Connection, found: Sequence[tuple[int, Spelling]]) -> list[HitRow]:
    if not found:
        return []
    marks = ", ".join("?" for _found in found)
    statement = (
        f"SELECT d.id, c.id, c.number, c.name, {_PHONE}, s.name, s.street, s.place FROM search_document d "
        f"JOIN customer c ON c.id = d.customer_id LEFT JOIN site s ON s.id = coalesce(d.site_id, {_FIRST_SITE}) "
        f"WHERE d.id IN ({marks})"
    )
    rows = {row[0]: row for row in run(connection, statement, [ident for ident, _spelling in found])}
    hits: dict[int, HitRow] = {}
    for ident, spelling in found:
        _document, customer, number, name, phone, site, street, place = rows[ident]
        hits.setdefault(
            ident,
            HitRow(
                "customer", customer, number, name, _place(name, site, street, place), phone or "", None, None,
                spelling.word, spelling.how,
            ),
        )  # fmt: skip
    return list(hits.values())[:MOST_HITS]


def _place(name: str, *parts: str | None) -> str:
    """Where and who, without repeating the customer's own name."""
    return ", ".join(dict.fromkeys(one_line(part) for part in parts if part and part != name))


def _text_hits(connection: Connection, terms: Sequence[str]) -> list[HitRow]:
    if max(len(term) for term in terms) < SHORTEST_IN_TEXTS:
        return []
    statement = (
        "SELECT e.seq, p.payload, c.id, c.number, c.name FROM "
        f"(SELECT seq FROM ({entry_match(connection)} LIMIT {TEXT_HITS}) AS f) AS e "
        "JOIN journal_payload p ON p.seq = e.seq JOIN journal_link l ON l.seq = e.seq AND l.kind = 'customer' "
        "JOIN customer c ON c.id = l.ref ORDER BY e.seq DESC"
    )
    from dispatcher.store.journal import decode

    rows = run(connection, statement, (all_of(connection, terms, True),))
    return [
        HitRow("entry", ident, number, name, one_line(decode(payload).get("text", "")), "", None, seq, "", "text")
        for seq, payload, ident, number, name in rows
    ]


def _customers(
    connection: Connection, condition: str, parameters: Sequence[Any], limit: int, order: str
) -> Sequence[Any]:
    statement = (
        f"SELECT c.id, c.number, c.name, {_PHONE}, s.name, s.street, s.place FROM customer c "
        f"LEFT JOIN site s ON s.id = {_FIRST_SITE} WHERE {condition} ORDER BY {order} LIMIT {limit}"
    )
    return run(connection, statement, parameters)


def _hit(row: Any, how: str, group: str) -> HitRow:
    ident, number, name, phone, site, street, place = row
    return HitRow(
        "customer", ident, number, name, _place(name, site, street, place), phone or "", None, None, group, how
    )

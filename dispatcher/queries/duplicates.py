"""Who may be there already: customers with the same number, the same name and street, or a name that sounds alike.

Only offered, never merged; bounded, and by the indexes that the search uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from dispatcher.domain.field_numbers import phones_of
from dispatcher.domain.lookup import understand
from dispatcher.domain.phone import tail_key
from dispatcher.domain.text import cologne, fold, words
from dispatcher.domain.verbs import ADDED, UNDO
from dispatcher.locale import N_, _
from dispatcher.queries.raw import all_of, document_match, run
from dispatcher.queries.record_rows import DuplicateRow
from dispatcher.queries.search_words import FIRST_SITE, READ_EXACT, by_words

MOST = 8
MOST_WORDS = 3
SHORTEST = 5
"""In a shorter name one other letter makes another name."""
SAME_NUMBER, SAME_MAIL = N_("same number"), N_("same mail")
SAME_PLACE, SAME_NAME, SOUNDS = N_("same name and street"), N_("same name"), N_("sounds alike")
_ORDER = (SAME_NUMBER, SAME_MAIL, SAME_PLACE, SAME_NAME, SOUNDS)
_ROW = "SELECT c.id, c.number, c.name, s.name, s.street, s.place, c.archived FROM customer c "
_SITE = f"LEFT JOIN site s ON s.id = {FIRST_SITE} "
_BY_NUMBER = (
    f"{_ROW}{_SITE}WHERE c.id IN (SELECT n.customer_id FROM number n WHERE n.tail = ? AND NOT n.archived) "
    f"ORDER BY c.number LIMIT {MOST}"
)
_TAKEN_BACK = (
    "SELECT 1 FROM customer c JOIN journal_link a ON a.kind = 'customer' AND a.ref = c.id "
    "JOIN journal made ON made.seq = a.seq JOIN journal_link u ON u.kind = 'entry' AND u.ref = a.seq "
    "JOIN journal undone ON undone.seq = u.seq "
    "WHERE c.id = ? AND c.archived AND made.verb = ? AND undone.verb = ? LIMIT 1"
)
_BY_ID = f"{_ROW}{_SITE}WHERE c.id = ?"


def duplicates(
    connection: Connection, kind: str, values: Mapping[str, str], ident: int | None = None
) -> tuple[DuplicateRow, ...]:
    """At most 8 customers who may be the one with these ``values`` (texts as typed) of a "customer" or a "person",
    likeliest first; ``ident`` is the customer himself while he is changed. Other kinds have no duplicates.

    Indexes: ``ix_number_tail``, the search documents and the vocabulary.
    """
    if kind not in ("customer", "person", "site"):
        return ()
    found = [*_same_numbers(connection, values), *_same_mails(connection, values)]
    if kind == "customer":
        found += _alike(connection, values)
    each: dict[int, DuplicateRow] = {}
    found = [row for row in found if not _is_taken_back(connection, row.customer)]
    for row in sorted(found, key=lambda row: _ORDER.index(row.why)):
        each.setdefault(row.customer, row)
    return tuple(row for row in each.values() if row.customer != ident)[:MOST]


def _is_taken_back(connection: Connection, customer_id: int) -> bool:
    """Whether somebody undid that the customer was made, who is nobody then that one could choose."""
    return bool(run(connection, _TAKEN_BACK, (customer_id, ADDED["customer"], UNDO)))


def _row(found: Sequence[Any], why: str) -> DuplicateRow:
    ident, number, name, *place, archived = found
    parts = [part for part in place if part and part != name]
    detail = ", ".join(dict.fromkeys([*parts, *([_("archived")] if archived else [])]))
    return DuplicateRow(ident, number, name, detail, why)


def _same_numbers(connection: Connection, values: Mapping[str, str]) -> Iterable[DuplicateRow]:
    for field in ("phone", "mobile", "fax"):
        for spelled in phones_of(values.get(field, "")):
            if spelled is not None:
                yield from (_row(row, SAME_NUMBER) for row in run(connection, _BY_NUMBER, (tail_key(spelled.digits),)))


def _same_mails(connection: Connection, values: Mapping[str, str]) -> Iterable[DuplicateRow]:
    """A mail address stands in the documents by its words; the number's row says whether it is the very same."""
    found = f"SELECT id FROM ({document_match(connection)}) AS m LIMIT {READ_EXACT}"
    same = "n.customer_id = c.id AND n.kind = 'mail' AND lower(n.value) = ? AND NOT n.archived"
    statement = (
        f"{_ROW}{_SITE}WHERE c.id IN (SELECT d.customer_id FROM search_document d WHERE d.id IN ({found})) "
        f"AND EXISTS (SELECT 1 FROM number n WHERE {same}) ORDER BY c.number LIMIT {MOST}"
    )
    for mail in values.get("mail", "").replace(",", ";").split(";"):
        if terms := words(mail):
            rows = run(connection, statement, (all_of(connection, terms, ()), mail.strip().lower()))
            yield from (_row(row, SAME_MAIL) for row in rows)


def _alike(connection: Connection, values: Mapping[str, str]) -> Iterable[DuplicateRow]:
    """By his name: the same with the same street, the same, and those that sound alike or differ by a typing error.

    Each of the longer words is asked for on its own, so that the wrong one of two may be either.
    """
    name, street = values.get("name", ""), fold_street(values.get("street", ""))
    terms = sorted(understand(name).terms, key=len, reverse=True)[:MOST_WORDS]
    hits = (hit for term in terms for hit in by_words(connection, (term,)) if hit.kind == "customer")
    for customer_id in dict.fromkeys(hit.customer for hit in hits):
        found = run(connection, _BY_ID, (customer_id,))[0]
        if why := _why(name, street, found[2], found[4] or ""):
            yield _row(found, why)


def _why(name: str, street: str, other: str, other_street: str) -> str:
    if sorted(words(name)) == sorted(words(other)):
        return SAME_PLACE if street and fold_street(other_street) == street else SAME_NAME
    return SOUNDS if _sound(name) == _sound(other) or _is_slip(name, other) else ""


def _sound(name: str) -> list[str]:
    return sorted(cologne(word) or word for word in words(name))


def _is_slip(name: str, other: str) -> bool:
    from rapidfuzz import distance

    slips = distance.DamerauLevenshtein
    return len(name) >= SHORTEST and slips.distance(fold(name), fold(other), score_cutoff=1) <= 1


def fold_street(street: str) -> str:
    """A street in the form in which two spellings of it are the same: ``Klarastr. 4`` and ``Klarastraße 4``."""
    return " ".join(words(street))

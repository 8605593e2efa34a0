"""Which words begin so: a beginning that few words have is asked as these words.

A full-text index answers a word by going straight to it, but a beginning by gathering every text with any word that
begins so, however few of them are wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from dispatcher.queries.raw import is_postgres, run
from dispatcher.queries.spelling import after
from dispatcher.values import dataclass

MOST_IN_NAMES = 12
MOST_IN_TEXTS = 100
"""Beginnings of more words stay beginnings: of names and places there are few, so that gathering them soon costs less
than to go to each word."""
_IN_NAMES = f"SELECT word FROM vocabulary WHERE word >= ? AND word < ? ORDER BY word LIMIT {MOST_IN_NAMES + 1}"
_NEXT_IN_TEXTS = "SELECT term FROM temp.journal_word WHERE term >= {least} AND term < ?2 LIMIT 1"
_IN_TEXTS = (
    f"WITH RECURSIVE begun(word) AS (SELECT ({_NEXT_IN_TEXTS.format(least='?1')}) UNION ALL "
    f"SELECT ({_NEXT_IN_TEXTS.format(least='begun.word || char(1)')}) FROM begun WHERE begun.word IS NOT NULL "
    f"LIMIT {MOST_IN_TEXTS + 1}) SELECT word FROM begun WHERE word IS NOT NULL"
)
"""From each word to the next one behind it; none of the texts they stand in is read."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Beginnings: ``narrow`` holds for each the words it stands for, ``wide`` those that stay beginnings."""

    narrow: tuple[tuple[str, ...], ...]
    wide: tuple[str, ...]


def in_names(connection: Connection, terms: Sequence[str]) -> Begun | None:
    """What ``terms`` begin in names and places; None where one of them begins nothing. Index: the vocabulary's key."""
    known = [term for term in terms if not term.isdigit()]
    return _begun(terms, {term: _words(connection, _IN_NAMES, term) for term in known}, MOST_IN_NAMES)


def in_texts(connection: Connection, terms: Sequence[str]) -> Begun | None:
    """What ``terms`` begin in texts; None where one of them begins nothing."""
    if is_postgres(connection):
        return Begun((), tuple(terms))
    return _begun(terms, {term: _words(connection, _IN_TEXTS, term) for term in terms}, MOST_IN_TEXTS)


def _words(connection: Connection, statement: str, term: str) -> tuple[Any, ...]:
    return tuple(row[0] for row in run(connection, statement, (term, after(term))))


def _begun(terms: Sequence[str], found: dict[str, tuple[str, ...]], most: int) -> Begun | None:
    if not all(found.values()):
        return None
    narrow = {term: words for term, words in found.items() if len(words) <= most}
    return Begun(tuple(narrow.values()), tuple(term for term in terms if term not in narrow))

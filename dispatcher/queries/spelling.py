"""Which words of the store answer a word that was typed: itself, those that begin so, sound so, or differ by one error.

Everything is an equality or a beginning on an index of the vocabulary, in one order on both databases.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from dispatcher.domain.text import cologne, near_keys
from dispatcher.queries.raw import run
from dispatcher.values import dataclass

MOST_SPELLINGS = 24
_MOST_ALIKE = 12
_MOST_DIFFERENT = 0.6
"""The share of letters in which a word that sounds alike may differ."""
_HOW = ("exact", "prefix", "sound", "typo")
_BEGINS = f"SELECT word, 1 AS rank FROM vocabulary WHERE word >= ? AND word < ? ORDER BY word LIMIT {_MOST_ALIKE}"
_SOUNDS = (
    f"SELECT word, 2 AS rank FROM vocabulary WHERE sound >= ? AND sound <= ? ORDER BY sound, word LIMIT {_MOST_ALIKE}"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word the store knows, and how it answers what was typed: exact, prefix, sound or typo."""

    word: str
    how: str


def spellings(connection: Connection, term: str) -> tuple[Spelling, ...]:
    """The words that answer ``term``, best first, at most 24; ``term`` itself always stands first.

    A word with a figure in it is a number of somebody's: one figure off is another one, and none sounds like it.

    Indexes: the vocabulary's key, ``ix_vocabulary_sound``, the near forms' key.
    """
    sound = cologne(term) if term.isalpha() else ""
    parts: list[tuple[str, list[str]]] = [(_BEGINS, [term, after(term)])]
    if len(sound) >= 2:
        parts.append((_SOUNDS, [sound, after(sound) if len(sound) >= 3 else sound]))
    if len(term) >= 4 and term.isalpha():
        keys = sorted(near_keys(term))
        marks = ", ".join("?" for _key in keys)
        near = f"SELECT word, 3 AS rank FROM vocabulary_near WHERE near IN ({marks}) ORDER BY near, word LIMIT 24"
        parts.append((near, keys))
    statement = " UNION ALL ".join(f"SELECT * FROM ({part}) AS p{i}" for i, (part, _values) in enumerate(parts))
    return _ranked(term, run(connection, statement, [value for _part, values in parts for value in values]))


def after(term: str) -> str:
    """The smallest text behind every text that begins with ``term``."""
    return term + "\U0010ffff"


def _ranked(term: str, rows: Iterable[Any]) -> tuple[Spelling, ...]:
    best: dict[str, int] = {term: 0}
    for word, rank in rows:
        if best.get(word, 9) > rank:
            best[word] = rank
    alike = [(rank, _distance(term, word), word) for word, rank in best.items() if rank >= 2 and _is_near(term, word)]
    begun = sorted((rank, word) for word, rank in best.items() if rank < 2)
    ordered = [*begun, *((rank, word) for rank, _far, word in sorted(alike))]
    return tuple(Spelling(word, _HOW[rank]) for rank, word in ordered[:MOST_SPELLINGS])


def _is_near(term: str, word: str) -> bool:
    """Whether a word that sounds alike, or begins so, also looks alike: mayr and meier do, zander and zentrum do not.

    A word that is still being typed is held against as many letters of the other.
    """
    longest = max(len(term), len(word))
    if _distance(term, word) <= _MOST_DIFFERENT * longest:
        return True
    return len(word) > len(term) and _distance(term, word[: len(term)]) <= _MOST_DIFFERENT * len(term)


def _distance(term: str, word: str) -> int:
    from rapidfuzz import distance

    return distance.DamerauLevenshtein.distance(term, word, score_cutoff=9)

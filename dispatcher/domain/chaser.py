"""Chasers: a report or note that belongs to a matter which is open already (B7). Plain functions of words and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from dispatcher.domain.chaser_words import ASKING, NO_MATTER
from dispatcher.domain.text import words
from dispatcher.values import dataclass

LIKELY = 50
"""The score from which a matter is offered; 100 names it by its number."""
MOST_WORDS = 80
"""Words of a text that are compared; a matter is named in the first of them."""
SHORTEST = 4
"""Shorter words name no matter, unless they hold a digit."""
_ALIKE = 84
"""Two words that are as alike as this (of 100) are one word typed twice."""
_BEGUN = 5
"""Letters of a word that another one begins with: "Telefon" is part of "Telefonanlage"."""
_OLD = timedelta(days=90)
_ASKED_ONE, _ASKED_SEVERAL, _UNKNOWN_WORD = 80, 62, 10
_NUMBER = re.compile(r"(?<![\w-])(?:t\s?-?\s?)?(\d{3,9})(?![\w-])", re.IGNORECASE)


class Matter(Protocol):
    """What the comparison wants to know of an open ticket."""

    @property
    def id(self) -> int:
        """The store's id."""

    @property
    def number(self) -> int:
        """Its number, T-..."""

    @property
    def others(self) -> Sequence[int]:
        """Numbers of the reports that were joined in it."""

    @property
    def site(self) -> int | None:
        """Where it is, by id; None where nobody said."""

    @property
    def text(self) -> str:
        """Everything that was reported of it."""

    @property
    def reported(self) -> datetime:
        """When it was reported first; UTC."""


@dataclass(frozen=True, slots=True)
class Match:
    """An open matter to which something probably belongs: how probably (50 to 100), and why: "number" (it is named),
    "words" (the same subject), "asks" (somebody asks where something stays)."""

    ticket: int
    number: int
    score: int
    why: tuple[str, ...]


def asks(text: str) -> bool:
    """Whether somebody asks when at last something will be done, in German or English."""
    said = " ".join(words(text)[: MOST_WORDS * 2])
    return any(pattern.search(said) for pattern in ASKING)


def likely(text: str, site: int | None, matters: Sequence[Matter], now: datetime) -> tuple[Match, ...]:
    """Those of one customer's open ``matters`` to which ``text`` about ``site`` probably belongs, the likeliest first;
    of two that are alike the one that is older. A matter at another site is none."""
    subject, is_asking = subject_of(text), asks(text)
    named = {int(found[1]) for found in _NUMBER.finditer(text)}
    here = [one for one in matters if site is None or one.site is None or one.site == site]
    found = [
        Match(one.id, one.number, 100, ("number",))
        if not named.isdisjoint((one.number, *one.others))
        else _match(one, subject, is_asking, len(here), now)
        for one in here
    ]
    ages = {one.id: one.reported for one in matters}
    return tuple(sorted((one for one in found if one.score >= LIKELY), key=lambda one: (-one.score, ages[one.ticket])))


def _match(matter: Matter, subject: Sequence[str], is_asking: bool, count: int, now: datetime) -> Match:
    known = subject_of(matter.text)
    same = sum(any(_is_same(word, other) for other in known) for word in subject)
    is_old = now - matter.reported > _OLD
    if same:
        share = 100 * same // max(1, min(len(subject), len(known)))
        score = 40 + share // 2 + (10 if is_asking else 0) - (10 if is_old else 0)
        return Match(matter.id, matter.number, min(99, score), ("words", "asks") if is_asking else ("words",))
    if not is_asking:
        return Match(matter.id, matter.number, 0, ())
    score = (_ASKED_ONE if count == 1 else _ASKED_SEVERAL) - _UNKNOWN_WORD * len(subject)
    return Match(matter.id, matter.number, max(0, score), ("asks",))


def subject_of(text: str) -> tuple[str, ...]:
    """The folded words of ``text`` that name what it is about, each once."""
    found = (word for word in words(text)[: MOST_WORDS * 3] if word not in NO_MATTER)
    kept = dict.fromkeys(word for word in found if _names(word))
    return tuple(kept)[:MOST_WORDS]


def _names(word: str) -> bool:
    """Whether a word can name a matter: long enough, or a code like "2P"; never a figure alone."""
    return not word.isdigit() and (len(word) >= SHORTEST or any(sign.isdigit() for sign in word))


def _is_same(word: str, other: str) -> bool:
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    if len(short) >= _BEGUN and (long.startswith(short) or long.endswith(short)):
        return True
    if len(short) < _BEGUN or abs(len(word) - len(other)) > 3:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(word, other, score_cutoff=_ALIKE) > 0

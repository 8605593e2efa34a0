"""What somebody means who types into the search: a number of ours, the end of a telephone number, or words."""

from __future__ import annotations

import re

from dispatcher.domain.text import clean, digits, words
from dispatcher.values import dataclass

_OWN_NUMBER = re.compile(r"\s*([kt])\s*-?\s*([0-9]{1,9})\s*", re.IGNORECASE)
_DIGITS_ONLY = re.compile(r"[\s0-9+()/.\-\u00a0\u2010-\u2015]*[0-9][\s0-9+()/.\-\u00a0\u2010-\u2015]*")
SHORTEST_ENDING = 3
"""Fewer last digits would match half the book."""
FORMS_OF_ADDRESS = frozenset(("frau", "herr", "herrn", "fr", "hr", "dr", "prof", "mr", "mrs", "ms", "miss"))
MOST_TERMS = 8
"""Words beyond these are left out of a question; nobody types them on the telephone."""


@dataclass(frozen=True, slots=True)
class Question:
    """``kind`` is "customer", "ticket", "digits", "words" or "nothing"; digits keep a leading plus."""

    kind: str
    number: int = 0
    digits: str = ""
    terms: tuple[str, ...] = ()


def understand(text: str) -> Question:
    """Read what was typed; every text has a meaning, the empty one is "nothing".

    ``k1042`` and ``t4802`` are numbers of ours, digits with any of ``/ ( ) - +`` and blanks the end of a telephone
    number (from three on) or a postcode, everything else words.
    """
    text = clean(text)
    if own := _OWN_NUMBER.fullmatch(text):
        kind = "customer" if own[1] in "kK" else "ticket"
        return Question(kind, number=int(own[2]), terms=tuple(words(text)))
    if len(text) <= 60 and _DIGITS_ONLY.fullmatch(text):
        typed = digits(text)
        plus = "+" if text.lstrip().startswith("+") else ""
        return Question("digits", digits=plus + typed) if len(typed) >= SHORTEST_ENDING else Question("nothing")
    terms = _asked_for(words(text))
    return Question("words", terms=terms) if terms else Question("nothing")


def _asked_for(typed: list[str]) -> tuple[str, ...]:
    """Each word once, without forms of address, which a caller says and no name holds; alone they are words."""
    each = list(dict.fromkeys(word[:48] for word in typed))
    names = [word for word in each if word not in FORMS_OF_ADDRESS]
    return tuple(names or each)[:MOST_TERMS]

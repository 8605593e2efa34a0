"""Quick marks in what somebody types: words of their own that say who, whose turn, how heavy.

``@name`` a person, ``=u =c =o =a`` the ball (``=w =k =d =t`` in German), ``via NAME`` as the first words a third
person, ``!`` more weight, ``!c`` (``!k``) a customer about to leave. "Help!" is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dispatcher.domain.ball import LETTERS
from dispatcher.domain.flag import CHURN, COMPLAINT
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import words
from dispatcher.locale import _
from dispatcher.values import dataclass

_TITLES = frozenset({"frau", "fr", "herr", "herrn", "hr", "hrn", "ms", "mrs", "miss", "mr", "dr", "prof"})
_NOT_BY = (
    "mail",
    "email",
    "e-mail",
    "sms",
    "fax",
    "web",
    "portal",
    "app",
    "teams",
    "whatsapp",
    "telefon",
    "phone",
    "link",
)
_ARTICLES = (
    "der",
    "die",
    "das",
    "dem",
    "den",
    "des",
    "ein",
    "eine",
    "einen",
    "einem",
    "einer",
    "the",
    "a",
    "an",
    "our",
)
_NO_NAMES = frozenset((*_NOT_BY, *_ARTICLES, "unsere", "unseren", "unser"))
"""Behind "via" they name a way or a thing, not a person."""
_VIA = re.compile(r"\s*(via|ü|ue|über|ueber)[^\S\n]+(\S.*)", re.IGNORECASE | re.DOTALL)
_NEXT = re.compile(r"@?([^\W\d_][\w.'’-]*)[:,;]?(?=\s|$)[^\S\n]*")
_WORD = re.compile(r"(?<![^\S\n])([^\S\n]*+)(?<!\S)(\S+)")
"""A word with all the blanks before it, looked at once: the time grows with the text and not with its square."""
_AT = re.compile(r"@([^\W\d_](?:[\w.'’-]*\w)?)(\W*)")


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks say, and the ``text`` without them.

    ``via`` is the third person, ``people`` the names behind an ``@``, ``balls`` each holder that was named, ``weight``
    whether there was a ``!``, ``leaving`` whether there was a ``!c``."""

    text: str
    via: str = ""
    people: tuple[str, ...] = ()
    balls: tuple[str, ...] = ()
    weight: bool = False
    leaving: bool = False

    @property
    def ball(self) -> str:
        """Who holds the ball from now on; empty where nobody was named."""
        return self.balls[0] if self.balls else ""

    @property
    def flags(self) -> tuple[str, ...]:
        """What a note marks the customer with: about to leave, and by more weight a complaint."""
        return ((CHURN,) if self.leaving else ()) + ((COMPLAINT,) if self.weight else ())


@lru_cache(maxsize=4)
def read_marks(typed: str) -> Marks:
    """The marks in ``typed``; a name behind ``@`` stays in the sentence, but not where it stands before it."""
    via, rest = _via(typed)
    found: dict[str, list[str]] = {"@": [], "=": [], "!": []}
    first = len(rest) - len(rest.lstrip())

    def without(match: re.Match[str]) -> str:
        """What stays of a word in the sentence; its mark is noted."""
        kept = _kept(match[2], found, match.start() <= first)
        return match[1] + kept if kept else ""

    text = _WORD.sub(without, rest)
    return Marks(
        text=text.strip(),
        via=via,
        people=tuple(dict.fromkeys(found["@"])),
        balls=tuple(dict.fromkeys(found["="])),
        weight="!" in found["!"],
        leaving="!c" in found["!"],
    )


def _kept(word: str, found: dict[str, list[str]], is_first: bool) -> str:
    """What stays of one word; what it marks is noted in ``found``."""
    lower = word.lower()
    if len(lower) == 2 and lower[0] == "=" and lower[1] in LETTERS:
        found["="].append(LETTERS[lower[1]])
        return ""
    if lower in ("!", "!c", "!k"):
        found["!"].append("!" if lower == "!" else "!c")
        return ""
    if (person := _AT.fullmatch(word)) is not None:
        found["@"].append(person[1])
        return "" if is_first else person[1] + person[2]
    return word


def _via(typed: str) -> tuple[str, str]:
    """The third person named by the first words, and what follows; no person where they say something else."""
    begun = _VIA.match(typed)
    if begun is None:
        return "", typed
    name, rest = _name(begun[2])
    bare = name.split()[-1].lower() if name else ""
    is_spelt_out = begun[1].lower() in ("über", "ueber")
    # "über" begins many a German sentence; only a name is written with a capital and no article.
    if not bare or bare in _NO_NAMES or (is_spelt_out and not name[0].isupper()):
        return "", typed
    return name, rest


def _name(text: str) -> tuple[str, str]:
    """Titles and one name at the beginning of ``text``, and what follows."""
    taken: list[str] = []
    while (found := _NEXT.match(text)) is not None:
        taken.append(found[1])
        text = text[found.end() :]
        if found[1].rstrip(".").lower() not in _TITLES:
            return " ".join(taken).rstrip("."), text
    return "", text


def refuse_marks(marks: Marks) -> Refusal | None:
    """The sentence why these marks cannot all be meant, or None."""
    if len(marks.balls) > 1:
        return Refusal("ball", _("Only one can have the ball: one of =u =c =o =a."))
    return None


def person_meant(named: str, people: Sequence[str]) -> str:
    """The one of ``people`` whose name begins with ``named``; ``named`` itself where none or several fit."""
    asked = words(named)
    fits = [one for one in people if any(_begins(words(one)[at:], asked) for at in range(len(words(one))))]
    return fits[0] if asked and len(fits) == 1 else named


def _begins(said: list[str], asked: list[str]) -> bool:
    return len(said) >= len(asked) and all(word.startswith(part) for word, part in zip(said, asked, strict=False))

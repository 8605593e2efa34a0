"""Postcodes: what one is, and the place it stands for."""

from __future__ import annotations

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

NOWHERE = ("00", "05", "43", "62")
"""No German postcode begins with these digits."""
LONGEST = 32
"""A postcode of any country; what is longer is something else."""


@dataclass(frozen=True, slots=True)
class Place:
    """A town or village; ``state`` is the federal state in two letters (BE, BY ...)."""

    place: str
    state: str


def read_postcode(text: str, country: str = "DE") -> str | Refusal:
    """The postcode that was typed, without blanks around it; a German one has exactly five digits
    and one of the beginnings that were given out.

    ``country`` is two letters. An empty ``text`` is no postcode and no mistake: it comes back empty. Postcodes of
    other countries are taken as they are, up to :data:`LONGEST` signs.
    """
    typed = text.strip()
    if country == "DE":
        typed = typed.removeprefix("D-")
        if typed and not _is_german(typed):
            return Refusal("postcode", _("A postcode has five digits: 01067"))
        if typed.startswith(NOWHERE):
            sentence = _("There is no postcode {text} in Germany. Like: 01067")
            return Refusal("postcode", sentence.format(text=typed))
    elif len(typed) > LONGEST:
        return Refusal("postcode", _("A postcode has at most {n} signs.").format(n=LONGEST))
    return typed


def _is_german(typed: str) -> bool:
    return len(typed) == 5 and typed.isascii() and typed.isdigit()

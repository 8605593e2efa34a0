"""The domain's words for states and the like, and how other people's words become them."""

from __future__ import annotations

from dataclasses import field

from dispatcher.domain import appointment, ticket
from dispatcher.domain.ball import BALLS, LETTERS
from dispatcher.domain.colleague import ROLES
from dispatcher.domain.contact import CHANNELS, DIRECTIONS
from dispatcher.domain.kinds import ACCESS_CLASSES, DUTIES, PERMISSIONS
from dispatcher.values import dataclass

YES_OR_NO = ("yes", "no")

_COMMON = {
    "ticket.urgent": {
        "true": "yes",
        "1": "yes",
        "y": "yes",
        "x": "yes",
        "ja": "yes",
        "j": "yes",
        "wahr": "yes",
        "!": "yes",
    }
    | {"false": "no", "0": "no", "n": "no", "nein": "no", "falsch": "no"},
    "entry.channel": {"telephone": "T", "phone": "T", "telefon": "T", "tel": "T", "anruf": "T", "call": "T"}
    | {"mail": "M", "e-mail": "M", "email": "M", "portal": "P", "sms": "S", "on site": "V", "vor ort": "V"}
    | {"letter": "B", "brief": "B", "public": "W", "öffentlich": "W", "via a third person": "3", "über dritte": "3"},
}
_COMMON["ticket.ball"] = LETTERS
_COMMON["ticket.channel"] = _COMMON["person.channel"] = _COMMON["entry.channel"]
_COMMON["person.no_information"] = _COMMON["ticket.urgent"]

ALLOWED: dict[str, tuple[str, ...]] = {
    "colleague.role": ROLES,
    "site.access_class": ACCESS_CLASSES,
    "person.duties": DUTIES,
    "person.permissions": PERMISSIONS,
    "person.channel": tuple(CHANNELS),
    "person.no_information": YES_OR_NO,
    "ticket.state": ticket.STATES,
    "ticket.urgent": YES_OR_NO,
    "ticket.channel": tuple(CHANNELS),
    "ticket.ball": BALLS,
    "appointment.state": appointment.STATES,
    "entry.direction": DIRECTIONS,
    "entry.channel": tuple(CHANNELS),
}
"""Fields that only take certain words; ``[values]`` of a mapping translates into them."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words one field takes: our own, and those the mapping translates; upper and lower case are alike."""

    allowed: tuple[str, ...]
    exact: dict[str, str]
    beginnings: tuple[tuple[str, str], ...] = field(default=())

    def ours(self, word: str) -> str | None:
        """Our word for ``word``, or None where there is none."""
        asked = word.casefold()
        if (found := self.exact.get(asked)) is not None:
            return found
        return next((ours for beginning, ours in self.beginnings if asked.startswith(beginning)), None)


def words(name: str, translations: dict[str, str]) -> Words:
    """The words of the field ``name``; a translation that ends in ``*`` counts for all words that begin so."""
    exact = {word.casefold(): word for word in ALLOWED[name]} | _COMMON.get(name, {})
    exact |= {word.casefold(): ours for word, ours in translations.items() if not word.endswith("*")}
    beginnings = [(word[:-1].casefold(), ours) for word, ours in translations.items() if word.endswith("*")]
    return Words(ALLOWED[name], exact, tuple(sorted(beginnings, key=lambda pair: -len(pair[0]))))

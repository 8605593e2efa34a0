"""Names behind an ``@``: which colleague is meant by ``@wh``, and whether anybody at all is called so."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import fold, words
from dispatcher.locale import _
from dispatcher.values import dataclass

_MOST_NAMED = 5
"""Names a sentence lists at most."""


@dataclass(frozen=True, slots=True)
class Mate:
    """A colleague: whose note it may be, and who may answer for a promise."""

    id: int
    sign: str
    name: str


def mention(typed: str) -> tuple[str, str]:
    """The name behind an ``@`` that is the first word, and the rest: ``@wh wed 14``."""
    text = typed.strip()
    if not text.startswith("@"):
        return "", text
    name, _blank, rest = text[1:].partition(" ")
    return name, rest.strip()


def mate_meant(named: str, mates: Sequence[Mate], field: str) -> Mate | Refusal:
    """The colleague meant by his sign or the beginning of one of his names. Refuses (code: the ``field``) nobody and
    several."""
    found = _mates_called(named.lstrip("@").strip(), mates)
    if len(found) == 1:
        return found[0]
    signs = ", ".join(f"{one.sign} {one.name}" for one in (found or mates)[:_MOST_NAMED])
    if found:
        return Refusal(field, _('"{name}" may be one of: {names}').format(name=named, names=signs))
    return Refusal(field, _('There is no colleague "{name}". There are: {names}').format(name=named, names=signs))


def refuse_unknown(
    named: Sequence[str], people: Sequence[str], mates: Sequence[Mate], known: Sequence[str] = ()
) -> Refusal | None:
    """The no to the first of ``named`` that is none of the customer's ``people``, of who else is ``known`` (himself,
    and who left him) and of our colleagues: it names who there is, at most five."""
    for name in named:
        if not any(is_one_of(name, one) for one in (*people, *known)) and not _mates_called(name, mates):
            there = [*people, *(f"{one.sign} {one.name}" for one in mates)][:_MOST_NAMED]
            sentence = _('Nobody here is called "{name}". There are: {names}.')
            return Refusal("person", sentence.format(name=name[:60], names=", ".join(there)))
    return None


def is_one_of(named: str, person: str) -> bool:
    """Whether one of the words of a ``person``'s name begins with ``named``."""
    asked, said = words(named), words(person)
    tails = (said[at : at + len(asked)] for at in range(len(said) - len(asked) + 1))
    return bool(asked) and any(all(map(str.startswith, tail, asked)) for tail in tails)


def _mates_called(named: str, mates: Sequence[Mate]) -> list[Mate]:
    asked = fold(named)
    return [one for one in mates if fold(one.sign) == asked] or [one for one in mates if is_one_of(named, one.name)]

"""A typed text taken apart by the grammar."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from dispatcher.domain.phrases import words
from dispatcher.domain.phrases.clocks import Clock, Point, Window
from dispatcher.domain.phrases.grammar import parser
from dispatcher.domain.phrases.parts import Phrase
from dispatcher.domain.phrases.tree import value_of

LONGEST = 80
"""Signs; nobody names a time in more."""
_SLOT_OFFSET = re.compile(r"[0-9]{1,3}\s?(?:min|m|std|h|d|t|w)(?![a-z])")
_ISO_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})t([0-9])")
"""Day and time of one instant, as programs write it."""
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"})


def normal(text: str) -> str:
    """``text`` as the grammar reads it: lower case, umlauts spelt out, plain hyphens, single blanks."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_SPELT)
    plain = _ISO_TIME.sub(r"\1 \2", plain)
    return " ".join(re.sub(r",(?![0-9])", " ", plain).split())


def take_apart(text: str, from_slot: bool = False) -> Phrase:
    """The parts of ``text``; with ``from_slot`` an offset needs no "+". Raises NotMeant for numbers that mean nothing,
    and what the parser raises."""
    said = normal(text).split()
    plain = " ".join(word for word in said if word != "!")
    phrase = _from_slot(plain) if from_slot and _SLOT_OFFSET.match(plain) else _parsed(plain)
    return replace(phrase, keeps_free="!" in said)


def _parsed(plain: str) -> Phrase:
    phrase = value_of(parser().parse(plain))
    assert isinstance(phrase, Phrase)
    return _loosened(phrase, plain)


def _from_slot(plain: str) -> Phrase:
    """``1w``, ``2h``: counted from the slot. ``14h`` may as well be two in the afternoon."""
    counted = _parsed("+" + plain)
    if (hour := re.match(r"([0-9]+)h", plain)) is None or not 7 <= int(hour[1]) < 24:
        return counted
    return replace(counted, other=_parsed(plain))


def _loosened(phrase: Phrase, plain: str) -> Phrase:
    """In "5 am 25.11." the word may be the German preposition of the day, unless something English follows."""
    if not phrase.time_first or not re.search(r"[0-9] ?am ", plain) or words.ENGLISH_DAYS & set(plain.split()):
        return phrase
    return replace(phrase, clock=_loose(phrase.clock))


def _loose(clock: Clock | None) -> Clock | None:
    if isinstance(clock, Point):
        return replace(clock, loose=True)
    return replace(clock, last=replace(clock.last, loose=True)) if isinstance(clock, Window) else clock

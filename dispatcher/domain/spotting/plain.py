"""A text in the spelling the words of promising are looked for in, and the way back to the text itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dispatcher.values import dataclass

_SPELT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'", "‘": "'", "–": "-", "—": "-", "\t": " "}
_QUOTES = dict.fromkeys("„“”«»", '"')
_BREAK = re.compile(r"\n+|;\s|(?<=[.!?])[\"']?\s+(?=[\"'(]?[A-ZÄÖÜ0-9])")
_NO_END = re.compile(
    r"(?:\b(?:bzw|ca|nr|str|tel|dr|hr|hrn|fr|mr|ms|mrs|evtl|ggf|inkl|kd|usw|etc|st|z\. ?b|d\. ?h)|(?<![\d.])\d{1,2}"
    r"|\b\d{1,2}\.\d{1,2}(?=\.\s+(?:um|at|\d)))\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """``words`` are lower case with umlauts spelt out; ``origin`` says for each sign where it stands in ``text``."""

    text: str
    words: str
    origin: tuple[int, ...]

    def cut(self, begin: int, end: int) -> str:
        """What stands in the text itself where ``words`` have ``begin`` to ``end``."""
        if begin >= end:
            return ""
        return self.text[self.origin[begin] : self.origin[end - 1] + 1]


def plain(text: str) -> Plain:
    """``text`` spelt for the search."""
    composed = unicodedata.normalize("NFC", text)
    signs: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(composed):
        small = sign.lower()
        spelt = _QUOTES.get(sign) or _SPELT.get(small, small)
        signs.append(spelt)
        origin += [place] * len(spelt)
    return Plain(composed, "".join(signs), tuple(origin))


_LAST_WORD = 80
"""So far back it is looked what stands before a dot."""


def sentences(text: str) -> Iterator[str]:
    """The sentences and lines of ``text``; the dot of an abbreviation or a date ends none."""
    begun = 0
    for found in _BREAK.finditer(text):
        if _NO_END.search(text[max(begun, found.start() - _LAST_WORD) : found.start()].rstrip("\"'")):
            continue
        if sentence := text[begun : found.start()].strip():
            yield sentence
        begun = found.end()
    if sentence := text[begun:].strip():
        yield sentence

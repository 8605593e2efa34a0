"""Foreign text: made harmless once, folded once, in the same way for every store and every screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u2060\u2061"
    "\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0\ufff9\ufffa"
    "\ufffb"
)
_LINE_BREAKS = "\u0085\u2028\u2029\u000b\u000c"
_KEPT_CONTROLS = "\n\t"


def _stand_ins() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _KEPT_CONTROLS}
    table[0x7F] = "\u2421"
    table |= dict.fromkeys(range(128, 160), "�")
    table |= {ord(sign): "\N{REPLACEMENT CHARACTER}" for sign in _BIDI}
    table |= {ord(sign): "\u00b7" for sign in _ZERO_WIDTH}
    table |= {ord(sign): "\n" for sign in _LINE_BREAKS}
    table |= dict.fromkeys(range(55296, 57344), "�")
    table |= dict.fromkeys(range(917504, 917632), "·")
    return table


_TABLE = _stand_ins()
_HOSTILE = re.compile(
    "[" + "".join(re.escape(chr(code)) for code in _TABLE if not 0xD800 <= code < 0xE000) + "\ud800-\udfff]"
)
MOST_MARKS, MOST_JOINED = 16, 8
"""So many combining marks stand on one sign at most, and so many joiners in one joined sign; no writing has more."""
_MAYBE_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1},}}")
_CHAIN = re.compile(f"((?:[^\u200d]{{0,3}}\u200d){{{MOST_JOINED}}})((?:[^\u200d]{{0,3}}\u200d)+)")
_MARK_SIGN = "\u00b7"
_STREET = re.compile(r"(?<=.)str(?:a|as|ass|asse|assen)$|^strasse$")
_DIGITS = re.compile("[0-9]+")
_WORD = re.compile(r"[^\W_]+")
_GERMAN = str.maketrans(
    {"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o"}
)


def clean(text: str) -> str:
    """``text`` with every control, bidi and zero-width character turned into a visible stand-in, and so are combining
    marks and joiners that come in a flood.

    Newline and tab stay; CR LF and CR become newline. Nothing is dropped or cut, so that whoever reads the
    entry sees that something was there.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _HOSTILE.search(text) is not None:
        text = text.translate(_TABLE)
    if "\u200d" in text:
        text = _CHAIN.sub(lambda chain: chain[1] + chain[2].replace("\u200d", _MARK_SIGN), text)
    return _MAYBE_MARKS.sub(_without_flood, text)


def _without_flood(found: re.Match[str]) -> str:
    """The signs of a run; a mark behind so many marks as no writing has becomes a visible one."""
    signs, marks = [], 0
    for sign in found[0]:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        signs.append(sign if marks <= MOST_MARKS else _MARK_SIGN)
    return "".join(signs)


def escaped(text: str) -> str:
    """``text`` of a JSON document with every sign that :func:`clean` would replace written as JSON writes it
    (``\\u009b``): whoever reads the document gets the sign, and a terminal shows it."""
    kept = clean(text)
    if kept == text:
        return text
    signs = zip(text, kept, strict=True)
    return "".join(
        sign if sign == shown else "".join(f"\\u{unit:04x}" for unit in _units(sign)) for sign, shown in signs
    )


def _units(sign: str) -> Iterator[int]:
    code = ord(sign)
    if code > 0xFFFF:
        yield from (0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF))
    else:
        yield code


def is_marked(original: str) -> bool:
    """Whether :func:`clean` had to put a stand-in into ``original`` (line ends do not count)."""
    return clean(original) != original.replace("\r\n", "\n").replace("\r", "\n")


def shortened(text: str, room: int) -> str:
    """As much of ``text`` as has room in so many signs; where something is left out, "…" says so."""
    return text if len(text) <= room else f"{text[: max(0, room - 1)]}…"[: max(0, room)]


def one_line(text: str, sign: str = " ⏎ ") -> str:
    """``text`` on one line, line breaks shown by ``sign``, tabs as a blank."""
    return sign.join(part.strip() for part in text.split("\n")).replace("\t", " ")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form in which words are stored for search and asked for: lower case, without marks.

    Müller, Mueller, MULLER and Muller fold alike (ä = ae = a, ß = ss), so a caller is found whichever way his
    name was typed.
    """
    if text.isascii():
        plain = text.lower()
    else:
        lowered = unicodedata.normalize("NFC", text).casefold().translate(_GERMAN)
        plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)).translate(
            _GERMAN
        )
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def words(text: str) -> list[str]:
    """The folded words of ``text`` in their order: runs of letters and digits.

    A street ends in "str" however it is written and however far it is typed: Klarastr., Klarastraße, "klarastra".
    """
    return [_STREET.sub("str", word) for word in _WORD.findall(fold(text))]


def digits(text: str) -> str:
    """Only the ASCII digits of ``text``."""
    return "".join(_DIGITS.findall(text))


@lru_cache(maxsize=65536)
def cologne(word: str) -> str:
    """The Cologne phonetic code of one word ("Maier", "Meyer", "Mayr" share one); empty where it has no letters."""
    import cologne_phonetics

    return "".join(code for _, code in cologne_phonetics.encode(word))


@lru_cache(maxsize=65536)
def near_keys(word: str) -> frozenset[str]:
    """``word`` and all its forms with one letter left out.

    Two words of which each has a form in common with the other differ by one typing error (a wrong, missing,
    additional or swapped letter), so typing errors are found by equality, without reading a whole table.
    Words under four letters have no near forms: too much would match.
    """
    if len(word) < 4 or len(word) > 32 or word.isdigit():
        return frozenset((word,))
    return frozenset((word, *(word[:i] + word[i + 1 :] for i in range(len(word)))))

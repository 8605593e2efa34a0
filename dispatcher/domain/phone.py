"""Telephone numbers: many spellings, one number (E.164); and finding one by its last digits.

The numbering plans come from phonenumberslite, which is imported with the first number.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from dispatcher.domain.text import clean
from dispatcher.domain.text import digits as only_digits
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber as Parsed

_LONGEST = 200
_SPOILED_START = re.compile(r"^[\s'\"‘’‚‛`´=]+")
_SPOILED_END = re.compile(r"[\s'\"‘’`´]+$")
_LABEL = re.compile(r"^[^\d+(]*")
_DIALLED = re.compile(r"[\d+()/\-‐‑‒–—―−.\s]*")
_SECOND = re.compile(r"\s*/\s*(?=0\d|\+)")
_EXTENSION = re.compile(
    r"^(?:durchwahl|dw|nst|nebenstelle|app|apparat|ext|extension|klappe|kl|x)\b[.:\s-]*(\d{1,6})\b", re.IGNORECASE
)
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_SPLIT_OFF = re.compile(r"[-‐‑‒–—―−/]\s*(\d(?:\s?\d){0,3})[^\d]*$")
_ORDINARY_LABELS = frozenset(
    ("tel", "telefon", "fon", "phone", "fax", "telefax", "mobil", "mobile", "handy", "t", "f", "m")
)
_GERMAN_SPEAKING = (49, 43, 41)
"""Country codes where extensions are dialled behind the number and 0 is the only trunk prefix."""
_TRUNK_AFTER_COUNTRY = re.compile(r"^(49|43|41)0")
_FULL_NUMBER = 7


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number: ``e164`` to dial and compare, ``digits`` the same without the plus, ``shown`` as people here
    write it, ``note`` the words that stood around it."""

    e164: str
    digits: str
    shown: str
    note: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A number as typed: what is dialled, the last digits somebody set apart, the words around it."""

    dialled: str
    extension: str
    split_off: str
    note: str


@lru_cache(maxsize=8192)
def parse(raw: str, country: str = "DE", home: str = "DE") -> PhoneNumber | None:
    """The number that ``raw`` spells in ``country`` (two letters), or None where it spells none.

    Words behind the number become its note, an extension by word or dash is part of the number. None is the answer
    for internal and emergency numbers, for a local number without its area code (it would be somebody else's), and
    for anything longer than a number. Numbers of the ``home`` country are shown without the country code.
    """
    if len(raw) > _LONGEST:
        return None
    spelling = _spelling(raw)
    parsed = _parsed(spelling.dialled, country)
    if parsed is None:
        first, second = _apart(spelling.dialled)
        return _with_note(parse(first, country, home), second) if second else None
    return _number(spelling, parsed, country, home)


def tail_key(digits: str) -> str:
    """``digits`` backwards: the form in which a number is stored to be found by its end."""
    return digits[::-1]


def endings(query_digits: str) -> tuple[str, ...]:
    """The beginnings of :func:`tail_key` that fit the digits somebody typed, best first.

    The digits are the end of a number ("0471") or a whole one with 0, 00 or +; empty without a digit.
    """
    international = query_digits.lstrip().startswith("+")
    typed = only_digits(_TRUNK_IN_BRACKETS.sub("", query_digits))
    found: list[str] = [] if international else [typed]
    if international:
        found = [typed, _TRUNK_AFTER_COUNTRY.sub(r"\1", typed)]
    elif typed.startswith("00") and len(typed) > _FULL_NUMBER:
        found = [typed[2:], _TRUNK_AFTER_COUNTRY.sub(r"\1", typed[2:]), typed]
    elif typed.startswith("0") and len(typed) >= _FULL_NUMBER:
        found = [typed[1:], typed]
    return tuple(dict.fromkeys(tail_key(digits) for digits in found if digits))


def _spelling(raw: str) -> _Spelling:
    text = clean(raw if raw.isascii() else unicodedata.normalize("NFKC", raw))
    text = _SPOILED_END.sub("", _SPOILED_START.sub("", text))
    label = _LABEL.match(text)
    before = label.group().strip(" \t\n.:") if label else ""
    text = text[label.end() :] if label else text
    dialled = _DIALLED.match(text)
    number = dialled.group() if dialled else ""
    extension, after = _extension(text[len(number) :])
    split = _SPLIT_OFF.search(number)
    note = " ".join(part for part in ("" if before.lower() in _ORDINARY_LABELS else before, after) if part)
    if "*" in raw or "#" in raw:
        return _Spelling("", "", "", note)
    return _Spelling(_without_trunk(number), extension, only_digits(split.group(1)) if split else "", note)


def _extension(behind: str) -> tuple[str, str]:
    match = _EXTENSION.match(behind)
    rest = behind[match.end() :] if match else behind
    return (match.group(1) if match else ""), rest.strip(" \t\n,;:-/().")


def _without_trunk(number: str) -> str:
    number = number.strip()
    if number.startswith(("+", "(+", "00")):
        return _TRUNK_IN_BRACKETS.sub(" ", number).replace("(+", "+(")
    return number


def _apart(dialled: str) -> tuple[str, str]:
    """Two numbers that somebody wrote into one cell with a slash between."""
    parts = _SECOND.split(dialled, maxsplit=1)
    if len(parts) == 1 or len(only_digits(parts[0])) < _FULL_NUMBER:
        return dialled, ""
    return parts[0], parts[1]


def _with_note(number: PhoneNumber | None, note: str) -> PhoneNumber | None:
    if number is None:
        return None
    return PhoneNumber(number.e164, number.digits, number.shown, f"{note} {number.note}".strip())


def _parsed(dialled: str, country: str) -> Parsed | None:
    import phonenumbers

    typed = only_digits(dialled)
    if not typed:
        return None
    try:
        parsed = _plain(dialled, typed, country) or phonenumbers.parse(f"{'+' * ('+' in dialled)}{typed}", country)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(parsed) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return parsed if _is_whole(dialled, typed, parsed, country) else None


def _plain(dialled: str, typed: str, country: str) -> Parsed | None:
    """The ordinary spellings (0, area code, number; +49 and so on) without the library's long way; else None."""
    import phonenumbers

    if "+" in dialled or typed.startswith("00"):
        abroad = typed.removeprefix("00")
        code = int(abroad[:2] or 0)
        significant = abroad[2:].removeprefix("0") if code in _GERMAN_SPEAKING else "0"
    else:
        code = _country_code_where_zero_is_the_trunk(country)
        significant = typed[1:] if typed[0] == "0" else "0"
    if not code or significant.startswith("0") or len(significant) < _FULL_NUMBER - 1:
        return None
    return phonenumbers.PhoneNumber(country_code=code, national_number=int(significant))


@lru_cache(maxsize=256)
def _country_code_where_zero_is_the_trunk(country: str) -> int:
    """The country code of a country whose numbers only drop a leading 0 when dialled from abroad; else 0."""
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country)
    if metadata is None or metadata.national_prefix != "0" or metadata.national_prefix_for_parsing != "0":
        return 0
    return int(metadata.country_code or 0)


def _is_whole(dialled: str, typed: str, parsed: Parsed, country: str) -> bool:
    """Whether this is a number one can dial from everywhere, and not an internal or local one."""
    import phonenumbers

    significant = phonenumbers.national_significant_number(parsed)
    if len(significant) < _FULL_NUMBER and not phonenumbers.is_valid_number(parsed):
        return False
    if "+" in dialled or typed.startswith("0"):
        return True
    if not _country_code_where_zero_is_the_trunk(country):
        return True
    return len(typed) >= 10 and phonenumbers.is_valid_number(parsed)


def _number(spelling: _Spelling, parsed: Parsed, country: str, home: str) -> PhoneNumber:
    import phonenumbers

    extension, note = spelling.extension, spelling.note
    if extension and parsed.country_code not in _GERMAN_SPEAKING:
        extension, note = "", f"ext. {extension} {note}".strip()
    if extension:
        longer = _parsed(spelling.dialled + extension, country)
        parsed, note = (longer, note) if longer else (parsed, f"{extension} {note}".strip())
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    shown = _shown(parsed, extension or spelling.split_off, home)
    return PhoneNumber(e164, e164[1:], shown, note)


def _shown(parsed: Parsed, split_off: str, home: str) -> str:
    """As an office here writes it: area code, blank, number, and a dash where somebody set the last digits apart."""
    import phonenumbers

    at_home = parsed.country_code == phonenumbers.country_code_for_region(home)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    shown = phonenumbers.format_number(parsed, form)
    if at_home and shown[0] != "0" and _country_code_where_zero_is_the_trunk(home):
        shown = f"0{shown}"  # a number of no known length, which the library leaves as it is
    area, blank, last = shown.rpartition(" ")
    if not split_off or not last.isdigit() or len(last) <= len(split_off) or not last.endswith(split_off):
        return shown
    return f"{area}{blank}{last[: -len(split_off)]}-{split_off}"

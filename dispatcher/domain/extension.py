"""Extensions: the last digits of an office's number, which people here set apart by a dash ("030 23125-471")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dispatcher.domain.text import digits

if TYPE_CHECKING:
    from dispatcher.domain.phone import PhoneNumber

_APART = re.compile(r"(?P<stem>\+?\d[\d ]*\d)-(?P<extension>\d{1,4})(?!\d)")
_WRITTEN = re.compile(r"\+?\d[\d ]*")
_SHORTEST_STEM = 6
"""Digits: fewer are an area code, and its numbers are no extensions of each other."""
_LONGEST = 4


def stem_of(shown: str) -> str:
    """What stands before the dash of a number as it is shown ("030 23125"); empty where it has none."""
    found = _APART.match(shown)
    return found["stem"] if found and len(digits(found["stem"])) >= _SHORTEST_STEM else ""


def short(shown: str, stems: Iterable[str]) -> str:
    """Only the dash and the extension ("-471") of a number behind one of ``stems``; empty for any other."""
    found = _APART.match(shown)
    return f"-{found['extension']}" if found and found["stem"] in stems else ""


def with_extensions(shown: Sequence[str]) -> tuple[str, ...]:
    """The numbers of one customer, in their order: where one shows its stem, the others behind it show it too.

    "030 23125471" becomes "030 23125-471" beside "030 23125-110"; words behind a number stay.
    """
    stems = {digits(stem): stem for stem in map(stem_of, shown) if stem}
    return tuple(_set_apart(one, stems) for one in shown) if stems else tuple(shown)


def _set_apart(shown: str, stems: dict[str, str]) -> str:
    found = _WRITTEN.match(shown)
    if found is None or _APART.match(shown):
        return shown
    dialled, behind = digits(found.group()), shown[found.end() :]
    cut = next(
        (len(stem) for stem in stems if dialled.startswith(stem) and 0 < len(dialled) - len(stem) <= _LONGEST), 0
    )
    blank = " " if cut and found.group().endswith(" ") else ""
    return f"{stems[dialled[:cut]]}-{dialled[cut:]}{blank}{behind}" if cut else shown


def kept(number: PhoneNumber) -> str:
    """How a field of one number keeps it: E.164, with a dash where somebody set the extension apart
    ("+493023125-471"); :func:`~dispatcher.domain.phone.parse` reads it and shows the dash again."""
    from dispatcher.domain.phone import parse

    found = _APART.match(number.shown)
    marked = f"{number.e164[: -len(found['extension'])]}-{found['extension']}" if found else number.e164
    again = parse(marked)
    return marked if again is not None and again.e164 == number.e164 else number.e164

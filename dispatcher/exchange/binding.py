"""A mapping laid upon the header of a file."""

from __future__ import annotations

import re

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.exchange.checks import columns
from dispatcher.exchange.complaints import nearest
from dispatcher.exchange.mapping import Mapping
from dispatcher.exchange.template import Cells
from dispatcher.locale import _
from dispatcher.values import dataclass

REJECT_COLUMNS = ("line", "column", "value", "reason")
"""What a reject file says about a row, in front of the row itself."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""With these a spreadsheet's formula begins; the reject file puts an apostrophe before them, and before an apostrophe
that stands there already."""
_GUARDED = (*FORMULA_SIGNS, "␀")
"""The same as they are read again: a NUL was made visible."""
_REJECTED = re.compile(r"\.rejected(?:-\d+)?$")


@dataclass(frozen=True, slots=True)
class Binding:
    """Where in a record each column stands that the mapping uses, and which cells mean "nothing" there."""

    width: int
    is_of_rejects: bool
    places: tuple[tuple[str, int, frozenset[str]], ...]
    absent: tuple[str, ...]

    def cells(self, fields: list[str]) -> Cells:
        """The cells of a record, tidied: made harmless, blanks around them dropped, marks for "nothing" emptied."""
        cells = dict.fromkeys(self.absent, "")
        for column, place, nothing in self.places:
            if cell := fields[place]:
                if not (cell.isascii() and cell.isprintable()):  # most cells need no closer look
                    cell = clean(cell)
                cell = cell.strip()
                if self.is_of_rejects and cell.startswith("'") and cell.lstrip("'").startswith(_GUARDED):
                    cell = cell[1:].strip()
                cells[column] = "" if cell in nothing else cell
            else:
                cells[column] = ""
        return cells

    def misfit(self, fields: list[str]) -> str:
        """Why a record cannot be a row of this file; empty where it can. Empty cells at its end do no harm."""
        if len(fields) == self.width or (len(fields) > self.width and not any(fields[self.width :])):
            return ""
        return _("The row has {number} columns, the header {width}.").format(number=len(fields), width=self.width)


def bind(mapping: Mapping, header: tuple[str, ...]) -> Binding | Refusal:
    """``mapping`` for a file with ``header``; refuses a file that lacks one of its columns or has it twice."""
    told = len(header) - len(without_reasons(header))
    found = {name: place for place, name in reversed(list(enumerate(header))) if place >= told}
    small = {name.casefold(): place for name, place in found.items()}
    places, absent = [], []
    for column in columns(mapping):
        place = found.get(column, small.get(column.casefold()))
        if place is not None and header[told:].count(header[place]) > 1:
            return _refusal(_('The column "{column}" stands in the header more than once.').format(column=column))
        if place is not None:
            nothing = frozenset((*mapping.missing, *mapping.missing_in.get(column, ())))
            places.append((column, place, nothing))
        elif column in mapping.optional:
            absent.append(column)
        else:
            sentence = _('The file has no column "{column}".').format(column=column)
            return _refusal(sentence + nearest(column, header))
    if mapping.only_these and (left := unused(mapping, header)):
        sentence = _('The column "{column}" is none of this list.').format(column=left[0])
        return _refusal(sentence + nearest(left[0], columns(mapping)))
    return Binding(len(header), told > 0, tuple(places), tuple(absent))


def unused(mapping: Mapping, header: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of ``header`` that ``mapping`` does not use."""
    known = {column.casefold() for column in columns(mapping)}
    return tuple(name for name in without_reasons(header) if name and name.casefold() not in known)


def without_reasons(header: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of the list itself, where ``header`` is that of its reject file."""
    return header[len(REJECT_COLUMNS) :] if header[: len(REJECT_COLUMNS)] == REJECT_COLUMNS else header


def _refusal(sentence: str) -> Refusal:
    return Refusal("mapping-header", sentence)


@dataclass(frozen=True, slots=True)
class Home:
    """Where the office is: its country (two letters) and zone, which count where a mapping names none."""

    country: str = "DE"
    zone: str = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for every row of one file."""

    mapping: Mapping
    source: str
    country: str
    zone: str
    home: Home


def setting(mapping: Mapping, stem: str, home: Home) -> Setting:
    """The setting of ``mapping`` for the file with the name ``stem`` (without its ending); a reject file that was put
    right counts as the list it came from."""
    source = " ".join(clean(mapping.source.replace("{file}", _REJECTED.sub("", stem))).split())
    return Setting(mapping, source, mapping.country or home.country, mapping.zone or home.zone, home)

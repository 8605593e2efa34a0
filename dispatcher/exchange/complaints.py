"""What is wrong with a mapping, in a sentence that names the place and the nearest word that would be right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

_UNKNOWN = re.compile(r"unknown field `(?P<name>[^`]*)`(?: - at `\$\.?(?P<place>[^`]*)`)?")
_LACKING = re.compile(r"missing required field `(?P<name>[^`]*)`(?: - at `\$\.?(?P<place>[^`]*)`)?")
_PLACE = re.compile(r"at `\$\.?(?P<place>[^`]*)`")
_SYNTAX = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_INDEX = re.compile(r"\[[^\]]*\]")


def complaint(file: str, sentence: str) -> Refusal:
    """The refusal of the mapping ``file``."""
    return Refusal("mapping", _("Mapping {file}: {sentence}").format(file=file, sentence=sentence))


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that is most like ``word``, to be put behind a sentence; empty where none is."""
    by_small = {candidate.casefold(): candidate for candidate in known}
    found = difflib.get_close_matches(word.casefold(), by_small, n=1, cutoff=0.6)
    return " " + _('Do you mean "{word}"?').format(word=by_small[found[0]]) if found else ""


def of_syntax(file: str, message: str) -> Refusal:
    """The refusal of a file that is no TOML; ``message`` is the parser's."""
    return complaint(file, syntax(message))


def syntax(message: str) -> str:
    """The sentence for a file that is no TOML; ``message`` is the parser's."""
    place = _SYNTAX.search(message)
    if place is None:
        return _("It is not valid TOML.")
    return _("Line {line}, column {column} is not valid TOML.").format(**place.groupdict())


def of_conversion(file: str, message: str, known: Mapping[str, tuple[str, ...]]) -> Refusal:
    """The refusal of a table that is not ours; ``message`` is the converter's, ``known`` the fields by table."""
    if unknown := _UNKNOWN.search(message):
        name, table = unknown["name"], _table(unknown["place"])
        hint = nearest(name, known.get(table, ()))
        return complaint(file, _('There is no field "{name}"{where}.').format(name=name, where=_where(table)) + hint)
    if lacking := _LACKING.search(message):
        sentence = _('The field "{name}" is missing{where}.')
        return complaint(file, sentence.format(name=lacking["name"], where=_where(_table(lacking["place"]))))
    place = _PLACE.search(message)
    name = _INDEX.sub("", place["place"]) if place else ""
    return complaint(file, _('The field "{name}" has a value that does not belong there.').format(name=name))


def _table(place: str | None) -> str:
    return _INDEX.sub("", place or "").rpartition(".")[2]


def _where(table: str) -> str:
    return " " + _("in [{table}]").format(table=table) if table else ""

"""How a list is written down: what separates its columns and lines, and how text is quoted."""

from __future__ import annotations

import csv
import re

from dispatcher.values import dataclass

DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_RECORDS_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Dialect:
    """``line_end`` is the byte that ends a line; ``lines_before`` is how many lines stand above the header."""

    delimiter: str = ","
    quote: str = '"'
    blank_before_quote: bool = False
    line_end: bytes = b"\n"
    lines_before: int = 0


def find_dialect(sample: str, is_whole: bool) -> Dialect:
    """The dialect of a list that begins with ``sample``; ``is_whole`` says that nothing follows it.

    The delimiter is the one that cuts most of the first records into as many columns as the header has.
    """
    lines = sample.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not is_whole and len(lines) > 1:
        lines.pop()
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    declared = _SEPARATOR_LINE.fullmatch(lines[first]) if lines else None
    before = first + 1 if declared else first
    quote = _quote(lines[before : before + 1])
    delimiter = declared.group(1) if declared else _delimiter(lines[before:], quote)
    blank = _has_blank_before_quote(lines[before:], delimiter, quote)
    return Dialect(delimiter, quote, blank, _line_end(sample), before)


def _line_end(sample: str) -> bytes:
    """What ends the first line: a line break inside a quoted text says nothing."""
    for found in _LINE_END.finditer(sample):
        if sample.count('"', 0, found.start()) % 2 == 0:
            return b"\r" if found.group() == "\r" else b"\n"
    return b"\n"


def _delimiter(lines: list[str], quote: str) -> str:
    return max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter, quote))


def _fit(lines: list[str], delimiter: str, quote: str) -> tuple[float, bool, int]:
    """How well ``delimiter`` cuts the lines: the share of records as wide as the header, whether it stands there
    without a blank behind it as delimiters do, and that width."""
    widths: list[int] = []
    try:
        for record in csv.reader((line + "\n" for line in lines), delimiter=delimiter, quotechar=quote):
            widths.extend([len(record)] if record else [])
            if len(widths) > _RECORDS_LOOKED_AT:
                break
    except csv.Error:
        pass
    if not widths or widths[0] == 1:
        return (0.0, False, 1)
    share = sum(width == widths[0] for width in widths) / len(widths)
    return (round(share, 1), f"{delimiter} " not in lines[0], widths[0])


def _quote(header: list[str]) -> str:
    """A single quote only where it surrounds every column of the header: elsewhere it is an apostrophe."""
    wrapped = re.fullmatch(r"\s*'[^']*'(?:[,;\t|]'[^']*')*\s*", header[0]) if header else None
    return "'" if wrapped else '"'


def _has_blank_before_quote(lines: list[str], delimiter: str, quote: str) -> bool:
    text = "\n".join(lines[:_RECORDS_LOOKED_AT])
    return text.count(f"{delimiter} {quote}") > text.count(f"{delimiter}{quote}")

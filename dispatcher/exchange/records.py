"""The records of a list one after the other, memory flat, each with the line it begins on.

A record that cannot be read costs itself, not the rest: reading goes on at the next line.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import BinaryIO

from dispatcher.domain.text import clean
from dispatcher.exchange.dialect import Dialect
from dispatcher.exchange.encoding import CHUNK, Encoding
from dispatcher.locale import _
from dispatcher.values import dataclass

LONGEST_FIELD = 1 << 20
"""How many characters a field may have."""
LONGEST_RECORD = 2 * LONGEST_FIELD
"""How many bytes a record may have; of a longer line only so much is kept."""
_SHOWN = 60

Progress = Callable[[int, int], None]
"""Told from time to time how many bytes of how many have been read."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record; ``line`` is the number of its first line, counted from 1."""

    line: int
    fields: list[str]


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """Something that is no record: where it begins, how it begins, and why."""

    line: int
    beginning: str
    reason: str


class _TooLong(Exception):
    """A record or a line is longer than anybody may want."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of the file: where it begins and its number."""

    offset: int
    number: int


class Lines:
    """The decoded lines of a file, which can go back to a place. Keeps one chunk and one line in memory."""

    def __init__(self, file: BinaryIO, encoding: Encoding, line_end: bytes) -> None:
        """Begins at the first line, behind the encoding's mark."""
        self._file, self._encoding, self._end = file, encoding, line_end
        self._taken = 0
        self.first = ""
        self.second: _Place | None = None
        self.go_to(_Place(encoding.mark, 1))

    def go_to(self, place: _Place) -> None:
        """Read on from ``place``."""
        self._file.seek(place.offset)
        self._buffer, self._at = b"", 0
        self.here = place

    def begin_record(self) -> _Place:
        """Say that the next line begins a record; the answer is its place."""
        self._taken, self.second = 0, None
        return self.here

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, length = self._raw_line()
        if not length:
            raise StopIteration
        text = self._encoding.decode(line)
        self._taken += length
        if self.second is None:
            self.first, self.second = text, self.here
        if self._taken > LONGEST_RECORD:
            raise _TooLong
        return text

    def _raw_line(self) -> tuple[bytes, int]:
        """The next line as far as it is kept, and its whole length; nothing and 0 at the end of the file."""
        pieces: list[bytes] = []
        length = 0
        while True:
            found = self._buffer.find(self._end, self._at)
            piece = self._buffer[self._at : found + 1 if found >= 0 else None]
            length += len(piece)
            if length <= LONGEST_RECORD:
                pieces.append(piece)
            self._at += len(piece)
            if found >= 0:
                break
            self._buffer, self._at = self._file.read(CHUNK), 0
            if not self._buffer:
                break
        self.here = _Place(self.here.offset + length, self.here.number + 1)
        return b"".join(pieces), length


class Records:
    """The records of a file from its header on; iterating gives :class:`Record` or :class:`BrokenRecord`."""

    def __init__(self, file: BinaryIO, encoding: Encoding, dialect: Dialect) -> None:
        """``file`` is open for reading bytes and stays the caller's to close."""
        csv.field_size_limit(LONGEST_FIELD)
        self._lines = Lines(file, encoding, dialect.line_end)
        for _number in range(dialect.lines_before):
            next(self._lines, "")
        self._dialect = dialect
        self._reader = self._parse(self._lines)
        self._width = 0

    @property
    def offset(self) -> int:
        """How many bytes have been read."""
        return self._lines.here.offset

    def __iter__(self) -> Iterator[Record | BrokenRecord]:
        return self

    def __next__(self) -> Record | BrokenRecord:
        while True:
            place = self._lines.begin_record()
            try:
                fields = next(self._reader)
            except (csv.Error, _TooLong) as trouble:
                return self._give_up(place, trouble)
            if any(fields) and "".join(fields).strip(" \t\x1a"):
                self._width = self._width or len(fields)
                return Record(place.number, fields)

    def _parse(self, lines: Iterator[str]) -> Iterator[list[str]]:
        return csv.reader(
            lines,
            delimiter=self._dialect.delimiter,
            quotechar=self._dialect.quote,
            skipinitialspace=self._dialect.blank_before_quote,
            strict=True,
        )

    def _give_up(self, place: _Place, trouble: Exception) -> BrokenRecord:
        """Leave the record out that begins at ``place``, and go on behind it."""
        lines, first, second = self._lines, self._lines.first, self._lines.second
        is_long = isinstance(trouble, _TooLong) or "larger" in str(trouble)
        if is_long and second and lines.here != second and not self._is_record(second):
            self._skip_long_text(place)
        elif second:
            lines.go_to(second)
        return BrokenRecord(place.number, clean(first[:_SHOWN]).strip(), _reason(trouble, is_long))

    def _is_record(self, place: _Place) -> bool:
        """Whether the line at ``place`` is a record by itself: then a quote before it was never closed."""
        self._lines.go_to(place)
        self._lines.begin_record()
        try:
            return len(next(self._parse(iter([next(self._lines, "")])), [])) == self._width
        except (csv.Error, _TooLong):
            return False

    def _skip_long_text(self, place: _Place) -> None:
        """Go behind the line that closes the quote; behind the first line where none does."""
        self._lines.go_to(place)
        self._lines.begin_record()
        behind_first, is_open = place, False
        for text in self._each_line():
            behind_first = self._lines.here if behind_first is place else behind_first
            is_open ^= text.count(self._dialect.quote) % 2 == 1
            if not is_open:
                return
        self._lines.go_to(behind_first)

    def _each_line(self) -> Iterator[str]:
        while True:
            self._lines.begin_record()
            try:
                yield next(self._lines)
            except StopIteration:
                return
            except _TooLong:
                yield self._lines.first


def _reason(trouble: Exception, is_long: bool) -> str:
    if is_long:
        return _("A field is longer than 1 MB.")
    if "new-line" in str(trouble):
        return _("A line ends in the middle of the row.")
    return _("A quotation mark is not closed, or stands unprotected inside a text.")

"""The reject file: the rows that stayed out, beside the list they came from, to be put right and read again."""

from __future__ import annotations

import contextlib
import csv
import filecmp
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dispatcher.domain.imported import RejectedRow
from dispatcher.domain.text import clean, one_line
from dispatcher.exchange.binding import FORMULA_SIGNS, REJECT_COLUMNS
from dispatcher.exchange.listing import Listing
from dispatcher.exchange.records import BrokenRecord, Record

if TYPE_CHECKING:
    from _csv import Writer

_PLAIN_NUMBER = re.compile(r"[+-]?[\d.,]+")


class RejectFile:
    """Collects rejected rows; used as a context, it puts the file into its place at the end.

    The file is UTF-8 and only its owner may read it. Nothing is written for a list without rejected rows; a reject
    file that is there already stays, because somebody may be working on it, unless the new one would be the same.
    """

    def __init__(self, listing: Listing, place: Path | None = None) -> None:
        """``listing`` is the list. Its folder, or that of ``place`` where the file is wanted there, must be writable
        when a row is rejected."""
        self._listing = listing
        self._place = place
        self._open = contextlib.ExitStack()
        self._part: Path | None = None
        self._rows: Writer | None = None
        self._originals = _Originals(listing)
        self.path: Path | None = None
        """Where the file lies, once it is complete."""
        self.count = 0
        """How many rows were rejected."""

    def __enter__(self) -> RejectFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def add(self, row: RejectedRow) -> None:
        """Write one row. Raises OSError where the folder takes no file."""
        self.count += row.rows
        fields = row.fields or self._originals.at(row.line)
        said = (str(row.line), clean(row.column), one_line(clean(row.value)), row.reason)
        self._writer().writerow([*map(harmless, said), *map(harmless, fields)])

    def close(self) -> None:
        """Complete the file and give it its name; again does nothing."""
        self._originals.close()
        self._open.close()
        if self._part is not None:
            is_there = self._place is not None and _moved(self._part, self._place)
            self.path = self._place if is_there else _settle(self._part, self._place or self._listing.path)
        self._part, self._rows = None, None

    def _writer(self) -> Writer:
        if self._rows is None:
            name = f".{self._listing.path.name[:40]}."
            descriptor, part = tempfile.mkstemp(".part", name, (self._place or self._listing.path).parent)
            file = self._open.enter_context(os.fdopen(descriptor, "w", encoding="utf-8", newline=""))
            self._rows = csv.writer(file)
            self._rows.writerow([*REJECT_COLUMNS, *map(harmless, self._listing.header)])
            self._part = Path(part)
        return self._rows


class _Originals:
    """The records of a list as they stand there, looked up by their lines, which mostly come in order."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._open = contextlib.ExitStack()
        self._records: Iterator[Record | BrokenRecord] = iter(())
        self._reached = sys.maxsize

    def at(self, line: int) -> tuple[str, ...]:
        """The fields of the record that begins at ``line``; nothing where there is none any more."""
        with contextlib.suppress(OSError):
            if line <= self._reached:
                self.close()
                self._records = self._open.enter_context(self._listing.records())
            for record in self._records:
                self._reached = record.line
                if record.line >= line:
                    return tuple(record.fields) if isinstance(record, Record) and record.line == line else ()
        return ()

    def close(self) -> None:
        """Let go of the list; the next look-up begins at its top."""
        self._open.close()
        self._reached = sys.maxsize


def harmless(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it for a formula, and that it can be read again as it was; plain numbers
    stay as they are."""
    if cell.lstrip("'").startswith(FORMULA_SIGNS) and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _settle(part: Path, list_: Path) -> Path:
    """Give the complete file the first name that is free, or that belongs to the same content."""
    number = 1
    while True:
        ending = "rejected.csv" if number == 1 else f"rejected-{number}.csv"
        place = list_.with_name(f"{list_.stem}.{ending}")
        if place.is_file() and filecmp.cmp(part, place, shallow=False):
            part.unlink()
            return place
        if not place.exists() and _moved(part, place):
            return place
        number += 1


def _moved(part: Path, place: Path) -> bool:
    """Whether ``part`` now lies at ``place``; never over a file that came there in the meantime."""
    try:
        os.link(part, place)
        part.unlink()
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        part.rename(place)
    return True

"""A list somebody wants to bring in: what kind of file it is and what its header says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.exchange.dialect import Dialect, find_dialect
from dispatcher.exchange.encoding import CHUNK, Encoding, find_encoding, open_list
from dispatcher.exchange.records import BrokenRecord, Records
from dispatcher.locale import _
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Listing:
    """A file that was looked at: its size in bytes, how it is written, and the columns of its header in order."""

    path: Path
    size: int
    encoding: Encoding
    dialect: Dialect
    header: tuple[str, ...]

    @contextmanager
    def records(self) -> Iterator[Records]:
        """The records behind the header, while the file is open. Raises OSError where it has gone."""
        with self.path.open("rb") as file:
            records = Records(file, self.encoding, self.dialect)
            next(records)
            yield records


def look(path: Path) -> Listing | Refusal:
    """What the file at ``path`` is; it is read once from end to end for its encoding.

    Refuses what is missing, unreadable, empty, no text, or has no header.
    """
    encoding = find_encoding(path)
    if isinstance(encoding, Refusal):
        return encoding
    opened = open_list(path)
    if isinstance(opened, Refusal):
        return opened
    with opened as file:
        size = file.seek(0, 2)
        file.seek(encoding.mark)
        sample = file.read(CHUNK)
        dialect = find_dialect(_text(sample, encoding), encoding.mark + len(sample) >= size)
        header = next(Records(file, encoding, dialect), None)
    if header is None or isinstance(header, BrokenRecord):
        return Refusal("file-header", _("{file} has no header that can be read.").format(file=path))
    return Listing(path, size, encoding, dialect, _names(header.fields))


def _text(sample: bytes, encoding: Encoding) -> str:
    return "".join(encoding.decode(line) for line in sample.splitlines(keepends=True))


def _names(fields: list[str]) -> tuple[str, ...]:
    """The columns' names, tidied; columns without a name at the end are no columns."""
    names = [" ".join(clean(field).split()) for field in fields]
    while names and not names[-1]:
        names.pop()
    return tuple(names)

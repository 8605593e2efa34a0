"""Lists for the tests: the real ones, and small ones written on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dispatcher.domain.imported import ImportedRow, RejectedRow
from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.binding import Home
from dispatcher.exchange.listing import Listing, look
from dispatcher.exchange.mapping import Kind, Mapping, load
from dispatcher.exchange.reader import read
from dispatcher.exchange.records import BrokenRecord, Record
from dispatcher.exchange.shipped import find_shipped, folder

REAL = Path(__file__).parent.parent / "data"
ADDRESSES = sorted((REAL / "contacts" / "adressen_at").glob("*.csv"))
STATIONS = REAL / "contacts" / "db_stationen_a.csv"
CHARGERS = REAL / "contacts" / "ladesaeulen_berlin_a.csv"
INCIDENTS = REAL / "tickets" / "uci_incident_event_log_a.csv"
CASES = REAL / "tickets" / "boston311-100.csv"


def listing(path: Path) -> Listing:
    """The list at ``path``, which must be one."""
    found = look(path)
    assert isinstance(found, Listing), found
    return found


def fields_of(path: Path) -> list[list[str]]:
    """The fields of every record of a list in which none is broken."""
    with listing(path).records() as records:
        found = list(records)
    return [record.fields for record in found if isinstance(record, Record)] if all_whole(found) else []


def all_whole(found: list[Record | BrokenRecord]) -> bool:
    """Whether every record could be read."""
    return not any(isinstance(record, BrokenRecord) for record in found)


def shipped(name: str) -> Mapping:
    """A shipped mapping by its file's name."""
    return loaded(folder() / f"{name}.toml")


def loaded(path: Path) -> Mapping:
    """The mapping at ``path``, which must be right."""
    mapping = load(path)
    assert isinstance(mapping, Mapping), mapping
    return mapping


def rows_of(path: Path, mapping: Mapping, home: Home | None = None) -> list[ImportedRow | RejectedRow]:
    """All rows of a list that can be read."""
    rows = read(path, mapping, home)
    assert not isinstance(rows, Refusal), rows
    return list(rows)


def recognised(path: Path, kind: Kind) -> list[ImportedRow | RejectedRow]:
    """All rows of a list with the shipped mapping that its header asks for."""
    mapping = find_shipped(listing(path).header, kind)
    assert mapping is not None
    return rows_of(path, mapping)


def taken(rows: list[ImportedRow | RejectedRow]) -> list[ImportedRow]:
    """The rows that came in."""
    return [row for row in rows if not isinstance(row, RejectedRow)]


def rejected(rows: list[ImportedRow | RejectedRow]) -> list[RejectedRow]:
    """The rows that stayed out."""
    return [row for row in rows if isinstance(row, RejectedRow)]


def only(rows: list[ImportedRow | RejectedRow]) -> ImportedRow | RejectedRow:
    """The one row of a list."""
    (row,) = rows
    return row


def write(folder_: Path, text: str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    """A list written on the spot, line ends as they are."""
    path = folder_ / name
    path.write_bytes(text.encode(encoding))
    return path


def each(rows: list[ImportedRow | RejectedRow]) -> Iterator[str]:
    """The reasons of the rejected rows."""
    for row in rejected(rows):
        yield row.reason

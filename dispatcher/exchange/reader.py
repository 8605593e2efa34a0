"""Reads a list row by row: every row becomes a value for the store, or a rejected row with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from dispatcher.domain.imported import ImportedRow, RejectedRow
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.exchange.binding import Binding, Home, Setting, bind, setting
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.kinds.absences import Absences
from dispatcher.exchange.kinds.appointments import Appointments
from dispatcher.exchange.kinds.colleagues import Colleagues
from dispatcher.exchange.kinds.contacts import Contacts
from dispatcher.exchange.kinds.contracts import Contracts
from dispatcher.exchange.kinds.customers import Customers
from dispatcher.exchange.kinds.event_log import EventLog, Update
from dispatcher.exchange.kinds.history import History
from dispatcher.exchange.kinds.services import Services
from dispatcher.exchange.kinds.technicians import Technicians
from dispatcher.exchange.kinds.tickets import Tickets
from dispatcher.exchange.listing import Listing, look
from dispatcher.exchange.mapping import Kind, Mapping
from dispatcher.exchange.records import BrokenRecord, Progress, Record
from dispatcher.exchange.template import Cells

Rows = Iterator[ImportedRow | RejectedRow]
RowMaker = Callable[[int, Cells], ImportedRow]

_TELL_EVERY = 64
_MAKERS: dict[Kind, Callable[[Setting], RowMaker]] = {
    "customers": Customers,
    "contacts": Contacts,
    "technicians": Technicians,
    "tickets": Tickets,
    "appointments": Appointments,
    "history": History,
    "colleagues": Colleagues,
    "contracts": Contracts,
    "services": Services,
    "absences": Absences,
}


def read(
    list_: Path | Listing, mapping: Mapping, home: Home | None = None, progress: Progress | None = None
) -> Rows | Refusal:
    """The rows of a list in the order of the file, made one by one while they are taken.

    ``home`` is where the office is; ``progress`` is told bytes read and bytes in all. Refuses a file that cannot be
    read or that lacks a column of ``mapping``; a bad row is a RejectedRow among the others. The rows raise OSError
    where the file goes away meanwhile.
    """
    listing = look(list_) if isinstance(list_, Path) else list_
    if isinstance(listing, Refusal):
        return listing
    binding = bind(mapping, listing.header)
    if isinstance(binding, Refusal):
        return binding
    where = setting(mapping, listing.path.stem, home or Home())
    if mapping.events:
        return _incidents(listing, binding, EventLog(where), progress)
    return _rows(listing, binding, _MAKERS[mapping.kind](where), progress)


def _rows(listing: Listing, binding: Binding, maker: RowMaker, progress: Progress | None) -> Rows:
    for record in _records(listing, binding, progress):
        if isinstance(record, RejectedRow):
            yield record
            continue
        try:
            yield maker(record.line, binding.cells(record.fields))
        except BadCell as bad:
            yield _rejected(record, bad)


def _records(listing: Listing, binding: Binding, progress: Progress | None = None) -> Iterator[Record | RejectedRow]:
    """The records that can be rows; the others rejected."""
    with listing.records() as records:
        for number, record in enumerate(records):
            if progress and number % _TELL_EVERY == 0:
                progress(records.offset, listing.size)
            if isinstance(record, BrokenRecord):
                yield RejectedRow(record.line, "", record.beginning, record.reason)
            elif misfit := binding.misfit(record.fields):
                yield RejectedRow(record.line, "", "", misfit, fields=tuple(record.fields))
            else:
                yield record
    if progress:
        progress(listing.size, listing.size)


def _rejected(record: Record, bad: BadCell) -> RejectedRow:
    return RejectedRow(record.line, bad.column, clean(bad.value), bad.reason, fields=tuple(record.fields))


def _incidents(listing: Listing, binding: Binding, log: EventLog, progress: Progress | None) -> Rows:
    """Tickets of an event log, each as soon as its last row was read.

    Only incidents whose rows lie together are forgotten at once; for the others a first reading notes where their
    last row stands, so that no more is in memory than the incidents open at one place of the file.
    """
    last_lines = _last_lines(listing, binding, log)
    open_incidents: dict[str, list[Update]] = {}
    present = ""
    for record in _records(listing, binding, progress):
        if isinstance(record, RejectedRow):
            yield record
            continue
        try:
            cells = binding.cells(record.fields)
            key = log.key(cells)
            if key != present and present not in last_lines:
                yield from _finished(open_incidents, present, log)
            present = key
            open_incidents.setdefault(key, []).append(log.update(record.line, cells))
        except BadCell as bad:
            yield _rejected(record, bad)
        if last_lines.get(present) == record.line:
            yield from _finished(open_incidents, present, log)
    for key in list(open_incidents):
        yield from _finished(open_incidents, key, log)


def _finished(open_incidents: dict[str, list[Update]], key: str, log: EventLog) -> Rows:
    if updates := open_incidents.pop(key, []):
        yield log.ticket(updates)


def _last_lines(listing: Listing, binding: Binding, log: EventLog) -> dict[str, int]:
    """For every incident whose rows do not lie together: the line of its last row."""
    seen: set[int] = set()
    scattered: dict[str, int] = {}
    present = ""
    for record in _records(listing, binding):
        if isinstance(record, RejectedRow):
            continue
        try:
            key = log.key(binding.cells(record.fields))
        except BadCell:
            continue
        if key != present and hash(key) in seen:
            scattered[key] = record.line
        if key in scattered:
            scattered[key] = record.line
        seen.add(hash(key))
        present = key
    return scattered

"""The rows of one transaction: which kind each is, what became of it, and what the database itself refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Any

from sqlalchemy import exc

from dispatcher.actions.importing_absences import AbsenceRows
from dispatcher.actions.importing_appointments import AppointmentRows
from dispatcher.actions.importing_batch import UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check_identity
from dispatcher.actions.importing_colleagues import ColleagueRows
from dispatcher.actions.importing_contacts import ContactRows
from dispatcher.actions.importing_contracts import ContractRows, ServiceRows
from dispatcher.actions.importing_customer_rows import CustomerRows
from dispatcher.actions.importing_entries import EntryRows
from dispatcher.actions.importing_ledger import RowKey, digest_of
from dispatcher.actions.importing_seen import earlier
from dispatcher.actions.importing_technicians import TechnicianRows
from dispatcher.actions.importing_tickets import Chapter, TicketRows, chapters
from dispatcher.domain.imported import (
    ImportedAppointment,
    ImportedContact,
    ImportedCustomer,
    ImportedEntry,
    ImportedRow,
    ImportedTechnician,
    ImportedTicket,
    RejectedRow,
)
from dispatcher.domain.imported_records import ImportedAbsence, ImportedColleague, ImportedContract, ImportedService
from dispatcher.locale import _
from dispatcher.values import dataclass

_KINDS: dict[type, type[Any]] = {
    ImportedCustomer: CustomerRows,
    ImportedContact: ContactRows,
    ImportedTechnician: TechnicianRows,
    Chapter: TicketRows,
    ImportedAppointment: AppointmentRows,
    ImportedEntry: EntryRows,
    ImportedColleague: ColleagueRows,
    ImportedContract: ContractRows,
    ImportedService: ServiceRows,
    ImportedAbsence: AbsenceRows,
}


@dataclass(frozen=True, slots=True)
class Item:
    """What one transaction can take: a row, or a part of a ticket with a long history. ``weight`` counts the rows of
    the file in it, ``counted`` those that the report counts here."""

    row: ImportedRow
    what: ImportedRow | Chapter
    digest: str
    weight: int = 1
    counted: int = 1

    @property
    def key(self) -> RowKey:
        """What identifies the row for ever."""
        return self.row.source, _KINDS[type(self.what)].kind, self.row.key


class Unfit(Exception):
    """The database refused something in a batch; it is tried again row by row."""


FAULTS = (exc.StatementError, ValueError, OverflowError)
"""What the database and its driver say to a value that does not fit."""


def items(row: ImportedRow) -> Iterator[Item]:
    """A row as the transactions take it: whole, or a ticket with a long history in parts."""
    digest = digest_of(row)
    if not isinstance(row, ImportedTicket):
        yield Item(row, row, digest)
        return
    for chapter in chapters(row):
        yield Item(row, chapter, digest, max(len(chapter.events), 1), row.rows if chapter.first else 0)


def take_all(batch: Batch, chunk: Sequence[Item]) -> list[str | RejectedRow]:
    """Take in the rows of one transaction; answers with what became of each. Raises Unfit."""
    try:
        batch.recall(item.key for item in chunk)
        kinds = {type(item.what) for item in chunk}
        takers = {kind: _KINDS[kind](batch, [item.what for item in chunk if type(item.what) is kind]) for kind in kinds}
        return [_take_one(batch, item, takers[type(item.what)]) for item in chunk]
    except FAULTS as error:
        if _is_trouble(error):
            raise
        raise Unfit from error


def _take_one(batch: Batch, item: Item, taker: Any) -> str | RejectedRow:
    before = batch.earlier(item.key)
    if before is not None and before.says(item.digest) and (batch.rehearsal or before.line != item.row.line):
        return UNCHANGED
    try:
        if before is not None and before.line != item.row.line:
            raise RowRefused("key", item.row.key, _stands_already(item.row.key, before.line))
        check_identity(item.row)
        incoming = Incoming(item.row, taker.kind, item.digest, batch.ledger.get(item.key))
        verdict: str = taker.take(incoming, item.what)
    except RowRefused as refused:
        return rejected(item, refused)
    if before is None:
        batch.taken[item.key] = earlier(item.row.line, item.digest)
    return verdict


def _stands_already(key: str, line: int) -> str:
    return _("The key {key} stands in line {line} already.").format(key=key, line=line)


def finish(batch: Batch) -> Set[str]:
    """Send everything to the database; answers with the words it knows now. Raises Unfit."""
    try:
        return batch.finish()
    except FAULTS as error:
        if _is_trouble(error):
            raise
        raise Unfit from error


def _is_trouble(error: Exception) -> bool:
    """Whether it is the store's trouble and not a row's own fault."""
    return isinstance(error, exc.DBAPIError) and not isinstance(error, exc.IntegrityError | exc.DataError)


def rejected(item: Item, refused: RowRefused) -> RejectedRow:
    """What is told of a row that stays out."""
    return RejectedRow(item.row.line, refused.column, refused.value, refused.reason, rows=max(item.counted, 1))

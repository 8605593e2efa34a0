"""What still needs a record: the no to archiving it, and to deleting it, with a sentence that names what does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Column, ColumnElement, func, or_, select

from dispatcher.domain.kinds import title_of
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import ADDED, ARCHIVE, DELETE, EDIT, ENROL, IMPORT_CHANGE, RESTORE, UNDO
from dispatcher.locale import NN_, _, ngettext
from dispatcher.store.journal import decode
from dispatcher.store.records import Stored
from dispatcher.store.schema import (
    absence,
    appointment,
    assignment,
    colleague,
    contact_person,
    contract,
    handover,
    journal,
    journal_link,
    journal_payload,
    on_call,
    promise,
    service_customer,
    site,
    ticket,
)
from dispatcher.store.uow import UnitOfWork

_ABOUT_RECORDS = (*ADDED.values(), EDIT, ARCHIVE, RESTORE, DELETE, ENROL, IMPORT_CHANGE, UNDO)
"""Verbs of entries that only tell how a record came about."""
_OPEN_TICKETS = NN_("{n} open ticket", "{n} open tickets")
_TICKETS = NN_("{n} ticket", "{n} tickets")
_SITES = NN_("{n} site", "{n} sites")
_PERSONS = NN_("{n} contact person", "{n} contact persons")
_CONTRACTS = NN_("{n} contract", "{n} contracts")
_SERVICES = NN_("{n} service", "{n} services")
_AHEAD = NN_("{n} appointment ahead", "{n} appointments ahead")
_APPOINTMENTS = NN_("{n} appointment", "{n} appointments")
_ABSENCES = NN_("{n} time off", "{n} times off")
_ON_CALL = NN_("{n} on-call week", "{n} on-call weeks")
_COLLEAGUES = NN_("{n} colleague", "{n} colleagues")
_ENTRIES = NN_("{n} entry of the history", "{n} entries of the history")
_OPEN_PROMISES = NN_("{n} open promise", "{n} open promises")
_PROMISES = NN_("{n} promise", "{n} promises")
_HANDOVERS = NN_("{n} hand-over", "{n} hand-overs")
_LISTS = NN_("{n} list it came from", "{n} lists it came from")
Use = tuple[tuple[str, str], int]

_REFERRING: dict[str, tuple[tuple[Column[int], tuple[str, str]], ...]] = {
    "customer": (
        (ticket.c.customer_id, _TICKETS),
        (contact_person.c.customer_id, _PERSONS),
        (contract.c.customer_id, _CONTRACTS),
        (service_customer.c.customer_id, _SERVICES),
        (promise.c.customer_id, _PROMISES),
    ),
    "site": ((ticket.c.site_id, _TICKETS), (contact_person.c.site_id, _PERSONS)),
    "person": (
        (ticket.c.person_id, _TICKETS),
        (contact_person.c.deputy_id, _PERSONS),
        (absence.c.person_id, _ABSENCES),
        (promise.c.person_id, _PROMISES),
        (appointment.c.opener_id, _APPOINTMENTS),
        (appointment.c.deputy_id, _APPOINTMENTS),
    ),
    "technician": (
        (assignment.c.technician_id, _APPOINTMENTS),
        (absence.c.technician_id, _ABSENCES),
        (on_call.c.technician_id, _ON_CALL),
    ),
    "colleague": (
        (colleague.c.stand_in_id, _COLLEAGUES),
        (absence.c.colleague_id, _ABSENCES),
        (promise.c.owner_id, _PROMISES),
        (promise.c.stand_in_id, _PROMISES),
        (promise.c.colleague_id, _PROMISES),
        (handover.c.to_id, _HANDOVERS),
    ),
}
"""Columns of other records that refer to one of a kind; its numbers, and the customers of a service, are its own."""


def refuse_archive(uow: UnitOfWork, record: Stored) -> Refusal | None:
    """The sentence why a record is still needed, or None."""
    if record.kind == "colleague" and record.ident == uow.actor.id:
        return Refusal("self", _("You cannot archive yourself."))
    return _refusal("needed", _("{record} is still needed: {uses}."), record, _still_open(uow, record))


def _still_open(uow: UnitOfWork, record: Stored) -> Iterator[Use]:
    if record.kind in ("customer", "site"):
        mine = ticket.c.customer_id if record.kind == "customer" else ticket.c.site_id
        yield _OPEN_TICKETS, _count(uow, mine == record.ident, ticket.c.closed_at.is_(None))
    if record.kind == "customer":
        yield _OPEN_PROMISES, _count(uow, promise.c.customer_id == record.ident, promise.c.closed_at.is_(None))
    if record.kind == "colleague":
        answers = or_(promise.c.owner_id == record.ident, promise.c.stand_in_id == record.ident)
        yield _OPEN_PROMISES, _count(uow, answers, promise.c.closed_at.is_(None))
    if record.kind == "technician":
        ahead = assignment.c.blocked_until > uow.now
        yield _AHEAD, _count(uow, assignment.c.technician_id == record.ident, assignment.c.active, ahead)


def refuse_delete(uow: UnitOfWork, record: Stored) -> Refusal | None:
    """The sentence that names what refers to a record, or None where nothing does."""
    if record.kind == "colleague" and record.ident == uow.actor.id:
        return Refusal("self", _("You cannot delete yourself."))
    sentence = _("{record} cannot be deleted, as these refer to it: {uses}. Archive it instead.")
    return _refusal("used", sentence, record, _uses(uow, record))


def _refusal(code: str, sentence: str, record: Stored, uses: Iterable[Use]) -> Refusal | None:
    found = [use for use in uses if use[1]]
    if not found:
        return None
    return Refusal(code, sentence.format(record=title_of(record.kind, record.values), uses=_named(found)))


def _uses(uow: UnitOfWork, record: Stored) -> Iterator[Use]:
    for column, words in _REFERRING.get(record.kind, ()):
        yield words, _count(uow, column == record.ident)
    if record.kind == "customer":
        sites = _count(uow, site.c.customer_id == record.ident)
        yield _SITES, sites if sites > 1 else 0  # one alone is the customer's own place
    if record.kind == "colleague":
        yield _ENTRIES, _count(uow, journal.c.actor == record.row["sign"])
    else:
        yield _ENTRIES, _entries(uow, record)
    yield _LISTS, _lists(uow, record)


def _count(uow: UnitOfWork, *conditions: ColumnElement[bool]) -> int:
    return uow.connection.scalar(select(func.count()).where(*conditions)) or 0


def _entries(uow: UnitOfWork, record: Stored) -> int:
    """Entries about something else that happened with the record: a note, a ticket."""
    mine = (journal_link.c.kind == record.kind, journal_link.c.ref == record.ident)
    query = select(func.count()).select_from(journal_link).join(journal, journal.c.seq == journal_link.c.seq)
    return uow.connection.scalar(query.where(*mine, journal.c.verb.not_in(_ABOUT_RECORDS))) or 0


def _lists(uow: UnitOfWork, record: Stored) -> int:
    """Lists that a record came from: reading them again would look for it."""
    mine = (journal_link.c.kind == record.kind, journal_link.c.ref == record.ident, journal.c.verb.in_(_ABOUT_RECORDS))
    query = select(journal_payload.c.payload).join(journal, journal.c.seq == journal_payload.c.seq)
    payloads = uow.connection.scalars(query.join(journal_link, journal_link.c.seq == journal.c.seq).where(*mine))
    return len({decode(payload).get("source") for payload in payloads} - {None})


def _named(uses: Iterable[Use]) -> str:
    return ", ".join(ngettext(*words, count).format(n=count) for words, count in uses)

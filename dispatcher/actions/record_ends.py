"""Archive a record: it is hidden, its history stays; or take it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from dispatcher.actions.opener_away import lose_by_absence, lose_by_leaving
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.promise_cover import cover_absence
from dispatcher.actions.promise_rows import zone_of
from dispatcher.actions.record_context import customer_of, gone, links_of, reindex, told, touch_customer
from dispatcher.actions.record_uses import refuse_archive
from dispatcher.domain.kinds import KINDS
from dispatcher.domain.record import ArchiveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import ARCHIVE, DELETE, RESTORE, UNDO
from dispatcher.locale import _
from dispatcher.store.journal import Link, decode
from dispatcher.store.records import TABLES, Stored, numbers_of, stored
from dispatcher.store.schema import (
    journal,
    journal_link,
    journal_payload,
    number,
)
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork

_PERSONS_AND_SITES = ("person", "site")
"""Kinds whose numbers are hidden with them; those of a hidden customer nobody comes to."""


def archive_record(uow: UnitOfWork, command: ArchiveRecord, save_key: str | None = None) -> Outcome:
    """Hide a record with its numbers, or show it again with those that were hidden with it.

    Refuses what is still needed: a customer with open tickets or promises, a site with open tickets, a technician with
    appointments ahead, a colleague who answers for something; and oneself.
    Raises Stale where it was changed since it was ``seen``. Where it is so already, the answer has the sequence 0.
    """
    before = present(uow, command.kind, command.ident, command.seen)
    if isinstance(before, Refusal):
        return before
    if before.archived == command.archived:
        return Done(0, command.kind, command.ident, before.row.get("number"), again=True)
    if command.archived and (refusal := refuse_archive(uow, before)):
        return refusal
    if before.kind == "site" and command.archived:
        touch_customer(uow, before.owner, before.ident)
    for ident, version in _numbers_with(uow, before):
        uow.update(number, ident, version, archived=command.archived)
    uow.update(TABLES[before.kind], before.ident, before.version, archived=command.archived)
    if before.kind == "site" and not command.archived:
        touch_customer(uow, before.owner, before.ident)
    covered = [] if command.archived else cover_absence(uow, before.kind, before.owner, zone_of(uow.connection))
    if isinstance(covered, Refusal):
        return covered
    lost = (
        lose_by_leaving(uow, before.kind, before.ident)
        if command.archived
        else lose_by_absence(uow, before.kind, before.owner)
    )
    return close(uow, before, ARCHIVE if command.archived else RESTORE, save_key, [*covered, *lost])


def present(uow: UnitOfWork, kind: str, ident: int, seen: int | None) -> Stored | Refusal:
    """The record as it stands; a no where there is none. Raises Stale where it was changed since it was ``seen``."""
    if kind not in KINDS:
        return Refusal("kind", _("There is no kind {kind}.").format(kind=kind))
    before = stored(uow.connection, kind, ident)
    if before is None:
        return gone(kind)
    if seen not in (None, before.version):
        raise Stale(TABLES[kind].name, ident)
    return before


def _numbers_with(uow: UnitOfWork, before: Stored) -> Iterable[tuple[int, int]]:
    """Ids and versions of the numbers that are hidden with a record, or come back with it."""
    if before.kind not in _PERSONS_AND_SITES:
        return []
    query = select(number.c.id, number.c.version)
    if not before.archived:
        mine = query.where(*numbers_of(before.kind, before.row))
    else:
        mine = query.where(number.c.id.in_(_hidden_with(uow, before)), number.c.archived)
    return [(ident, version) for ident, version in uow.connection.execute(mine.order_by(number.c.id)).all()]


def _hidden_with(uow: UnitOfWork, before: Stored) -> list[int]:
    """The numbers that the last archiving of a record (or undoing that it was added) hid; one that was taken away
    before it stays away."""
    hiding = journal.c.verb.in_((ARCHIVE, UNDO))
    mine = (journal_link.c.kind == before.kind, journal_link.c.ref == before.ident, hiding)
    query = select(journal_payload.c.payload).join(journal, journal.c.seq == journal_payload.c.seq)
    query = query.join(journal_link, journal_link.c.seq == journal.c.seq).where(*mine)
    payload = uow.connection.scalar(query.order_by(journal.c.seq.desc()).limit(1))
    changed: dict[str, Any] = decode(payload).get("set", {}) if payload else {}
    subjects = (subject.partition(":") for subject in changed)
    return [int(ident) for table, _colon, ident in subjects if table == number.name]


def close(uow: UnitOfWork, before: Stored, verb: str, save_key: str | None, more: Sequence[Link] = ()) -> Outcome:
    """Append the entry about a record that came or went, linked to ``more`` as well, and keep the search right."""
    kind, ident, owner = before.kind, before.ident, before.owner
    customer_id = customer_of(uow, kind, ident, owner)
    if (kind, verb) != ("customer", DELETE):
        reindex(uow, kind, customer_id, ident)
    customer_number = before.row.get("number")
    zone = zone_of(uow.connection)
    payload: dict[str, Any] = {
        "text": told(uow, kind, before.values, owner, zone),
        "kind": kind,
        "result": result(kind, ident, customer_number),
    }
    links = [*links_of(kind, ident, owner, customer_id), *more]
    seq = uow.record(verb, links, payload, save_key=save_key)
    return Done(seq, kind, ident, customer_number)

"""What an undo must not bring about: a promise with nobody there to keep it, or in a time given away since (I7, M8)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, or_, select

from dispatcher.actions.promise_cover import Cover, cover, refuse_left
from dispatcher.actions.promise_people import keeper, refuse_taken
from dispatcher.actions.promise_rows import zone_of
from dispatcher.actions.undo_rows import Target
from dispatcher.domain.promise import OPEN, OURS
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.store.schema import absence, colleague, promise
from dispatcher.store.uow import UnitOfWork


def refuse_unkept(uow: UnitOfWork, target: Target) -> Refusal | None:
    """The sentence why what ``target`` did cannot stay taken back, or None. Asked after its rows are back, before
    anything is saved."""
    touched = [(one.table, one.ident) for one in target.changed() if not one.is_touched]
    touched += [(table, ident) for table, ident, _told in target.deleted()]
    reasons = (_refusal(uow, table, ident) for table, ident in touched)
    reason = next((reason for reason in reasons if reason is not None), None)
    if reason is None:
        return None
    return Refusal("in-the-way", _("Nothing was undone. {reason}").format(reason=reason.sentence))


def _refusal(uow: UnitOfWork, table: Table, ident: int) -> Refusal | None:
    if table not in (absence, colleague, promise):
        return None
    row = uow.connection.execute(select(table).where(table.c.id == ident)).one()
    if table is promise:
        return _refuse_promise(uow, row)
    if table is absence:
        return _refuse_absence(uow, row) if row.colleague_id is not None and not row.archived else None
    return _refuse_colleague(uow, row) if row.archived else None


def _refuse_absence(uow: UnitOfWork, row: Any) -> Refusal | None:
    """A time off that comes back leaves nothing with nobody; nobody is asked to stand in by an undo."""
    found = cover(uow, row.colleague_id)
    left = Cover((), (*found.left, *(one for one, _stand_in in found.taken)))
    return refuse_left(uow, left, row.colleague_id, zone_of(uow.connection), "absence")


def _refuse_colleague(uow: UnitOfWork, row: Any) -> Refusal | None:
    answers = or_(promise.c.owner_id == row.id, promise.c.stand_in_id == row.id)
    query = select(promise.c.id).where(answers, promise.c.closed_at.is_(None)).limit(1)
    if (ident := uow.connection.scalar(query)) is None:
        return None
    sentence = _("{name} answers for promise {number}.")
    return Refusal("colleague", sentence.format(name=row.name, number=ident))


def _refuse_promise(uow: UnitOfWork, row: Any) -> Refusal | None:
    if row.state != OPEN:
        return None
    zone, at = zone_of(uow.connection), max(row.due_at, uow.now)
    kept = keeper(uow.connection, row.owner_id, row.stand_in_id, at, zone)
    if isinstance(kept, Refusal):
        return kept
    owner, stand_in = kept
    if stand_in != row.stand_in_id:
        return Refusal("absent", _("{name} is absent then.").format(name=owner.name))
    time = (row.due_from or row.due_at, row.due_at)
    if row.side != OURS or row.due_at <= uow.now:
        return None
    return refuse_taken(uow.connection, owner, time, row.minutes, row.keeps_free, zone, row.id)

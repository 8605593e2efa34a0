"""What stands in the way of an undo: others have gone on with what it would take back, or have taken its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from dispatcher.actions.appointment import refuse_taken
from dispatcher.actions.undo_rows import LINK_OF, Changed, Target, before
from dispatcher.domain.calendar import to_local
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import UNDO, verb_words
from dispatcher.locale import _
from dispatcher.store.journal import decode
from dispatcher.store.own import about, undone
from dispatcher.store.schema import appointment, assignment, journal, journal_link, journal_payload, office, technician
from dispatcher.store.types import plain
from dispatcher.store.uow import UnitOfWork


def refuse_obstacles(uow: UnitOfWork, target: Target) -> Refusal | None:
    """The sentence that names who and what stands in the way, or None. Reads what was filed since ``target``, at most
    ten minutes of it."""
    rows = {f"{one.table.name}:{one.ident}": one for one in target.changed() if not one.is_touched}
    moved = {subject for subject, one in rows.items() if _has_moved(uow, one)}
    if later := _changed_since(uow, target, moved) or _linked_since(uow, target):
        return _gone_on(uow, target, later)
    if any(not _stands(uow, rows[subject]) for subject in moved):
        return Refusal("in-the-way", _("That was changed by somebody since. Nothing was undone."))
    mine = [one for one in rows.values() if one.table is assignment]
    visits = _appointments(uow, mine)
    refusals = (_refuse_booked(uow, one, visits) for one in mine if not one.is_new)
    return next((refusal for refusal in refusals if refusal is not None), None)


def _gone_on(uow: UnitOfWork, target: Target, later: Any) -> Refusal:
    zone = uow.connection.scalar(select(office.c.zone)) or "UTC"
    sentence = _("{who} has gone on with {what} since: {verb}, {time}. Nothing was undone.")
    told = sentence.format(
        who=later.actor,
        what=about(uow.connection, target.links) or verb_words(target.verb),
        verb=verb_words(later.verb),
        time=f"{to_local(later.happened_at, zone):%H:%M}",
    )
    return Refusal("in-the-way", told)


def _row(uow: UnitOfWork, one: Changed) -> Any:
    return uow.connection.execute(select(one.table).where(one.table.c.id == one.ident)).mappings().one_or_none()


def _has_moved(uow: UnitOfWork, one: Changed) -> bool:
    found = _row(uow, one)
    return found is None or found["version"] != one.values.get("version", 1)


def _stands(uow: UnitOfWork, one: Changed) -> bool:
    """Whether the row holds what the entry set, however often it was changed and changed back."""
    found = _row(uow, one)
    told = {} if found is None else {name: plain(found[name]) for name in one.values if name in found}
    return found is not None and all(told.get(name) == one.values[name] for name in told if name != "version")


def _since(target: Target) -> Select[Any]:
    columns = (journal.c.seq, journal.c.actor, journal.c.verb, journal.c.happened_at)
    later = select(*columns).where(journal.c.seq > target.seq, journal.c.verb != UNDO)
    return later.order_by(journal.c.seq.desc())


def _changed_since(uow: UnitOfWork, target: Target, moved: set[str]) -> Any:
    """The newest entry that did something to one of the rows ``moved``."""
    if not moved:
        return None
    query = _since(target).add_columns(journal_payload.c.payload)
    rows = uow.connection.execute(query.join(journal_payload, journal_payload.c.seq == journal.c.seq))
    touched = (row for row in rows if _touches(row.payload, moved))
    return _standing(uow, touched)


def _touches(payload: str, subjects: set[str]) -> bool:
    if not any(f'"{subject}"' in payload for subject in subjects):
        return False
    said = decode(payload)
    return not subjects.isdisjoint({*said.get("set", {}), *said.get("gone", {})})


def _linked_since(uow: UnitOfWork, target: Target) -> Any:
    """The newest entry about a row that undo puts away, or about the entry itself."""
    subjects = [("entry", target.seq)]
    subjects += [(LINK_OF.get(one.table.name, one.table.name), one.ident) for one in target.changed() if one.goes]
    is_meant: list[ColumnElement[bool]] = [
        and_(journal_link.c.kind == kind, journal_link.c.ref == ref) for kind, ref in subjects
    ]
    query = _since(target).join(journal_link, journal_link.c.seq == journal.c.seq).where(or_(*is_meant))
    return _standing(uow, uow.connection.execute(query))


def _standing(uow: UnitOfWork, rows: Iterable[Any]) -> Any:
    """The first of ``rows`` that was not taken back itself."""
    found = list(rows)
    taken = undone(uow.connection, [row.seq for row in found])
    return next((row for row in found if row.seq not in taken), None)


def _appointments(uow: UnitOfWork, changed: Iterable[Changed]) -> list[int]:
    """Those whose blocked time the entry changed: none of them is in another's way, for all of them go back."""
    query = select(assignment.c.appointment_id).where(assignment.c.id.in_([one.ident for one in changed]))
    return list(uow.connection.scalars(query.distinct()))


def _refuse_booked(uow: UnitOfWork, one: Changed, visits: Collection[int]) -> Refusal | None:
    """The no to a technician's time that comes back and was given away meanwhile (I4); not to one of ``visits``."""
    found = _row(uow, one)
    again = {**found, **before(one)}
    if not again["active"] or again["override"]:
        return None
    query = select(appointment.c.zone).where(appointment.c.id == again["appointment_id"])
    zone = uow.connection.scalar(query) or "UTC"
    name = uow.connection.scalar(select(technician.c.name).where(technician.c.id == again["technician_id"])) or ""
    span = again["blocked_from"], again["blocked_until"]
    return refuse_taken(uow.connection, again["technician_id"], name, span, zone, visits)

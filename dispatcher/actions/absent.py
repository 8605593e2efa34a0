"""Take a technician out: his absence, never with a reason, and his digit; who takes over is another question (X9)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from dispatcher.actions.here import here
from dispatcher.actions.moving import file_moved, move_in
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.visit import report
from dispatcher.domain.absent import SetAbsent, is_absent_at, refuse_absence
from dispatcher.domain.kinds import title_of
from dispatcher.domain.moving import MoveAppointment
from dispatcher.domain.queue_visits import ABSENT
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ADD_ABSENCE, MOVE_APPOINTMENT
from dispatcher.locale import _
from dispatcher.store.schema import absence, technician
from dispatcher.store.uow import UnitOfWork


def set_absent(uow: UnitOfWork, command: SetAbsent, save_key: str | None = None) -> Outcome:
    """Enter the absence of a technician; where it has begun, he is absent from now on (digit 6). One that is known and
    covers its begin ends at the new time, so that nobody is absent twice; where that differs in nothing, nothing is
    written and the answer has the sequence 0.

    Refuses an unknown technician, an end before the begin, and one that lies behind us.
    """
    query = select(technician).where(technician.c.id == command.technician, technician.c.archived.is_(False))
    himself = uow.connection.execute(query).one_or_none()
    if himself is None:
        return Refusal("technician", _("There is no such technician."))
    if refusal := refuse_absence(command, uow.now):
        return refusal
    known = _known(uow, command)
    starts = known.starts_at if known is not None else command.starts
    reports = is_absent_at(starts, command.ends, uow.now) and himself.status != ABSENT
    if known is not None and known.ends_at == command.ends and not reports:
        return Done(0, "absence", known.id, again=True)
    ident = _put(uow, command, known)
    if reports:
        report(uow, [himself], ABSENT, uow.now)
    return _recorded(uow, command, himself, (ident, starts), save_key)


def _recorded(
    uow: UnitOfWork, command: SetAbsent, himself: Any, held: tuple[int, datetime], save_key: str | None
) -> Done:
    """The entry about the absence ``held``: its id, and when it begins."""
    ident, starts = held
    values = {"starts": starts, "ends": command.ends, "told": uow.now}
    payload = {
        "text": f"{himself.name} {title_of('absence', values, here(uow).zone)}",
        "kind": "absence",
        "starts": starts,
        "ends": command.ends,
        "phrase": clean(command.phrase),
        "result": result("absence", ident),
    }
    links = [("technician", himself.id), ("absence", ident)]
    return Done(uow.record(ADD_ABSENCE, links, payload, save_key=save_key), "absence", ident)


def take_over(uow: UnitOfWork, command: MoveAppointment, save_key: str | None = None) -> Outcome:
    """Give a visit of somebody who is absent to others, at the slot of ``command``. That it leaves what its customer
    was told was on the screen and needs no reason of its own: he is owed a call (X9). Refuses and raises as
    :func:`~dispatcher.actions.moving.move`."""
    return file_moved(uow, MOVE_APPOINTMENT, move_in(uow, command, ("window",)), save_key)


def _known(uow: UnitOfWork, command: SetAbsent) -> Any:
    """The absence (row) that covers the begin of this one; None where there is none."""
    return uow.connection.execute(
        select(absence)
        .where(absence.c.technician_id == command.technician, absence.c.archived.is_(False))
        .where(absence.c.starts_at <= command.starts)
        .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > command.starts))
        .order_by(absence.c.starts_at)
        .limit(1)
    ).one_or_none()


def _put(uow: UnitOfWork, command: SetAbsent, known: Any) -> int:
    """Id of the absence that holds from now on."""
    if known is not None:
        uow.update(absence, known.id, known.version, ends_at=command.ends, told_at=uow.now)
        return int(known.id)
    told = {"starts_at": command.starts, "ends_at": command.ends, "told_at": uow.now}
    return uow.insert(absence, technician_id=command.technician, **told)

"""Who is at a desk, and leaving it empty. Presence is no business of the journal; leaving and coming back are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.leaving import LONGEST_TEXT, AtDesk, LeaveDesk, refuse_leaving
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import BACK_AT_DESK, LEAVE_DESK
from dispatcher.store.schema import office, presence
from dispatcher.store.uow import UnitOfWork

LEFT_BEHIND = timedelta(days=1)
"""A console that was not seen for so long was killed; its row goes."""


def at_desk(uow: UnitOfWork, command: AtDesk, save_key: str | None = None) -> Outcome:
    """Say that this console is open now, by the real clock, or that it is closed. Whoever is there ends what
    :func:`leave_desk` began."""
    if not command.is_open:
        uow.drop_plain(presence, console=command.console)
        return Done(0, "presence", 0)
    _sweep(uow, command)
    known = select(presence.c.since).where(presence.c.console == command.console)
    since = uow.connection.scalar(known) or uow.recorded
    uow.put_plain(presence, {"console": command.console}, colleague_id=uow.actor.id, since=since, seen_at=uow.recorded)
    row = _office(uow)
    if row.unstaffed_since is None:
        return Done(0, "presence", 0)
    uow.update(office, row.id, row.version, unstaffed_since=None, unstaffed_until=None)
    seq = uow.record(BACK_AT_DESK, [("office", row.id)], {"result": result("office", row.id)}, save_key=save_key)
    return Done(seq, "office", row.id)


def _sweep(uow: UnitOfWork, command: AtDesk) -> None:
    old = select(presence.c.console).where(presence.c.seen_at < uow.recorded - LEFT_BEHIND)
    for name in {*uow.connection.scalars(old), *command.gone} - {command.console}:
        uow.drop_plain(presence, console=name)


def leave_desk(uow: UnitOfWork, command: LeaveDesk, save_key: str | None = None) -> Outcome:
    """Leave the desk empty until somebody is back. Refuses a time that is past or far, a number that is none and an
    empty text, unless a reason pushes it through."""
    if (refusal := refuse_leaving(command, uow.now)) is not None:
        return refusal
    leave = replace(
        command,
        number=clean(command.number.strip()),
        text=clean(command.text.strip())[:LONGEST_TEXT],
        override=clean(command.override.strip())[:LONGEST_TEXT],
    )
    row = _office(uow)
    numbers: dict[str, Any] = {} if leave.override else {"machine_number": leave.number, "machine_text": leave.text}
    uow.update(office, row.id, row.version, unstaffed_since=uow.now, unstaffed_until=leave.until, **numbers)
    payload: dict[str, Any] = {"text": leave.override or leave.text, "number": "" if leave.override else leave.number}
    payload |= {"override": bool(leave.override), "due": leave.until, "result": result("office", row.id)}
    seq = uow.record(LEAVE_DESK, [("office", row.id)], payload, save_key=save_key)
    return Done(seq, "office", row.id)


def _office(uow: UnitOfWork) -> Any:
    return uow.connection.execute(select(office)).one()

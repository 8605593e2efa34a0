"""The clock of a ticket: when it stands, why, and which entry proves it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.domain.service_clock import NOT_REACHABLE, WISH
from dispatcher.store.schema import clock_stop
from dispatcher.store.uow import UnitOfWork

ATTEMPTS_IN_VAIN = 3
"""After so many the contact counts as not reachable: the third is the written reminder (B9)."""


def stop_clock(uow: UnitOfWork, ticket_id: int, reason: str, at: datetime) -> None:
    """Let the clock of a ticket stand from ``at`` (aware) on for ``reason`` ("not reachable", "no access", "part"); the
    next entry of ``uow`` proves it. One that stands for that reason goes on standing since then; one that stands for
    another begins a new segment. Index ``ix_clock_stop_ticket_id``."""
    standing = _standing(uow, ticket_id)
    if any(one.reason == reason for one in standing):
        return
    _end(uow, standing, at)
    uow.insert(clock_stop, ticket_id=ticket_id, reason=reason, starts_at=at, proof_seq=uow.coming())


def start_clock(uow: UnitOfWork, ticket_id: int, at: datetime, reason: str = "") -> bool:
    """Let the clock of a ticket run again from ``at`` (aware) on, where it stands for ``reason`` (left out: for any);
    False where it does not."""
    standing = [one for one in _standing(uow, ticket_id) if reason in ("", one.reason)]
    _end(uow, standing, at)
    return bool(standing)


def wish_later(uow: UnitOfWork, ticket_id: int, starts: datetime, ends: datetime) -> None:
    """The customer wants us to come at ``ends`` and not at ``starts`` already: in between the clock stands at his wish,
    and the next entry of ``uow`` proves it. Nothing for a time that is not later."""
    if starts < ends:
        told = {"reason": WISH, "starts_at": starts, "ends_at": ends, "proof_seq": uow.coming()}
        uow.insert(clock_stop, ticket_id=ticket_id, **told)


def agreed(uow: UnitOfWork, ticket_id: int, starts: datetime) -> None:
    """The customer knows when we come and has not asked for sooner: until ``starts`` the clock stands at his wish, and
    the next entry of ``uow`` proves it. Nothing where it stands so long already."""
    uow.flush()
    if uow.now < starts and not any(one.ends_at >= starts for one in _wishes_ahead(uow, ticket_id)):
        wish_later(uow, ticket_id, uow.now, starts)


def not_agreed(uow: UnitOfWork, ticket_id: int) -> None:
    """What the customer knew does not hold any more, and not because of him: from now on the clock runs."""
    uow.flush()
    for one in _wishes_ahead(uow, ticket_id):
        uow.update(clock_stop, one.id, one.version, ends_at=max(uow.now, one.starts_at))


def _wishes_ahead(uow: UnitOfWork, ticket_id: int) -> list[Any]:
    wishes = (clock_stop.c.ticket_id == ticket_id, clock_stop.c.reason == WISH, clock_stop.c.ends_at > uow.now)
    return list(uow.connection.execute(select(clock_stop).where(*wishes, clock_stop.c.archived.is_(False))))


def tried(uow: UnitOfWork, ticket_id: int, attempts: int) -> None:
    """After the third attempt in vain the clock stands, because nobody can be reached; it runs again when somebody is
    (``attempts`` 0)."""
    if attempts >= ATTEMPTS_IN_VAIN:
        stop_clock(uow, ticket_id, NOT_REACHABLE, uow.now)
    elif not attempts:
        start_clock(uow, ticket_id, uow.now, NOT_REACHABLE)


def _end(uow: UnitOfWork, standing: list[Any], at: datetime) -> None:
    for one in standing:
        uow.update(clock_stop, one.id, one.version, ends_at=max(at, one.starts_at))


def _standing(uow: UnitOfWork, ticket_id: int) -> list[Any]:
    uow.flush()
    query = select(clock_stop).where(clock_stop.c.ticket_id == ticket_id, clock_stop.c.ends_at.is_(None))
    return list(uow.connection.execute(query.where(clock_stop.c.archived.is_(False)).order_by(clock_stop.c.starts_at)))

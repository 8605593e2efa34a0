"""The clock of a ticket: when it stands, why, and which entry proves it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.store.schema import clock_stop
from dispatcher.store.uow import UnitOfWork


def stop_clock(uow: UnitOfWork, ticket_id: int, reason: str, at: datetime) -> None:
    """Let the clock of a ticket stand from ``at`` (aware) on for ``reason`` ("not reachable", "no access", "part"); the
    next entry of ``uow`` proves it. One that stands for that reason goes on standing since then; one that stands for
    another begins a new segment. Index ``ix_clock_stop_ticket_id``."""
    standing = _standing(uow, ticket_id)
    if any(one.reason == reason for one in standing):
        return
    _end(uow, standing, at)
    uow.insert(clock_stop, ticket_id=ticket_id, reason=reason, starts_at=at, proof_seq=uow.coming())


def start_clock(uow: UnitOfWork, ticket_id: int, at: datetime) -> bool:
    """Let the clock of a ticket run again from ``at`` (aware) on; False where it did not stand."""
    standing = _standing(uow, ticket_id)
    _end(uow, standing, at)
    return bool(standing)


def _end(uow: UnitOfWork, standing: list[Any], at: datetime) -> None:
    for one in standing:
        uow.update(clock_stop, one.id, one.version, ends_at=max(at, one.starts_at))


def _standing(uow: UnitOfWork, ticket_id: int) -> list[Any]:
    uow.flush()
    query = select(clock_stop).where(clock_stop.c.ticket_id == ticket_id, clock_stop.c.ends_at.is_(None))
    return list(uow.connection.execute(query.where(clock_stop.c.archived.is_(False)).order_by(clock_stop.c.starts_at)))

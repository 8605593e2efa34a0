"""Where an action happens: the office's zone, federal state and hours, from its one row."""

from __future__ import annotations

from sqlalchemy import select

from dispatcher.domain.technician import Hours, hours_from_text
from dispatcher.store.schema import office
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Here:
    """The office; ``hours`` are seven spans from Monday on, empty where none were named."""

    zone: str
    state: str
    hours: Hours | tuple[()] = ()


def here(uow: UnitOfWork) -> Here:
    """The office of this store."""
    found = uow.connection.execute(select(office.c.zone, office.c.state, office.c.hours)).one()
    return Here(found.zone, found.state, hours_from_text(found.hours) if found.hours else ())

"""A confirmation is lost when whoever was to open becomes absent that day (B4, I3), however that was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, select

from dispatcher.domain.confirming import OPENER_AWAY, lose
from dispatcher.domain.record import Owner
from dispatcher.store.journal import Link
from dispatcher.store.readiness import is_away
from dispatcher.store.schema import absence, appointment, contact_person
from dispatcher.store.uow import UnitOfWork

_AHEAD = ("proposed", "confirmed")


def lose_by_absence(uow: UnitOfWork, kind: str, owner: Owner | None) -> list[Link]:
    """What the time off of a contact person takes the confirmation from, as links; nothing for any other record."""
    if kind != "absence" or owner is None or owner[0] != "person":
        return []
    return lose_openings(uow, owner[1])


def lose_by_leaving(uow: UnitOfWork, kind: str, ident: int) -> list[Link]:
    """What a contact person who left takes the confirmation from, as links; nothing for any other record."""
    return lose_openings(uow, ident) if kind == "person" else []


def lose_openings(uow: UnitOfWork, person_id: int) -> list[Link]:
    """Let every appointment ahead of us that a contact person was to open, and on whose day he is absent or gone for
    good as it is stored now, be proposed only. Returns what the caller's entry is linked to. Index
    ``ix_appointment_starts_at``."""
    uow.flush()
    found = _openings(uow, person_id)
    query = select(contact_person.c.archived).where(contact_person.c.id == person_id)
    has_left = bool(found) and uow.connection.scalar(query)
    away = [one for one in found if has_left or is_away(uow.connection, person_id, one.starts_at, one.zone)]
    return _lose(uow, away)


def _lose(uow: UnitOfWork, lost: list[Any]) -> list[Link]:
    for one in lost:
        uow.update(appointment, one.id, one.version, **lose(OPENER_AWAY))
    links = {link for one in lost for link in (("appointment", one.id), ("ticket", one.ticket_id))}
    return sorted(links)


def lose_again(uow: UnitOfWork, rows: Iterable[tuple[Table, int]]) -> None:
    """After an undo brought ``rows`` back: a confirmation whose opener is absent by now or has left is none (I3), and a
    time off that is there again takes them as it did."""
    columns = {absence: absence.c.person_id, appointment: appointment.c.opener_id}
    touched = [(table, ident) for table, ident in rows if table in columns]
    found = (uow.connection.scalar(select(columns[table]).where(table.c.id == ident)) for table, ident in touched)
    for person_id in {person for person in found if person is not None}:
        for kind, ref in lose_openings(uow, person_id):
            uow.link(kind, ref)


def _openings(uow: UnitOfWork, person_id: int) -> list[Any]:
    query = (
        select(appointment)
        .where(appointment.c.starts_at > uow.now, appointment.c.opener_id == person_id)
        .where(appointment.c.state.in_(_AHEAD), appointment.c.unconfirmed != OPENER_AWAY)
        .order_by(appointment.c.starts_at)
    )
    return list(uow.connection.execute(query))

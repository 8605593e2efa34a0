"""Nobody drives while he is absent (I4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, or_, select

from dispatcher.domain.appointment import absent
from dispatcher.domain.field_dates import show_moment
from dispatcher.domain.refusal import Refusal
from dispatcher.store.schema import absence


def refuse_absent(
    connection: Connection, technician_id: int, name: str, span: tuple[datetime, datetime], zone: str
) -> Refusal | None:
    """The no to a technician who is absent within ``span`` (aware instants), or None; times shown in ``zone``.

    Index ``ix_absence_technician_id``.
    """
    query = (
        select(absence.c.starts_at, absence.c.ends_at)
        .where(absence.c.technician_id == technician_id, absence.c.starts_at < span[1], ~absence.c.archived)
        .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > span[0]))
        .order_by(absence.c.starts_at)
        .limit(1)
    )
    found = connection.execute(query).first()
    if found is None:
        return None
    until = show_moment(found.ends_at, zone, day_ends=True, weekday=True) if found.ends_at else ""
    return absent(name, show_moment(found.starts_at, zone, day_ends=False, weekday=True), until)

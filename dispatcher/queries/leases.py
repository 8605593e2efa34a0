"""Who holds what in his hand (X2)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from dispatcher.domain.lease import Held, is_held
from dispatcher.queries.raw import Read
from dispatcher.store.schema import colleague, lease

_HOLDER = Read(
    select(lease.c.kind, lease.c.ref, colleague.c.sign, colleague.c.name, lease.c.since, lease.c.until)
    .join(colleague, colleague.c.id == lease.c.colleague_id)
    .where(lease.c.kind == bindparam("kind"), lease.c.ref == bindparam("ref"), lease.c.console != bindparam("console"))
)


def held(connection: Connection, kind: str, ref: int, console: str, now: datetime) -> Held | None:
    """Which other console than ``console`` holds an object at ``now`` (the real clock); by the primary key."""
    row = _HOLDER.first(connection, kind=kind, ref=ref, console=console)
    return None if row is None or not is_held(row[-1], now) else Held(*row)

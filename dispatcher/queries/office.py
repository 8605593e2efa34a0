"""Who we are and who sits at a desk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from dispatcher.domain.technician import hours_from_text
from dispatcher.queries.rows import ColleagueRow, OfficeRow
from dispatcher.store.schema import colleague, colleague_pin, customer, office


def office_row(connection: Connection) -> OfficeRow:
    """The one office of a store."""
    columns = (office.c.store_id, office.c.name, office.c.state, office.c.zone, office.c.training)
    row = connection.execute(select(*columns, office.c.hours, office.c.municipality)).one()
    return OfficeRow(*row[:5], hours=hours_from_text(row.hours) if row.hours else (), municipality=row.municipality)


def clock_of(connection: Connection, recorded: datetime) -> datetime | None:
    """The instant at which a training office's clock stands when the real one shows ``recorded``; None for a real
    office."""
    row = connection.execute(select(office.c.training, office.c.clock_set_to, office.c.clock_set_at)).one()
    if not row.training or row.clock_set_to is None or row.clock_set_at is None:
        return None
    shown: datetime = row.clock_set_to + (recorded - row.clock_set_at)
    return shown


def has_customers(connection: Connection) -> bool:
    """Whether there is any customer at all: one step to the end of the key."""
    return connection.scalar(select(func.max(customer.c.id))) is not None


def colleague_by_login(connection: Connection, login: str) -> ColleagueRow | None:
    """The colleague behind a kernel login; None where he has not written yet or was archived."""
    query = select(colleague.c.id, colleague.c.login, colleague.c.sign, colleague.c.name, colleague.c.role)
    found = connection.execute(query.where(colleague.c.login == login, colleague.c.archived.is_(False))).first()
    return None if found is None else ColleagueRow(*found)


def colleagues(connection: Connection) -> tuple[ColleagueRow, ...]:
    """Everybody who works here, at most 500."""
    query = select(colleague.c.id, colleague.c.login, colleague.c.sign, colleague.c.name, colleague.c.role)
    rows = connection.execute(query.where(colleague.c.archived.is_(False)).order_by(colleague.c.id).limit(500))
    return tuple(ColleagueRow(*found) for found in rows.all())


def sealed_pin(connection: Connection, colleague_id: int) -> str:
    """The seal of a colleague's PIN, found by its key; empty where none is set."""
    mine = colleague_pin.c.colleague_id == colleague_id
    return connection.scalar(select(colleague_pin.c.hash).where(mine)) or ""

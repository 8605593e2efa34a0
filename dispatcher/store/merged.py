"""Which ticket stands for another one: a merged ticket is a report of the one it was joined in, which may be one
itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from dispatcher.store.schema import ticket

DEEPEST = 1000
"""Steps from a report to the ticket that stands for it; each was a merge of its own."""


def above(connection: Connection, ticket_id: int) -> list[Any]:
    """The rows of the tickets in which ``ticket_id`` was joined: the next one first, the one that stands for all of
    them last; empty for a ticket of its own. By the primary key."""
    found: list[Any] = []
    following = _into(connection, ticket_id)
    while following is not None and len(found) < DEEPEST:
        row = connection.execute(select(ticket).where(ticket.c.id == following)).one()
        found.append(row)
        following = row.merged_into_id
    return found


def _into(connection: Connection, ticket_id: int) -> int | None:
    return connection.scalar(select(ticket.c.merged_into_id).where(ticket.c.id == ticket_id))


def standing_for(connection: Connection, ticket_id: int) -> int:
    """The ticket that stands for ``ticket_id``: itself, or the one it was joined in at last."""
    rows = above(connection, ticket_id)
    return rows[-1].id if rows else ticket_id

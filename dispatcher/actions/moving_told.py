"""What the journal's entry of a move says: whom it is about, who wanted it and why, the slot before and now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dispatcher.actions.moving_rows import Visit
from dispatcher.domain.moving import FallThrough, MoveAppointment, Span
from dispatcher.domain.text import clean
from dispatcher.store.journal import Link


def said_of(command: MoveAppointment | FallThrough) -> dict[str, str]:
    """Who wanted it and why, as ledger and entry tell it."""
    return {
        "asked_by": command.asked_by,
        "reason": command.reason,
        "text": clean(command.text.strip()),
        "via": clean(command.via.strip()),
        "reported_by": clean(command.reported_by.strip()),
    }


def links_of(visit: Visit, crew: Sequence[Any]) -> tuple[Link, ...]:
    """Whom the entry is about: customer, ticket, appointment, and whoever goes now or went before."""
    people = {one.id for one in (*visit.crew, *crew)}
    of_it = (("customer", visit.ticket.customer_id), ("ticket", visit.ticket.id), ("appointment", visit.row.id))
    return (*of_it, *(("technician", ident) for ident in sorted(people)))


def told_of(visit: Visit, kind: str, said: dict[str, str], slot: Span | None, crew: Sequence[Any]) -> dict[str, Any]:
    """What the entry tells: the slot that it has now (None: none), the one it had, and the row of the ledger."""
    starts, ends = slot or (None, None)
    return {
        "text": said["text"],
        "person": said["via"],
        "starts": starts,
        "ends": ends,
        "zone": visit.row.zone,
        "technicians": [one.code for one in crew],
        "from": {"starts": visit.row.starts_at, "ends": visit.row.ends_at, "technicians": visit.codes},
        "move": {"kind": kind, **said},
    }

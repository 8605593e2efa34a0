"""What was handed over and not acknowledged, and what there is to hand over now (X26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, func, or_, select

from dispatcher.domain.calendar import day_bounds
from dispatcher.domain.handover import PROMISE, Item
from dispatcher.domain.phrases import Office
from dispatcher.domain.queue_tickets import is_long_ball
from dispatcher.domain.staffed import staffed_again
from dispatcher.queries.agenda import agenda
from dispatcher.queries.desk_rows import HandoverRow
from dispatcher.queries.flags import undecided
from dispatcher.queries.handover_words import Away, OpenMatters, items_of
from dispatcher.queries.messages import open_messages
from dispatcher.queries.promises import open_promises
from dispatcher.queries.raw import Read
from dispatcher.queries.tickets import open_tickets
from dispatcher.store.schema import absence, colleague, handover, handover_item, promise, technician
from dispatcher.store.types import UtcInstant

BOUND = 500

_giver, _receiver = colleague.alias("giver"), colleague.alias("receiver")
_OPEN = Read(
    select(
        handover_item.c.handover_id,
        handover_item.c.id,
        handover_item.c.kind,
        handover_item.c.ref,
        handover_item.c.text,
        handover_item.c.due_at,
        handover.c.from_id,
        _giver.c.sign,
        _giver.c.name,
        handover.c.to_id,
        func.coalesce(_receiver.c.sign, ""),
        handover.c.given_at,
        func.coalesce(promise.c.state, ""),
    )
    .join(handover, handover.c.id == handover_item.c.handover_id)
    .join(_giver, _giver.c.id == handover.c.from_id)
    .outerjoin(_receiver, _receiver.c.id == handover.c.to_id)
    .outerjoin(
        promise,
        and_(handover_item.c.kind == PROMISE, promise.c.id == handover_item.c.ref, promise.c.closed_at.is_not(None)),
    )
    .where(handover_item.c.acknowledged_at.is_(None))
    .order_by(handover_item.c.handover_id, handover_item.c.id)
    .limit(BOUND)
)


def _away(person: Table, owner: ColumnElement[Any]) -> Read:
    return Read(
        select(person.c.id, person.c.name, absence.c.starts_at, absence.c.ends_at)
        .join(absence, owner == person.c.id)
        .where(owner.in_(select(person.c.id).where(person.c.archived.is_(False))), absence.c.archived.is_(False))
        .where(absence.c.starts_at < bindparam("ends", type_=UtcInstant()))
        .where(or_(absence.c.ends_at.is_(None), absence.c.ends_at > bindparam("starts", type_=UtcInstant())))
        .order_by(absence.c.starts_at, absence.c.id)
        .limit(BOUND)
    )


_AWAY = (_away(technician, absence.c.technician_id), _away(colleague, absence.c.colleague_id))


def open_handovers(connection: Connection) -> tuple[HandoverRow, ...]:
    """Items that nobody has acknowledged, the oldest hand-over first; index ``ix_handover_item_open``."""
    return tuple(HandoverRow(*found) for found in _OPEN.all(connection))


def to_hand_over(connection: Connection, place: Office, drafts: Sequence[str], sign: str) -> tuple[Item, ...]:
    """What is open at the office in ``place`` and has to be known to whoever comes next, in the words of now:
    promises until the next shift and notes on desks, balls that customers have for too long, the next working day's
    appointments that are not confirmed, who is absent, ``drafts`` of ``sign``, messages, churn risks.

    Bounded by what is open; indexes ``ix_promise_open``, ``ix_ticket_open``, ``ix_message_open``, those of
    :func:`~dispatcher.queries.agenda.agenda`, ``ix_absence_technician_id``, ``ix_absence_colleague_id``.
    """
    ahead = agenda(connection, place.today, place.zone, place.state, place.now)
    again = staffed_again(place)
    until = max(again, day_bounds(ahead.next_day.day + timedelta(days=1), place.zone)[0])
    balls = [one for one in open_tickets(connection) if is_long_ball(one, ahead.long_since)]
    told = {one.id for one in balls}
    owed = [one for one in open_promises(connection) if not (one.by_ball and one.ticket in told)]
    matters = OpenMatters(
        promises=[one for one in owed if one.due <= again or one.colleague is not None],
        balls=balls,
        visits=ahead.unsafe,
        away=absent(connection, place.now, until),
        drafts=drafts,
        messages=open_messages(connection),
        churn=undecided(connection),
    )
    return tuple(items_of(matters, place.now, place.zone, sign))


def absent(connection: Connection, starts: datetime, ends: datetime) -> list[Away]:
    """Technicians and colleagues who are absent between two instants, each once, as long as is known."""
    found: dict[tuple[Read, int], Away] = {}
    for read in _AWAY:
        for person, name, since, until in read.all(connection, starts=starts, ends=ends):
            known = found.setdefault((read, person), Away(name, since, until))
            last = None if known.until is None or until is None else max(known.until, until)
            found[read, person] = Away(name, known.since, last)
    return list(found.values())

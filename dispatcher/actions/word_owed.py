"""The word that is owed to a customer who reckons with somebody who does not come: a promise of ours to call him."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.here import here
from dispatcher.actions.promise_people import keeper
from dispatcher.domain.moving import word_due
from dispatcher.domain.phrases.values import Office
from dispatcher.domain.promise import OURS
from dispatcher.domain.refusal import Refusal
from dispatcher.store.schema import contact_person, promise
from dispatcher.store.uow import UnitOfWork


def owe_word(uow: UnitOfWork, found: Any, what: str, before: datetime, person_id: int | None) -> int | Refusal | None:
    """Promise the customer of the ticket ``found`` (its row) a call about ``what``, before he waits in vain at
    ``before``; the promise's id, None where the same is open already, or why nobody of ours can keep it.

    Whoever writes keeps it; where he is absent then and nobody stands in for him, he has to call at once.
    Index ``ix_promise_ticket_id``.
    """
    if _is_owed(uow, found.id, what):
        return None
    place = here(uow)
    office = Office(uow.now, place.zone, place.state, hours=place.hours)
    due = word_due(before, office)
    kept = keeper(uow.connection, uow.actor.id, None, due, place.zone)
    if isinstance(kept, Refusal):
        due = word_due(uow.now, office)
        kept = keeper(uow.connection, uow.actor.id, None, due, place.zone)
    if isinstance(kept, Refusal):
        return kept
    ident = uow.insert(
        promise,
        side=OURS,
        customer_id=found.customer_id,
        ticket_id=found.id,
        person_id=_still_there(uow, person_id),
        what=what,
        owner_id=uow.actor.id,
        stand_in_id=kept[1],
        given_at=uow.now,
        due_at=due,
        zone=place.zone,
        acknowledged_at=uow.now,
    )
    uow.link("promise", ident)
    return ident


def _still_there(uow: UnitOfWork, person_id: int | None) -> int | None:
    """The contact person, unless he left since."""
    query = select(contact_person.c.id).where(contact_person.c.id == person_id, contact_person.c.archived.is_(False))
    return uow.connection.scalar(query)


def _is_owed(uow: UnitOfWork, ticket_id: int, what: str) -> bool:
    uow.flush()
    query = select(promise.c.id).where(promise.c.ticket_id == ticket_id, promise.c.side == OURS)
    query = query.where(promise.c.closed_at.is_(None), promise.c.what == what, promise.c.due_at > uow.now)
    return uow.connection.scalar(query.limit(1)) is not None

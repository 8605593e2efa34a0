"""What a customer owes us while he has the ball of a ticket: a promise of his that comes and goes with it (B8)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from dispatcher.actions.promise_people import keeper
from dispatcher.actions.promise_rows import end, is_followed, zone_of
from dispatcher.domain.ball import Ball
from dispatcher.domain.promise import LONGEST_NAME, LONGEST_WHAT, OPEN, THEIRS, in_time
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import step_words
from dispatcher.store.schema import contact_person, promise, ticket
from dispatcher.store.told import read_told
from dispatcher.store.uow import UnitOfWork

CUSTOMER = "customer"


def owe_by_ball(uow: UnitOfWork, found: Any, ball: Ball) -> None:
    """Let the customer of the ticket ``found`` (its row) owe us what ``ball`` says, or nothing where it is not his.

    A new date moves what he owes, or breaks it and begins anew where it is late. None is made where he promised
    something for the ticket at that very instant, nor where nobody of ours would be there to ask (I7): the ball is
    passed all the same, and its follow-up stands. Index ``ix_promise_ticket_id``.
    """
    if ball.holder != CUSTOMER or ball.due is None:
        settle_by_ball(uow, found.id)
        return
    owed = _open_theirs(uow, found.id)
    same = [one for one in owed if one.due_at == ball.due and not is_followed(uow, one)]
    mine = [one for one in owed if one.by_ball and one not in same]
    follows = next((one.id for one in mine if in_time(one.due_at, uow.now)), None)
    values = {} if same or ball.due <= uow.now else _values(uow, found, ball)
    for one in mine:
        _end(uow, one.id, "moved")
    for one in same:
        if one.by_ball and (one.what, one.to_name or "") != (_what(ball), ball.who):
            uow.update(promise, one.id, one.version, what=_what(ball), **_whose(uow, found.customer_id, ball.who))
            uow.link("promise", one.id)
    if values:
        uow.link("promise", uow.insert(promise, follows_id=follows, **values))


def settle_by_ball(uow: UnitOfWork, ticket_id: int) -> None:
    """End what the customer owed us by having the ball of a ticket, as it leaves him: kept, or broken and told where
    that is too late. Index ``ix_promise_ticket_id``."""
    for one in owed_by_ball(uow, ticket_id):
        _end(uow, one.id, "kept")


def reopen_by_ball(uow: UnitOfWork, said: dict[str, Any], tickets: Collection[int]) -> None:
    """Take up again what ended when two tickets became one (``said`` is what the entry told of it), where the customer
    has the ball of its ticket again, and somebody of ours is there for it."""
    for subject, was in said.get("was", {}).items():
        table, _colon, ident = subject.rpartition(":")
        if table != promise.name or was.get("state") != OPEN:
            continue
        row = uow.connection.execute(select(promise).where(promise.c.id == int(ident))).one_or_none()
        if row is None or row.state == OPEN or not row.by_ball or row.ticket_id not in tickets:
            continue
        holds = _holder(uow, row.ticket_id) == CUSTOMER and owed_by_ball(uow, row.ticket_id) == []
        kept = keeper(uow.connection, row.owner_id, row.stand_in_id, max(row.due_at, uow.now), row.zone)
        if holds and not isinstance(kept, Refusal):
            again = {name: was[name] for name in ("state", "closed_at", "told_at", "next_try_at") if name in was}
            uow.update(promise, row.id, row.version, **read_told(promise, again))
            uow.link("promise", row.id)
    for ident in sorted(tickets):
        if _holder(uow, ident) != CUSTOMER:
            settle_by_ball(uow, ident)


def owed_by_ball(uow: UnitOfWork, ticket_id: int) -> list[Any]:
    """The open promises of a ticket (rows) that came with its ball; the latest first."""
    return [one for one in _open_theirs(uow, ticket_id) if one.by_ball]


def _holder(uow: UnitOfWork, ticket_id: int) -> str | None:
    return uow.connection.scalar(select(ticket.c.ball).where(ticket.c.id == ticket_id))


def _open_theirs(uow: UnitOfWork, ticket_id: int) -> list[Any]:
    """The latest first, so that what came before is ended with it."""
    uow.flush()
    query = select(promise).where(promise.c.ticket_id == ticket_id, promise.c.side == THEIRS)
    return list(uow.connection.execute(query.where(promise.c.closed_at.is_(None)).order_by(promise.c.id.desc())))


def _end(uow: UnitOfWork, ident: int, state: str) -> None:
    row = uow.connection.execute(select(promise).where(promise.c.id == ident)).one()
    if row.state == OPEN:
        end(uow, row, state, is_told=True, next_try_at=None)
        uow.link("promise", ident)


def _values(uow: UnitOfWork, found: Any, ball: Ball) -> dict[str, Any]:
    """The row of the promise; nothing where neither the actor nor a stand-in of his is there at its time."""
    assert ball.due is not None
    zone = zone_of(uow.connection)
    kept = keeper(uow.connection, uow.actor.id, None, ball.due, zone)
    if isinstance(kept, Refusal):
        return {}
    return {
        "side": THEIRS,
        "by_ball": True,
        "customer_id": found.customer_id,
        "ticket_id": found.id,
        "what": _what(ball),
        "owner_id": uow.actor.id,
        "stand_in_id": kept[1],
        "given_at": uow.now,
        "due_at": ball.due,
        "zone": zone,
        "acknowledged_at": uow.now,
        **_whose(uow, found.customer_id, ball.who),
    }


def _what(ball: Ball) -> str:
    return step_words(ball.next_step)[:LONGEST_WHAT]


def _whose(uow: UnitOfWork, customer_id: int, who: str) -> dict[str, Any]:
    """Who of the customer owes it: the one contact of his who is called so, with or without the form of address."""
    query = select(contact_person.c.id, contact_person.c.form, contact_person.c.name)
    mine = query.where(contact_person.c.customer_id == customer_id, contact_person.c.archived.is_(False))
    said = who.strip().casefold()
    called = [one.id for one in uow.connection.execute(mine) if said in _names(one)]
    if len(called) == 1:
        return {"person_id": called[0], "to_name": ""}
    return {"person_id": None, "to_name": who.strip()[:LONGEST_NAME]}


def _names(one: Any) -> set[str]:
    return {one.name.casefold(), f"{one.form} {one.name}".strip().casefold()}

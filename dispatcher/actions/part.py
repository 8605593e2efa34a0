"""Parts that a ticket waits for: on order, the ball is with the supplier; when they are there, it is ours (X13)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from dispatcher.actions.ball import links_of, open_ticket, put_ball, told_of
from dispatcher.actions.clock import start_clock, stop_clock
from dispatcher.actions.here import here
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.ball import Ball
from dispatcher.domain.part import AddPart, PartArrived, day_after, refuse_part
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.report import planned_by
from dispatcher.domain.service_clock import PART
from dispatcher.domain.steps import PLAN_FOLLOW_UP
from dispatcher.domain.text import clean, one_line
from dispatcher.domain.verbs import ADD_PART, PART_ARRIVED
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.schema import part, ticket
from dispatcher.store.uow import UnitOfWork


def add_part(uow: UnitOfWork, command: AddPart, save_key: str | None = None) -> Outcome:
    """Let an open ticket wait for a part: the ball is with the supplier, and we ask on the working day behind his date.

    Refuses a part without words, supplier or a date ahead, and a ticket that ended. Raises Stale where the ticket was
    changed since ``command.seen``.
    """
    found = open_ticket(uow, command.ticket, command.seen)
    if isinstance(found, Refusal):
        return refuse_part(command, uow.now) or found
    ordered = order_part(uow, found, command)
    if isinstance(ordered, Refusal):
        return ordered
    ident, ball, told = ordered
    stop_clock(uow, found.id, PART, uow.now)
    payload = {**told, "person": told["supplier"], "phrase": clean(command.phrase), "ball": told_of(ball)}
    payload["result"] = result("part", ident)
    links = [*links_of(found), ("part", ident)]
    search = search_text(told["text"], told["supplier"], told["reference"])
    return Done(uow.record(ADD_PART, links, payload, search=search, save_key=save_key), "part", ident)


def order_part(uow: UnitOfWork, found: Any, command: AddPart) -> tuple[int, Ball, dict[str, Any]] | Refusal:
    """Put the part of ``command`` on order for the open ticket ``found`` (its row), for an action that records it: the
    part's id, the ball, and the part as an entry tells it; or why not."""
    if refusal := refuse_part(command, uow.now):
        return refusal
    text, supplier, reference = (clean(one.strip()) for one in (command.text, command.supplier, command.reference))
    assert command.promised is not None  # what refuse_part has seen to
    office = here(uow)
    due = day_after(command.promised, office.zone, office.state)
    ball = put_ball(uow, found, Ball("other", _part_step(text), due, supplier), uow.now)
    if isinstance(ball, Refusal):
        return ball
    told = {"text": text, "supplier": supplier, "reference": reference, "promised_at": command.promised}
    return uow.insert(part, ticket_id=found.id, **told), ball, told


def part_arrived(uow: UnitOfWork, command: PartArrived, save_key: str | None = None) -> Outcome:
    """A part is there. When nothing else is on order for its ticket, the ball is ours: plan the follow-up visit.

    Refuses an unknown part, and one that came already or was taken back.
    """
    one = uow.connection.execute(select(part).where(part.c.id == command.part)).one_or_none()
    if one is None or one.archived:
        return Refusal("part", _("There is no such part on order."))
    if one.arrived_at is not None:
        return Refusal("part", _("{part} has arrived already.").format(part=one_line(one.text)))
    uow.update(part, one.id, one.version, arrived_at=uow.now)
    found = uow.connection.execute(select(ticket).where(ticket.c.id == one.ticket_id)).one()
    ball = None if found.closed_at is not None else _after(uow, found)
    if isinstance(ball, Refusal):
        return ball
    payload: dict[str, Any] = {"text": one.text, "person": one.supplier, "result": result("part", one.id)}
    payload |= {"ball": told_of(ball)} if ball is not None else {}
    seq = uow.record(PART_ARRIVED, [*links_of(found), ("part", one.id)], payload, save_key=save_key)
    return Done(seq, "part", one.id)


def _after(uow: UnitOfWork, found: Any) -> Ball | Refusal | None:
    """Where the ball of an open ticket goes when a part of his has come; nowhere while it is not with a supplier."""
    if found.ball != "other":
        return None
    office = here(uow)
    query = select(part.c.text, part.c.supplier, part.c.promised_at)
    missing = query.where(part.c.ticket_id == found.id, part.c.arrived_at.is_(None), part.c.archived.is_(False))
    rest = uow.connection.execute(missing.order_by(part.c.promised_at, part.c.id).limit(1)).one_or_none()
    if rest is not None:
        due = day_after(max(rest.promised_at, uow.now), office.zone, office.state)
        return put_ball(uow, found, Ball("other", _part_step(rest.text), due, rest.supplier), uow.now)
    start_clock(uow, found.id, uow.now, PART)
    due = planned_by(uow.now, office.zone, office.state, found.urgent, None)
    return put_ball(uow, found, Ball("us", PLAN_FOLLOW_UP, due), uow.now)


def _part_step(text: str) -> str:
    return _("part: {part}").format(part=one_line(text))

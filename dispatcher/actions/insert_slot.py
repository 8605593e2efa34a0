"""Book a slot and push back who is in its way, in one transaction: nobody is moved unnamed, and whoever was told
another time is owed a call (X10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from dispatcher.actions.appointment import book, book_in
from dispatcher.actions.moving import Moved, move_in
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.domain.calendar import show_span
from dispatcher.domain.inserting import InsertSlot, Push, refuse_broken
from dispatcher.domain.moving import US, MoveAppointment, keeps_word, told_span
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import BOOK
from dispatcher.locale import _
from dispatcher.store.journal import Link
from dispatcher.store.schema import appointment, customer, ticket
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork

EMERGENCY = "emergency"


def insert_slot(uow: UnitOfWork, command: InsertSlot, save_key: str | None = None) -> Outcome:
    """Push back who is named, the last one of the day first, and book what they make room for.

    Each push is a row in the ledger of moves, asked by us for the emergency; whoever was told another time is owed a
    call. Refuses a time that was confirmed and would be broken without ``command.reason``, and whatever a move or a
    booking refuses. Raises Stale where an appointment or the ticket was changed since it was seen.
    """
    if not command.pushes:
        return book(uow, command.book, save_key)
    number = uow.connection.scalar(select(ticket.c.number).where(ticket.c.id == command.book.ticket))
    pushed: list[Moved] = []
    for push in sorted(command.pushes, key=lambda one: one.starts, reverse=True):
        why = f"T-{number} {command.reason}".strip()
        moved = _refuse(uow, push, command.reason) or move_in(uow, _move(push, why), ("window",))
        if isinstance(moved, Refusal):
            return moved
        pushed.append(moved)
    booked = book_in(uow, command.book)
    if isinstance(booked, Refusal):
        return booked
    links = tuple(dict.fromkeys((*booked.links, *(link for moved in pushed for link in moved.links))))
    told = {**booked.told, **_of(booked.links, number), "pushed": [_told(uow, moved) for moved in pushed]}
    return Done(uow.record(BOOK, links, told, save_key=save_key), "appointment", booked.appointment)


def _move(push: Push, text: str) -> MoveAppointment:
    told: dict[str, Any] = {"text": text, "travel_minutes": push.travel_minutes, "seen": push.seen}
    return MoveAppointment(push.appointment, push.starts, push.ends, None, US, EMERGENCY, **told)


def _refuse(uow: UnitOfWork, push: Push, reason: str) -> Refusal | None:
    """The no to break a confirmed time without a word why; nobody is pushed who was confirmed meanwhile."""
    query = (
        select(appointment, customer.c.name)
        .join(ticket, ticket.c.id == appointment.c.ticket_id)
        .join(customer, customer.c.id == ticket.c.customer_id)
    )
    found = uow.connection.execute(query.where(appointment.c.id == push.appointment)).one_or_none()
    if found is None:
        return Refusal("appointment", _("There is no such appointment."))
    if push.seen not in (None, found.version):
        raise Stale("appointment", found.id)
    window = (found.window_from, found.window_until) if found.window_from is not None else None
    told = told_span(found.state, found.starts_at, window)
    if reason.strip() or found.state != "confirmed" or keeps_word(told, push.starts):
        return None
    return refuse_broken(found.name, show_span(*(window or (found.starts_at, found.ends_at)), found.zone))


def _told(uow: UnitOfWork, moved: Moved) -> dict[str, Any]:
    """What the history of the customer who was pushed back tells of it."""
    number = uow.connection.scalar(select(ticket.c.number).where(ticket.c.id == dict(moved.links)["ticket"]))
    return {**moved.told, **_of(moved.links, number)}


def _of(links: Iterable[Link], number: int | None) -> dict[str, Any]:
    """Whose it is, for the entry is about several."""
    return {"customer": dict(links)["customer"], "number": number}

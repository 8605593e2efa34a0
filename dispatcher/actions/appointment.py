"""Book technicians for a ticket. Nobody is booked twice at the same time (I4): checked here, held by the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import IntegrityError

from dispatcher.actions.ball_owed import settle_by_ball
from dispatcher.actions.clock import agreed
from dispatcher.actions.confirm_people import Named, named
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.placing import place
from dispatcher.domain.appointment import LONGEST, LONGEST_TRAVEL, RELEASED, Book, blocked, refuse_book, taken
from dispatcher.domain.ball import APPOINTMENT
from dispatcher.domain.calendar import show_span
from dispatcher.domain.placing import Placing
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import USUAL
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import BOOK
from dispatcher.locale import _
from dispatcher.store.jobs import job_of
from dispatcher.store.journal import Link
from dispatcher.store.merged import above
from dispatcher.store.schema import appointment, assignment, customer, ticket
from dispatcher.store.trouble import OVERLAP, Stale
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

LONGEST_BLOCK = LONGEST + timedelta(minutes=LONGEST_TRAVEL)
"""No block lasts longer, so an earlier one need not be looked at."""


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment that was made within an action: what the entry is linked to, and what it tells."""

    appointment: int
    links: tuple[Link, ...]
    told: dict[str, Any]


def book(uow: UnitOfWork, command: Book, save_key: str | None = None) -> Outcome:
    """Make an appointment; where it is proposed, the ball of the open ticket lies with it until it ends (I2).

    Refuses a span that is none, over 24 hours or past, an ended, joined or unknown ticket, an unknown technician,
    somebody of another customer as opener, and whatever speaks against the slot (I4, B15), unless
    ``command.override`` gives the reason and whoever books may push it through. Raises Stale where the ticket was
    changed since ``command.version``.
    """
    booked = book_in(uow, command)
    if isinstance(booked, Refusal):
        return booked
    return Done(uow.record(BOOK, booked.links, booked.told, save_key=save_key), "appointment", booked.appointment)


def book_in(uow: UnitOfWork, command: Book) -> Booked | Refusal:
    """What :func:`book` does, without an entry of its own: whoever calls it records one for all he does."""
    found = uow.connection.execute(select(ticket).where(ticket.c.id == command.ticket)).one_or_none()
    if found is None:
        return Refusal("ticket", _("There is no such ticket."))
    if refusal := _refuse_joined(uow, found):
        return refusal
    if command.version is not None and command.version != found.version:
        raise Stale("ticket", found.id)
    placed = refuse_book(command, uow.now) or _refuse_ended(found) or _placed(uow, command)
    if isinstance(placed, Refusal):
        return placed
    opener = named(uow, found.customer_id, command.opener, command.opener_name, "opener")
    if isinstance(opener, Refusal):
        return opener
    ident = _insert(uow, command, placed, opener)
    try:
        uow.flush()
    except IntegrityError as error:
        if not is_overlap(error):
            raise
        return refuse_late(placed, command.zone)
    _give_ball(uow, command, found)
    return Booked(ident, _links(found, placed, ident), _told(command, placed, ident))


def _refuse_joined(uow: UnitOfWork, found: Any) -> Refusal | None:
    """An appointment belongs to the ticket that stands for the matter; who named another one is told which."""
    if found.merged_into_id is None:
        return None
    stands = above(uow.connection, found.id)[-1]
    sentence = _("T-{number} was joined in T-{other}. Book it for T-{other}.")
    return Refusal("merged", sentence.format(number=found.number, other=stands.number))


def _refuse_ended(found: Any) -> Refusal | None:
    if found.closed_at is None:
        return None
    return Refusal("ended", _("T-{number} has ended; nothing is booked for it any more.").format(number=found.number))


def _placed(uow: UnitOfWork, command: Book) -> Placing | Refusal:
    """The slot, looked at; an appointment that is only asked for takes nobody's time, so nothing speaks against it."""
    job = job_of(uow.connection, command.ticket)
    assert job is not None
    job = replace(job, zone=command.zone)
    placed = place(uow, job, command.technicians, command.starts, command.ends, command.travel_minutes)
    if isinstance(placed, Refusal) or command.state in RELEASED:
        return placed
    return placed.refusal(command.override, uow.actor.role) or placed


def refuse_taken(
    connection: Connection,
    technician_id: int,
    name: str,
    span: tuple[datetime, datetime],
    zone: str,
    but_for: Collection[int] = (),
) -> Refusal | None:
    """The no to a technician who is booked within ``span`` (aware instants), or None; times shown in ``zone``.

    The appointments ``but_for`` do not count: they are those that are being moved. Index
    ``ix_assignment_technician_id_blocked_from``, two days of it.
    """
    query = _bookings(technician_id, span).where(assignment.c.appointment_id.not_in(but_for))
    other = connection.execute(query).first()
    if other is None:
        return None
    starts, ends, number, customer_name = other
    return taken(name, show_span(starts, ends, zone), number, customer_name)


def _bookings(technician_id: int, span: tuple[datetime, datetime]) -> Select[Any]:
    return (
        select(appointment.c.starts_at, appointment.c.ends_at, ticket.c.number, customer.c.name)
        .select_from(assignment)
        .join(appointment, appointment.c.id == assignment.c.appointment_id)
        .join(ticket, ticket.c.id == appointment.c.ticket_id)
        .join(customer, customer.c.id == ticket.c.customer_id)
        .where(assignment.c.technician_id == technician_id, assignment.c.active, assignment.c.override == "")
        .where(assignment.c.blocked_from < span[1], assignment.c.blocked_until > span[0])
        .where(assignment.c.blocked_from > span[0] - LONGEST_BLOCK)
        .order_by(assignment.c.blocked_from)
        .limit(1)
    )


def is_overlap(error: IntegrityError) -> bool:
    """Whether the database itself refused a second booking at the same time."""
    return OVERLAP in str(error.orig) or "ex_assignment_overlap" in str(error.orig)


def refuse_late(placed: Placing, zone: str) -> Refusal:
    """The no where the database knows of somebody who was quicker."""
    sentence = _("{technicians} cannot be booked {span}: that time is taken.")
    names = ", ".join(one.name for one in placed.workers)
    return Refusal("overlap", sentence.format(technicians=names, span=show_span(placed.starts, placed.ends, zone)))


def _insert(uow: UnitOfWork, command: Book, placed: Placing, opener: Named) -> int:
    window = command.window or (None, None)
    reason = clean(placed.reason(command.override))
    ident = uow.insert(
        appointment,
        ticket_id=command.ticket,
        state=command.state,
        starts_at=command.starts,
        ends_at=command.ends,
        zone=command.zone,
        window_from=window[0],
        window_until=window[1],
        travel_minutes=placed.travel_minutes,
        override=reason,
        opener_id=opener.ident,
        opener=opener.unknown,
    )
    assign(uow, ident, placed, reason, is_active=command.state not in RELEASED)
    return ident


def assign(uow: UnitOfWork, appointment_id: int, placed: Placing, reason: str, *, is_active: bool = True) -> None:
    """Block the technicians' time; an appointment that is only asked for blocks nobody. ``reason`` is why it is booked
    although something speaks against it."""
    start, end = blocked(placed.starts, placed.ends, placed.travel_minutes)
    for worker in placed.workers:
        uow.insert(
            assignment,
            appointment_id=appointment_id,
            technician_id=worker.id,
            blocked_from=start,
            blocked_until=end,
            active=is_active,
            override=placed.held_by(worker.id, reason),
        )


def _give_ball(uow: UnitOfWork, command: Book, found: Any) -> None:
    if command.state in RELEASED:
        return
    uow.update(
        ticket,
        found.id,
        found.version,
        state="planned" if found.state in ("new", "waiting") else found.state,
        ball=APPOINTMENT,
        ball_who="",
        next_step=USUAL[APPOINTMENT],
        due_at=command.ends,
        ball_since=found.ball_since if found.ball == APPOINTMENT else uow.now,
        attempts=0,
    )
    settle_by_ball(uow, found.id)
    if command.window is not None:
        agreed(uow, found.id, command.starts)


def _told(command: Book, placed: Placing, ident: int) -> dict[str, Any]:
    return {
        "text": clean(placed.reason(command.override)),
        "starts": command.starts,
        "ends": command.ends,
        "zone": command.zone,
        "state": command.state,
        "technicians": [one.code for one in placed.workers],
        "result": result("appointment", ident),
    }


def _links(found: Any, placed: Placing, ident: int) -> tuple[Link, ...]:
    of_it = (("customer", found.customer_id), ("ticket", found.id), ("appointment", ident))
    return (*of_it, *(("technician", one.id) for one in placed.workers))

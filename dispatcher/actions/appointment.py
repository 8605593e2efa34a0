"""Book technicians for a ticket. Nobody is booked twice at the same time (I4): checked here, held by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import IntegrityError

from dispatcher.actions.absences import refuse_absent
from dispatcher.actions.ball_owed import settle_by_ball
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.appointment import LONGEST, LONGEST_TRAVEL, RELEASED, Book, blocked, refuse_book, taken
from dispatcher.domain.ball import APPOINTMENT, usual_step
from dispatcher.domain.calendar import show_span
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import BOOK
from dispatcher.locale import _
from dispatcher.store.merged import standing_for
from dispatcher.store.schema import appointment, assignment, customer, technician, ticket
from dispatcher.store.trouble import OVERLAP, Stale
from dispatcher.store.uow import UnitOfWork

LONGEST_BLOCK = LONGEST + timedelta(minutes=LONGEST_TRAVEL)
"""No block lasts longer, so an earlier one need not be looked at."""


def book(uow: UnitOfWork, command: Book, save_key: str | None = None) -> Outcome:
    """Make an appointment; where it is proposed, the ball of the open ticket lies with it until it ends (I2).

    Refuses a span that is none, over 24 hours or past, an ended or unknown ticket, an unknown technician, and one who
    is taken or absent at that time, unless ``command.override`` gives the reason. Raises Stale where the ticket was
    changed since ``command.version``.
    """
    command = replace(command, ticket=standing_for(uow.connection, command.ticket))
    found = uow.connection.execute(select(ticket).where(ticket.c.id == command.ticket)).one_or_none()
    if found is None:
        return Refusal("ticket", _("There is no such ticket."))
    if command.version is not None and command.version != found.version:
        raise Stale("ticket", found.id)
    crew = _crew(uow.connection, command.technicians)
    refusal = refuse_book(command, uow.now) or _refuse_ended(found) or _refuse_crew(uow, command, crew)
    if refusal is not None:
        return refusal
    ident = _insert(uow, command)
    try:
        uow.flush()
    except IntegrityError as error:
        if not is_overlap(error):
            raise
        return _refuse_late(command, crew)
    _give_ball(uow, command, found)
    seq = _record(uow, command, found, crew, ident, save_key)
    return Done(seq, "appointment", ident)


def _crew(connection: Connection, idents: Sequence[int]) -> list[Any]:
    query = select(technician).where(technician.c.id.in_(set(idents)), technician.c.archived.is_(False))
    return list(connection.execute(query.order_by(technician.c.code)))


def _refuse_ended(found: Any) -> Refusal | None:
    if found.closed_at is None:
        return None
    return Refusal("ended", _("T-{number} has ended; nothing is booked for it any more.").format(number=found.number))


def _refuse_crew(uow: UnitOfWork, command: Book, crew: Sequence[Any]) -> Refusal | None:
    if len(crew) != len(set(command.technicians)):
        return Refusal("technician", _("There is no such technician."))
    if command.override.strip() or command.state in RELEASED:
        return None
    span = blocked(command.starts, command.ends, command.travel_minutes)
    refusals = (
        refuse(uow.connection, one.id, one.name, span, command.zone)
        for one in crew
        for refuse in (refuse_taken, refuse_absent)
    )
    return next((refusal for refusal in refusals if refusal is not None), None)


def refuse_taken(
    connection: Connection,
    technician_id: int,
    name: str,
    span: tuple[datetime, datetime],
    zone: str,
    but_for: int | None = None,
) -> Refusal | None:
    """The no to a technician who is booked within ``span`` (aware instants), or None; times shown in ``zone``.

    The appointment ``but_for`` does not count: it is the one that is being moved. Index
    ``ix_assignment_technician_id_blocked_from``, two days of it.
    """
    query = _bookings(technician_id, span)
    if but_for is not None:
        query = query.where(assignment.c.appointment_id != but_for)
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


def _refuse_late(command: Book, crew: Sequence[Any]) -> Refusal:
    sentence = _("{technicians} cannot be booked {span}: that time is taken.")
    names = ", ".join(one.name for one in crew)
    span = show_span(command.starts, command.ends, command.zone)
    return Refusal("overlap", sentence.format(technicians=names, span=span))


def _insert(uow: UnitOfWork, command: Book) -> int:
    window = command.window or (None, None)
    override = clean(command.override.strip())
    ident = uow.insert(
        appointment,
        ticket_id=command.ticket,
        state=command.state,
        starts_at=command.starts,
        ends_at=command.ends,
        zone=command.zone,
        window_from=window[0],
        window_until=window[1],
        travel_minutes=command.travel_minutes,
        override=override,
    )
    assign(uow, ident, sorted(set(command.technicians)), command, override)
    return ident


def assign(uow: UnitOfWork, appointment_id: int, technicians: Sequence[int], command: Book, override: str) -> None:
    """Block the technicians' time; an appointment that is only asked for blocks nobody."""
    start, end = blocked(command.starts, command.ends, command.travel_minutes)
    for technician_id in technicians:
        uow.insert(
            assignment,
            appointment_id=appointment_id,
            technician_id=technician_id,
            blocked_from=start,
            blocked_until=end,
            active=command.state not in RELEASED,
            override=override,
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
        next_step=usual_step(APPOINTMENT),
        due_at=command.ends,
        ball_since=found.ball_since if found.ball == APPOINTMENT else uow.now,
        attempts=0,
    )
    settle_by_ball(uow, found.id)


def _record(uow: UnitOfWork, command: Book, found: Any, crew: Sequence[Any], ident: int, save_key: str | None) -> int:
    payload = {
        "text": clean(command.override.strip()),
        "starts": command.starts,
        "ends": command.ends,
        "zone": command.zone,
        "state": command.state,
        "technicians": [one.code for one in crew],
        "result": result("appointment", ident),
    }
    links = [("customer", found.customer_id), ("ticket", found.id), ("appointment", ident)]
    links += [("technician", one.id) for one in crew]
    return uow.record(BOOK, links, payload, save_key=save_key)

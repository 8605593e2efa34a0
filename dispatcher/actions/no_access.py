"""No access: the protocol of a drive in vain; it stops the clock, unless we came at the wrong time (B13, X14)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dispatcher.actions.ball import told_of
from dispatcher.actions.clock import not_agreed, stop_clock
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.visit import (
    crew_of,
    end_visit_row,
    give_back,
    links_of_visit,
    refuse_not_begun,
    report_end,
    visit_row,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.status import CUSTOMER, STATES_OF, NoAccess, at_fault, refuse_instant, refuse_no_access
from dispatcher.domain.status import NO_ACCESS as DIGIT
from dispatcher.domain.steps import IN_VAIN, NEW_APPOINTMENT
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import NO_ACCESS
from dispatcher.store.index import search_text
from dispatcher.store.uow import UnitOfWork


def no_access(uow: UnitOfWork, command: NoAccess, save_key: str | None = None) -> Outcome:
    """File the protocol of a visit where nobody let the technician in; we make a new appointment.

    The clock of the ticket stands from when he gave up, with the entry as its proof. Before the window told to the
    customer, or behind it, it is our fault, not his, and the clock runs on (X14). Refuses a protocol without arrival,
    fewer than two attempts without a reason, and instants that cannot be. Raises Stale where the appointment was
    changed since ``command.seen``.
    """
    found = visit_row(uow, command.appointment, command.seen)
    if isinstance(found, Refusal):
        return found
    arrived = command.arrived or found.on_site_at
    if refusal := refuse_no_access(command, arrived):
        return refusal
    assert arrived is not None  # what refuse_no_access has seen to
    left = _left(command, arrived, uow.now)
    if refusal := _refuse_times(uow, command, found, (arrived, left)):
        return refusal
    crew, begins = crew_of(uow, found.id), found.window_from or found.starts_at
    fault, why = at_fault((begins, found.window_until), arrived, left)
    end_visit_row(uow, found, left, state=STATES_OF[DIGIT], on_site_at=found.on_site_at or arrived, fault=fault)
    report_end(uow, crew, DIGIT, found, left)
    ball = give_back(uow, found, NEW_APPOINTMENT if why else IN_VAIN)
    if isinstance(ball, Refusal):
        return ball
    if found.closed_at is None and fault == CUSTOMER:
        stop_clock(uow, found.ticket_id, "no access", left)
    elif found.closed_at is None:
        not_agreed(uow, found.ticket_id)
    payload = _payload(command, found, (arrived, left), fault, why)
    payload |= {"technicians": [one.code for one in crew]} | ({"ball": told_of(ball)} if ball is not None else {})
    search = search_text(payload["text"], payload["person"])
    seq = uow.record(NO_ACCESS, links_of_visit(found, crew), payload, happened=left, search=search, save_key=save_key)
    return Done(seq, "appointment", found.id, found.number)


def _left(command: NoAccess, arrived: datetime, now: datetime) -> datetime:
    """When he gave up. A wait is told in whole minutes: one that ends within this minute ends now."""
    if command.at is not None:
        return command.at
    left = now if command.wait is None else arrived + timedelta(minutes=command.wait)
    return now if now < left < now + timedelta(minutes=1) else left


def _refuse_times(uow: UnitOfWork, command: NoAccess, found: Any, span: tuple[datetime, datetime]) -> Refusal | None:
    arrived, left = span
    tried = (refuse_instant(at, uow.now, None, found.zone) for at, _number in command.attempts)
    refusals = (
        refuse_instant(arrived, uow.now, found.en_route_at, found.zone),
        refuse_instant(left, uow.now, arrived, found.zone),
        *tried,
        None if command.arrived is not None else refuse_not_begun(found, left, uow.now, found.zone),
    )
    return next((refusal for refusal in refusals if refusal is not None), None)


def _payload(command: NoAccess, found: Any, span: tuple[datetime, datetime], fault: str, why: str) -> dict[str, Any]:
    arrived, left = span
    protocol = {
        "arrived": arrived,
        "left": left,
        "attempts": [[at, clean(number.strip())] for at, number in command.attempts],
        "wait": command.wait if command.wait is not None else int((left - arrived).total_seconds() // 60),
        "travel": command.travel,
        "parking": clean(command.parking.strip()),
        "fine": clean(command.fine.strip()),
        "fault": fault,
        "why": why,
    }
    return {
        "text": clean(command.text.strip()),
        "person": clean(command.person.strip()),
        "direction": "internal",
        "channel": "V",
        "digit": DIGIT,
        "state": STATES_OF[DIGIT],
        "protocol": protocol,
        "result": result("appointment", found.id, found.number),
    }

"""Attempts to reach the other side of a ticket: one entry each, and the next follow-up with it (B9)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dispatcher.actions.ball import dated, links_of, next_appointment, open_ticket
from dispatcher.actions.ball_owed import settle_by_ball
from dispatcher.actions.clock import tried
from dispatcher.actions.here import here
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.attempt import FileAttempt, is_pressing, next_try, refuse_outcome
from dispatcher.domain.ball import APPOINTMENT
from dispatcher.domain.promise import REACHED
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ATTEMPT
from dispatcher.store.index import search_text
from dispatcher.store.schema import ticket
from dispatcher.store.uow import UnitOfWork


def file_attempt(uow: UnitOfWork, command: FileAttempt, save_key: str | None = None) -> Outcome:
    """File an attempt about an open ticket. One in vain counts, and we try again at the usual time or when
    ``command.next_due`` says; who has the ball keeps it. After one that reached somebody the count begins anew.

    Refuses an unknown outcome, a ticket that ended, and what :func:`~dispatcher.actions.ball.follow_up` refuses of a
    date.
    """
    found = open_ticket(uow, command.ticket)
    if refusal := refuse_outcome(command.outcome):
        return refusal
    if isinstance(found, Refusal):
        return found
    due = command.next_due or _usual(uow, found, command.outcome)
    changed = dated(uow, found, due) if due is not None else {}
    if isinstance(changed, Refusal):
        return changed
    attempts = 0 if command.outcome == REACHED else found.attempts + 1
    uow.update(ticket, found.id, found.version, **changed, attempts=attempts, attempted_at=uow.now)
    if command.outcome == REACHED:
        settle_by_ball(uow, found.id)
    tried(uow, found.id, attempts)
    seq = _record(uow, command, found, attempts, changed.get("due_at"), save_key)
    return Done(seq, "ticket", found.id, found.number)


def _usual(uow: UnitOfWork, found: Any, outcome: str) -> datetime | None:
    """When it is tried again where nobody says; None where the date stays as it is: somebody was reached, or an
    appointment comes before."""
    if outcome == REACHED:
        return None
    office = here(uow)
    urgent = is_pressing(found.urgent, found.ball)
    due = next_try(outcome, uow.now, office.zone, office.state, urgent=urgent, hours=office.hours)
    ends = next_appointment(uow, found.id) if found.ball == APPOINTMENT else None
    return due if ends is None or due <= ends else None


def _record(
    uow: UnitOfWork, command: FileAttempt, found: Any, attempts: int, due: datetime | None, save_key: str | None
) -> int:
    text, person = clean(command.text.strip()), clean(command.person.strip())
    payload: dict[str, object] = {
        "text": text,
        "direction": "out",
        "channel": "T",
        "person": person,
        "outcome": command.outcome,
        "number": clean(command.number.strip()),
        "result": result("ticket", found.id, found.number),
    }
    payload |= {"attempt": attempts} if attempts else {}
    payload |= {"follow_up": due} if due is not None else {}
    return uow.record(ATTEMPT, links_of(found), payload, search=search_text(text, person), save_key=save_key)

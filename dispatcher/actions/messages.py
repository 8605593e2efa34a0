"""Calls nobody took and voicemails: each an entry and a row that waits, until somebody settles it (N6, X15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.appointment import OVER, RELEASED
from dispatcher.domain.calendar import to_local
from dispatcher.domain.message import (
    MISSED,
    VOICEMAIL,
    Caller,
    MissedCall,
    SettleMessage,
    Voicemail,
    caller_of,
    refuse_message,
)
from dispatcher.domain.phone import tail_key
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean, is_marked
from dispatcher.domain.verbs import MISSED_CALL, SETTLE_MESSAGE
from dispatcher.domain.verbs import VOICEMAIL as VOICEMAIL_VERB
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.journal import Link
from dispatcher.store.merged import standing_for
from dispatcher.store.schema import appointment, colleague, customer, message, number, office, ticket
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass


def missed_call(uow: UnitOfWork, command: MissedCall, save_key: str | None = None) -> Outcome:
    """Note a call nobody took, with whoever alone has that number. Refuses what is no number, and the future."""
    caller = caller_of(command.number)
    if isinstance(caller, Refusal):
        return caller
    if (refusal := refuse_message("", command.at, uow.now)) is not None:
        return refusal
    owner, came = _owner(uow, caller), command.at or uow.now
    whose = {"customer_id": owner.customer, "person_id": owner.person}
    ident = uow.insert(message, kind=MISSED, number=caller.key, shown=owner.shown, came_at=came, **whose)
    links = _links(ident, owner.customer, owner.person)
    said = {"direction": "in", "channel": "T", "text": owner.shown, "result": result("message", ident)}
    words = search_text(owner.shown)
    seq = uow.record(MISSED_CALL, links, said, happened=came, search=words, save_key=save_key)
    return Done(seq, "message", ident)


def voicemail(uow: UnitOfWork, command: Voicemail, save_key: str | None = None) -> Outcome:
    """Note a voicemail, unheard until somebody says so, about the appointment and the ticket of the caller that are
    next where nobody names others. Refuses what is no number, the future, and a ticket or appointment of another."""
    caller = caller_of(command.number)
    if isinstance(caller, Refusal):
        return caller
    if (refusal := refuse_message(command.text, command.at, uow.now)) is not None:
        return refusal
    owner = _owner(uow, caller)
    about = _about(uow, command, owner.customer)
    if isinstance(about, Refusal):
        return about
    whose, visit, of_ticket = about
    came, text = command.at or uow.now, clean(command.text.strip())
    row = {"kind": VOICEMAIL, "number": caller.key, "shown": owner.shown, "text": text, "came_at": came}
    refs = {"customer_id": whose, "person_id": owner.person, "appointment_id": visit, "ticket_id": of_ticket}
    ident = uow.insert(message, **row, **refs)
    said: dict[str, object] = {"direction": "in", "channel": "T", "text": text or owner.shown}
    said |= {"marked": True} if is_marked(command.text) else {}
    said["result"] = result("message", ident)
    links, words = _links(ident, whose, owner.person, visit, of_ticket), search_text(text, owner.shown)
    seq = uow.record(VOICEMAIL_VERB, links, said, happened=came, search=words, save_key=save_key)
    return Done(seq, "message", ident)


def settle_message(uow: UnitOfWork, command: SettleMessage, save_key: str | None = None) -> Outcome:
    """The voicemail was heard, or the caller was spoken to; of missed calls all that wait from the number with it.

    Refuses an unknown one, and one that is settled, naming by whom. Raises Stale where it changed since.
    """
    found = uow.connection.execute(select(message).where(message.c.id == command.message)).one_or_none()
    if found is None:
        return Refusal("message", _("There is no message {number}.").format(number=command.message))
    if found.settled_at is not None:
        return _settled(uow, found)
    if command.seen not in (None, found.version):
        raise Stale("message", command.message)
    settled = [found, *_same_caller(uow, found)]
    _settle(uow, settled)
    links = {link for one in settled for link in _links_of(one)}
    text = clean(command.text.strip())
    said = {"direction": "internal", "channel": "", "text": text or found.text or found.shown}
    said |= {"result": result("message", found.id)}
    seq = uow.record(SETTLE_MESSAGE, links, said, search=search_text(text), save_key=save_key)
    return Done(seq, "message", found.id)


def settle_calls(uow: UnitOfWork, customer_id: int, until: datetime) -> tuple[Link, ...]:
    """Settle the calls of a customer that nobody took and that came before ``until``, because somebody has spoken to
    him; the caller's own entry tells of it. Returns what it is linked to."""
    found = _waiting(uow, message.c.customer_id == customer_id, message.c.came_at <= until)
    _settle(uow, found)
    return tuple(("message", one.id) for one in found)


def _settle(uow: UnitOfWork, found: Iterable[Any]) -> None:
    for one in found:
        uow.update(message, one.id, one.version, settled_at=uow.now, settled_by_id=uow.actor.id)


def _same_caller(uow: UnitOfWork, found: Any) -> list[Any]:
    """The other calls of the same number that nobody took."""
    if found.kind != MISSED or not found.number:
        return []
    return _waiting(uow, message.c.number == found.number, message.c.id != found.id)


def _waiting(uow: UnitOfWork, *conditions: ColumnElement[bool]) -> list[Any]:
    missed = select(message).where(message.c.settled_at.is_(None), message.c.kind == MISSED, *conditions)
    return list(uow.connection.execute(missed.order_by(message.c.id)))


def _settled(uow: UnitOfWork, found: Any) -> Refusal:
    zone = uow.connection.scalar(select(office.c.zone)) or "UTC"
    who = uow.connection.scalar(select(colleague.c.sign).where(colleague.c.id == found.settled_by_id)) or "?"
    sentence = _("That was settled already: {who}, {time}.")
    return Refusal("settled", sentence.format(who=who, time=f"{to_local(found.settled_at, zone):%d.%m. %H:%M}"))


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose number it is, as far as it is one's alone, and how it is written there."""

    shown: str
    customer: int | None = None
    person: int | None = None


def _owner(uow: UnitOfWork, caller: Caller) -> _Owner:
    """The one customer who has the number, and the one person of his; index ``ix_number_tail``."""
    if not caller.key:
        return _Owner(caller.shown)
    columns = (number.c.customer_id, number.c.person_id, number.c.shown)
    query = select(*columns).join(customer, customer.c.id == number.c.customer_id).order_by(number.c.id)
    mine = query.where(number.c.tail == tail_key(caller.key), ~number.c.archived, ~customer.c.archived)
    found = uow.connection.execute(mine).all()
    owners, people = {row.customer_id for row in found}, {row.person_id for row in found} - {None}
    if len(owners) != 1:
        return _Owner(caller.shown)
    return _Owner(found[0].shown or caller.shown, owners.pop(), people.pop() if len(people) == 1 else None)


def _about(
    uow: UnitOfWork, command: Voicemail, whose: int | None
) -> tuple[int | None, int | None, int | None] | Refusal:
    """Customer, appointment and ticket of a voicemail: those that were named, else those that are next."""
    visit, of_ticket = command.appointment, command.ticket
    if visit is not None:
        of_ticket = uow.connection.scalar(select(appointment.c.ticket_id).where(appointment.c.id == visit))
    if of_ticket is not None or visit is not None:
        of_ticket = standing_for(uow.connection, of_ticket) if of_ticket is not None else None
        owner = uow.connection.scalar(select(ticket.c.customer_id).where(ticket.c.id == of_ticket))
        if owner is None or whose not in (None, owner):
            return Refusal("ticket", _("That ticket belongs to another customer."))
        return owner, visit or _next_visit(uow, ticket.c.id == of_ticket)[0], of_ticket
    if whose is None:
        return None, None, None
    visit, of_ticket = _next_visit(uow, ticket.c.customer_id == whose)
    return whose, visit, of_ticket or _only_ticket(uow, whose)


def _next_visit(uow: UnitOfWork, whose: ColumnElement[bool]) -> tuple[int | None, int | None]:
    ahead = select(appointment.c.id, appointment.c.ticket_id).join(ticket, ticket.c.id == appointment.c.ticket_id)
    stands = appointment.c.state.not_in(RELEASED | OVER)
    found = uow.connection.execute(
        ahead.where(whose, stands, appointment.c.ends_at > uow.now).order_by(appointment.c.starts_at).limit(1)
    ).one_or_none()
    return (None, None) if found is None else (found.id, found.ticket_id)


def _only_ticket(uow: UnitOfWork, customer_id: int) -> int | None:
    mine = select(ticket.c.id).where(ticket.c.customer_id == customer_id, ticket.c.closed_at.is_(None))
    found = uow.connection.scalars(mine.limit(2)).all()
    return found[0] if len(found) == 1 else None


def _links_of(found: Any) -> list[Link]:
    return _links(found.id, found.customer_id, found.person_id, found.appointment_id, found.ticket_id)


def _links(
    ident: int,
    customer: int | None = None,
    person: int | None = None,
    appointment: int | None = None,
    ticket: int | None = None,
) -> list[Link]:
    about = {"message": ident, "customer": customer, "person": person, "appointment": appointment, "ticket": ticket}
    return [(kind, ref) for kind, ref in about.items() if ref is not None]

"""Give a promise, or note one that was given to us: one row with its owner and its due time, and one entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Table, select

from dispatcher.actions.ball_owed import owed_by_ball
from dispatcher.actions.contacts_gone import not_there, refuse_who_left
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.promise_people import keeper, refuse_taken
from dispatcher.actions.promise_rows import zone_of
from dispatcher.domain.promise import OURS, THEIRS, GivePromise, refuse_promise
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import GIVE_PROMISE, TAKE_PROMISE
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.merged import standing_for
from dispatcher.store.schema import colleague, contact_person, customer, journal, promise, ticket
from dispatcher.store.uow import UnitOfWork


def give_promise(uow: UnitOfWork, command: GivePromise, save_key: str | None = None) -> Outcome:
    """File ``command``; its number is its id. One about a ticket that was joined in another one is about that one.

    Refuses one without a word, without anybody it is given to, due in the past; a customer, contact or ticket that do
    not belong together; a contact who left; an owner who is absent then and has no stand-in (I7); and a second promise
    in a time that its owner keeps free (M8).
    """
    given = _given(uow, command)
    if isinstance(given, Refusal):
        return given
    command, owner, ident = given
    return Done(_record(uow, command, owner, ident, save_key), "promise", ident, ident)


def promise_in(uow: UnitOfWork, command: GivePromise) -> int | Refusal:
    """Give ``command`` within another action, whose entry tells of it and is linked to it; the promise's id. Refuses
    what :func:`give_promise` refuses."""
    given = _given(uow, command)
    if isinstance(given, Refusal):
        return given
    ident = given[2]
    uow.link("promise", ident)
    return ident


def _given(uow: UnitOfWork, command: GivePromise) -> tuple[GivePromise, Any, int] | Refusal:
    """The promise as it was filed, its owner's row and its id."""
    zone = zone_of(uow.connection)
    if command.ticket is not None:
        command = replace(command, ticket=standing_for(uow.connection, command.ticket))
    refusal = refuse_promise(command, uow.now, zone) or _refuse_links(uow, command)
    if refusal is not None:
        return refusal
    command = _with_owner(uow, command)
    kept = keeper(uow.connection, command.owner or 0, command.stand_in, command.due, zone)
    if isinstance(kept, Refusal):
        return kept
    owner, stand_in = kept
    time = (command.due_from or command.due, command.due)
    if command.side == OURS:
        taken = refuse_taken(uow.connection, owner, time, command.minutes, command.keeps_free, zone)
        if taken is not None:
            return taken
    command = replace(command, stand_in=stand_in)
    return command, owner, _file(uow, command, _values(uow, command, zone))


def _file(uow: UnitOfWork, command: GivePromise, values: dict[str, Any]) -> int:
    """A row of its own; what the customer owed us at that instant by the ball of the ticket becomes his own word."""
    owed = owed_by_ball(uow, command.ticket) if command.side == THEIRS and command.ticket is not None else []
    same = next((one for one in owed if one.due_at == command.due), None)
    if same is None:
        return uow.insert(promise, **values)
    uow.update(promise, same.id, same.version, **values, by_ball=False)
    return int(same.id)


def _with_owner(uow: UnitOfWork, command: GivePromise) -> GivePromise:
    """A note on a colleague's desk is his; everything else belongs to whoever files it, unless somebody is named."""
    on_his_desk = command.colleague if command.side == OURS else None
    return replace(command, owner=command.owner or on_his_desk or uow.actor.id)


def _values(uow: UnitOfWork, command: GivePromise, zone: str) -> dict[str, Any]:
    return {
        "side": command.side,
        "customer_id": command.customer,
        "ticket_id": command.ticket,
        "person_id": command.person,
        "colleague_id": command.colleague,
        "to_name": clean(command.to.strip()),
        "what": clean(command.what.strip()),
        "owner_id": command.owner,
        "stand_in_id": command.stand_in,
        "given_at": uow.now,
        "due_from": command.due_from,
        "due_at": command.due,
        "zone": zone,
        "phrase": clean(command.phrase.strip()),
        "minutes": command.minutes,
        "keeps_free": command.keeps_free,
        "acknowledged_at": uow.now if command.owner == uow.actor.id else None,
    }


def _record(uow: UnitOfWork, command: GivePromise, owner: Any, ident: int, save_key: str | None) -> int:
    what, person = clean(command.what.strip()), _name_of(uow, command)
    payload: dict[str, Any] = {
        "text": what,
        "person": person,
        "due": command.due,
        "due_from": command.due_from,
        "phrase": clean(command.phrase.strip()),
        "owner": owner.sign,
        "result": result("promise", ident, ident),
    }
    if command.insisted:
        payload["insisted"] = list(command.insisted)
    given = (("customer", command.customer), ("ticket", command.ticket), ("person", command.person))
    links = [("promise", ident), *((kind, ref) for kind, ref in given if ref is not None)]
    links += [("entry", command.entry)] if command.entry is not None else []
    verb = GIVE_PROMISE if command.side == OURS else TAKE_PROMISE
    return uow.record(verb, links, payload, search=search_text(what, person), save_key=save_key)


def _name_of(uow: UnitOfWork, command: GivePromise) -> str:
    """To whom it is, as the history tells it; nobody is named where it is the customer as a whole."""
    if command.person is not None:
        found = select(contact_person.c.form, contact_person.c.name).where(contact_person.c.id == command.person)
        return " ".join(part for part in uow.connection.execute(found).one() if part)
    if command.colleague is not None:
        return uow.connection.scalar(select(colleague.c.name).where(colleague.c.id == command.colleague)) or ""
    return clean(command.to.strip())


def _refuse_links(uow: UnitOfWork, command: GivePromise) -> Refusal | None:
    known = select(customer.c.id).where(customer.c.id == command.customer)
    if command.customer is not None and uow.connection.scalar(known) is None:
        return Refusal("customer", _("There is no such customer."))
    if command.ticket is not None and _owner(uow, ticket, command.ticket) != command.customer:
        return Refusal("ticket", _("That ticket belongs to another customer."))
    if command.colleague is not None and _is_gone(uow, colleague, command.colleague):
        return Refusal("colleague", _("There is no such colleague."))
    entry = select(journal.c.seq).where(journal.c.seq == command.entry)
    if command.entry is not None and uow.connection.scalar(entry) is None:
        return Refusal("entry", _("There is no entry {seq}.").format(seq=command.entry))
    return _refuse_person(uow, command)


def _refuse_person(uow: UnitOfWork, command: GivePromise) -> Refusal | None:
    if command.person is None:
        return refuse_who_left(uow.connection, command.customer, command.to)
    if _owner(uow, contact_person, command.person) != command.customer:
        return Refusal("person", _("That person belongs to another customer."))
    if _is_gone(uow, contact_person, command.person):
        name = uow.connection.scalar(select(contact_person.c.name).where(contact_person.c.id == command.person))
        return not_there(name or "")
    return None


def _owner(uow: UnitOfWork, table: Table, ident: int) -> int | None:
    return uow.connection.scalar(select(table.c.customer_id).where(table.c.id == ident))


def _is_gone(uow: UnitOfWork, table: Table, ident: int) -> bool:
    """Whether a record is archived, or was never there."""
    return uow.connection.scalar(select(table.c.archived).where(table.c.id == ident)) is not False

"""Log a contact: one entry in the journal, found by customer, ticket and words."""

from __future__ import annotations

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.contact import Note, refuse_note
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean, is_marked
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.schema import customer, ticket
from dispatcher.store.uow import UnitOfWork


def file_note(uow: UnitOfWork, note: Note, save_key: str | None = None) -> Outcome:
    """File ``note``; refuses an empty one, an unknown customer, a ticket of another customer, an entry of the future.

    A note without a customer (unknown caller) is filed without a link and assigned later.
    """
    refusal = refuse_note(note) or _refuse_links(uow, note) or _refuse_future(uow, note)
    if refusal is not None:
        return refusal
    text, person = clean(note.text.strip()), clean(note.person.strip())
    payload: dict[str, object] = {
        "text": text,
        "direction": note.direction,
        "channel": note.channel,
        "person": person,
        "result": result("entry", 0),
    }
    if is_marked(note.text):
        payload["marked"] = True
    links = [(kind, ref) for kind, ref in (("customer", note.customer), ("ticket", note.ticket)) if ref is not None]
    seq = uow.record(
        "note", links, payload, happened=note.happened, search=search_text(text, person), save_key=save_key
    )
    return Done(seq, "entry", seq)


def _refuse_links(uow: UnitOfWork, note: Note) -> Refusal | None:
    known = select(customer.c.id).where(customer.c.id == note.customer)
    if note.customer is not None and uow.connection.scalar(known) is None:
        return Refusal("customer", _("There is no such customer."))
    if note.ticket is not None:
        owner = uow.connection.scalar(select(ticket.c.customer_id).where(ticket.c.id == note.ticket))
        if owner is None or owner != note.customer:
            return Refusal("ticket", _("That ticket belongs to another customer."))
    return None


def _refuse_future(uow: UnitOfWork, note: Note) -> Refusal | None:
    if note.happened is not None and note.happened > uow.now:
        return Refusal("future", _("A contact cannot lie in the future."))
    return None

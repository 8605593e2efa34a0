"""Log a contact: one entry in the journal, found by customer, ticket and words; its marks take effect with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.ball import open_ticket, put_ball, told_of
from dispatcher.actions.ball_owed import settle_by_ball
from dispatcher.actions.chaser import count_chaser
from dispatcher.actions.clock import tried
from dispatcher.actions.mention import refuse_mentions
from dispatcher.actions.messages import settle_calls
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Note, refuse_note
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import USUAL, step_stored
from dispatcher.domain.text import clean, is_marked
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.journal import WITHOUT_CUSTOMER
from dispatcher.store.merged import standing_for
from dispatcher.store.schema import customer, ticket
from dispatcher.store.uow import UnitOfWork


def file_note(uow: UnitOfWork, note: Note, save_key: str | None = None) -> Outcome:
    """File ``note``; refuses an empty one, an unknown customer, a ticket of another customer, an entry of the future,
    and a name behind an ``@`` that nobody has.

    The ball goes where the note says: refused without a ticket that is open, without who, step and date (I1), and
    with an appointment where none is ahead (I2). A note without a customer (unknown caller) is kept with the others of
    its kind and assigned later. One about a ticket that was joined in another one is about that one. Who speaks to a
    customer has settled the calls of his that nobody took.
    """
    note = _about_standing(uow, note)
    refusal = refuse_note(note) or refuse_links(uow, note.customer, note.ticket) or _refuse_future(uow, note)
    refusal = refusal or _refuse_chaser(uow, note) or refuse_mentions(uow, note.customer, note.mentions)
    if refusal is not None:
        return refusal
    ball = _pass_ball(uow, note)
    if isinstance(ball, Refusal):
        return ball
    if note.chases and note.ticket is not None:
        count_chaser(uow, note.ticket, note.happened or uow.now)
    if note.reached and ball is None:
        _count_anew(uow, note)
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
    payload |= _effects(note, ball)
    links = [(kind, ref) for kind, ref in (("customer", note.customer), ("ticket", note.ticket)) if ref is not None]
    links += [(flag, note.customer) for flag in note.flags if note.customer is not None]
    links += [WITHOUT_CUSTOMER] if note.customer is None else []
    if note.customer is not None and note.direction != "internal" and not note.in_vain:
        links += settle_calls(uow, note.customer, note.happened or uow.now)
    seq = uow.record(
        "note", links, payload, happened=note.happened, search=search_text(text, person), save_key=save_key
    )
    return Done(seq, "entry", seq)


def _about_standing(uow: UnitOfWork, note: Note) -> Note:
    if note.ticket is None:
        return note
    return replace(note, ticket=standing_for(uow.connection, note.ticket))


def _effects(note: Note, ball: Ball | None) -> dict[str, object]:
    """What a reader of the entry is told beside the text."""
    told: dict[str, object] = {"flags": list(note.flags)} if note.flags else {}
    if note.chases:
        told["chases"] = True
    if ball is not None:
        told["ball"] = told_of(ball)
    return told


def _pass_ball(uow: UnitOfWork, note: Note) -> Ball | Refusal | None:
    """Put the ball where the note says; what was put, or why not."""
    if note.ball is None:
        return None
    assert note.ticket is not None  # what refuse_note has seen to
    found = open_ticket(uow, note.ticket)
    if isinstance(found, Refusal):
        return found
    return put_ball(uow, found, _meant(found, note.ball, uow.now), note.happened or uow.now)


def _meant(found: Any, ball: Ball, now: datetime) -> Ball:
    """The ball of a note; that it is ours, where it is ours already, leaves what we have to do next, and when."""
    says_more = ball.holder != "us" or step_stored(ball.next_step) != USUAL["us"]
    if says_more or found.ball != "us" or found.due_at is None or found.due_at <= now:
        return ball
    return replace(ball, next_step=found.next_step, due=min(found.due_at, ball.due or found.due_at))


def _count_anew(uow: UnitOfWork, note: Note) -> None:
    """Somebody was reached about the ticket: what was tried in vain before counts no more (B9), and the word that its
    customer owed us is given."""
    found = open_ticket(uow, note.ticket) if note.ticket is not None else None
    if found is None or isinstance(found, Refusal):
        return
    settle_by_ball(uow, found.id)
    if found.attempts:
        tried(uow, found.id, 0)
        uow.update(ticket, found.id, found.version, attempts=0, attempted_at=uow.now)


def refuse_links(uow: UnitOfWork, customer_id: int | None, ticket_id: int | None) -> Refusal | None:
    """The sentence why a contact is not about that customer and that ticket, or None."""
    known = select(customer.c.id).where(customer.c.id == customer_id)
    if customer_id is not None and uow.connection.scalar(known) is None:
        return Refusal("customer", _("There is no such customer."))
    if ticket_id is not None:
        owner = uow.connection.scalar(select(ticket.c.customer_id).where(ticket.c.id == ticket_id))
        if owner is None or owner != customer_id:
            return Refusal("ticket", _("That ticket belongs to another customer."))
    return None


def _refuse_chaser(uow: UnitOfWork, note: Note) -> Refusal | None:
    if not note.chases:
        return None
    ended = select(ticket.c.number).where(ticket.c.id == note.ticket, ticket.c.closed_at.is_not(None))
    number = uow.connection.scalar(ended) if note.ticket is not None else None
    if note.ticket is None:
        return Refusal("ticket", _("About which ticket does he ask?"))
    if number is not None:
        sentence = _("T-{number} has ended; what is reported now is a matter of its own.")
        return Refusal("ended", sentence.format(number=number))
    return None


def _refuse_future(uow: UnitOfWork, note: Note) -> Refusal | None:
    if note.happened is not None and note.happened > uow.now:
        return Refusal("future", _("A contact cannot lie in the future."))
    return None

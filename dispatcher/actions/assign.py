"""Assign a note that was filed without a customer: a linking entry, and the history of the customer shows the note."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from dispatcher.actions.note import refuse_links
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.contact import Assign
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import ASSIGN
from dispatcher.locale import _
from dispatcher.store.journal import WITHOUT_CUSTOMER, decode, parse_links
from dispatcher.store.own import about, undone
from dispatcher.store.schema import journal, journal_link, journal_payload
from dispatcher.store.uow import UnitOfWork

SAID = ("text", "direction", "channel", "person", "marked", "flags")
"""What the linking entry repeats of the note; the one cannot be erased without the other."""


def assign(uow: UnitOfWork, command: Assign, save_key: str | None = None) -> Outcome:
    """Link the note to its customer (and ticket), at the instant at which it happened; the note itself stays.

    Refuses an entry that is no note without a customer, one that was assigned, withdrawn or erased, an unknown
    customer, and a ticket of another customer.
    """
    found = _note(uow, command.entry)
    refusal = _refuse_note(uow, found) or refuse_links(uow, command.customer, command.ticket)
    if refusal is not None:
        return refusal
    said = decode(found.payload)
    payload = {name: said[name] for name in SAID if name in said}
    payload |= {"author": found.actor, "note": found.seq, "result": result("entry", found.seq)}
    links = [("customer", command.customer), ("entry", found.seq)]
    links += [(flag, command.customer) for flag in said.get("flags", ())]
    links += [("ticket", command.ticket)] if command.ticket is not None else []
    seq = uow.record(ASSIGN, links, payload, happened=found.happened_at, search=found.search, save_key=save_key)
    return Done(seq, "entry", found.seq)


def _note(uow: UnitOfWork, seq: int) -> Any:
    columns = (journal.c.seq, journal.c.actor, journal.c.happened_at, journal.c.links)
    query = select(*columns, journal_payload.c.payload, journal_payload.c.search)
    query = query.outerjoin(journal_payload, journal_payload.c.seq == journal.c.seq)
    return uow.connection.execute(query.where(journal.c.seq == seq)).one_or_none()


def _refuse_note(uow: UnitOfWork, found: Any) -> Refusal | None:
    if found is None or WITHOUT_CUSTOMER not in parse_links(found.links):
        return Refusal("entry", _("That is no note without a customer."))
    if undone(uow.connection, [found.seq]):
        return Refusal("withdrawn", _("That note was withdrawn."))
    if found.payload is None:
        return Refusal("erased", _("The text of that note was erased."))
    query = select(journal.c.seq, journal.c.links).join(journal_link, journal_link.c.seq == journal.c.seq)
    linking = query.where(
        journal_link.c.kind == "entry", journal_link.c.ref == found.seq, journal.c.verb == ASSIGN
    ).order_by(journal.c.seq.desc())
    earlier = uow.connection.execute(linking).first()
    if earlier is None or undone(uow.connection, [earlier.seq]):
        return None
    customer = about(uow.connection, [link for link in parse_links(earlier.links) if link[0] == "customer"])
    return Refusal("assigned", _("That note was assigned already: {customer}.").format(customer=customer))

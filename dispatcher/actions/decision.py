"""A customer decides that a technician does not come again, and lifts it again (B15)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.decision import (
    ExcludeTechnician,
    LiftDecision,
    refuse_exclusion,
    refuse_lifting,
    said_on,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import EXCLUDE, LIFT
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.schema import customer, decision, office, technician
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork

TECHNICIAN = "technician"
"""The kind of decision that keeps a technician away."""


def exclude_technician(uow: UnitOfWork, command: ExcludeTechnician, save_key: str | None = None) -> Outcome:
    """Keep what a customer decided: from now on nobody places this technician with him, by any verb (B15).

    Refuses an unknown customer or technician, words that are too long, and what is decided already.
    """
    refusal = refuse_exclusion(command)
    whose, who = _named(uow, customer, command.customer), _named(uow, technician, command.technician)
    if whose is None:
        return Refusal("customer", _("There is no such customer."))
    if who is None:
        return Refusal("technician", _("There is no such technician."))
    if refusal := refusal or _refuse_twice(uow, command, who):
        return refusal
    said_by, quote = clean(command.said_by.strip()), clean(command.quote.strip())
    ident = uow.insert(
        decision,
        kind=TECHNICIAN,
        customer_id=command.customer,
        site_id=command.site,
        technician_id=command.technician,
        said_by=said_by,
        said_to=uow.actor.sign,
        quote=quote,
        starts_at=min(command.since or uow.now, uow.now),
    )
    text = _told(who.name or who.code, quote)
    links = [("customer", command.customer), ("technician", command.technician), ("decision", ident)]
    payload = {"text": text, "person": said_by, "result": result("decision", ident)}
    seq = uow.record(EXCLUDE, links, payload, search=search_text(text, said_by), save_key=save_key)
    return Done(seq, "decision", ident)


def lift_decision(uow: UnitOfWork, command: LiftDecision, save_key: str | None = None) -> Outcome:
    """End a decision by what it refers to; it stays readable. Refuses one that is not there or was lifted, and a
    lifting without a reference. Raises Stale."""
    found = uow.connection.execute(select(decision).where(decision.c.id == command.decision)).one_or_none()
    if found is None or found.archived:
        return Refusal("decision", _("There is no such decision."))
    if command.seen is not None and command.seen != found.version:
        raise Stale("decision", found.id)
    if found.lifted_at is not None:
        return Refusal("lifted", _("That decision was lifted already: {reference}").format(reference=found.lifted))
    if refusal := refuse_lifting(command):
        return refusal
    reference = clean(command.reference.strip())
    uow.update(decision, found.id, found.version, lifted_at=uow.now, lifted=reference)
    who = _named(uow, technician, found.technician_id)
    text = _told(who.name or who.code if who is not None else "", reference)
    links = [("customer", found.customer_id), ("technician", found.technician_id), ("decision", found.id)]
    payload = {"text": text, "result": result("decision", found.id)}
    return Done(uow.record(LIFT, links, payload, search=search_text(text), save_key=save_key), "decision", found.id)


def _told(technician_name: str, words: str) -> str:
    """The decision as the history tells it; the name is in no language."""
    return f"{technician_name}: {words}" if words else technician_name


def _named(uow: UnitOfWork, table: Any, ident: int) -> Any:
    return uow.connection.execute(select(table).where(table.c.id == ident)).one_or_none()


def _refuse_twice(uow: UnitOfWork, command: ExcludeTechnician, who: Any) -> Refusal | None:
    query = select(decision).where(
        decision.c.customer_id == command.customer,
        decision.c.kind == TECHNICIAN,
        decision.c.technician_id == command.technician,
        decision.c.lifted_at.is_(None),
        decision.c.archived.is_(False),
    )
    found = uow.connection.execute(query.order_by(decision.c.id).limit(1)).one_or_none()
    if found is None:
        return None
    zone = uow.connection.scalar(select(office.c.zone)) or "UTC"
    sentence = _("{technician} is excluded already ({who}).")
    when = said_on(found.said_by, found.starts_at, zone)
    return Refusal("decided", sentence.format(technician=who.name or who.code, who=when))

"""File a fault report: one ticket with its ball, next step and date, and one entry in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table, select

from dispatcher.actions.ball_owed import owe_by_ball
from dispatcher.actions.mention import refuse_mentions
from dispatcher.actions.merge import ball_of, join_filed, refuse_joining
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import step_stored
from dispatcher.domain.text import clean, is_marked
from dispatcher.domain.ticket import FIRST_NUMBER, FileTicket, refuse_ticket
from dispatcher.domain.verbs import FILE_TICKET
from dispatcher.locale import _
from dispatcher.store.index import search_text
from dispatcher.store.schema import contact_person, customer, site, ticket
from dispatcher.store.uow import UnitOfWork


def file_ticket(uow: UnitOfWork, command: FileTicket, save_key: str | None = None) -> Outcome:
    """File ``command`` under the next number; its history begins at the instant it was reported.

    Refuses a ball without holder, next step or date (I1), a ball with an appointment that does not exist (I2), an
    unknown customer, a site or person of another customer, a name behind an ``@`` that nobody has, and a report of the
    future; and to join it in a ticket that has ended or is another customer's.
    """
    refusal = refuse_ticket(command) or _refuse_here(uow, command) or refuse_joining(uow, command)
    if refusal is not None:
        return refusal
    reported = command.reported or uow.now
    number = uow.new_id(ticket, "number", first=FIRST_NUMBER)
    ident = uow.insert(ticket, number=number, state="new", reported_at=reported, **_values(command))
    title, text = clean(command.title.strip()), clean(command.text.strip())
    payload = _payload(uow, command, title, text) | {"number": number, "result": result("ticket", ident, number)}
    given = [("customer", command.customer), ("site", command.site), ("person", command.person), ("ticket", ident)]
    if command.joins is not None:
        payload["merge"] = told = join_filed(uow, ident, command.joins)
        given += [("ticket", told["into"] if told["ticket"] == ident else told["ticket"])]
    _owe(uow, ident if command.joins is None else told["into"])
    links = [(kind, ref) for kind, ref in given if ref is not None]
    links += [(flag, command.customer) for flag in command.flags]
    found_by = search_text(title, text, command.source_number)
    seq = uow.record(FILE_TICKET, links, payload, happened=reported, search=found_by, save_key=save_key)
    return Done(seq, "ticket", ident, number)


def _owe(uow: UnitOfWork, ident: int) -> None:
    """What the customer owes us for the ticket that stands (B8)."""
    uow.flush()
    stands = uow.connection.execute(select(ticket).where(ticket.c.id == ident)).one()
    if stands.ball == "customer":
        owe_by_ball(uow, stands, ball_of(stands))


def _payload(uow: UnitOfWork, command: FileTicket, title: str, text: str) -> dict[str, object]:
    told: dict[str, object] = {
        "text": "\n".join(part for part in (title, text) if part),
        "direction": command.direction,
        "channel": command.channel,
        "person": clean(command.reporter.strip()) or _name_of(uow, command.person),
    }
    if is_marked(command.title + command.text):
        told["marked"] = True
    if command.urgent:
        told["urgent"] = True
    if command.earliest is not None:
        told |= _access(command, command.earliest)
    if command.phrases:
        told["phrases"] = {name: clean(phrase) for name, phrase in command.phrases}
    return told | ({"flags": list(command.flags)} if command.flags else {})


def _access(command: FileTicket, earliest: datetime) -> dict[str, object]:
    """Until the customer lets somebody in, the service-level clock stands by his wish (B1)."""
    return {
        "earliest": earliest,
        "earliest_until": command.earliest_until,
        "clock": {"stands_until": earliest, "reason": "customer's wish"},
    }


def _values(command: FileTicket) -> dict[str, Any]:
    return {
        "customer_id": command.customer,
        "site_id": command.site,
        "person_id": command.person,
        "title": clean(command.title.strip()),
        "text": clean(command.text.strip()),
        "urgent": command.urgent,
        "earliest_at": command.earliest,
        "skills": " ".join(command.skills),
        "minutes": command.minutes,
        "ball": command.ball.holder,
        "ball_who": clean(command.ball.who.strip()),
        "next_step": step_stored(clean(command.ball.next_step.strip())),
        "due_at": command.ball.due,
        "source_number": clean(command.source_number.strip()),
    }


def _refuse_here(uow: UnitOfWork, command: FileTicket) -> Refusal | None:
    if command.ball.holder == "appointment":
        return Refusal("ball", _("No appointment stands yet; the ball lies with somebody else until it does."))
    if command.reported is not None and command.reported > uow.now:
        return Refusal("future", _("A report cannot lie in the future."))
    if uow.connection.scalar(select(customer.c.id).where(customer.c.id == command.customer)) is None:
        return Refusal("customer", _("There is no such customer."))
    if command.site is not None and _owner(uow, site, command.site) != command.customer:
        return Refusal("site", _("That site belongs to another customer."))
    if command.person is not None and _owner(uow, contact_person, command.person) != command.customer:
        return Refusal("person", _("That person belongs to another customer."))
    unknown = refuse_mentions(uow, command.customer, command.mentions)
    return Refusal("text", unknown.sentence) if unknown is not None else None


def _owner(uow: UnitOfWork, table: Table, ident: int) -> int | None:
    return uow.connection.scalar(select(table.c.customer_id).where(table.c.id == ident))


def _name_of(uow: UnitOfWork, person: int | None) -> str:
    if person is None:
        return ""
    return uow.connection.scalar(select(contact_person.c.name).where(contact_person.c.id == person)) or ""

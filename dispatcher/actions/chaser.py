"""The customer asks where his matter stays: counted, so that it comes up (B7)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.merging import LinkChaser
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import ASSIGN, CHASE, NOTE
from dispatcher.locale import _
from dispatcher.store.journal import Link, parse_links
from dispatcher.store.merged import standing_for
from dispatcher.store.own import undone
from dispatcher.store.schema import journal, journal_link, ticket
from dispatcher.store.uow import UnitOfWork


def link_chaser(uow: UnitOfWork, command: LinkChaser, save_key: str | None = None) -> Outcome:
    """Say that a note or another ticket asks about an open ticket; it is counted there, and both stay what they are.

    Refuses a ticket that has ended, a note that is none or was withdrawn, what belongs to another customer, and what
    was linked with that ticket before.
    """
    found = _row(uow, standing_for(uow.connection, command.ticket))
    refusal = _refuse_ticket(found) or _refuse_source(uow, found, command)
    if refusal is not None:
        return refusal
    source: Link = ("entry", command.entry) if command.entry is not None else ("ticket", command.report or 0)
    report = _row(uow, command.report) if command.report is not None else None
    count_chaser(uow, found.id, _asked_at(uow, command, report))
    payload: dict[str, Any] = {"result": result("ticket", found.id, found.number)}
    if report is not None:
        payload["asks"] = {"number": report.number, "ticket": report.id, "into": found.id, "into_number": found.number}
    links: list[Link] = [("customer", found.customer_id), ("ticket", found.id), source]
    return Done(uow.record(CHASE, links, payload, save_key=save_key), "ticket", found.id, found.number)


def count_chaser(uow: UnitOfWork, ident: int, at: datetime) -> None:
    """Count on the open ticket ``ident`` that the customer asked about it at ``at`` (aware)."""
    found = _row(uow, ident)
    latest = max(at, found.chased_at) if found.chased_at is not None else at
    uow.update(ticket, ident, found.version, chased=found.chased + 1, chased_at=latest)


def times_linked(uow: UnitOfWork, one: int, other: int) -> int:
    """How often one of two tickets was said to ask about the other one; as one matter they count once."""
    query = select(journal.c.seq, journal.c.links).join(journal_link, journal_link.c.seq == journal.c.seq)
    about = query.where(journal_link.c.kind == "ticket", journal_link.c.ref == one, journal.c.verb == CHASE)
    linked = {row.seq for row in uow.connection.execute(about) if ("ticket", other) in parse_links(row.links)}
    return len(linked - undone(uow.connection, linked))


def _row(uow: UnitOfWork, ident: int) -> Any:
    return uow.connection.execute(select(ticket).where(ticket.c.id == ident)).one_or_none()


def _asked_at(uow: UnitOfWork, command: LinkChaser, report: Any) -> datetime:
    if report is not None:
        at: datetime = report.reported_at
        return at
    return uow.connection.scalar(select(journal.c.happened_at).where(journal.c.seq == command.entry)) or uow.now


def _refuse_ticket(found: Any) -> Refusal | None:
    if found is None:
        return Refusal("ticket", _("There is no such ticket."))
    if found.closed_at is not None:
        sentence = _("T-{number} has ended; what is reported now is a matter of its own.")
        return Refusal("ended", sentence.format(number=found.number))
    return None


def _refuse_source(uow: UnitOfWork, found: Any, command: LinkChaser) -> Refusal | None:
    if command.entry is not None:
        return _refuse_note(uow, found, command.entry)
    report = _row(uow, command.report or 0)
    if report is None:
        return Refusal("ticket", _("There is no such ticket."))
    if standing_for(uow.connection, report.id) == found.id:
        return Refusal("same", _("That is T-{number} already.").format(number=found.number))
    if report.customer_id != found.customer_id:
        sentence = _("T-{number} and T-{other} belong to different customers.")
        return Refusal("customer", sentence.format(number=found.number, other=report.number))
    return _refuse_twice(uow, found, ("ticket", report.id))


def _refuse_note(uow: UnitOfWork, found: Any, seq: int) -> Refusal | None:
    note = uow.connection.execute(select(journal).where(journal.c.seq == seq)).one_or_none()
    if note is None or note.verb not in (NOTE, ASSIGN):
        return Refusal("entry", _("Only a note can be linked with a ticket."))
    if ("customer", found.customer_id) not in parse_links(note.links):
        return Refusal("customer", _("That note belongs to another customer."))
    if undone(uow.connection, [seq]):
        return Refusal("withdrawn", _("That note was withdrawn."))
    return _refuse_twice(uow, found, ("entry", seq))


def _refuse_twice(uow: UnitOfWork, found: Any, source: Link) -> Refusal | None:
    """Asked once, counted once."""
    query = select(journal.c.seq, journal.c.links).join(journal_link, journal_link.c.seq == journal.c.seq)
    about = query.where(journal_link.c.kind == source[0], journal_link.c.ref == source[1], journal.c.verb == CHASE)
    linked = [row.seq for row in uow.connection.execute(about) if ("ticket", found.id) in parse_links(row.links)]
    if set(linked) <= undone(uow.connection, linked):
        return None
    return Refusal("linked", _("That is linked with T-{number} already.").format(number=found.number))

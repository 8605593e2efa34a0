"""Join two tickets that are one matter (B7, I17): the oldest stays with its number and age, nothing is lost."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select

from dispatcher.actions.ball_owed import settle_by_ball
from dispatcher.actions.chaser import times_linked
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.ball import Ball
from dispatcher.domain.merging import MERGED, MergeTicket, one_ball
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.verbs import MERGE
from dispatcher.locale import _
from dispatcher.store.merged import standing_for
from dispatcher.store.schema import appointment, clock_stop, message, part, promise, ticket
from dispatcher.store.uow import UnitOfWork

GO_ALONG: tuple[Table, ...] = (appointment, promise, part, message, clock_stop)
"""What belongs to a ticket and goes with it."""


def merge_ticket(uow: UnitOfWork, command: MergeTicket, save_key: str | None = None) -> Outcome:
    """Make one of two open tickets of a customer a report of the older one, whichever was named first.

    A ticket that was joined already stands for the one it was joined in. Refuses a ticket with itself, one that is
    not there or has ended, and tickets of two customers.
    """
    rows = [_standing(uow, ident) for ident in (command.ticket, command.into)]
    refusal = _refuse_unknown(rows) or refuse_pair(*rows)
    if refusal is not None:
        return refusal
    oldest, report = oldest_first(*rows)
    told = join(uow, oldest, report)
    links = [("customer", oldest.customer_id), ("ticket", oldest.id), ("ticket", report.id)]
    payload = {"merge": told, "result": result("ticket", oldest.id, oldest.number)}
    seq = uow.record(MERGE, links, payload, save_key=save_key)
    return Done(seq, "ticket", oldest.id, oldest.number)


def refuse_joining(uow: UnitOfWork, command: FileTicket) -> Refusal | None:
    """The sentence why a new report cannot be joined in the ticket it names, or None."""
    if command.joins is None:
        return None
    found = _standing(uow, command.joins)
    if found is None or found.customer_id != command.customer:
        return Refusal("ticket", _("That ticket belongs to another customer."))
    return _refuse_ended(found)


def join_filed(uow: UnitOfWork, ident: int, into: int) -> dict[str, Any]:
    """Make the ticket ``ident``, which was filed just now, and the one that stands for ``into`` one matter."""
    uow.flush()
    return join(uow, *oldest_first(_standing(uow, ident), _standing(uow, into)))


def _standing(uow: UnitOfWork, ident: int) -> Any:
    query = select(ticket).where(ticket.c.id == standing_for(uow.connection, ident))
    return uow.connection.execute(query).one_or_none()


def _refuse_unknown(rows: list[Any]) -> Refusal | None:
    return Refusal("ticket", _("There is no such ticket.")) if None in rows else None


def refuse_pair(one: Any, other: Any) -> Refusal | None:
    """The sentence why these two rows cannot be one matter, or None."""
    if one.id == other.id:
        return Refusal("same", _("That is T-{number} already.").format(number=one.number))
    if one.customer_id != other.customer_id:
        sentence = _("T-{number} and T-{other} belong to different customers.")
        return Refusal("customer", sentence.format(number=one.number, other=other.number))
    return _refuse_ended(one) or _refuse_ended(other)


def _refuse_ended(row: Any) -> Refusal | None:
    if row.closed_at is None:
        return None
    sentence = _("T-{number} has ended; what is reported now is a matter of its own.")
    return Refusal("ended", sentence.format(number=row.number))


def oldest_first(one: Any, other: Any) -> tuple[Any, Any]:
    """The two rows, the one that stays first: the one reported earlier, else the lower number."""
    first, second = sorted((one, other), key=lambda row: (row.reported_at, row.number))
    return first, second


def join(uow: UnitOfWork, oldest: Any, report: Any) -> dict[str, Any]:
    """Make the row ``report`` a report of the row ``oldest``; returns what the entry tells of it.

    What belongs to the report goes along; the counts are added up, the customer's "urgent" stays.
    """
    for table in GO_ALONG:
        rows = uow.connection.execute(select(table.c.id, table.c.version).where(table.c.ticket_id == report.id)).all()
        for row in rows:
            uow.update(table, row.id, row.version, ticket_id=oldest.id)
    linked = times_linked(uow, oldest.id, report.id)
    chased = max(0, oldest.chased + report.chased - linked)
    gained = _gained(uow, oldest, report)
    uow.update(ticket, oldest.id, oldest.version, chased=chased, **gained)
    if gained["ball"] != "customer":
        settle_by_ball(uow, oldest.id)
    nobody: dict[str, Any] = {"ball": None, "ball_who": "", "next_step": "", "due_at": None}
    uow.update(ticket, report.id, report.version, state=MERGED, merged_into_id=oldest.id, closed_at=uow.now, **nobody)
    return {
        "ticket": report.id,
        "number": report.number,
        "into": oldest.id,
        "into_number": oldest.number,
        "linked": linked,
    }


def _gained(uow: UnitOfWork, oldest: Any, report: Any) -> dict[str, Any]:
    """What the older ticket gets from its new report; where it knew nothing, what the report knows."""
    skills = dict.fromkeys([*oldest.skills.split(), *report.skills.split()])
    asked = [at for at in (oldest.chased_at, report.chased_at, report.reported_at) if at is not None]
    return {
        "reports": oldest.reports + report.reports,
        "chased_at": max(asked),
        "urgent": oldest.urgent or report.urgent,
        "site_id": oldest.site_id if oldest.site_id is not None else report.site_id,
        "person_id": oldest.person_id if oldest.person_id is not None else report.person_id,
        "minutes": oldest.minutes if oldest.minutes is not None else report.minutes,
        "skills": " ".join(skills),
        **_ball(uow, oldest, report),
    }


def _ball(uow: UnitOfWork, oldest: Any, report: Any) -> dict[str, Any]:
    """The ball of both; who has it now has it from now on."""
    before = ball_of(oldest)
    ball = one_ball(before, ball_of(report), uow.now)
    told = {"ball": ball.holder, "ball_who": ball.who, "next_step": ball.next_step, "due_at": ball.due}
    if (ball.holder, ball.who) == (before.holder, before.who):
        return told
    state = "planned" if ball.holder == "appointment" and oldest.state in ("new", "waiting") else oldest.state
    return told | {"ball_since": uow.now, "attempts": 0, "state": state}


def ball_of(row: Any) -> Ball:
    """The ball of an open ticket's row."""
    return Ball(row.ball, row.next_step, row.due_at, row.ball_who)

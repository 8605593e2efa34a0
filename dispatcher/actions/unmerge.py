"""Take joined tickets apart again, at any time (I17): each gets back what was its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from dispatcher.actions.ball import next_appointment
from dispatcher.actions.ball_owed import reopen_by_ball
from dispatcher.actions.merge import GO_ALONG
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.domain.ball import APPOINTMENT, holder_now
from dispatcher.domain.merging import MERGED, Unmerge
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import USUAL
from dispatcher.domain.verbs import UNMERGE
from dispatcher.locale import _
from dispatcher.store.journal import decode
from dispatcher.store.merged import above
from dispatcher.store.own import undone
from dispatcher.store.schema import journal, journal_link, journal_payload, ticket
from dispatcher.store.told import read_told
from dispatcher.store.types import plain
from dispatcher.store.uow import UnitOfWork

_BALL = ("ball", "ball_who", "next_step", "due_at", "ball_since", "attempts", "state")
"""Columns that say who acts next: they go back together or not at all."""
_COUNTED = ("version", "reports", "chased")
"""Columns that are counted down instead of set back."""


def unmerge(uow: UnitOfWork, command: Unmerge, save_key: str | None = None) -> Outcome:
    """Make a joined ticket a matter of its own again, with its ball as it was and what went along with it.

    What the other one got by it and nobody has changed since goes back too; reports joined in this one stay with it.
    Refuses a ticket that is not joined in another one. Where a visit stands for neither afterwards, the ball is ours.
    """
    found = uow.connection.execute(select(ticket).where(ticket.c.id == command.ticket)).one_or_none()
    if found is None:
        return Refusal("ticket", _("There is no such ticket."))
    if found.state != MERGED:
        return Refusal("not-merged", _("T-{number} is a ticket of its own.").format(number=found.number))
    parents, said = above(uow.connection, found.id), _said(uow, found.id)
    _give_back(uow, found.id, said, {row.id for row in parents})
    _reopen(uow, found, said)
    linked = said.get("merge", {}).get("linked", 0)
    for row in parents:
        gained = _gained(row, said) if row.id == parents[0].id else {}
        counts = {"reports": max(1, row.reports - found.reports), "chased": max(0, row.chased - found.chased + linked)}
        uow.update(ticket, row.id, row.version, **_sure(uow, row, gained), **counts)
    reopen_by_ball(uow, said, {found.id, *(row.id for row in parents)})
    return _recorded(uow, found, parents, save_key)


def _recorded(uow: UnitOfWork, found: Any, parents: list[Any], save_key: str | None) -> Done:
    told = {"ticket": found.id, "number": found.number, "into": parents[0].id, "into_number": parents[0].number}
    links = [("customer", found.customer_id), ("ticket", found.id), *(("ticket", row.id) for row in parents)]
    payload = {"apart": told, "result": result("ticket", found.id, found.number)}
    return Done(uow.record(UNMERGE, links, payload, save_key=save_key), "ticket", found.id, found.number)


def _said(uow: UnitOfWork, ident: int) -> dict[str, Any]:
    """What the entry tells by which a ticket was joined; empty where its text was erased."""
    query = (
        select(journal.c.seq, journal_payload.c.payload)
        .join(journal_link, journal_link.c.seq == journal.c.seq)
        .join(journal_payload, journal_payload.c.seq == journal.c.seq)
        .where(journal_link.c.kind == "ticket", journal_link.c.ref == ident)
        .order_by(journal.c.seq.desc())
    )
    for row in uow.connection.execute(query).all():
        said = decode(row.payload)
        if said.get("merge", {}).get("ticket") == ident and not undone(uow.connection, [row.seq]):
            return said
    return {}


def _give_back(uow: UnitOfWork, ident: int, said: dict[str, Any], parents: Collection[int]) -> None:
    """Whatever went along and is still with one of the tickets above."""
    for table in GO_ALONG:
        for subject, was in said.get("was", {}).items():
            name, _colon, key = subject.rpartition(":")
            if name != table.name or was.get("ticket_id") != ident:
                continue
            row = uow.connection.execute(select(table).where(table.c.id == int(key))).one_or_none()
            if row is not None and row.ticket_id in parents:
                uow.update(table, row.id, row.version, ticket_id=ident)


def _reopen(uow: UnitOfWork, found: Any, said: dict[str, Any]) -> None:
    told = said.get("was", {}).get(f"ticket:{found.id}", {})
    names = ("state", "ball", "ball_who", "next_step", "due_at")
    before = read_told(ticket, {name: told[name] for name in names if name in told})
    values = before if before.get("ball") and before.get("due_at") else {"state": "new", **_ours(uow)}
    uow.update(ticket, found.id, found.version, merged_into_id=None, closed_at=None, **_sure(uow, found, values))


def _gained(row: Any, said: dict[str, Any]) -> dict[str, Any]:
    """What the ticket above held before, in the columns in which it still holds what it got."""
    subject = f"ticket:{row.id}"
    was, got = said.get("was", {}).get(subject, {}), said.get("set", {}).get(subject, {})
    kept = {name for name in was if name not in _COUNTED and plain(getattr(row, name)) == got.get(name)}
    if row.closed_at is not None or not kept.issuperset(name for name in _BALL if name in was):
        kept -= set(_BALL)
    return read_told(ticket, {name: was[name] for name in kept})


def _sure(uow: UnitOfWork, row: Any, values: dict[str, Any]) -> dict[str, Any]:
    """``values``, or the ball with us where they leave it with a visit that does not stand (I2)."""
    holder, due = values.get("ball", row.ball), values.get("due_at", row.due_at)
    if holder_now(holder or "", due, uow.now) != APPOINTMENT or next_appointment(uow, row.id) is not None:
        return values
    return values | _ours(uow)


def _ours(uow: UnitOfWork) -> dict[str, Any]:
    ours = {"ball": "us", "ball_who": "", "next_step": USUAL["us"], "due_at": uow.now}
    return ours | {"ball_since": uow.now, "attempts": 0}

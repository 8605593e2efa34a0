"""Two desks decide on the same appointment: whoever comes second is told what the first one did (X2, I16)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.domain.moving_words import change_words, slot_words
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.verbs import verb_words
from dispatcher.locale import _
from dispatcher.store.journal import decode
from dispatcher.store.schema import journal, journal_link, journal_payload
from dispatcher.store.trouble import Stale
from dispatcher.store.uow import UnitOfWork

_LONG = 100
"""Seconds from which minutes are told."""


def changed_meanwhile(uow: UnitOfWork, appointment_id: int, zone: str) -> Refusal:
    """The no to whoever decided on an older version of an appointment: who changed it, when, and from what to what.
    Raises Stale where no entry says so. Index: the journal links' key."""
    query = (
        select(journal.c.actor, journal.c.verb, journal.c.recorded_at, journal_payload.c.payload)
        .join(journal_link, journal_link.c.seq == journal.c.seq)
        .outerjoin(journal_payload, journal_payload.c.seq == journal.c.seq)
        .where(journal_link.c.kind == "appointment", journal_link.c.ref == appointment_id)
        .order_by(journal.c.seq.desc())
        .limit(1)
    )
    found = uow.connection.execute(query).first()
    if found is None:
        raise Stale("appointment", appointment_id)
    what = _what(found.verb, decode(found.payload) if found.payload else {}, zone)
    sentence = _("Changed by {who} {ago} ago: {what}. Your input is kept.")
    return Refusal("conflict", sentence.format(who=found.actor, ago=_ago(found.recorded_at, uow.recorded), what=what))


def _what(verb: str, said: dict[str, Any], zone: str) -> str:
    """From which slot to which, where the entry is about that; else what was done."""
    if "move" not in said:
        return verb_words(verb)
    old, crew = said["from"], ", ".join(said["technicians"])
    slots = (_slot(old["starts"], old["ends"], zone), _slot(said["starts"], said["ends"], zone))
    change = change_words(*slots, old["technicians"], crew)
    return change if said["starts"] is not None else f"{verb_words(verb)} {change}"


def _slot(starts: str | None, ends: str | None, zone: str) -> str:
    if starts is None or ends is None:
        return ""
    return slot_words(datetime.fromisoformat(starts), datetime.fromisoformat(ends), zone)


def _ago(then: datetime, now: datetime) -> str:
    seconds = max(0, int((now - then).total_seconds()))
    return _("{n} s").format(n=seconds) if seconds < _LONG else _("{n} min").format(n=seconds // 60)

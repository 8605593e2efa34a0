"""Undo the own last action: a counter-entry, and every row as it was before (I18, X18). Nothing leaves the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from dispatcher.actions.opener_away import lose_again
from dispatcher.actions.outcome import Done, Outcome, result
from dispatcher.actions.promise_undo import refuse_unkept
from dispatcher.actions.undo_obstacles import refuse_obstacles
from dispatcher.actions.undo_rows import NOUN_LINKS, Target, take_back
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import LASTING, REACH, Undo
from dispatcher.domain.verbs import UNDO, verb_words
from dispatcher.locale import _
from dispatcher.store.journal import decode, parse_links
from dispatcher.store.own import last_own, undone
from dispatcher.store.schema import journal, journal_payload
from dispatcher.store.uow import UnitOfWork


def undo(uow: UnitOfWork, command: Undo, save_key: str | None = None) -> Outcome:
    """Take back the own last action of the last ten minutes, as if it had not been done; both entries stay.

    Changed rows get back what they held, deleted ones come back, new ones are archived or cancelled, a note counts as
    withdrawn. Refuses what is older, somebody else's, an undo or an import, and what others have gone on with.
    """
    since = uow.recorded - REACH
    newest = last_own(uow.connection, uow.actor.sign, since)
    seq = command.entry if command.entry is not None else newest and newest.seq
    if seq is None:
        return Refusal("nothing", _("There is nothing of your own from the last ten minutes to undo."))
    found = _entry(uow, seq)
    refusal = _refuse_whose(uow, found, seq) or _refuse_when(uow, found, newest and newest.seq, since)
    if refusal := refusal or _refuse_what(found):
        return refusal
    target = Target(seq, found.verb, tuple(parse_links(found.links)), decode(found.payload))
    return refuse_obstacles(uow, target) or _undone(uow, target, save_key)


def _undone(uow: UnitOfWork, target: Target, save_key: str | None) -> Outcome:
    try:
        take_back(uow, target)
        uow.flush()
    except IntegrityError:
        return Refusal("in-the-way", _("Something else has taken that place since. Nothing was undone."))
    if refusal := refuse_unkept(uow, target):
        return refusal
    lose_again(uow, [(one.table, one.ident) for one in target.changed()])
    lose_again(uow, [(table, ident) for table, ident, _told in target.deleted()])
    payload = {"undoes": target.seq, "undone": target.verb, "result": result("entry", target.seq)}
    links = [link for link in target.links if link[0] in NOUN_LINKS]
    seq = uow.record(UNDO, [*links, ("entry", target.seq)], payload, save_key=save_key)
    return Done(seq, "entry", target.seq)


def _entry(uow: UnitOfWork, seq: int) -> Any:
    query = select(journal, journal_payload.c.payload).outerjoin(
        journal_payload, journal_payload.c.seq == journal.c.seq
    )
    return uow.connection.execute(query.where(journal.c.seq == seq)).one_or_none()


def _refuse_whose(uow: UnitOfWork, found: Any, seq: int) -> Refusal | None:
    if found is None:
        return Refusal("entry", _("There is no entry {seq}.").format(seq=seq))
    if found.actor != uow.actor.sign:
        sentence = _("Entry {seq} is by {who}; everybody undoes only what he did himself.")
        return Refusal("other", sentence.format(seq=seq, who=found.actor))
    return None


def _refuse_when(uow: UnitOfWork, found: Any, newest: int | None, since: datetime) -> Refusal | None:
    if found.verb == UNDO:
        return Refusal("undo", _("An undo is not undone. Do it once more instead."))
    if undone(uow.connection, [found.seq]):
        return Refusal("undone", _("That is undone already."))
    if found.recorded_at < since:
        return Refusal("late", _("Only the last ten minutes can be undone."))
    if found.seq != newest:
        return Refusal("order", _("You have done something else since. Undo that first."))
    return None


def _refuse_what(found: Any) -> Refusal | None:
    if found.verb in LASTING:
        return Refusal("lasting", _("That cannot be undone: {verb}.").format(verb=verb_words(found.verb)))
    if found.payload is None:
        return Refusal("erased", _("The text of that entry was erased; it cannot be undone."))
    if "source" in decode(found.payload):
        return Refusal("import", _("What an import brought in is not undone here."))
    return None

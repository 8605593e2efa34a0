"""File a note and the promises that were found in it, in one save (M11)."""

from __future__ import annotations

from dataclasses import replace

from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.promise import give_promise
from dispatcher.domain.noted import NoteWithPromises
from dispatcher.domain.refusal import Refusal
from dispatcher.store.uow import UnitOfWork


def file_with_promises(uow: UnitOfWork, command: NoteWithPromises, save_key: str | None = None) -> Outcome:
    """The note's entry, then one for each promise, linked to it. Refuses what :func:`file_note` or
    :func:`give_promise` refuses, and then files neither."""
    noted = file_note(uow, command.note, save_key)
    if isinstance(noted, Refusal):
        return noted
    uow.flush()
    for promise in command.promises:
        given = give_promise(uow, replace(promise, entry=noted.seq))
        if isinstance(given, Refusal):
            return given
        uow.flush()
    return Done(noted.seq, "entry", noted.seq)

"""A note together with the promises that were found in it: all of it is filed, or nothing."""

from __future__ import annotations

from dispatcher.domain.contact import Note
from dispatcher.domain.promise import GivePromise
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class NoteWithPromises:
    """A note and the promises somebody took from its words; each names the note's entry when it is filed."""

    note: Note
    promises: tuple[GivePromise, ...]

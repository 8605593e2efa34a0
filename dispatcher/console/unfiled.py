"""What is typed and not filed: the newest state of each draft, in memory at once and on the disk soon after.

Whoever types only remembers; whoever writes takes what is newest, so that two writers cannot leave an older state
behind, and the thread that takes a hang-up asks no widget.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from dispatcher.console.desk import Drafts

Data = dict[str, Any]


class Unfiled:
    """Drafts of one author; every method may be called from any thread."""

    def __init__(self, drafts: Callable[[], Drafts], author: str) -> None:
        """``drafts`` gives the place on the disk, once the store is open."""
        self._drafts = drafts
        self._author = author
        self._newest: dict[str, Data | None] = {}
        self._on_its_way: dict[str, Data | None] = {}
        self._ours: dict[str, Data] = {}
        self._other_names: dict[str, str] = {}
        self._guard = threading.Lock()
        self._turn = threading.Lock()

    def keep(self, subject: str, data: Data | None) -> None:
        """Remember a draft's newest state, None where there is none any more; never waits for the disk."""
        with self._guard:
            self._newest[subject] = data

    def write(self) -> list[tuple[str, Data | None]]:
        """Put everything remembered on the disk; what was written. Raises Trouble, and then forgets nothing."""
        written: list[tuple[str, Data | None]] = []
        with self._turn:
            while (item := self._taken()) is not None:
                subject, data = item
                try:
                    self._write(subject, data)
                except BaseException:
                    self._put_back(subject, data)
                    raise
                written.append(item)
        return written

    def load(self, subject: str) -> Data | None:
        """A draft's newest state, written or not. Raises Trouble. What was typed here is known without the disk."""
        if subject in (known := self._known()):
            return known[subject]
        with self._turn:
            if subject in (known := self._known()):
                return known[subject]
            found = self._drafts().load(self._name(subject), self._author)
            if found is not None:
                self._ours[subject] = found
            return found

    def all(self) -> list[Any]:
        """Every draft on the disk, newest first. Raises Trouble."""
        with self._turn:
            return self._drafts().all_of(self._author)

    def _known(self) -> dict[str, Data | None]:
        """What is typed here and not on the disk yet, with what goes there just now."""
        with self._guard:
            return self._on_its_way | self._newest

    def _taken(self) -> tuple[str, Data | None] | None:
        """What stays comes before what goes: a draft that goes on under another name is on the disk there before it is
        taken away here, also where the disk is full."""
        with self._guard:
            self._on_its_way = {}
            if not self._newest:
                return None
            subject = min(self._newest, key=lambda one: self._newest[one] is None)
            self._on_its_way = {subject: self._newest.pop(subject)}
            return subject, self._on_its_way[subject]

    def _put_back(self, subject: str, data: Data | None) -> None:
        """What was typed meanwhile is newer."""
        with self._guard:
            self._on_its_way = {}
            self._newest.setdefault(subject, data)

    def _write(self, subject: str, data: Data | None) -> None:
        """A second console of the same person may have written here since: what it keeps is never overwritten or
        taken away; ours goes on under a name of its own."""
        drafts, name = self._drafts(), self._name(subject)
        there = drafts.load(name, self._author)
        if there is not None and there != self._ours.get(subject):
            if data is None:
                return
            name = self._other_names.setdefault(subject, f"{subject}/{uuid4().hex[:8]}")
        if data is None:
            drafts.discard(name, self._author)
            self._ours.pop(subject, None)
        else:
            drafts.save(name, self._author, data)
            self._ours[subject] = data

    def _name(self, subject: str) -> str:
        return self._other_names.get(subject, subject)

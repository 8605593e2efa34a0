"""What is typed and not filed: the newest state of each draft, in memory at once and on the disk soon after.

Whoever types only remembers; whoever writes takes what is newest, so that two writers cannot leave an older state
behind, and the thread that takes a hang-up asks no widget.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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
        """A draft's newest state, written or not. Raises Trouble."""
        with self._turn:
            with self._guard:
                if subject in self._newest:
                    return self._newest[subject]
            return self._drafts().load(subject, self._author)

    def all(self) -> list[Any]:
        """Every draft on the disk, newest first. Raises Trouble."""
        with self._turn:
            return self._drafts().all_of(self._author)

    def _taken(self) -> tuple[str, Data | None] | None:
        with self._guard:
            return self._newest.popitem() if self._newest else None

    def _put_back(self, subject: str, data: Data | None) -> None:
        """What was typed meanwhile is newer."""
        with self._guard:
            self._newest.setdefault(subject, data)

    def _write(self, subject: str, data: Data | None) -> None:
        if data is None:
            self._drafts().discard(subject, self._author)
        else:
            self._drafts().save(subject, self._author, data)

"""The journal's head against the heads that were noted outside the store: a cut tail, a chain computed anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dispatcher.locale import _
from dispatcher.store import head as head_file
from dispatcher.store.finding import Finding
from dispatcher.store.finding import entry as about
from dispatcher.store.verify_read import Entry


class Heads:
    """Every entry that was noted when it was saved is still there with the same hash."""

    def __init__(self, store_id: str, at: str) -> None:
        self._noted = _noted(store_id, at)
        self._open = {head.seq: head.hash for head in self._noted.heads} if self._noted else {}
        self._last_noted = max(self._open, default=0)
        self._last = 0
        self._rewritten: list[int] = []

    def feed(self, entry: Entry) -> None:
        """Look at the next entry."""
        self._last = max(self._last, entry.seq)
        noted = self._open.pop(entry.seq, None)
        if noted is not None and noted != entry.hash:
            self._rewritten.append(entry.seq)

    def finish(self) -> Iterator[Finding]:
        """What was found, after the last entry."""
        if self._rewritten:
            first = self._rewritten[0]
            yield about("rewritten", first, _("Entry {seq} is not the one that was noted when it was saved."))
        cut = [seq for seq in self._open if seq > self._last]
        if cut:
            sentence = _("The journal was cut off after entry {last}: entry {newest} had been saved.")
            yield about("cut", self._last + 1, sentence, last=self._last, newest=max(cut))

    def notes(self) -> Iterable[Finding]:
        """What the noted heads cannot prove."""
        if self._noted is None:
            sentence = _("No head was noted on this computer: a journal that was cut off or computed anew looks whole.")
            return [Finding("no-head", "head", sentence)]
        if self._last > self._last_noted:
            sentence = _("The newest head noted here is that of entry {seq}; later ones are proved by themselves only.")
            return [about("head", self._last_noted, sentence)]
        return []


def _noted(store_id: str, at: str) -> head_file.Noted | None:
    try:
        return head_file.noted(store_id, at)
    except OSError:
        return None

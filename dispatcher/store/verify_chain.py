"""The chain: entries that were changed, taken out, put in or made to change places are named by their sequence.

An entry's hash covers its own sequence and the hash before it. An entry whose hash holds only for another sequence
was moved; from where to where tells whether something was put in or taken out before it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from dispatcher.locale import _
from dispatcher.store.finding import MOST, Finding
from dispatcher.store.finding import entry as about
from dispatcher.store.journal import GENESIS, entry_hash, payload_hash
from dispatcher.store.verify_read import Entry, Tombstones
from dispatcher.values import dataclass

NEAR = (1, -1, 2, -2, 3, -3, 4, -4)
"""Shifts that are tried for an entry whose hash does not hold where it stands."""
PAIRS = 200
"""Entries among which exchanged ones are looked for."""


@dataclass(slots=True)
class Run:
    """Entries in a row that all stand ``shift`` places before their own."""

    start: int
    end: int
    shift: int


class Chain:
    """Recomputes every entry's hash and its place behind the one before."""

    def __init__(self) -> None:
        self._before: tuple[int, str] = (0, GENESIS)
        self._doubt: tuple[int, str] | None = None
        self._runs: list[Run] = [Run(0, 0, 0)]
        self._changed: dict[int, Entry | None] = {}
        self._foreign: list[int] = []
        self._missing: list[range] = []

    def feed(self, entry: Entry) -> None:
        """Look at the next entry."""
        if entry.seq < 1:
            self._foreign.append(entry.seq)
            return
        own = self._own_place(entry)
        gap = entry.seq != self._before[0] + 1
        if gap:
            self._missing.append(range(self._before[0] + 1, entry.seq))
        if own is None:
            self._changed[entry.seq] = entry._replace(payload=None, search=None) if self._few() else None
            moved = True
        else:
            moved = self._extend(entry.seq, own - entry.seq)
        self._link(entry, decides=not (gap or moved))
        self._before = (entry.seq, entry.hash)

    def _own_place(self, entry: Entry) -> int | None:
        """The sequence for which the entry's hash holds, or None where it holds for none."""
        shift = self._runs[-1].shift
        for place in dict.fromkeys((entry.seq + shift, entry.seq, *(entry.seq + shift + near for near in NEAR))):
            if _hash_at(entry, place) == entry.hash:
                return place
        return None

    def _few(self) -> bool:
        return len(self._changed) < PAIRS

    def _extend(self, seq: int, shift: int) -> bool:
        """Whether the entry is moved otherwise than the one before."""
        last = self._runs[-1]
        if last.shift == shift:
            last.end = seq
            return False
        self._runs.append(Run(seq, seq, shift))
        return True

    def _link(self, entry: Entry, *, decides: bool) -> None:
        """An entry that holds by itself but is not the one its neighbours know was put in the place of another."""
        seq, digest = self._before
        if self._doubt is not None:
            blamed, known = self._doubt
            # The entry after the doubtful pair decides which of the two is the stranger.
            self._replaced(blamed - 1 if entry.prev_hash == known else blamed)
            self._doubt = None
        elif decides and entry.prev_hash != digest and seq not in self._changed:
            self._doubt = (entry.seq, entry.hash)

    def _replaced(self, seq: int) -> None:
        if seq >= 1:
            self._changed.setdefault(seq, None)

    def finish(self) -> Iterable[Finding]:
        """What was found, after the last entry."""
        if self._doubt is not None:
            self._replaced(self._doubt[0] - 1)
        swapped = {**self._exchanged(), **self._neighbours()}
        copies = self._copies(swapped)
        inserted, missing = self._shifted({*swapped, *copies})
        inserted |= {*copies, *self._foreign}
        yield from (about("inserted", seq, _("Entry {seq} was put in from outside.")) for seq in sorted(inserted))
        for gap in [*self._missing, *missing]:
            yield from _taken_out(gap)
        for seq, place in sorted(swapped.items()):
            yield about("swapped", seq, _("Entry {seq} stood in the place of {other}."), other=place)
        for seq in sorted(self._changed.keys() - inserted - swapped.keys()):
            yield about("changed", seq, _("Entry {seq} was changed after it was written."))

    def _exchanged(self) -> dict[int, int]:
        """Changed entries whose hash holds in the place of another changed one."""
        known = {seq: entry for seq, entry in self._changed.items() if entry is not None}
        return {
            seq: place
            for seq, entry in known.items()
            for place in known
            if place != seq and _hash_at(entry, place) == entry.hash
        }

    def _neighbours(self) -> dict[int, int]:
        """Single entries a few places apart that stand in each other's place."""
        single = {run.start: run.start + run.shift for run in self._runs if run.start == run.end and run.start}
        return {seq: place for seq, place in single.items() if place != seq and single.get(place) == seq}

    def _copies(self, swapped: Container[int]) -> list[int]:
        """Single entries whose own place is taken by an earlier one that was not moved: copies of it."""
        plain = [run for run in self._runs if run.shift == 0]
        single = [run for run in self._runs if run.start == run.end and run.shift < -1 and run.start not in swapped]
        return [
            run.start
            for run in single[:PAIRS]
            if any(other.start <= run.start + run.shift <= other.end for other in plain)
        ]

    def _shifted(self, other: Container[int]) -> tuple[set[int], list[range]]:
        """What was put in before entries that were moved up, and taken out before those that were moved down."""
        shift = 0
        inserted: set[int] = set()
        missing: list[range] = []
        for run in self._runs:
            if run.start in other:
                continue
            step, shift = run.shift - shift, run.shift
            inserted.update(range(run.start + step, run.start))
            missing.append(range(run.start + shift - step, run.start + shift))
        return inserted, missing


def _taken_out(gap: range) -> Iterable[Finding]:
    if len(gap) <= MOST:
        return (about("missing", seq, _("Entry {seq} was taken out.")) for seq in gap)
    sentence = _("Entries {seq} to {last} were taken out.")
    return [about("missing", gap[0], sentence, last=gap[-1])]


def _hash_at(entry: Entry, place: int) -> str:
    parts = (entry.save_key, entry.happened_at, entry.recorded_at, entry.actor, entry.verb, entry.links)
    try:
        return entry_hash(entry.prev_hash, place, *parts, entry.payload_hash)
    except (UnicodeEncodeError, TypeError, OverflowError):
        return ""


class Payloads:
    """Each text is the one its entry was written with; a missing one has its tombstone."""

    def __init__(self, tombstones: Tombstones) -> None:
        self._erased = tombstones.seqs
        self._found: list[Finding] = []

    def feed(self, entry: Entry) -> None:
        """Look at the next entry."""
        if entry.payload is None or entry.salt is None or entry.search is None:
            if entry.seq not in self._erased:
                self._found.append(about("payload", entry.seq, _("The text of entry {seq} was taken out.")))
        elif entry.seq in self._erased:
            self._found.append(about("kept", entry.seq, _("The text of entry {seq} was to be erased and is there.")))
        elif _payload_hash(entry.salt, entry.payload, entry.search) != entry.payload_hash:
            self._found.append(about("payload", entry.seq, _("The text of entry {seq} was changed.")))

    def finish(self) -> Iterable[Finding]:
        """What was found, after the last entry."""
        return self._found


def _payload_hash(salt: str, payload: str, search: str) -> str:
    try:
        return payload_hash(salt, payload, search)
    except (UnicodeEncodeError, TypeError):
        return ""


class Links:
    """The rows by which customers and tickets find their entries are those the entry itself names."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def feed(self, entry: Entry) -> None:
        """Look at the next entry."""
        there = " ".join(f"{kind}:{ref}" for kind, ref, _when in sorted(entry.rows))
        same_instant = all(when == entry.happened_at for _kind, _ref, when in entry.rows)
        if there != entry.links or not same_instant:
            self._found.append(about("links", entry.seq, _("The links of entry {seq} are not those it names.")))

    def finish(self) -> Iterable[Finding]:
        """What was found, after the last entry."""
        return self._found

"""Taking in a foreign list: row by row, in short transactions, so that other desks get their turn in between.

A row is known by its list and its key. What it said before and whether a person touched our rows since decides
whether it is added, changed, left alone or reported; the same list twice adds nothing, and a run that was cut off is
finished by the next. A key that stands twice in one list counts where it stands first.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from dispatcher.actions.importing_batch import Batch
from dispatcher.actions.importing_checks import RowRefused
from dispatcher.actions.importing_ledger import RowKey
from dispatcher.actions.importing_rehearsal import Rehearsal
from dispatcher.actions.importing_rows import Item, Unfit, finish, items, rejected, take_all
from dispatcher.actions.importing_seen import Earlier, Seen
from dispatcher.actions.importing_settle import ByHand
from dispatcher.domain.clock import monotonic
from dispatcher.domain.colleague import Actor
from dispatcher.domain.imported import ImportedRow, RejectedRow
from dispatcher.locale import _
from dispatcher.store.store import Clockwork, Store
from dispatcher.store.trouble import read_only
from dispatcher.values import dataclass

MOST_ROWS = 500
"""Rows of the file in one transaction at most."""
FIRST_ROWS = 50
HELD_SECONDS = 0.1
"""How long a transaction should keep other desks waiting; its size follows what the last ones took."""
PAUSE_SECONDS = 0.01
"""Between two transactions on a file, where a waiting writer has to find the gap by himself."""
MOST_WORDS = 200_000
"""Words remembered as being in the vocabulary."""

Progress = Callable[["ImportReport"], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a list: rows read; then rows that created something, changed something, or neither; rows that
    stay out; and fields in which a person's word was kept. An incident of an event log is added once."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    by_hand: int = 0


def import_rows(
    store: Store,
    rows: Iterable[ImportedRow | RejectedRow],
    actor: Actor,
    clock: Clockwork,
    *,
    dry_run: bool = False,
    on_progress: Progress | None = None,
    on_reject: Callable[[RejectedRow], None] | None = None,
    on_by_hand: Callable[[ByHand], None] | None = None,
) -> ImportReport:
    """Take in ``rows``, in transactions of at most 500 rows of the file, each as short as other desks need it.

    A row that cannot be taken in, and one that is rejected already, goes to ``on_reject``; a field in which a person
    changed what the list says goes to ``on_by_hand``. ``on_progress`` is told after each transaction. With
    ``dry_run`` everything is done and taken back. Raises StoreTrouble where nothing can be written.
    """
    if not actor.may_write:
        raise read_only()
    run = _Run(store, actor, clock, Rehearsal() if dry_run else None, _Told(on_progress, on_reject, on_by_hand))
    try:
        return run.over(rows)
    finally:
        run.close()


@dataclass(frozen=True, slots=True)
class _Told:
    """Who is told what."""

    progress: Progress | None
    reject: Callable[[RejectedRow], None] | None
    by_hand: Callable[[ByHand], None] | None


class _Rehearsed(Exception):
    """Leaves a transaction that was only a rehearsal."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one batch."""

    verdicts: Sequence[str | RejectedRow]
    by_hand: Sequence[ByHand]
    seconds: float


class _Pace:
    """How many rows the next transaction takes."""

    def __init__(self) -> None:
        self.rows = FIRST_ROWS

    def took(self, weight: int, seconds: float) -> None:
        """A bundle of ``weight`` rows took so long: the next one is as long as nobody minds to wait, and at most twice
        as long as this one was let."""
        fitting = int(weight * HELD_SECONDS / max(seconds, 0.001))
        self.rows = max(1, min(fitting, self.rows * 2, MOST_ROWS))


class _Run:
    """One run over a list."""

    def __init__(self, store: Store, actor: Actor, clock: Clockwork, rehearsal: Rehearsal | None, told: _Told) -> None:
        self._store = store
        self._actor = actor
        self._clock = clock
        self._rehearsal = rehearsal
        self._told = told
        self._pace = _Pace()
        self._seen = Seen()
        self._words: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._ended = 0.0

    @property
    def report(self) -> ImportReport:
        """What was taken in and what was turned down so far."""
        return ImportReport(**self._counts)

    def over(self, rows: Iterable[ImportedRow | RejectedRow]) -> ImportReport:
        """Take in all ``rows``, a bundle in a transaction; what it comes to."""
        for chunk in self._chunks(rows):
            self._take_in(chunk)
        return self.report

    def close(self) -> None:
        """Let go of what was noted beside the store; nothing is taken in any more."""
        self._seen.close()
        if self._rehearsal is not None:
            self._rehearsal.close()

    def _chunks(self, rows: Iterable[ImportedRow | RejectedRow]) -> Iterator[list[Item]]:
        chunk: list[Item] = []
        weight = 0
        for row in rows:
            if isinstance(row, RejectedRow):
                self._count(row.rows, row)
                continue
            for item in self._items(row):
                if chunk and weight + item.weight > self._pace.rows:
                    yield chunk
                    chunk, weight = [], 0
                chunk.append(item)
                weight += item.weight
        if chunk:
            yield chunk

    def _items(self, row: ImportedRow) -> Sequence[Item]:
        try:
            return list(items(row))
        except ValueError:
            self._count(1, RejectedRow(row.line, "", "", _("The row has signs that no text is made of.")))
            return ()

    def _take_in(self, chunk: Sequence[Item]) -> None:
        try:
            outcome = self._transact(chunk)
        except Unfit:
            self._take_apart(chunk)
            return
        self._pace.took(sum(item.weight for item in chunk), outcome.seconds)
        for item, verdict in zip(chunk, outcome.verdicts, strict=True):
            self._count(item.counted, verdict)
        self._counts["by_hand"] += len(outcome.by_hand)
        if self._told.by_hand:
            for found in outcome.by_hand:
                self._told.by_hand(found)
        if self._told.progress:
            self._told.progress(self.report)

    def _take_apart(self, chunk: Sequence[Item]) -> None:
        """Row by row, so that only the one that the database refuses stays out."""
        if len(chunk) > 1:
            for item in chunk:
                self._take_in([item])
            return
        sentence = _("The store refuses this row.")
        self._count(chunk[0].counted, rejected(chunk[0], RowRefused("", "", sentence)))

    def _transact(self, chunk: Sequence[Item]) -> _Outcome:
        self._let_others()
        started = 0.0
        verdicts: list[str | RejectedRow] = []
        by_hand: list[ByHand] = []
        learned: set[str] = set()
        taken: dict[RowKey, Earlier] = {}
        try:
            with self._store.writing(self._actor, self._clock) as uow:
                started = monotonic()
                batch = Batch(uow, self._words, self._seen, self._rehearsal)
                verdicts, by_hand = take_all(batch, chunk), batch.by_hand
                learned |= finish(batch)
                taken = batch.taken
                if self._rehearsal is not None:
                    self._rehearsal.keep(batch.ledger.changed(), batch.booked)
                    raise _Rehearsed
        except _Rehearsed:
            learned.clear()
        self._seen.keep(taken.items())
        self._learn(learned)
        self._ended = monotonic()
        return _Outcome(verdicts, by_hand, self._ended - started)

    def _let_others(self) -> None:
        """Leave a gap between two transactions in which a waiting writer can begin; reading rows is a part of it."""
        if self._store.place.is_file:
            time.sleep(max(0.0, PAUSE_SECONDS - (monotonic() - self._ended)))

    def _learn(self, words: set[str]) -> None:
        if len(self._words) > MOST_WORDS:
            self._words.clear()
        self._words |= words

    def _count(self, rows: int, verdict: str | RejectedRow) -> None:
        """Add a row's fate to the report; the later parts of a long history count for nothing."""
        if not rows:
            return
        self._counts["read"] += rows
        if not isinstance(verdict, RejectedRow):
            self._counts[verdict] += 1
            return
        self._counts["rejected"] += rows
        if self._told.reject:
            self._told.reject(verdict)

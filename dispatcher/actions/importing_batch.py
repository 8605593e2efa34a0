"""One transaction of an import: what its rows share, read before the first and written after the last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from sqlalchemy import select

from dispatcher.actions.importing_ledger import Content, Kept, Known, Ledger, RowKey, save_key
from dispatcher.actions.importing_rehearsal import Rehearsal
from dispatcher.actions.importing_seen import Earlier, Seen
from dispatcher.actions.importing_settle import ByHand, Parts, Rows, Settling
from dispatcher.domain.imported import ImportedRow
from dispatcher.domain.verbs import IMPORT_CHANGE
from dispatcher.store.index import Document, Indexer
from dispatcher.store.journal import Link
from dispatcher.store.schema import metadata, office
from dispatcher.store.uow import UnitOfWork
from dispatcher.values import dataclass

ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"
"""What became of a row."""
SUBJECTS = {
    "customer": "customer",
    "site": "site",
    "contact_person": "person",
    "technician": "technician",
    "ticket": "ticket",
    "appointment": "appointment",
    "colleague": "colleague",
    "contract": "contract",
    "service": "service",
    "absence": "absence",
}
"""Tables whose rows are subjects of an entry, and what a link calls them."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row as it comes in: what the list says, and what the ledger knows of it."""

    row: ImportedRow
    kind: str
    digest: str
    known: Known | None

    @property
    def key(self) -> RowKey:
        """What identifies the row for ever."""
        return self.row.source, self.kind, self.row.key

    @property
    def before(self) -> Mapping[str, Kept]:
        """Our rows that came from it, by their roles."""
        return self.known.content.parts if self.known else {}

    @property
    def taken(self) -> int:
        """How often the row is taken in, this time included."""
        return self.known.content.taken + 1 if self.known else 1

    def save_key(self) -> str:
        """The key of this save: the list, the row, what it says, and the how-manieth time it is taken in."""
        return save_key(*self.key, self.taken, self.digest)


class Batch:
    """What the rows of one transaction share. ``state`` and ``zone`` are the office's."""

    def __init__(self, uow: UnitOfWork, words: Set[str], seen: Seen, rehearsal: Rehearsal | None) -> None:
        """``words`` are known to be in the vocabulary, ``seen`` the rows taken in by the transactions before; with a
        ``rehearsal`` nothing will be kept."""
        self.uow = uow
        self.ledger = Ledger(uow)
        self.rows = Rows(uow)
        self.rehearsal = rehearsal
        self.taken: dict[RowKey, Earlier] = {}
        self._seen = seen
        self.by_hand: list[ByHand] = []
        self.documents: list[Document] = []
        self.renamed: set[int] = set()
        self.redone: set[tuple[int, int | None]] = set()
        self.booked: list[tuple[int, tuple[datetime, datetime]]] = []
        self._indexer = Indexer(uow, words)
        self.state, self.zone = uow.connection.execute(select(office.c.state, office.c.zone)).one()

    def recall(self, keys: Iterable[RowKey]) -> None:
        """Read what is known of these rows, and our rows that came from them as they stand now."""
        keys = set(keys)
        self.ledger.load(keys)
        wanted: dict[str, set[int]] = {}
        for key in keys:
            known = self.ledger.get(key)
            for kept in known.content.parts.values() if known else ():
                wanted.setdefault(kept.table, set()).add(kept.ident)
        for table, idents in wanted.items():
            self.rows.load(metadata.tables[table], idents)

    def earlier(self, key: RowKey) -> Earlier | None:
        """The row with ``key`` that this run took in before, or None."""
        return self.taken.get(key) or self._seen.find(key)

    def is_settled(self, incoming: Incoming) -> bool:
        """Whether the list says what it said before, and nobody touched our rows since."""
        known = incoming.known
        if known is None or known.digest != incoming.digest:
            return False
        return known.fresh or not any(self._is_touched(kept) for kept in known.content.parts.values())

    def _is_touched(self, kept: Kept) -> bool:
        current = self.rows.get(metadata.tables[kept.table], kept.ident)
        return current is not None and current["version"] != kept.version

    def settle(self, incoming: Incoming, parts: Parts, before: Mapping[str, Kept] | None = None) -> Settling:
        """Bring a row of the list and our rows together; what a person changed is noted for the report."""
        settling = Settling(self.uow, self.rows, incoming.row.line, incoming.before if before is None else before)
        settling.run(parts)
        self.by_hand += settling.by_hand
        return settling

    def close(
        self,
        incoming: Incoming,
        settling: Settling,
        verb: str,
        payload: Mapping[str, Any],
        links: Sequence[Link] = (),
        happened: datetime | None = None,
        search: str = "",
    ) -> str:
        """Remember a settled row and append its journal entry, unless nothing of ours was added or changed.

        A row that was there before is recorded as changed by the import, now.
        """
        first = next(iter(settling.kept.values()))
        content = Content(incoming.taken, settling.kept)
        self.ledger.put(incoming.key, SUBJECTS.get(first.table, first.table), first.ident, incoming.digest, content)
        if not settling.changed and not self.uow.unrecorded():
            return UNCHANGED
        subjects = [(SUBJECTS[kept.table], kept.ident) for kept in settling.kept.values() if kept.table in SUBJECTS]
        is_new = incoming.known is None
        self.uow.record(
            verb if is_new else IMPORT_CHANGE,
            [*subjects, *links],
            {**payload, "source": incoming.row.source, "key": incoming.row.key},
            happened=happened if is_new else None,
            search=search,
            save_key=incoming.save_key(),
        )
        return ADDED if is_new else CHANGED

    def finish(self) -> Set[str]:
        """Write search documents and ledger; answers with the words met, all of them in the vocabulary now."""
        self._indexer.add_all(self.documents)
        for customer_id in self.renamed:
            self._indexer.rebuild(customer_id)
        for customer_id, site_id in self.redone:
            if customer_id not in self.renamed:
                self._indexer.rebuild_one(customer_id, site_id)
        self.ledger.write()
        self.uow.flush()
        return self._indexer.learned

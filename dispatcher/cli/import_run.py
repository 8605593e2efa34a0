"""One list taken in: found out what it is, read, and what became of its rows."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from dispatcher.cli.kinds import kind_word
from dispatcher.cli.progress import Bar, bar
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _, language
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.actions.importing import ImportReport
    from dispatcher.actions.importing_settle import ByHand
    from dispatcher.cli.office import Office
    from dispatcher.domain.colleague import Actor
    from dispatcher.domain.imported import ImportedRow, RejectedRow
    from dispatcher.exchange.listing import Listing
    from dispatcher.exchange.mapping import Kind, Mapping
    from dispatcher.exchange.rejects import RejectFile

MOST_BY_HAND = 1000
"""Fields kept by hand that are named; of more only the number is told."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be taken in and how; ``mapping`` and ``rejects`` as named on the command line, or None."""

    kind: Kind
    mapping: Path | None
    rejects: Path | None
    dry_run: bool


@dataclass(slots=True)
class Taken:
    """What became of one list, of what ``kind``. ``mapping`` says by what it was read, ``proposed`` which column
    became what where the program had to guess, ``unused`` which columns were left out.

    ``rejects`` is the reject file, ``unkept`` why there is none although rows were rejected; ``stopped`` says why it
    ended early."""

    file: Path
    kind: Kind
    mapping: str = ""
    proposed: str = ""
    unused: tuple[str, ...] = ()
    report: ImportReport | None = None
    rejects: Path | None = None
    unkept: str = ""
    by_hand: list[ByHand] = field(default_factory=list)
    stopped: Trouble | None = None
    was_interrupted: bool = False


class Interruption:
    """Ctrl+C lets the rows that are under way go in; a second one ends at once."""

    def __init__(self) -> None:
        self.came = False

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Take SIGINT for the length of the block, where that is possible (only a process's first thread may)."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._note)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        if self.came:
            raise KeyboardInterrupt
        self.came = True

    def until(self, rows: Iterable[Item]) -> Iterator[Item]:
        """``rows``, ending early where Ctrl+C came."""
        for row in rows:
            if self.came:
                return
            yield row


def take_in(office: Office, file: Path, wish: Wish, interruption: Interruption) -> Taken | Refusal:
    """Take in the list ``file``. Refuses a file that is no list, or no list that a mapping fits.

    Trouble on the way is part of the answer, because what went in before stays in.
    """
    from dispatcher.exchange.listing import look

    listing = look(file)
    if isinstance(listing, Refusal):
        return listing
    found = find_mapping(listing, wish)
    if isinstance(found, Refusal):
        return found
    mapping, name, proposed = found
    return _read(office, listing, mapping, Taken(file, wish.kind, name, proposed), wish, interruption)


def find_mapping(listing: Listing, wish: Wish) -> tuple[Mapping, str, str] | Refusal:
    """The mapping named, else the shipped one for this header, else a proposed one; what to call it; and of a proposed
    one which column became what. Refuses a mapping, and a known list, of another kind."""
    from dispatcher.exchange.mapping import load
    from dispatcher.exchange.proposal import propose
    from dispatcher.exchange.shipped import find_other, find_shipped
    from dispatcher.exchange.telling import told

    if wish.mapping is not None:
        loaded = load(wish.mapping)
        if isinstance(loaded, Refusal):
            return loaded
        if loaded.kind != wish.kind:
            sentence = _(
                "The mapping {mapping} is for {theirs}, not for {ours}: "
                "dispatcher import {theirs} {file} --mapping {mapping}"
            )
            return _other_kind(sentence, str(wish.mapping), listing, wish, loaded)
        return loaded, str(wish.mapping), ""
    shipped = find_shipped(listing.header, wish.kind)
    if shipped is not None:
        return shipped, title(shipped), ""
    other = find_other(listing.header, wish.kind)
    if other is not None:
        sentence = _("This is a list of {theirs} ({mapping}), not of {ours}: dispatcher import {theirs} {file}")
        return _other_kind(sentence, title(other), listing, wish, other)
    proposed = propose(listing.header, wish.kind)
    return proposed if isinstance(proposed, Refusal) else (proposed, _("proposed from the header"), told(proposed))


def title(mapping: Mapping) -> str:
    """What a shipped mapping is called in the language in use."""
    german = mapping.title_de if language() == "de" else ""
    return german or mapping.title or mapping.source


def _other_kind(sentence: str, name: str, listing: Listing, wish: Wish, mapping: Mapping) -> Refusal:
    kinds = {"theirs": kind_word(mapping.kind), "ours": kind_word(wish.kind)}
    return Refusal("mapping-kind", sentence.format(mapping=name, file=listing.path, **kinds))


def _read(
    office: Office, listing: Listing, mapping: Mapping, taken: Taken, wish: Wish, interruption: Interruption
) -> Taken | Refusal:
    from dispatcher.exchange.binding import Home, unused
    from dispatcher.exchange.reader import read
    from dispatcher.exchange.rejects import RejectFile

    taken.unused = unused(mapping, listing.header)
    rejects = RejectFile(listing, wish.rejects)
    with bar(taken.file.name) as drawn, contextlib.closing(_Intake(taken, rejects, drawn)) as intake:
        rows = read(listing, mapping, Home(zone=office.row.zone), intake.read_so_far)
        if isinstance(rows, Refusal):
            return rows
        with interruption.watched():
            intake.run(office, interruption.until(rows), wish.dry_run)
    taken.was_interrupted = interruption.came
    return taken


class _Intake:
    """Rows on their way from the file into the store, and everybody who is told about it."""

    def __init__(self, taken: Taken, rejects: RejectFile, drawn: Bar) -> None:
        self._taken = taken
        self._rejects = rejects
        self._bar = drawn
        self._bytes = (0, 0)

    def run(self, office: Office, rows: Iterator[ImportedRow | RejectedRow], dry_run: bool) -> None:
        """Hand the rows to the store. What ends it early is noted, not raised."""
        from dispatcher.actions.importing import import_rows

        try:
            self._taken.report = import_rows(
                office.store,
                rows,
                actor_for(office, dry_run),
                office.clock,
                dry_run=dry_run,
                on_progress=self._stored,
                on_reject=self._rejected,
                on_by_hand=self._kept,
            )
        except Trouble as trouble:
            self._taken.stopped = trouble
        except OSError as error:
            told = _("{file} cannot be read: {reason}.").format(file=self._taken.file, reason=error.strerror or error)
            self._taken.stopped = Trouble("input", told)

    def read_so_far(self, done: int, whole: int) -> None:
        """Bytes of the file that were read."""
        self._bytes = (done, whole)
        self._draw()

    def _stored(self, report: ImportReport) -> None:
        self._taken.report = report
        self._draw()

    def _draw(self) -> None:
        self._bar.show(*self._bytes, self._taken.report.read if self._taken.report else 0)

    def _rejected(self, row: RejectedRow) -> None:
        if self._taken.unkept:
            return
        try:
            self._rejects.add(row)
        except OSError as error:
            self._cannot_keep(error)

    def _cannot_keep(self, error: OSError) -> None:
        told = _("No reject file can be written there ({reason}); name another place with --rejects.")
        self._taken.unkept = told.format(reason=error.strerror or error)

    def close(self) -> None:
        """Give the reject file its name."""
        try:
            self._rejects.close()
            self._taken.rejects = self._rejects.path
        except OSError as error:
            self._cannot_keep(error)

    def _kept(self, found: ByHand) -> None:
        if len(self._taken.by_hand) < MOST_BY_HAND:
            self._taken.by_hand.append(found)


def actor_for(office: Office, dry_run: bool) -> Actor:
    """Who takes the list in. A rehearsal enrols nobody."""
    from dispatcher.domain.colleague import Actor, login

    if dry_run and office.colleague is None:
        return Actor(0, login(), "dispatcher")
    return office.actor()

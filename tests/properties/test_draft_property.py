"""Whatever is typed, filed, refused, parked, ended or killed: a draft is there until it is filed or its author gives it
up (I15).

Three people at three consoles, whose threads run when a step says so; what must be there is a plain table beside them.
"""

from __future__ import annotations

import errno
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dispatcher.actions.office import Enrol, FoundOffice, enrol, found_office
from dispatcher.actions.ticket import file_ticket
from dispatcher.cli.office import SAVES
from dispatcher.domain.ball import Ball, PassBall
from dispatcher.domain.clock import Clock
from dispatcher.domain.record import ArchiveRecord, SaveRecord
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.undo import Undo
from dispatcher.store.create import founding
from dispatcher.store.drafts import Drafts
from dispatcher.store.place import Place
from dispatcher.store.store import open_store
from dispatcher.store.verify import check
from tests.actions.desk import OURS, done
from tests.actions.records_desk import new
from tests.properties.copies import Copies
from tests.properties.draft_console import Console, Line, Sheet, hold_timer
from tests.properties.over_time import offices_of
from tests.store.offices import ME, NOW

AUTHORS = ("harms", "harms", "harms", "weiss", "petersen")
"""Who sits at the desks; the first one does most of the work."""
SUBJECTS = ("note/customer/1", "note/customer/2", "ball/1", "record/customer/1")
WORK = tuple(
    tuple(burst.split(", "))
    for burst in (
        *("type", "type on", "type, rest", "type, rest", "type, rest, file", "type on, file", "rest", "rest", "park"),
        *("file", "file, land", "land", "land, rest", "go on", "go on, type on", "go on, file", "empty", "give up"),
        *("look", "strangers", "theirs", "clock", "full", "full", "ill", "restart", "kill"),
    )
)
"""What is done in one go, so that more than a key comes of it."""
STEPS = st.lists(
    st.tuples(st.sampled_from(AUTHORS), st.sampled_from(WORK), st.integers(0, 15)),
    min_size=15,
    max_size=40,
)
Step = tuple[str, tuple[str, ...], int]
NO_ROOM: Step = ("harms", ("type", "rest", "file", "full", "rest", "kill"), 0)
"""A filed draft goes on under another name: it is there before the old name is gone, which has room on a full disk."""
UNDER_WAY: Step = ("harms", ("type", "rest", "file", "go on", "type on", "rest", "land", "rest"), 0)
"""What is under way into the store is not gone on with: the save that lands would take away what was typed since."""


def found(place: Place) -> None:
    """A training office with three people, two customers and a ticket."""
    with founding(place, ME, Clock(NOW)) as uow:
        found_office(uow, FoundOffice("Haustechnik Nord", "BE", training=True, clock_set_to=NOW))
        uow.flush()
        for author in sorted({*AUTHORS}):
            enrol(uow, Enrol(author, author.title()))
            uow.flush()
    store = open_store(place)
    for name in ("Ladenwerk Thiele", "Praxis Hahn"):
        new(store, "customer", {"name": name})
    done(store, file_ticket, FileTicket(1, "Heizung kalt", OURS))
    store.close()


offices = offices_of(found)


class Day:
    """Three consoles on one store and one folder of drafts."""

    def __init__(self, place: Place, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        self.is_full = False
        self._written = 0
        self.now = NOW
        self.address = str(place.path) if place.path is not None else place.url or ""
        self.consoles: dict[str, Console] = {}

    def console_of(self, author: str) -> Console:
        """Opened when he begins his day."""
        if author not in self.consoles:
            self.consoles[author] = Console(author, self.address, self.now, self.sit_down)
        return self.consoles[author]

    def sit_down(self, author: str) -> None:
        """Whom the computer takes the user for."""
        for room in ("cli.office", "console.saving"):
            self.patch.setattr(f"dispatcher.{room}.login", lambda: author)

    def do(self, author: str, what: str, chosen: int) -> None:
        console = self.console_of(author)
        subject, letter = SUBJECTS[chosen % 4], "ABC?"[chosen // 4]
        known: dict[str, Callable[[], object]] = {
            "type": lambda: console.type(subject, letter, on=False),
            "type on": lambda: console.type(subject, letter, on=True),
            "empty": console.empty,
            "give up": console.give_up,
            "park": console.park,
            "go on": lambda: console.go_on(chosen),
            "file": console.file,
            "land": console.land,
            "rest": lambda: console.rest(self.is_full),
            "look": lambda: console.look(self.is_full),
            "restart": lambda: console.restart(self.is_full),
            "kill": console.kill,
            "ill": console.fall_ill,
            "full": self.fill_disk,
            "strangers": lambda: self.strangers(console),
            "theirs": lambda: self.theirs(console, chosen),
            "clock": lambda: self.clock(chosen),
        }
        known[what]()

    def fill_disk(self) -> None:
        """And the next time there is room again."""
        self.is_full = not self.is_full

    def strangers(self, console: Console) -> None:
        """The others take away drafts that are not theirs."""
        for other in self.consoles.values():
            own = {subject for subject, _text in [*other.begun.values(), *other.safe.values()]}
            for subject, _text in console.safe.values():
                if other is not console and subject not in own:
                    other.desk.drafts.discard(subject, other.author)
                    other.saving.keep_draft(subject, None)

    def theirs(self, console: Console, chosen: int) -> None:
        """Somebody changes what drafts are about, or hides it."""
        self._written += 1
        due = console.now + timedelta(days=1)
        verb, command = (
            ("save record", SaveRecord("customer", {"remark": f"seen {self._written}"}, 1)),
            ("archive record", ArchiveRecord("customer", 2, archived=chosen % 8 < 4)),
            ("pass ball", PassBall(1, Ball("us", f"ring {self._written}", due))),
            ("undo", Undo()),
        )[chosen % 4]
        console.desk.perform(_action(verb), command)

    def clock(self, chosen: int) -> None:
        self.now += timedelta(hours=5 * chosen + 1)
        for console in self.consoles.values():
            console.tell(self.now)

    def assert_kept(self) -> None:
        """Nobody but the author, at his own console, touches what lies on the disk."""
        for console in self.consoles.values():
            assert console.on_disk() == console.safe

    def end(self) -> None:
        """Everything that waits comes back, is given up by its author, and only then is gone."""
        self.is_full = False
        for console in self.consoles.values():
            console.desk.is_ill = False
            console.restart(self.is_full)
            while console.begun:
                console.go_on(0)
                console.give_up()
            console.rest(self.is_full)
            assert console.on_disk() == {}
        assert check(console.desk.store).findings == ()


def _action(verb: str) -> Any:
    room, _colon, name = SAVES[verb].partition(":")
    return getattr(importlib.import_module(room), name)


@contextmanager
def day(place: Place) -> Iterator[Day]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dispatcher.console.saving.Errands", Line)
        patch.setattr(Sheet, "set_timer", hold_timer)
        now = Day(place, patch)
        write = Drafts._write

        def on_a_full_disk(drafts: Drafts, path: Path, text: bytes) -> None:
            if now.is_full:
                raise OSError(errno.ENOSPC, "No space left on device")
            write(drafts, path, text)

        patch.setattr(Drafts, "_write", on_a_full_disk)
        try:
            yield now
        finally:
            for console in now.consoles.values():
                console.desk.close()


@settings(max_examples=12)
@given(STEPS)
@example([NO_ROOM])
@example([UNDER_WAY])
def test_i15_a_draft_is_there_until_it_is_filed_or_given_up_by_its_author(offices: Copies, steps: list[Step]) -> None:
    with offices() as place, day(place) as today:
        for author, burst, chosen in steps:
            for what in burst:
                today.do(author, what, chosen)
                today.assert_kept()
        today.end()

"""Another desk: a program of its own on the same store. ``python -m tests.store.desk WHAT ADDRESS ...``.

It says "ready" when the store is open and begins when a line comes in; each line out is one acknowledged save.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import NoReturn

from sqlalchemy import select

from dispatcher.store.place import Place, find
from dispatcher.store.schema import technician
from dispatcher.store.store import Store, open_store
from dispatcher.store.trouble import Stale, StoreTrouble
from tests.store.offices import CLOCK, ME, NOW, book, note, save, saved

ROOT = Path(__file__).parents[2]


class Desk:
    """A running desk."""

    def __init__(self, what: str, place: Place, *more: str, wait: bool = True) -> None:
        command = [sys.executable, "-m", "tests.store.desk", what, place.url or str(place.path), *more]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        if wait:
            assert self.line() == "ready", self.process.stderr and self.process.stderr.read()

    def line(self) -> str:
        """The next line it says; empty where it ended."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def go(self, what: str = "go") -> None:
        """Let it begin, or go on with ``what``."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()

    def rest(self) -> list[str]:
        """Everything else it says, after its end. It must end well."""
        said, complained = self.process.communicate(timeout=120)
        assert self.process.returncode == 0, complained
        return said.splitlines()

    def kill(self) -> list[str]:
        """End it as a power cut would; returns what it had said before."""
        self.process.kill()
        said, _complained = self.process.communicate(timeout=60)
        whole, _newline, _cut = said.rpartition("\n")
        return whole.splitlines()


@contextmanager
def desks(what: str, place: Place, number: int, *more: str) -> Iterator[list[Desk]]:
    """Several desks, all ready, none of them left over."""
    running = [Desk(what, place, *more, wait=False) for _ in range(number)]
    try:
        for desk in running:
            assert desk.line() == "ready", desk.process.stderr and desk.process.stderr.read()
        yield running
    finally:
        for desk in running:
            desk.process.kill()
            desk.process.communicate()


def together(what: str, place: Place, number: int, *more: str) -> list[list[str]]:
    """What several desks say that begin at once."""
    with desks(what, place, number, *more) as running:
        for desk in running:
            desk.go()
        return [desk.rest() for desk in running]


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def ready() -> None:
    say("ready")
    sys.stdin.readline()


def do_notes(store: Store, times: str) -> None:
    """Notes under keys of its own; each is told when it is saved."""
    ready()
    for number in range(int(times)):
        key = f"{os.getpid()}-{number}"
        say(f"{save(store, f'Anruf {key}', key)} {key}")


def do_count(store: Store, times: str) -> None:
    """Read a number, write the next one: what is lost when two do so at once."""
    ready()
    for _ in range(int(times)):
        while not _counted(store):
            pass


def _counted(store: Store) -> bool:
    with store.reading() as connection:
        row = connection.execute(select(technician.c.status, technician.c.version).where(technician.c.id == 1)).one()
    try:
        with store.writing(ME, CLOCK) as uow:
            uow.update(technician, 1, row.version, status=row.status + 1)
            uow.record("status", [("technician", 1)], {})
    except Stale:
        return False
    say("counted")
    return True


def do_book(store: Store, rounds: str) -> None:
    """The same hours as everybody else."""
    ready()
    for number in range(int(rounds)):
        try:
            saved(store, partial(book, technician_id=1, starts=NOW + timedelta(hours=number)))
            say(f"{number}")
        except StoreTrouble as trouble:
            if trouble.code != "overlap":
                raise


def do_batches(store: Store, times: str) -> None:
    """Fifty entries at a time, as an import does."""
    ready()
    for _ in range(int(times)):
        saved(store, lambda uow: [note(uow, "eingelesen") for _ in range(50)])
        say("batch")


def do_hold(store: Store, *_more: str) -> None:
    """Holds the right to write until the next line comes in."""
    with store.writing(ME, CLOCK) as uow:
        note(uow, "angefangen")
        uow.flush()
        ready()


def do_open(place: Place) -> None:
    """Only opens, which may bring an old store up to date; answers with its head or with what is wrong."""
    ready()
    try:
        store = open_store(place)
    except StoreTrouble as trouble:
        say(f"{trouble.code} {trouble.sentence}")
        return
    say(f"opened {store.head().seq}")
    store.close()


def do_herd(place: Place) -> None:
    """Processes that save notes without end, quicker to start than desks: "go" makes one more, a number kills that
    one, and the end of the lines kills all."""
    ready()
    herd: set[int] = set()
    for line in sys.stdin:
        if line == "go\n":
            child = os.fork() or _notes_without_end(place)
            herd.add(child)
        elif int(line) in herd:
            herd.remove(int(line))
            _end(int(line))
    for child in herd:
        _end(child)


def _end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _notes_without_end(place: Place) -> NoReturn:
    store = open_store(place, busy_seconds=60)
    for number in count():
        key = f"{os.getpid()}-{number}"
        say(f"{save(store, f'Anruf {key}', key)} {key}")
    raise AssertionError


def main() -> None:
    what, address, *more = sys.argv[1:]
    if what in ("open", "herd"):
        globals()[f"do_{what}"](find(address))
        return
    store = open_store(find(address), busy_seconds=60)
    globals()[f"do_{what}"](store, *more)
    store.close()


if __name__ == "__main__":
    main()

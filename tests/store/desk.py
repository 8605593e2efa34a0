"""Another desk: a program of its own on the same store. ``python -m tests.store.desk NUMBER WHAT ADDRESS ...``.

It says "ready" when the store is open and begins when a line comes in; each line out is one acknowledged save. More
than one are forked from one program before any of them opens the store, which is quicker than starting each anew;
their lines begin with their number.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
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
MODULE = "tests.store.desk"


class Desk:
    """A running desk."""

    def __init__(self, what: str, place: Place, *more: str, number: int = 1, module: str = MODULE) -> None:
        command = [sys.executable, "-m", module, str(number), what, place.url or str(place.path), *more]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._in, self._out, self._complaints = self._process.stdin, self._process.stdout, self._process.stderr
        assert self.line() == "ready", self._complaints.read()

    def line(self) -> str:
        """The next line it says; empty where it ended."""
        return self._out.readline().rstrip("\n")

    def go(self, what: str = "go") -> None:
        """Let it begin, or go on with ``what``."""
        self._in.write(f"{what}\n")
        self._in.flush()

    def rest(self) -> list[str]:
        """Everything else it says, after its end. It must end well."""
        self._in.close()
        said = self._out.read()
        assert self._process.wait(60) == 0, self._complaints.read()
        self.close()
        return said.splitlines()

    def kill(self) -> list[str]:
        """End it as a power cut would; returns what it had said before."""
        self._process.kill()
        whole, _newline, _cut = self._out.read().rpartition("\n")
        self.close()
        return whole.splitlines()

    def close(self) -> None:
        """Leave nothing over; may be called twice."""
        self._process.kill()
        self._process.wait(60)
        for file in (self._in, self._out, self._complaints):
            with contextlib.suppress(BrokenPipeError):
                file.close()


@contextmanager
def desk(what: str, place: Place, *more: str) -> Iterator[Desk]:
    """A desk that is ready, and not left over."""
    running = Desk(what, place, *more)
    try:
        yield running
    finally:
        running.close()


def together(what: str, place: Place, number: int, *more: str, module: str = MODULE) -> list[list[str]]:
    """What several desks say that begin at once."""
    running = Desk(what, place, *more, number=number, module=module)
    running.go()
    said = [line.split(" ", 1) for line in running.rest()]
    return [[words for who, words in said if who == str(one)] for one in range(number)]


@dataclass(slots=True)
class Turn:
    """Where this process stands among those that begin at once: its number, the pipe that tells it is ready, the
    pipe that ends when they may begin."""

    number: int = -1
    up: int = -1
    start: int = -1


TURN = Turn()


def say(line: str) -> None:
    """One line, in one piece."""
    os.write(1, f"{line}\n".encode() if TURN.number < 0 else f"{TURN.number} {line}\n".encode())


def ready() -> None:
    """Comes back when the work begins."""
    if TURN.number < 0:
        say("ready")
        sys.stdin.readline()
    else:
        os.write(TURN.up, b".")
        os.read(TURN.start, 1)


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


def do_herd(address: str) -> None:
    """Processes that save notes without end, quicker to start than desks: "go" makes one more, a number kills that
    one, and the end of the lines kills all."""
    ready()
    herd: set[int] = set()
    for line in sys.stdin:
        if line == "go\n":
            child = os.fork() or _notes_without_end(find(address))
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


def do_open(address: str) -> None:
    """Only opens, which may bring an old store up to date; answers with its head or with what is wrong."""
    ready()
    try:
        store = open_store(find(address), busy_seconds=60)
    except StoreTrouble as trouble:
        say(trouble.code)
        return
    say(f"opened {store.head().seq}")
    store.close()


def with_store(do: Callable[..., None]) -> Callable[..., None]:
    """Work on an open store."""

    def run(address: str, *more: str) -> None:
        store = open_store(find(address), busy_seconds=60)
        do(store, *more)
        store.close()

    return run


def main(work: Mapping[str, Callable[..., None]]) -> None:
    number, what, *more = sys.argv[1:]
    if number == "1":
        work[what](*more)
    else:
        sys.exit(_fork(int(number), lambda: work[what](*more)))


def _fork(number: int, do: Callable[[], None]) -> int:
    """Let ``number`` processes do the work; how many of them failed."""
    (told, up), (start, go) = os.pipe(), os.pipe()
    children = []
    for one in range(number):
        child = os.fork()
        if child == 0:
            os.close(go)
            TURN.number, TURN.up, TURN.start = one, up, start
            do()
            os._exit(0)
        children.append(child)
    for _child in children:
        os.read(told, 1)
    ready()
    os.close(go)
    return sum(os.waitpid(child, 0)[1] != 0 for child in children)


if __name__ == "__main__":
    main(
        {
            "notes": with_store(do_notes),
            "count": with_store(do_count),
            "book": with_store(do_book),
            "batches": with_store(do_batches),
            "hold": with_store(do_hold),
            "open": do_open,
            "herd": do_herd,
        }
    )

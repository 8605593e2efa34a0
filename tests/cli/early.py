"""An office that begins with another process, in a process of its own: a test's has threads, and with threads no other
is made.

python -m tests.cli.early SCENE STORE, which prints what came of it
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from dispatcher.actions.outcome import Done
from dispatcher.cli import early_office
from dispatcher.cli.early_office import EarlyOffice, first_answers
from dispatcher.cli.early_reader import Piece
from dispatcher.cli.office import Office, Options
from dispatcher.console.panes.history_pages import PAGE
from dispatcher.domain.contact import Note
from dispatcher.domain.trouble import Trouble
from dispatcher.store.sqlite import driver

SOON = 5.0


def asked(office: Office) -> list[Any]:
    """What the first screen asks."""
    day, tickets = office.today(), office.tickets()
    first = tickets[0]
    return [
        office.row, office.sign, office.read_only, office.store_id, office.plan(day, names_holiday=False), tickets,
        office.ticket(first.id), office.card(first.customer), office.history(first.customer, 0, PAGE),
    ]  # fmt: skip


def begun(store: str) -> EarlyOffice:
    office = EarlyOffice(Options(store))
    office.open()
    return office


def own(store: str) -> Office:
    """An office that does everything itself."""
    office = Office(Options(store))
    office.open()
    return office


def same(store: str) -> dict[str, Any]:
    """The first answers come from there, and the next from here."""
    office = begun(store)
    first, is_opened = asked(office), office._store is not None
    alike = first == asked(own(store))
    return {"alike": alike, "is opened": is_opened, "again": asked(office) == first, "then": office._store is not None}


def dies(store: str) -> dict[str, Any]:
    """It ends in the middle of its answers."""

    def few(office: Office) -> Iterator[Piece]:
        for number, piece in enumerate(first_answers(office)):
            if number == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            yield piece

    early_office.first_answers = few
    return {"alike": asked(begun(store)) == asked(own(store))}


def stays(store: str) -> dict[str, Any]:
    """It never comes to an end, and is not waited for."""

    def slow(office: Office) -> Iterator[Piece]:
        yield from first_answers(office)
        signal.pause()

    early_office.first_answers = slow
    office = begun(store)
    pid = office._early._pid
    begun_at = time.monotonic()
    office.close()
    return {"gone": _is_gone(pid) and time.monotonic() - begun_at < SOON}


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def missing(store: str) -> dict[str, Any]:
    """There is no store, and that is said as ever."""
    try:
        begun(store + ".gone")
    except Trouble as trouble:
        return {"code": trouble.code}
    return {}


def written(store: str) -> dict[str, Any]:
    """Somebody writes after it read, and before anybody watches."""
    office = begun(store)
    office.tickets()
    other = own(store)
    done = other.file_note(Note(1, "still cold", "in", ""), "k")
    watch = office.watch()
    told = [watch.wait(0.0), watch.wait(0.0)]
    return {"done": isinstance(done, Done) or str(done), "told": told}


def another(store: str) -> dict[str, Any]:
    """Another store takes its place before it is opened here: what is on the screen is not written into that one."""
    office = begun(store)
    shutil.copy(store, other := f"{store}.other")
    with closing(driver.connect(other)) as connection, connection:
        connection.execute("UPDATE office SET store_id = '00000000-0000-4000-8000-000000000000'")
    for suffix in ("-wal", "-shm"):
        Path(store + suffix).unlink(missing_ok=True)
    Path(other).replace(store)
    codes = []
    for _time in range(2):
        try:
            office.agenda()
        except Trouble as trouble:
            codes.append(trouble.code)
    return {"codes": codes}


def late(store: str) -> dict[str, Any]:
    """What was not asked for while the first screen came is not given out later: it is old by then."""
    office = begun(store)
    customer, pid = office.tickets()[0].customer, office._early._pid
    office.agenda()
    before = office.history(customer, 0, PAGE).total
    own(store).file_note(Note(customer, "still cold", "in", ""), "k")
    return {"gone": _is_gone(pid), "more": office.history(customer, 0, PAGE).total - before}


def unwritten(store: str) -> dict[str, Any]:
    """Nobody does."""
    office = begun(store)
    return {"told": [office.watch().wait(0.0)]}


SCENES: dict[str, Callable[[str], dict[str, Any]]] = {
    scene.__name__: scene for scene in (same, dies, stays, missing, written, another, late, unwritten)
}

if __name__ == "__main__":
    print(json.dumps(SCENES[sys.argv[1]](sys.argv[2])))

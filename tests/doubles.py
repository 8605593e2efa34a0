"""Two processes book the same technicians at the same times, as often as one likes, and nobody is booked twice (I4).

``python -m tests.doubles [ATTEMPTS] [server]`` founds an office on SQLite, with "server" on PostgreSQL, lets two
processes try ATTEMPTS times together (10,000 where none is named), and looks at every pair of blocks. It prints what
became of them, and ends with 1 where two overlap.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select

from dispatcher.actions.appointment import book
from dispatcher.actions.customer import add_customer
from dispatcher.actions.moving import move
from dispatcher.actions.office import Enrol, FoundOffice, enrol, found_office
from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.ticket import file_ticket
from dispatcher.domain.appointment import Book
from dispatcher.domain.ball import Ball
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.moving import MoveAppointment
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.trouble import Trouble
from dispatcher.store.create import founding
from dispatcher.store.place import Place, find
from dispatcher.store.schema import appointment, assignment
from dispatcher.store.store import Store, open_store
from dispatcher.store.verify import check
from tests.servers import any_server

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
ATTEMPTS = 10_000
TECHNICIANS = 3
QUARTERS = 4 * 24 * 2
"""Starts to choose from: the quarters of two days, so that nearly every attempt is about time that is taken."""
MOVES = 0.3
"""Of so many attempts somebody moves what he booked."""


def found(place: Place) -> None:
    """An office with a few technicians who may work at any time, and one ticket."""
    desk = Actor(1, "mh", "dispatcher")
    with founding(place, desk, Clock(NOW)) as uow:
        found_office(uow, FoundOffice("Haustechnik Nord", "BE"))
        for number in (1, 2):
            enrol(uow, Enrol(f"d{number}", f"Desk {number}"))
    store = open_store(place)
    for number in range(TECHNICIANS):
        perform(store, add_technician, AddTechnician(f"T{number}", f"Technician {number}"), desk, Clock(NOW))
    perform(store, add_customer, AddCustomer("Klinik Nord"), desk, Clock(NOW))
    perform(store, file_ticket, FileTicket(1, "phones", Ball("us", "plan", NOW)), desk, Clock(NOW))
    store.close()


def attempt(store: Store, desk: int, seed: int, attempts: int) -> Counter[str]:
    """What became of so many bookings and moves of one desk: done, or the code of the refusal."""
    chance, clock, actor = random.Random(seed), Clock(NOW), Actor(desk, f"d{desk}", "dispatcher")
    told: Counter[str] = Counter()
    own: list[int] = []
    for number in range(attempts):
        starts = NOW + timedelta(minutes=15 * chance.randrange(1, QUARTERS))
        ends, crew = starts + timedelta(minutes=15 * chance.randint(1, 8)), _crew(chance)
        try:
            if own and chance.random() < MOVES:
                wish = MoveAppointment(chance.choice(own), starts, ends, crew, "us", "wish", told="T")
                outcome = perform(store, move, wish, actor, clock)
            else:
                way = 15 * chance.randint(0, 2)
                fresh = Book(1, crew, starts, ends, "Europe/Berlin", travel_minutes=way)
                outcome = perform(store, book, fresh, actor, clock)
        except Trouble as trouble:
            told[f"trouble {trouble.code}"] += 1
            continue
        told["done" if isinstance(outcome, Done) else outcome.code] += 1
        if isinstance(outcome, Done) and number % 7 == 0:
            own.append(outcome.ref)
    return told


def _crew(chance: random.Random) -> tuple[int, ...]:
    first = chance.randint(1, TECHNICIANS)
    return (first, first % TECHNICIANS + 1) if chance.random() < 0.2 else (first,)


@dataclass(frozen=True, slots=True)
class Result:
    """What two processes made of their attempts, and the pairs of blocks that overlap."""

    told: Counter[str]
    overlaps: tuple[tuple[int, int], ...]
    findings: int

    @property
    def attempts(self) -> int:
        """How many there were."""
        return sum(self.told.values())


def overlaps(store: Store) -> tuple[tuple[int, int], ...]:
    """Pairs of appointments of one technician whose blocked times overlap; looked at here, not by the database."""
    query = (
        select(assignment, appointment.c.starts_at, appointment.c.ends_at, appointment.c.travel_minutes)
        .join(appointment, appointment.c.id == assignment.c.appointment_id)
        .where(assignment.c.active.is_(True))
        .order_by(assignment.c.technician_id, assignment.c.blocked_from)
    )
    with store.reading() as connection:
        rows = connection.execute(query).all()
    assert all(row.blocked_from == row.starts_at - timedelta(minutes=row.travel_minutes) for row in rows)
    return tuple(
        (one.appointment_id, other.appointment_id)
        for one, other in pairwise(rows)
        if one.technician_id == other.technician_id and other.blocked_from < one.blocked_until
    )


def run(address: str, attempts: int) -> Result:
    """Let two processes try, and look at what they left."""
    half = str(attempts // 2)
    desks = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.doubles", "desk", str(desk), half, address],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for desk in (1, 2)
    ]
    said = [desk.communicate()[0] for desk in desks]
    assert all(desk.returncode == 0 for desk in desks), said
    told: Counter[str] = Counter()
    for line in "".join(said).splitlines():
        count, _blank, what = line.partition(" ")
        told[what] += int(count)
    store = open_store(find(address))
    try:
        return Result(told, overlaps(store), len(check(store).findings))
    finally:
        store.close()


@contextmanager
def office(server: bool) -> Iterator[str]:
    """The address of a new office on either database, with a home of its own."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", f"{folder}/state")
        if not server:
            found(find(f"{folder}/office.db"))
            yield f"{folder}/office.db"
            return
        with any_server() as postgres:
            url = postgres.new_database().render_as_string(hide_password=False)
            found(find(url))
            yield url


def main(words: list[str]) -> int:
    """The command, or one of its two desks."""
    if words[:1] == ["desk"]:
        desk, attempts, address = int(words[1]), int(words[2]), words[3]
        store = open_store(find(address))
        for what, count in sorted(attempt(store, desk, desk, attempts).items()):
            print(count, what)
        store.close()
        return 0
    attempts = next((int(word) for word in words if word.isdecimal()), ATTEMPTS)
    with office(server="server" in words) as address:
        result = run(address, attempts)
    print(f"{result.attempts} attempts: {dict(result.told)}; overlaps {len(result.overlaps)}, store {result.findings}")
    return 1 if result.overlaps or result.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""An import by the command, as somebody types it, and how long a neighbour waits for his turn meanwhile.

A row is a customer with site, contact person, two numbers, journal entry and search words. The floor puts the rows
that came of it into another store through the bare driver, in transactions of as many rows, with the same indexes
and triggers, foreign keys unchecked.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dispatcher.store.place import find, make_file
from dispatcher.store.schema import metadata
from dispatcher.store.upgrade import upgrade
from tests.bench.bench import Bench, bare_driver
from tests.bench.figures import Figure
from tests.bench.town import PLACES, Town

ROWS = 20_000
A_SECOND = 2_000
TOGETHER = 500
LONGEST_WAIT = 250.0
COLUMNS = ("key", "name", "phone", "street", "postcode", "place", "person", "person_mobile")


def figures(bench: Bench) -> Iterator[Figure]:
    """Rows a second of the whole command, and the longest wait of a neighbour who logs calls."""
    listed = _list(bench.folder / "customers.csv")
    alone, beside = bench.folder / "import.db", bench.folder / "import-beside.db"
    passed = _import(_founded(alone), listed)
    ours, floor = ROWS / passed, ROWS / _put_bare(alone, _migrated(bench.folder / "import-bare.db"))
    yield Figure(
        "import, rows a second", "-", ours, None, floor, f">= {A_SECOND:,}", ours >= A_SECOND, "floor: bare driver"
    )
    waits = _waits(_founded(beside), listed)
    yield Figure(
        "import, longest wait of a neighbour", "-", max(waits), sorted(waits)[int(len(waits) * 0.95)], None,
        f"<= {LONGEST_WAIT:g} ms", max(waits) <= LONGEST_WAIT, f"{len(waits)} notes",
    )  # fmt: skip
    for used in bench.folder.glob("import*.db*"):
        used.unlink()


def _list(path: Path) -> Path:
    town = Town(7)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(ROWS):
            place, start, area = town.one_of(PLACES)
            first, second = town.phone(area), town.phone("170")
            where = (town.street(), town.postcode(start), place)
            writer.writerow((f"A{number}", town.customer(), first.shown, *where, town.person(), second.shown))
    return path


def _dispatcher(store: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "dispatcher", "--store", str(store), *words]


def _founded(path: Path) -> Path:
    _gone(path)
    subprocess.run(_dispatcher(path, "init", "--name", "Bench"), check=True, stdout=subprocess.DEVNULL)
    return path


def _migrated(path: Path) -> Path:
    _gone(path)
    make_file(path)
    upgrade(find(str(path)))
    return path


def _gone(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _import(store: Path, listed: Path) -> float:
    """Seconds of the whole command, start and end of the process included."""
    begun = time.perf_counter()
    command = _dispatcher(store, "import", "--json", "customers", str(listed))
    done = subprocess.run(command, check=True, capture_output=True)
    passed = time.perf_counter() - begun
    assert f'"added": {ROWS}' in done.stdout.decode(), done.stdout.decode()
    return passed


def _put_bare(source: Path, target: Path) -> float:
    """Seconds to put every row of ``source`` into ``target``."""
    reader, driver = bare_driver(source), bare_driver(target)
    driver.execute("PRAGMA foreign_keys=OFF")
    tables = [_Rows(reader, table.name) for table in metadata.sorted_tables]
    reader.close()
    begun = time.perf_counter()
    for part in range(0, ROWS, TOGETHER):
        driver.execute("BEGIN IMMEDIATE")
        for table in tables:
            table.put(driver, part / ROWS, (part + TOGETHER) / ROWS)
        driver.execute("COMMIT")
    passed = time.perf_counter() - begun
    driver.close()
    return passed


class _Rows:
    """All rows of one table, to be put elsewhere share by share."""

    def __init__(self, reader: Any, name: str) -> None:
        self._rows = reader.execute(f"SELECT * FROM {name}").fetchall()
        marks = ", ".join("?" for _column in metadata.tables[name].columns)
        self._statement = f"INSERT INTO {name} VALUES ({marks})"

    def put(self, driver: Any, begin: float, end: float) -> None:
        """The rows between two shares of all."""
        count = len(self._rows)
        driver.executemany(self._statement, self._rows[int(begin * count) : int(end * count)])


def _waits(store: Path, listed: Path) -> list[float]:
    """Milliseconds of each note that a neighbour filed while the import ran."""
    command = [sys.executable, "-m", "tests.bench.neighbour", str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as neighbour:
        assert neighbour.stdout is not None
        neighbour.stdout.readline()
        _import(store, listed)
        said, _nothing = neighbour.communicate()
    waits: list[float] = json.loads(said)
    return waits

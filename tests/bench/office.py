"""An office with years behind it, kept for the next run; the same seed makes the same journal to the byte."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from dispatcher.store import sqlite
from dispatcher.store.place import find, make_file
from dispatcher.store.upgrade import upgrade
from tests.bench.loader import Loader
from tests.bench.people import People
from tests.bench.scale import Scale
from tests.bench.schedule import slots
from tests.bench.town import Town
from tests.bench.years import Years

DRAWN = 2
"""Counts the changes of what is drawn; an office of another count is made anew."""
SEED = 20261123

Say = Callable[[str], object]


def office_of(scale: Scale, folder: Path, say: Say) -> Path:
    """The store of ``scale`` in ``folder``, made there where it is missing or has another schema; ``say`` is told how
    far it is."""
    path = folder / f"office-{scale.name}-{DRAWN}-{catalogue()}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        make_office(part, scale, say)
        part.rename(path)
    return path


@cache
def catalogue() -> str:
    """A sum over every table, index and trigger that a store has today; the revision alone says too little while one
    is being written."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        make_file(path)
        upgrade(find(str(path)))
        with closing(sqlite.driver.connect(str(path))) as connection:
            rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return f"{crc32(''.join(sql for (sql,) in rows).encode()):08x}"


def make_office(path: Path, scale: Scale, say: Say) -> None:
    """Write the store of ``scale`` to ``path``, which must not exist."""
    make_file(path)
    upgrade(find(str(path)))
    loader, town, plan = Loader(path), Town(SEED), list(slots(scale))
    begins = plan[0].starts - timedelta(days=14)
    say(f"{scale.name}: {scale.customers:,} customers")
    people = People(loader, town, begins)
    people.add(scale)
    say(f"{scale.name}: {scale.tickets + scale.contacts + scale.appointments:,} entries")
    Years(loader, town, scale, plan, people.first_sites).add(begins)
    say(f"{scale.name}: indexes")
    loader.finish()

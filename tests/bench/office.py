"""An office with years behind it, kept for the next run; the same seed makes the same journal to the byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from dispatcher.store import schema
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
    """The store of ``scale`` in ``folder``, made there where it is missing; ``say`` is told how far it is."""
    path = folder / f"office-{scale.name}-{schema.REVISION}-{DRAWN}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        make_office(part, scale, say)
        part.rename(path)
    return path


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

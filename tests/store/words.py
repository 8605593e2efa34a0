"""What a person is told when a store cannot be used."""

from __future__ import annotations

import contextlib

import pytest

from dispatcher.store.place import Place
from dispatcher.store.store import open_store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.verify import check
from tests.store.offices import files, save


def told(trouble: StoreTrouble) -> str:
    """The trouble's code, after a look at its sentence: one, and nothing of the machinery in it."""
    sentence = trouble.sentence
    assert sentence
    assert "\n" not in sentence
    assert not [word for word in ("sqlalchemy", "Error", "SELECT", "Traceback", "psycopg", "None") if word in sentence]
    return trouble.code


def refused(place: Place, *, read_only: bool = False) -> str:
    """The code with which opening is refused, after a look at the folder: nothing was written but the index that
    SQLite needs to read a log."""
    assert place.path is not None
    before = files(place.path.parent)
    with pytest.raises(StoreTrouble) as trouble:
        open_store(place, read_only=read_only)
    after = files(place.path.parent)
    if "office.db-wal" in before:
        after.pop("office.db-shm", None)
    assert after == before
    return told(trouble.value)


def worked_with(place: Place) -> bool:
    """Whether a store is refused, or a check finds something in it."""
    try:
        with contextlib.closing(open_store(place)) as store:
            found = check(store).findings
            save(store)
            return bool(found)
    except StoreTrouble as trouble:
        return told(trouble) != ""

"""Offices for property tests: made once, copied for every example, each with a home of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dispatcher.store.place import Place, find
from dispatcher.store.store import Store, open_store


def made(folder: Path, found: Callable[[Place], object]) -> Path:
    """The store that ``found`` founds in ``folder``."""
    path = folder / "office.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        found(find(str(path)))
    return path


@contextmanager
def copied(template: Path) -> Iterator[Store]:
    """A copy of the office, open, and a home of its own where heads are noted."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", f"{folder}/state")
        store = open_store(find(str(shutil.copy(template, f"{folder}/office.db"))))
        try:
            yield store
        finally:
            store.close()

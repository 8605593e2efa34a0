"""A store is made whole or not at all, for its owner alone, and never over anything."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dispatcher.store.create import founding
from dispatcher.store.place import Place, find, why_unwritable
from dispatcher.store.store import open_store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.verify import check
from tests.store import offices
from tests.store.conftest import Opening
from tests.store.desk import ROOT
from tests.store.offices import files, save

KILLED = """
import os, signal, sys
from dispatcher.store.create import founding
from dispatcher.store.place import find
from tests.store.offices import CLOCK, ME, add_technician
with founding(find(sys.argv[1]), ME, CLOCK) as uow:
    add_technician(uow, "NOW")
    uow.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_founding_leaves_no_store_and_is_in_nobody_s_way(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "new" / "office.db"
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False).returncode < 0
    assert not path.exists()
    offices.found(find(str(path)))
    assert check(opening(find(str(path)))).findings == ()


@pytest.mark.parametrize(("folder", "file"), [(0o700, 0o600), (0o755, 0o600), (0o2770, 0o660), (0o2775, 0o660)])
def test_a_store_is_made_for_its_owner_or_his_group(tmp_path: Path, folder: int, file: int) -> None:
    made = tmp_path / "made"
    made.mkdir()
    made.chmod(folder)
    before = os.umask(0)
    try:
        offices.found(find(str(made / "office.db")))
        store = open_store(find(str(made / "office.db")))
        save(store)
    finally:
        os.umask(before)
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in made.iterdir()} == {
        "office.db": file,
        "office.db-wal": file,
        "office.db-shm": file,
    }
    store.close()


def test_a_store_in_a_new_folder_is_nobody_else_s(tmp_path: Path) -> None:
    offices.found(find(str(tmp_path / "a" / "b" / "office.db")))
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_a_store_is_not_made_over_anything(tmp_path: Path) -> None:
    for name in ("office.db", "empty.db"):
        (tmp_path / name).touch()
    (tmp_path / "office.db").write_text("Kundenliste")
    (tmp_path / "folder.db").mkdir()
    before = files(tmp_path)
    for name in ("office.db", "empty.db", "folder.db"):
        with pytest.raises(StoreTrouble) as trouble:
            offices.found(find(str(tmp_path / name)))
        assert trouble.value.code == "exists"
    assert files(tmp_path) == before


def test_a_store_that_was_not_founded_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> None:
        with founding(find(str(tmp_path / "new" / "office.db")), offices.ME, offices.CLOCK) as uow:
            offices.add_technician(uow, "NOW")
            raise LookupError

    with pytest.raises(LookupError):
        broken()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_store_is_not_made_where_nobody_may_write(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreTrouble) as trouble:
        offices.found(find(str(tmp_path / "file" / "office.db")))
    assert trouble.value.code == "folder"


@pytest.mark.postgres
def test_a_second_office_is_not_founded_in_a_database(server_place: Place) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        offices.found(server_place)
    assert trouble.value.code == "exists"
    assert why_unwritable(server_place) == ""

"""Who may read and write a store's files; tried with the rights of another user."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dispatcher.store.place import Place, find
from tests.store.desk import desk
from tests.store.offices import files
from tests.store.stranger import NOBODY, outcome

IS_ROOT = os.geteuid() == 0
ME = NOBODY if IS_ROOT else os.geteuid()
MY_GROUP = NOBODY if IS_ROOT else os.getegid()


@pytest.fixture
def mine(file_place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store that belongs to the user who opens it, in a folder of his, which lies where everybody may go."""
    assert file_place.path is not None
    base = Path(tempfile.mkdtemp(prefix="rights-"))
    base.chmod(0o755)
    path = base / "store" / "office.db"
    for folder in (path.parent, base / "home"):
        folder.mkdir(mode=0o700)
    shutil.copy(file_place.path, path)
    monkeypatch.setenv("XDG_STATE_HOME", str(base / "home" / "state"))
    for owned in (path, path.parent, base / "home"):
        os.chown(owned, ME, MY_GROUP)
    yield path
    path.parent.chmod(0o700)
    shutil.rmtree(base)


def seen_by_owner(path: Path, *more: str) -> list[str]:
    return outcome(path, *more, as_user=ME, group=MY_GROUP)


def test_the_owner_opens_and_saves(mine: Path) -> None:
    assert seen_by_owner(mine) == ["opened|6|", "saved|7"]
    assert [path.name for path in mine.parent.iterdir()] == ["office.db"]


def test_a_file_that_may_only_be_read_is_opened_and_says_so(mine: Path) -> None:
    mine.chmod(0o400)
    before = files(mine.parent)
    reason = "the file cannot be written by you"
    assert seen_by_owner(mine) == [f"opened|6|{reason}", f"read-only|Read-only: {reason}. Nothing was saved."]
    assert files(mine.parent) == before


def test_a_folder_that_may_only_be_read_is_opened_and_says_so(mine: Path) -> None:
    mine.parent.chmod(0o500)
    before = files(mine.parent)
    reason = "its folder cannot be written by you"
    assert seen_by_owner(mine) == [f"opened|6|{reason}", f"read-only|Read-only: {reason}. Nothing was saved."]
    assert seen_by_owner(mine, "read")[0] == "opened|6|opened with the read-only option"
    assert files(mine.parent) == before


def test_a_file_that_may_not_be_read_is_told(mine: Path) -> None:
    mine.chmod(0o000)
    assert seen_by_owner(mine) == [f"no-right|You have no right to read {mine}."]


def test_a_folder_that_may_not_be_entered_is_told(mine: Path) -> None:
    mine.parent.chmod(0o000)
    assert seen_by_owner(mine) == [f"no-right|You have no right to read {mine}."]


def test_a_log_left_by_a_kill_is_read_where_one_may_and_told_where_not(mine: Path) -> None:
    with desk("notes", find(str(mine)), "1000") as other:
        other.go()
        other.line()
        other.kill()
    for path in mine.parent.iterdir():
        os.chown(path, ME, MY_GROUP)
    mine.with_name("office.db-shm").unlink()
    mine.parent.chmod(0o500)
    told = f"A program was cut short at {mine}. Somebody who may write there has to open it once."
    assert seen_by_owner(mine, "read") == seen_by_owner(mine) == [f"unfinished|{told}"]
    mine.parent.chmod(0o700)
    assert seen_by_owner(mine)[0].startswith("opened|")

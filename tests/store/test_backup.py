"""A backup is the store at one instant, whole even while others write."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from dispatcher.store.backup import backup, backup_file
from dispatcher.store.place import Place, find
from dispatcher.store.store import Store, open_store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.verify import check
from tests.store.conftest import Opening
from tests.store.desk import Desk
from tests.store.offices import all_of, entries, files, save
from tests.store.words import told


def test_a_backup_holds_everything_in_one_file(file_store: Store, folder: Path) -> None:
    save(file_store)
    size = backup(file_store.place, folder / "office.db")
    assert [found.name for found in folder.iterdir()] == ["office.db"]
    assert size == (folder / "office.db").stat().st_size
    copy = open_store(find(str(folder / "office.db")), read_only=True)
    assert all_of(copy) == all_of(file_store)
    copy.close()
    assert [found.name for found in folder.iterdir()] == ["office.db"]


def test_a_backup_while_eight_others_write_is_an_exact_prefix(
    file_place: Place, folder: Path, opening: Opening
) -> None:
    writers = Desk("notes", file_place, "60", number=8)
    writers.go()
    for number in range(6):
        writers.line()
        backup(file_place, folder / f"{number}.db")
    assert len(writers.rest()) == 8 * 60 - 6
    whole, sizes = entries(opening(file_place)), []
    for number in range(6):
        copy = opening(find(str(folder / f"{number}.db")))
        sizes.append(len(entries(copy)))
        assert entries(copy) == whole[: sizes[-1]]
        assert {found.code for found in check(copy).findings} <= {"cut"}
    assert sizes == sorted(sizes)
    assert sizes[0] < len(whole) == 6 + 480


def test_a_backup_leaves_the_store_as_it_is(path: Path, folder: Path) -> None:
    before = files(path.parent)
    backup_file(path, folder / "office.db")
    assert files(path.parent) == before


@pytest.mark.parametrize(("mode", "copied"), [(0o600, 0o600), (0o660, 0o660), (0o640, 0o600)])
def test_a_backup_is_not_open_to_others(path: Path, folder: Path, mode: int, copied: int) -> None:
    path.chmod(mode)
    before = os.umask(0)
    try:
        backup_file(path, folder / "office.db")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "office.db").stat().st_mode) == copied


@pytest.mark.parametrize("what", ["file", "folder", "link", "dangling link", "itself"])
def test_a_backup_never_goes_over_anything(path: Path, folder: Path, what: str) -> None:
    target = path if what == "itself" else folder / "office.db"
    if what == "file":
        target.write_text("Fotos")
    elif what == "folder":
        target.mkdir()
    elif what.endswith("link"):
        (folder / "other").write_text("Fotos" if what == "link" else "")
        target.symlink_to(folder / ("other" if what == "link" else "nothing"))
    before, content = files(path.parent), files(folder)
    with pytest.raises(StoreTrouble) as trouble:
        backup_file(path, target)
    assert told(trouble.value) == ("folder" if what == "folder" else "exists")
    assert (files(path.parent), files(folder)) == (before, content)


def test_a_backup_into_nowhere_is_told(path: Path, folder: Path) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        backup_file(path, folder / "missing" / "office.db")
    assert told(trouble.value) == "folder"


def test_a_damaged_store_is_not_backed_up_as_if_it_were_whole(path: Path, folder: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(4096 * 8, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    path.write_bytes(content)
    with pytest.raises(StoreTrouble) as trouble:
        backup_file(path, folder / "office.db")
    assert told(trouble.value) == "corrupt"
    assert files(folder) == {}


def test_the_leftover_of_a_killed_backup_is_in_nobody_s_way(path: Path, folder: Path) -> None:
    (folder / f".office.db.{os.getpid()}.part").write_text("half")
    backup_file(path, folder / "office.db")
    assert [found.name for found in folder.iterdir()] == ["office.db"]

"""What is restored is sound, known to be restored, and never put over a store that somebody has open."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dispatcher.store import sqlite
from dispatcher.store.backup import backup, backup_file, restore, restore_file
from dispatcher.store.head import noted
from dispatcher.store.place import Place, find
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.verify import check
from tests.store.conftest import Opening
from tests.store.desk import desk
from tests.store.offices import all_of, files, save
from tests.store.tampering import tamper
from tests.store.words import told


def refused(source: Path, place: Place) -> str:
    """The code with which a restore is refused; nothing was changed."""
    assert place.path is not None
    before = files(place.path.parent)
    with pytest.raises(StoreTrouble) as trouble:
        restore(source, place)
    assert files(place.path.parent) == before
    return told(trouble.value)


def test_a_restored_store_is_the_one_that_was_backed_up(file_place: Place, folder: Path, opening: Opening) -> None:
    store = opening(file_place)
    save(store)
    before = all_of(store)
    backup(file_place, folder / "office.db")
    for _ in range(3):
        save(store)
    later = all_of(store)
    store.close()
    done = restore(folder / "office.db", file_place)
    assert (done.head.seq, done.store_id) == (7, store.store_id)
    again = opening(file_place)
    assert all_of(again) == before
    assert done.kept is not None
    assert all_of(opening(find(str(done.kept)))) == later


def test_a_check_after_a_restore_knows_of_it(file_place: Place, folder: Path, opening: Opening) -> None:
    store = opening(file_place)
    save(store)
    backup(file_place, folder / "office.db")
    save(store)
    store.close()
    restore(folder / "office.db", file_place)
    again = opening(file_place)
    assert check(again).findings == ()
    assert save(again) == 8
    assert check(again).findings == ()
    found = noted(again.store_id, file_place.mark)
    assert found is not None
    assert [head.seq for head in found.heads] == [7, 8]


def test_without_a_restore_the_older_file_is_found_out(file_place: Place, folder: Path, opening: Opening) -> None:
    store = opening(file_place)
    save(store)
    backup(file_place, folder / "office.db")
    save(store)
    store.close()
    assert file_place.path is not None
    (folder / "office.db").replace(file_place.path)
    assert [found.code for found in check(opening(file_place)).findings] == ["cut"]


def test_a_store_is_restored_where_none_was(path: Path, folder: Path, tmp_path: Path, opening: Opening) -> None:
    backup_file(path, folder / "office.db")
    (tmp_path / "new").mkdir()
    place = find(str(tmp_path / "new" / "office.db"))
    assert restore_file(folder / "office.db", place) is None
    assert check(opening(place)).findings == ()
    assert stat.S_IMODE((tmp_path / "new" / "office.db").stat().st_mode) == 0o600


def test_every_store_that_was_there_is_kept(file_place: Place, path: Path, folder: Path) -> None:
    backup_file(path, folder / "office.db")
    kept = [restore_file(folder / "office.db", file_place) for _ in range(3)]
    assert kept == [path.with_name(f"office.db.replaced-{number}") for number in (1, 2, 3)]
    assert [found.stat().st_nlink for found in path.parent.iterdir()] == [1] * 4


@pytest.mark.parametrize("what", ["notes", "hold", "open and still"])
def test_a_store_that_is_open_elsewhere_is_not_replaced(
    file_place: Place, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr("dispatcher.store.backup.PATIENCE_SECONDS", 0.2)
    backup_file(path, folder / "office.db")
    with desk("hold" if what == "hold" else "notes", file_place, "1000") as other:
        if what == "notes":
            other.go()
            other.line()
        with pytest.raises(StoreTrouble) as trouble:
            restore(folder / "office.db", file_place)
        assert told(trouble.value) == "busy"
    assert not list(path.parent.glob("*replaced*"))
    assert restore(folder / "office.db", file_place).kept is not None


def test_a_damaged_store_is_replaced_and_kept_with_its_log(
    file_place: Place, path: Path, folder: Path, opening: Opening
) -> None:
    backup_file(path, folder / "office.db")
    path.write_bytes(b"kaputt" * 1000)
    path.with_name("office.db-wal").write_bytes(b"letzte Worte")
    done = restore(folder / "office.db", file_place)
    assert done.kept is not None
    assert done.kept.read_bytes() == b"kaputt" * 1000
    assert done.kept.with_name(done.kept.name + "-wal").read_bytes() == b"letzte Worte"
    assert check(opening(file_place)).findings == ()


def test_a_log_left_by_a_kill_goes_into_the_kept_store(
    file_place: Place, path: Path, folder: Path, opening: Opening
) -> None:
    backup_file(path, folder / "office.db")
    with desk("notes", file_place, "10") as other:
        other.go()
        last = [other.line() for _ in range(5)][-1]
        other.kill()
    done = restore(folder / "office.db", file_place)
    assert done.kept is not None
    assert opening(find(str(done.kept))).head().seq >= int(last.split()[0])
    assert opening(file_place).head().seq == 6


def test_a_restored_store_keeps_the_rights_of_the_one_before(file_place: Place, path: Path, folder: Path) -> None:
    backup_file(path, folder / "office.db")
    (folder / "office.db").chmod(0o644)
    path.chmod(0o660)
    restore(folder / "office.db", file_place)
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_a_restore_through_a_link_replaces_the_file(path: Path, folder: Path, tmp_path: Path) -> None:
    backup_file(path, folder / "office.db")
    link = tmp_path / "link.db"
    link.symlink_to(path)
    restore(folder / "office.db", Place(link, None, str(link)))
    assert link.is_symlink()
    assert path.with_name("office.db.replaced-1").exists()


def test_an_empty_log_of_a_damaged_store_is_not_kept(file_place: Place, path: Path, folder: Path) -> None:
    backup_file(path, folder / "office.db")
    path.write_bytes(b"z" * 8192)
    for suffix, text in (("-journal", b""), ("-wal", b"a log")):
        path.with_name(path.name + suffix).write_bytes(text)
    restore(folder / "office.db", file_place)
    assert path.with_name("office.db.replaced-1-wal").read_bytes() == b"a log"
    assert not path.with_name("office.db.replaced-1-journal").exists()
    assert not path.with_name(path.name + "-journal").exists()


def foreign(path: Path) -> None:
    path.unlink(missing_ok=True)
    connection = sqlite.driver.connect(str(path))
    connection.execute("CREATE TABLE fotos (id)")
    connection.close()


STRANGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "missing"),
    "text": (lambda path: path.write_text("Fotos" * 1000), "foreign"),
    "empty": (lambda path: os.truncate(path, 0), "foreign"),
    "cut": (lambda path: os.truncate(path, 4096 * 20), "corrupt"),
    "foreign": (foreign, "foreign"),
    "newer": (lambda path: tamper(path, "UPDATE alembic_version SET version_num = '9999'"), "newer"),
    "no office": (lambda path: tamper(path, "DELETE FROM office"), "no-office"),
    "a path for a name": (lambda path: tamper(path, "UPDATE office SET store_id = '../x'"), "no-office"),
}


@pytest.mark.parametrize("what", STRANGE)
def test_what_is_no_sound_store_is_not_restored(file_place: Place, path: Path, folder: Path, what: str) -> None:
    backup_file(path, folder / "office.db")
    spoil, code = STRANGE[what]
    spoil(folder / "office.db")
    assert refused(folder / "office.db", file_place) == code


def test_a_store_is_not_restored_from_itself(file_place: Place, path: Path, tmp_path: Path) -> None:
    assert refused(path, file_place) == "same"
    (tmp_path / "link.db").symlink_to(path)
    assert refused(tmp_path / "link.db", file_place) == "same"


def test_another_program_s_database_is_not_replaced(path: Path, folder: Path, tmp_path: Path) -> None:
    backup_file(path, folder / "office.db")
    other = tmp_path / "other"
    other.mkdir()
    foreign(other / "fotos.db")
    tamper(other / "fotos.db", "PRAGMA application_id = 7")
    assert refused(folder / "office.db", find(str(other / "fotos.db"))) == "foreign"
    assert refused(folder / "office.db", find(str(other))) == "folder"


@pytest.mark.postgres
def test_a_server_s_store_is_left_to_the_server_s_own_programs(server_place: Place, folder: Path) -> None:
    for act in (lambda: backup(server_place, folder / "x.db"), lambda: restore(folder / "x.db", server_place)):
        with pytest.raises(StoreTrouble, match="pg_dump") as trouble:
            act()
        assert told(trouble.value) == "server"

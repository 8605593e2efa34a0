"""Whatever lies in the place of a store is named in words; nothing is written to it, and nothing crashes."""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dispatcher.store import schema, sqlite
from dispatcher.store.place import Place, check_local, file_system, find
from dispatcher.store.store import Store, open_store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.verify import check
from tests.store.conftest import Opening
from tests.store.desk import desk
from tests.store.offices import files, save
from tests.store.tampering import tamper
from tests.store.words import refused, told


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite.driver.connect(str(path))
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("PRAGMA application_id = 7")
    connection.close()
    path.chmod(0o600)


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


STRANGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "missing"),
    "empty": (lambda path: os.truncate(path, 0), "foreign"),
    "text": (lambda path: path.write_text("Kunden;Tickets\n" * 500), "foreign"),
    "noise": (lambda path: path.write_bytes(random.Random(1).randbytes(8192)), "foreign"),
    "another program's database": (foreign, "foreign"),
    "a folder": (folder, "foreign"),
    "a pipe": (fifo, "foreign"),
    "cut in the first page": (lambda path: os.truncate(path, 1000), "corrupt"),
    "cut after the first page": (lambda path: os.truncate(path, 4096), "corrupt"),
    "open to the world": (lambda path: path.chmod(0o604), "open"),
    "a newer schema": (lambda path: tamper(path, "UPDATE alembic_version SET version_num = '9999'"), "newer"),
    "no schema": (lambda path: tamper(path, "DELETE FROM alembic_version"), "foreign"),
    "no version table": (lambda path: tamper(path, "DROP TABLE alembic_version"), "missing"),
    "no office": (lambda path: tamper(path, "DELETE FROM office"), "no-office"),
    "an office with a path for a name": (
        lambda path: tamper(path, "UPDATE office SET store_id = '../../../.ssh/authorized_keys'"),
        "foreign",
    ),
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_store_is_refused(file_place: Place, name: str) -> None:
    make, code = STRANGE[name]
    assert file_place.path is not None
    make(file_place.path)
    assert refused(file_place) == code
    if name != "a newer schema":
        assert refused(file_place, read_only=True) == code


def test_a_newer_schema_may_be_looked_at_and_is_not_written(file_place: Place, opening: Opening) -> None:
    assert file_place.path is not None
    tamper(file_place.path, "UPDATE alembic_version SET version_num = '9999'")
    before = files(file_place.path.parent)
    store = opening(file_place, read_only=True)
    assert store.head().seq == 6
    with pytest.raises(StoreTrouble) as trouble:
        save(store)
    assert told(trouble.value) == "read-only"
    assert "newer version" in trouble.value.sentence
    assert files(file_place.path.parent) == before


def test_a_store_asked_for_reading_is_not_written(place: Place, opening: Opening) -> None:
    store = opening(place, read_only=True)
    with pytest.raises(StoreTrouble) as trouble:
        save(store)
    assert told(trouble.value) == "read-only"
    with pytest.raises(StoreTrouble), store.reading() as connection:
        connection.execute(text("DELETE FROM import_row"))
    assert store.head().seq == 6


def test_reading_leaves_nothing_beside_the_file(file_place: Place, opening: Opening) -> None:
    assert file_place.path is not None
    before = files(file_place.path.parent)
    store = opening(file_place, read_only=True)
    assert check(store).entries == 6
    assert files(file_place.path.parent) == before


def test_a_reader_sees_what_others_save_meanwhile(file_place: Place, opening: Opening) -> None:
    reader, writer = opening(file_place, read_only=True), opening(file_place)
    assert reader.head().seq == 6
    for seq in (7, 8):
        save(writer)
        assert reader.head().seq == seq
    writer.close()
    assert reader.head().seq == 8


def test_what_was_read_while_somebody_began_to_write_is_not_believed(file_place: Place, opening: Opening) -> None:
    reader, writer = opening(file_place, read_only=True), opening(file_place)

    def read_and_write() -> None:
        with reader.reading() as connection:
            connection.execute(text("SELECT 1 FROM journal"))
            save(writer)

    with pytest.raises(StoreTrouble) as trouble:
        read_and_write()
    assert told(trouble.value) == "moved"
    assert reader.head().seq == 7


def test_a_link_leads_to_the_file_and_its_log(file_place: Place, tmp_path: Path, opening: Opening) -> None:
    assert file_place.path is not None
    (tmp_path / "link.db").symlink_to(file_place.path)
    store = opening(find(str(tmp_path / "link.db")))
    save(store)
    assert sorted(path.name for path in tmp_path.glob("link*")) == ["link.db"]
    assert opening(file_place).head().seq == 7


def test_a_locked_store_is_told(file_place: Place) -> None:
    holder = sqlite.driver.connect(str(file_place.path), isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("UPDATE technician SET name = 'X'")
    with pytest.raises(StoreTrouble) as trouble:
        open_store(file_place, busy_seconds=0.1)
    assert told(trouble.value) == "busy"
    holder.close()
    open_store(file_place).close()


def test_a_store_is_opened_while_others_write(file_place: Place, opening: Opening) -> None:
    with desk("batches", file_place, "400") as one, desk("batches", file_place, "400") as two:
        for writer in (one, two):
            writer.go()
            assert writer.line() == "batch"
        for _time in range(40):
            store = open_store(file_place)
            assert store.head().seq > 50
            store.close()
    assert check(opening(file_place)).findings == ()


NAMES = ["office?mode=memory.db", "office#1.db", "100%25.db", "büro ä.db", "a&b;c'\".db", "file:x.db", "[1].db"]


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_is_a_file_name(file_place: Place, opening: Opening, name: str) -> None:
    assert file_place.path is not None
    path = file_place.path.rename(file_place.path.with_name(name))
    store = opening(find(str(path)))
    save(store)
    assert name in {found.name for found in path.parent.iterdir()}
    assert all(found.name.startswith(name) for found in path.parent.iterdir())


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mysql://host/db", "address"),
        ("http://host/x", "address"),
        ("a\0b", "address"),
        ("x" * 5000, "address"),
        ("postgresql://host:notaport/db", "address"),
        ("~nosuchuser/office.db", "missing"),
        ("/proc/nothing/here.db", "missing"),
    ],
)
def test_an_address_that_is_none_is_told(address: str, code: str) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        open_store(find(address))
    assert told(trouble.value) == code


@pytest.mark.postgres
def test_a_database_without_a_store_is_told(server_place: Place) -> None:
    assert server_place.url is not None
    with pytest.raises(StoreTrouble) as trouble:
        open_store(find(server_place.url.replace("dispatcher_test_", "nosuch_")))
    assert told(trouble.value) == "missing"


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(StoreTrouble) as trouble:
        open_store(find("postgresql://maier:geheim@127.0.0.1:1/office"))
    assert told(trouble.value) == "unreachable"
    assert "geheim" not in trouble.value.sentence
    assert "maier@127.0.0.1" in trouble.value.sentence


MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /volume rw shared:2 - nfs4 server:/volume rw
31 22 0:41 / /netz/mein\040laufwerk rw shared:3 - cifs //server/share rw
32 30 8:2 / /volume/lokal rw - xfs /dev/sdb1 rw
33 22 0:50 / /media/ssh rw - fuse.sshfs me@host:/ rw
34 22 0:51 / /tab\011\134x rw - 9p share rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/office.db", "ext4"),
        ("/volume/maier/office.db", "nfs4"),
        ("/volumes/office.db", "ext4"),
        ("/volume/lokal/office.db", "xfs"),
        ("/netz/mein laufwerk/office.db", "cifs"),
        ("/media/ssh/office.db", "fuse.sshfs"),
        ("/tab\t\\x/office.db", "9p"),
    ],
)
def test_the_file_system_under_a_path_is_known(path: str, kind: str) -> None:
    assert file_system(Path(path), MOUNTS) == kind


def test_a_network_drive_is_refused(file_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert file_place.path is not None
    check_local(file_place.path)
    monkeypatch.setattr("dispatcher.store.place.file_system", lambda _path: "nfs4")
    assert refused(file_place) == "network"


def test_the_schema_that_is_read_is_the_one_that_is_written(file_store: Store) -> None:
    with file_store.reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == schema.REVISION


def test_a_damaged_schema_is_named_and_nobody_is_told_to_make_a_new_store(file_place: Place) -> None:
    assert file_place.path is not None
    with contextlib.closing(sqlite.driver.connect(str(file_place.path), isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE ((' WHERE name = 'alembic_version'")
    with pytest.raises(StoreTrouble) as trouble:
        open_store(file_place)
    assert trouble.value.code == "corrupt"
    assert "dispatcher init" not in trouble.value.sentence

"""A store that is damaged, exchanged or deprived of its log under us is named in words and not written."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from dispatcher.store.place import Place, find
from dispatcher.store.schema import office
from dispatcher.store.store import Store, open_store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.wal import has_foreign_log, log_was_taken
from dispatcher.store.watch import Watch
from tests.store import offices
from tests.store.conftest import Opening
from tests.store.offices import save
from tests.store.tampering import tamper
from tests.store.words import refused, told, worked_with


def test_64_random_bytes_are_named_or_harmless(file_place: Place) -> None:
    """Nothing but an answer or a trouble in words, wherever the bytes fall."""
    assert file_place.path is not None
    whole, chance, named = file_place.path.read_bytes(), random.Random(5), 0
    for _run in range(60):
        damaged = bytearray(whole)
        at = chance.randrange(len(whole) - 64)
        damaged[at : at + 64] = chance.randbytes(64)
        file_place.path.write_bytes(damaged)
        named += worked_with(file_place)
    assert named > 20


def test_a_file_cut_at_any_page_is_named(file_place: Place) -> None:
    assert file_place.path is not None
    whole = file_place.path.read_bytes()
    for pages in range(1, len(whole) // 4096, 3):
        file_place.path.write_bytes(whole[: pages * 4096])
        assert worked_with(file_place), pages


def test_a_file_that_was_replaced_is_not_written(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    save(file_store)
    other = path.with_name("other.db")
    shutil.copy(path, other)
    before = other.read_bytes()
    other.replace(path)
    with pytest.raises(StoreTrouble) as trouble:
        save(file_store)
    assert told(trouble.value) == "replaced"
    assert path.read_bytes() == before


def test_a_file_that_is_gone_is_not_written(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    save(file_store)
    path.unlink()
    with pytest.raises(StoreTrouble) as trouble:
        save(file_store)
    assert told(trouble.value) == "replaced"
    assert not path.exists()


def test_a_log_that_is_gone_is_noticed_where_the_system_tells(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    save(file_store)
    assert not log_was_taken(path)
    path.with_name(path.name + "-wal").unlink()
    assert log_was_taken(path) == Path("/proc/self/fd").exists()
    if log_was_taken(path):
        with pytest.raises(StoreTrouble) as trouble:
            save(file_store)
        assert told(trouble.value) == "replaced"


def test_another_store_in_the_same_file_is_not_written(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    tamper(path, "UPDATE office SET store_id = '00000000-0000-0000-0000-000000000000'")
    with pytest.raises(StoreTrouble) as trouble:
        save(file_store)
    assert told(trouble.value) == "replaced"
    assert file_store.head().seq == 6


def test_a_file_that_took_our_place_gets_nothing_of_ours_when_we_read_or_leave(
    file_place: Place, tmp_path: Path, opening: Opening
) -> None:
    """The log of ours lies beside it, and whoever opens it takes that for its own."""
    path = file_place.path
    assert path is not None
    other = Path(shutil.copy(path, tmp_path / "other.db"))
    before = other.read_bytes()
    store = opening(file_place)
    save(store)
    store.engine.dispose()
    save(store)
    other.replace(path)
    with store.reading(), pytest.raises(StoreTrouble) as trouble, store.reading():
        pass
    assert told(trouble.value) == "replaced"
    store.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("how", ["written over", "cut", "emptied", "garbage"])
def test_a_file_that_was_changed_in_place_gets_nothing_of_ours(
    file_place: Place, tmp_path: Path, opening: Opening, how: str
) -> None:
    path = file_place.path
    assert path is not None
    offices.found(find(str(tmp_path / "other.db")))
    store = opening(file_place)
    save(store)
    whole = path.read_bytes()
    wrong = {
        "written over": (tmp_path / "other.db").read_bytes(),
        "cut": whole[: len(whole) // 8192 * 4096],
        "emptied": b"",
        "garbage": b"\x5a" * len(whole),
    }[how]
    path.write_bytes(wrong)
    with pytest.raises(StoreTrouble) as trouble:
        save(store)
    assert told(trouble.value) == ("replaced" if how == "written over" else "corrupt")
    store.close()
    assert path.read_bytes() == wrong


def test_a_file_that_is_whole_again_is_read_again_by_who_saw_it_damaged(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    # With the last connection all that was saved goes into the file, and the next one remembers only its beginning.
    file_store.engine.dispose()
    with file_store.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM alembic_version")
    whole = path.read_bytes()
    path.write_bytes(b"\x5a" * len(whole))
    for _time in range(2):
        with pytest.raises(StoreTrouble), file_store.reading() as connection:
            offices_read(connection)
    path.write_bytes(whole)
    with file_store.reading() as connection:
        assert offices_read(connection) == 1


def offices_read(connection: Connection) -> int:
    return len(connection.execute(select(office)).all())


_TAKES_OVER = """
import fcntl, sys
fcntl.lockf(open(sys.argv[1], "rb+"), fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
"""
"""What the last one does who leaves a store: nobody else may be in it."""


def test_looking_at_the_file_gives_none_of_our_locks_away(file_store: Store) -> None:
    """The system drops all locks of a process when it closes any descriptor of the file."""
    path = file_store.place.path
    assert path is not None
    save(file_store)
    for _look in range(2):
        found = subprocess.run([sys.executable, "-c", _TAKES_OVER, path], capture_output=True, text=True, check=False)
        assert "BlockingIOError" in found.stderr
        os.utime(path)
        file_store.refuse_replaced()


def test_a_file_that_is_ours_again_is_written_again(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    seq = save(file_store)
    aside = path.rename(path.with_name("aside.db"))
    with pytest.raises(StoreTrouble):
        save(file_store)
    aside.rename(path)
    assert save(file_store) == seq + 1


def test_tables_of_a_newer_program_are_not_written(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    save(file_store)
    watch = Watch(file_store)
    tamper(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTrouble) as trouble:
        save(file_store)
    assert told(trouble.value) == "newer"
    with pytest.raises(StoreTrouble, match="newer version"):
        watch.wait(30)
    watch.close()


def beside(path: Path, log: Path) -> Place:
    """A copy of ``path`` with a log that is not its own."""
    folder = path.parent.with_name("mixed")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(path, folder / "office.db")
    shutil.copy(log, folder / "office.db-wal")
    return find(str(folder / "office.db"))


def test_the_log_of_another_state_is_refused(file_place: Place, tmp_path: Path, opening: Opening) -> None:
    path = file_place.path
    assert path is not None
    oldest = Path(shutil.copy(path, tmp_path / "oldest.db"))
    store = opening(file_place)
    for _ in range(20):
        save(store)
    log = Path(shutil.copy(f"{path}-wal", tmp_path / "log"))
    assert not has_foreign_log(path)
    assert worked_with(beside(oldest, log)) is False
    for _ in range(300):
        save(store)
    later = Path(shutil.copy(f"{path}-wal", tmp_path / "later"))
    store.close()
    assert refused(beside(path, log)) == "log"
    assert refused(beside(oldest, later)) == "log"


def test_the_log_of_another_store_is_refused(file_place: Place, tmp_path: Path, opening: Opening) -> None:
    assert file_place.path is not None
    offices.found(find(str(tmp_path / "other.db")))
    other = opening(find(str(tmp_path / "other.db")))
    for _ in range(20):
        save(other)
    place = beside(file_place.path, tmp_path / "other.db-wal")
    assert refused(place) == "log"
    assert "office.db-wal" in str(trouble_of(place).sentence)


def trouble_of(place: Place) -> StoreTrouble:
    with pytest.raises(StoreTrouble) as trouble:
        open_store(place)
    return trouble.value

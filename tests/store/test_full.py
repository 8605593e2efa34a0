"""A full disk: nothing is half saved, what was there is unharmed, and work goes on when there is room again."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dispatcher.store.backup import backup
from dispatcher.store.place import Place, find
from dispatcher.store.store import Store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.verify import check
from tests.store import offices
from tests.store.conftest import Opening
from tests.store.offices import all_of, files, note, save, saved


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def log_size(store: Store) -> int:
    path = store.place.path
    assert path is not None
    return path.with_name(path.name + "-wal").stat().st_size


def large(store: Store) -> int:
    return saved(store, lambda uow: [note(uow, f"Anruf {number} " * 40) for number in range(40)][-1])


def test_wherever_a_save_runs_out_of_room_it_leaves_nothing(file_place: Place, opening: Opening) -> None:
    store = opening(file_place)
    save(store)
    before, size, failed = all_of(store), log_size(store), 0
    for more in range(0, 400_000, 9_000):
        with room_for(size + more):
            try:
                large(store)
            except StoreTrouble as trouble:
                code = trouble.code
            else:
                break
        failed += 1
        assert code in ("full", "disk")
        assert all_of(store) == before
    assert failed > 5
    assert len(all_of(store)["journal"]) == len(before["journal"]) + 40
    assert check(store).findings == ()


def test_work_goes_on_when_there_is_room_again(file_store: Store) -> None:
    seq = save(file_store)
    with room_for(log_size(file_store)), pytest.raises(StoreTrouble) as trouble:
        large(file_store)
    assert "Nothing was saved" in trouble.value.sentence
    assert large(file_store) == seq + 40
    assert check(file_store).findings == ()


def test_the_store_can_be_read_while_the_disk_is_full(file_store: Store) -> None:
    save(file_store)
    with room_for(1):
        assert check(file_store).entries == 7


def test_a_backup_that_does_not_fit_leaves_nothing(file_place: Place, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    with room_for(50_000), pytest.raises(StoreTrouble) as trouble:
        backup(file_place, tmp_path / "backups" / "office.db")
    assert trouble.value.code in ("full", "disk")
    assert files(tmp_path / "backups") == {}


def test_a_store_that_does_not_fit_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with room_for(50_000), pytest.raises(StoreTrouble) as trouble:
        offices.found(find(str(tmp_path / "new" / "office.db")))
    assert trouble.value.code in ("full", "disk")
    assert files(tmp_path / "new") == {}

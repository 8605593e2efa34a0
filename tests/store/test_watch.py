"""A watch tells when the journal moved on, whoever wrote; on both databases."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from time import monotonic, process_time

import pytest
from sqlalchemy import text

from dispatcher.store import sqlite
from dispatcher.store.place import Place
from dispatcher.store.store import Store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.watch import POLL_SECONDS, Watch
from tests.store.conftest import Opening
from tests.store.desk import desk
from tests.store.offices import CLOCK, ME, note, save

LONG = 30.0
SHORT = 0.05


@pytest.fixture
def watch(store: Store) -> Iterator[Watch]:
    watching = Watch(store)
    yield watching
    watching.close()


def test_nothing_new_is_false_after_the_timeout(watch: Watch) -> None:
    began = monotonic()
    assert not watch.wait(0.3)
    assert monotonic() - began >= 0.3


def test_a_save_of_this_program_is_told_once(store: Store, watch: Watch) -> None:
    save(store)
    assert watch.wait(LONG)
    assert not watch.wait(SHORT)


def test_a_save_of_another_program_wakes_a_waiting_thread(place: Place, watch: Watch) -> None:
    with desk("notes", place, "1") as other:
        threading.Timer(0.1, other.go).start()
        began = monotonic()
        assert watch.wait(LONG)
        assert monotonic() - began < LONG / 2


def test_what_was_rolled_back_is_not_told(store: Store, watch: Watch) -> None:
    def broken() -> None:
        with store.writing(ME, CLOCK) as uow:
            note(uow, "nie gesagt")
            uow.flush()
            raise LookupError

    with pytest.raises(LookupError):
        broken()
    assert not watch.wait(POLL_SECONDS * 2)


def test_reading_is_not_told(store: Store, watch: Watch) -> None:
    store.head()
    assert not watch.wait(POLL_SECONDS * 2)


def test_several_saves_are_told_as_one_news(store: Store, watch: Watch) -> None:
    for _ in range(5):
        save(store)
    told = 0
    while watch.wait(POLL_SECONDS * 2):
        told += 1
    assert 1 <= told <= 5


def test_close_ends_a_waiting_thread(watch: Watch) -> None:
    answers: list[bool] = []
    waiting = threading.Thread(target=lambda: answers.append(watch.wait(LONG)))
    waiting.start()
    began = monotonic()
    watch.close()
    waiting.join(LONG)
    assert answers == [False]
    assert monotonic() - began < LONG / 2


def test_a_closed_watch_answers_false_and_may_be_closed_again(store: Store, watch: Watch) -> None:
    watch.close()
    watch.close()
    save(store)
    assert not watch.wait(LONG)


def test_waiting_costs_nothing(watch: Watch) -> None:
    before = process_time()
    assert not watch.wait(1.0)
    assert process_time() - before < 0.3


def test_the_watch_does_not_use_the_pool(store: Store, watch: Watch) -> None:
    assert "Current Checked out connections: 0" in store.engine.pool.status()


def test_a_checkpoint_is_no_news(file_store: Store) -> None:
    save(file_store)
    watch = Watch(file_store)
    connection = sqlite.driver.connect(str(file_store.place.path))
    assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    connection.close()
    assert not watch.wait(POLL_SECONDS * 2)
    save(file_store)
    assert watch.wait(LONG)
    watch.close()


def test_a_replaced_file_is_told(file_store: Store) -> None:
    path = file_store.place.path
    assert path is not None
    watch = Watch(file_store)
    other = path.with_name("other.db")
    shutil.copy(path, other)
    other.replace(path)
    for seconds in (LONG, SHORT, 0.0):
        with pytest.raises(StoreTrouble) as trouble:
            watch.wait(seconds)
        assert trouble.value.code == "replaced"
    watch.close()


def test_a_store_that_is_only_read_is_watched_as_well(place: Place, opening: Opening) -> None:
    reader, writer = opening(place, read_only=True), opening(place)
    watch = Watch(reader)
    assert not watch.wait(SHORT)
    save(writer)
    assert watch.wait(LONG)
    assert reader.head() == writer.head()
    assert not watch.wait(POLL_SECONDS * 2)
    save(writer)
    assert watch.wait(LONG)
    watch.close()


@pytest.mark.postgres
def test_a_lost_line_is_made_anew_and_told(server_place: Place, opening: Opening) -> None:
    store = opening(server_place)
    watch = Watch(store)
    with store.reading() as connection:
        listening = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT coalesce(max(seq)%'"
        )
        assert connection.execute(listening).scalars().all() == [True]
    save(store)
    assert watch.wait(LONG)
    assert not watch.wait(SHORT)
    save(store)
    assert watch.wait(LONG)
    watch.close()


@pytest.mark.postgres
def test_news_that_a_proxy_swallowed_are_found_all_the_same(
    server_place: Place, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dispatcher.store.watch.FALLBACK_SECONDS", 0.2)
    monkeypatch.setattr(Store, "_tell", lambda *_given: None)
    store = opening(server_place)
    watch = Watch(store)
    save(store)
    assert watch.wait(LONG)
    watch.close()

"""The journal can only be added to, whatever is said to the database; on both."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from dispatcher.store import sqlite
from dispatcher.store.place import Place
from dispatcher.store.store import Store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.uow import UnitOfWork
from tests.store.conftest import Opening
from tests.store.offices import all_of, note, save, saved

TABLES = ("journal", "journal_link", "journal_payload")
COLUMNS = {
    "journal": (
        "seq, save_key, happened_at, recorded_at, actor, verb, links, payload_hash, prev_hash, hash",
        "2, 'k', happened_at, recorded_at, 'xx', verb, links, payload_hash, prev_hash, hash",
    ),
    "journal_link": ("kind, ref, happened_at, seq", "kind, ref, happened_at, seq"),
    "journal_payload": ("seq, salt, payload, search", "2, salt, '{}', search"),
}
CHANGED = {"journal": "actor = 'xx'", "journal_link": "ref = 2", "journal_payload": "payload = '{}'"}


def say(store: Store, statement: str) -> None:
    def act(uow: UnitOfWork) -> None:
        uow.connection.execute(text(statement))

    saved(store, act)


def copied(table: str) -> str:
    """An insert of a row under a key that is known."""
    columns, values = COLUMNS[table]
    return f"INTO {table} ({columns}) SELECT {values} FROM {table} WHERE seq = 2"


def refused(store: Store, statement: str) -> str:
    before = all_of(store)
    with pytest.raises(StoreTrouble) as trouble:
        say(store, statement)
    assert all_of(store) == before
    return trouble.value.code


@pytest.mark.parametrize("table", TABLES)
def test_an_entry_cannot_be_changed(store: Store, table: str) -> None:
    assert refused(store, f"UPDATE {table} SET {CHANGED[table]} WHERE seq = 2") == "append-only"
    assert refused(store, f"UPDATE {table} SET {CHANGED[table]}") == "append-only"


@pytest.mark.parametrize("table", TABLES)
def test_an_entry_cannot_be_taken_out(store: Store, table: str) -> None:
    assert refused(store, f"DELETE FROM {table} WHERE seq = 2") == "append-only"
    assert refused(store, f"DELETE FROM {table}") == "append-only"


@pytest.mark.parametrize("table", TABLES)
def test_an_entry_cannot_be_written_over(file_store: Store, table: str) -> None:
    assert refused(file_store, f"INSERT OR REPLACE {copied(table)}") == "append-only"
    assert refused(file_store, f"REPLACE {copied(table)}") == "append-only"


@pytest.mark.parametrize("table", TABLES)
def test_an_entry_cannot_be_changed_by_a_conflict(store: Store, table: str) -> None:
    key = "kind, ref, happened_at, seq" if table == "journal_link" else "seq"
    statement = f"INSERT {copied(table)} AND true ON CONFLICT ({key}) DO UPDATE SET {CHANGED[table]}"
    assert refused(store, statement) == "append-only"


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_a_table_cannot_be_emptied(server_place: Place, opening: Opening, table: str) -> None:
    assert refused(opening(server_place), f"TRUNCATE {table} CASCADE") == "append-only"


def test_a_text_goes_only_with_its_tombstone(store: Store) -> None:
    say_what = "DELETE FROM journal_payload WHERE seq = :seq"
    seq = save(store, "Geheimes")
    assert refused(store, say_what.replace(":seq", str(seq))) == "append-only"

    def tombstone(uow: UnitOfWork) -> None:
        uow.record("erase", [("entry", seq)], {})
        uow.flush()

    saved(store, tombstone)
    say(store, say_what.replace(":seq", str(seq)))
    assert refused(store, say_what.replace(":seq", str(seq - 1))) == "append-only"


def test_an_entry_named_by_another_verb_keeps_its_text(store: Store) -> None:
    seq = save(store)
    saved(store, lambda uow: uow.record("note", [("entry", seq)], {"text": "siehe dort"}))
    assert refused(store, f"DELETE FROM journal_payload WHERE seq = {seq}") == "append-only"


def test_the_lock_does_not_depend_on_the_connection(file_place: Place) -> None:
    """A bare driver, with none of our settings."""
    connection = sqlite.driver.connect(str(file_place.path))
    for table in TABLES:
        for statement in (f"UPDATE {table} SET {CHANGED[table]}", f"DELETE FROM {table}", f"REPLACE {copied(table)}"):
            with pytest.raises(sqlite.driver.IntegrityError, match="append-only"):
                connection.execute(statement)
    connection.close()


def test_entries_are_added_all_the_same(store: Store) -> None:
    assert saved(store, lambda uow: [note(uow, "a"), note(uow, "b")]) == [7, 8]

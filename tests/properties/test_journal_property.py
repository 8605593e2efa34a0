"""Whatever was saved is sound; whatever was done to it behind the program's back is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy
from sqlalchemy import select

from dispatcher.store.index import Indexer
from dispatcher.store.schema import customer
from dispatcher.store.store import Store
from dispatcher.store.uow import UnitOfWork
from dispatcher.store.verify import check
from tests.properties.copies import copied, made
from tests.store import offices
from tests.store.offices import saved
from tests.store.tampering import (
    checked,
    close_gap,
    codes,
    cut,
    insert,
    of_chain,
    rehash,
    swap,
    take_out,
    unlocked,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
Saves = list[tuple[str, str, int]]
SAVES: SearchStrategy[Saves] = st.lists(
    st.tuples(st.sampled_from(["note", "key", "add", "rename", "batch", "drop", "erase"]), WORDS, st.integers(0, 99)),
    min_size=3,
    max_size=12,
)
FAST = settings(max_examples=40)
TEXT_COLUMNS = {
    "journal": (
        "save_key",
        "happened_at",
        "recorded_at",
        "actor",
        "verb",
        "links",
        "payload_hash",
        "prev_hash",
        "hash",
    ),
    "journal_payload": ("salt", "payload", "search"),
    "journal_link": ("kind", "happened_at"),
}  # fmt: skip
CODES = {"journal": "changed", "journal_payload": "payload", "journal_link": "links"}
FIRST = 7
"""The first sequence after the office was founded and furnished."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("template"), offices.found)


@contextmanager
def worked_on(template: Path, saves: Saves) -> Iterator[tuple[Path, int]]:
    """A closed store after some work, and the sequence of its newest entry."""
    with copied(template) as store:
        for save in saves:
            work(store, *save)
        last = store.head().seq
        store.close()
        assert store.place.path is not None
        yield store.place.path, last


def work(store: Store, what: str, words: str, number: int) -> None:
    if what == "note":
        saved(store, partial(offices.note, words=words))
    elif what == "key":
        saved(store, partial(offices.note, words=words, save_key=f"{words}{store.head().seq}"))
    elif what == "add":
        saved(store, partial(offices.add_customer, name=words, remark=words * 2))
    elif what == "rename":
        saved(store, partial(offices.rename, ident=1 + number % 2, name=words))
    elif what == "batch":
        saved(store, partial(batch, words=words, number=1 + number % 4))
    elif what == "drop":
        saved(store, partial(drop, number=number))
    else:
        texts = [seq for seq, verb in offices.entries(store) if verb != "erase"]
        seqs = [texts[number % len(texts)]]
        saved(store, partial(UnitOfWork.erase, seqs=seqs, links=[], payload={"ground": words}))


def batch(uow: UnitOfWork, words: str, number: int) -> None:
    for _ in range(number):
        offices.rename(uow, 2, words)
        offices.note(uow, words, 2)


def drop(uow: UnitOfWork, number: int) -> None:
    """One of the customers who were added is deleted; where there is none, that is noted."""
    added = uow.connection.execute(select(customer.c.id, customer.c.version).where(customer.c.id > 2)).all()
    if not added:
        offices.note(uow, "nobody to delete")
        return
    ident, seen = added[number % len(added)]
    Indexer(uow).remove(ident)
    uow.delete(customer, ident, seen)
    uow.record("delete customer", [("customer", ident)], {})


@FAST
@given(SAVES)
def test_no_false_alarm(template: Path, saves: Saves) -> None:
    with copied(template) as store:
        for save in saves:
            work(store, *save)
        found = check(store)
        assert (found.findings, found.notes) == ((), ())


@FAST
@given(SAVES, st.data())
def test_any_changed_column_is_named(template: Path, saves: Saves, data: DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(TEXT_COLUMNS)))
    column = data.draw(st.sampled_from(TEXT_COLUMNS[table]))
    with worked_on(template, saves) as (path, _last):
        connection = unlocked(path)
        rows = connection.execute(f"SELECT seq, {column} FROM {table} ORDER BY seq").fetchall()
        seq, before = data.draw(st.sampled_from(rows))
        value = data.draw(st.none() | WORDS if column == "save_key" else WORDS)
        connection.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE seq = ?", (value, seq))
        differs = f"SELECT count(*) FROM {table} WHERE seq = ? AND {column} IS NOT ?"
        changed = connection.execute(differs, (seq, before)).fetchone()[0] > 0
        connection.close()
        named = {found for code, found in codes(path) if code == CODES[table]}
        assert named == ({seq} if changed else set())


@FAST
@given(SAVES, st.data())
def test_any_row_changed_behind_the_journal_is_named(template: Path, saves: Saves, data: DataObject) -> None:
    with worked_on(template, saves) as (path, _last):
        connection = unlocked(path)
        ident = data.draw(st.sampled_from([row[0] for row in connection.execute("SELECT id FROM customer")]))
        column = data.draw(st.sampled_from(["name", "long_name", "remark", "archived", "collective", "version"]))
        value = data.draw(WORDS if column in ("name", "long_name", "remark") else st.integers(0, 99))
        before = connection.execute(f"SELECT {column} FROM customer WHERE id = ?", (ident,)).fetchone()[0]
        connection.execute(f"UPDATE customer SET {column} = ? WHERE id = ?", (value, ident))
        erased = connection.execute("SELECT count(*) FROM journal WHERE verb = 'erase'").fetchone()[0]
        connection.close()
        named = {finding.subject for finding in checked(path).findings if finding.code == "row-changed"}
        assert named <= {f"customer {ident}"}
        assert named or value == before or erased


@FAST
@given(SAVES, st.data())
def test_an_entry_taken_out_is_named(template: Path, saves: Saves, data: DataObject) -> None:
    with worked_on(template, saves) as (path, last):
        seq = data.draw(st.integers(1, last - 1))
        take_out(path, seq)
        if data.draw(st.booleans()):
            close_gap(path, seq)
        assert of_chain(path, "cut", "rewritten") == {("missing", seq)}


@FAST
@given(SAVES, st.data())
def test_swapped_entries_are_named(template: Path, saves: Saves, data: DataObject) -> None:
    with worked_on(template, saves) as (path, last):
        one = data.draw(st.integers(1, last))
        other = data.draw(st.integers(1, last).filter(lambda seq: seq != one))
        swap(path, one, other)
        assert of_chain(path, "rewritten") == {("swapped", one), ("swapped", other)}


@FAST
@given(SAVES, st.data())
def test_an_inserted_entry_is_named(template: Path, saves: Saves, data: DataObject) -> None:
    with worked_on(template, saves) as (path, last):
        seq = data.draw(st.integers(1, last - 1))
        insert(path, seq)
        assert of_chain(path, "rewritten") == {("inserted", seq)}


@FAST
@given(SAVES, st.data())
def test_a_cut_tail_is_found_by_the_noted_head(template: Path, saves: Saves, data: DataObject) -> None:
    with worked_on(template, saves) as (path, last):
        kept = data.draw(st.integers(1, last - 1))
        cut(path, kept)
        assert of_chain(path) == {("cut", kept + 1)}


@FAST
@given(SAVES, st.data())
def test_a_chain_computed_anew_is_found_by_the_noted_heads(template: Path, saves: Saves, data: DataObject) -> None:
    with worked_on(template, saves) as (path, last):
        seq = data.draw(st.integers(FIRST, last))
        connection = unlocked(path)
        connection.execute("UPDATE journal SET actor = 'xx' WHERE seq = ?", (seq,))
        connection.close()
        rehash(path)
        (found,) = of_chain(path)
        assert found[0] == "rewritten"
        assert found[1] is not None
        assert seq <= found[1] <= last
